"""A log of notices that is loaded again, in a later state: what stood in the earlier one and is not in this one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, Protocol

import pandas as pd

from loaders.draft import Draft
from loaders.queries import query
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise


class Snapshot(Protocol):
    """What is read of a store here."""

    def frame(self, sql: str, parameters: dict[str, Any] | None = None) -> pd.DataFrame: ...


_NUMBERS = re.compile(r"\(.*?\)|\[.*?\]|\d+")  # what tells the states of one file apart: 'Notice log (2)'
_GRAIN = ["region", "respondent", "service"]
_SAME = 0.5  # share of an earlier log's notices that are in this one: then it is the same log
_FEW = 20  # notices that a note names before the rest is counted


def notes_on_earlier_logs(
    snapshot: Snapshot, draft: Draft, replaced: list[int], before: int, words: Vocabulary
) -> list[str]:
    """For each standing import of an earlier state of this log, by its name or by what it holds, a sentence that names
    the notices that stand by it alone. replaced: imports that this one takes the place of anyhow."""
    frames = draft.rows.get("notices")
    if not frames:
        return []
    now = pd.concat(frames, ignore_index=True)[_GRAIN].astype(object).drop_duplicates()
    which = {"regions": sorted(map(str, now["region"].dropna().unique())), "before": before}
    earlier = snapshot.frame(query("earlier_notices"), which).astype(dict.fromkeys(_GRAIN, object))
    earlier = earlier[~earlier["import"].isin(replaced)]
    both = earlier.merge(now.assign(now=True), on=_GRAIN, how="left")
    both["now"] = both["now"].notna()
    return list(_notes(both, now, _stem(draft.file), words))


def _notes(both: pd.DataFrame, now: pd.DataFrame, stem: str, words: Vocabulary) -> Iterator[str]:
    for number, log in both.groupby("import"):
        file = str(log["file"].iloc[0])
        if _stem(file) != stem and log["now"].mean() < _SAME:
            continue
        missing = log[~log["now"] & log["stands"]]
        if missing.empty:
            continue
        named_notices = [_notice_words(row, now, log, words) for row in missing.head(_FEW).itertuples()]
        more = f" and {len(missing) - _FEW} more" if len(missing) > _FEW else ""
        notices, them = ("1 notice", "it") if len(missing) == 1 else (f"{len(missing):,} notices", "them")
        stand = "stands" if len(missing) == 1 else "stand"
        yield (
            f"This looks like a later state of import {number} (“{file}”), and {notices} that {stand} by that import "
            f"{'is' if len(missing) == 1 else 'are'} not in this file: {'; '.join(named_notices)}{more}. They "
            f"count until you say otherwise: leave it so to keep {them}, or "
            f"undo import {number} so that this file alone counts."
        )


def _notice_words(row: Any, now: pd.DataFrame, log: pd.DataFrame, words: Vocabulary) -> str:
    """'Z99605 for Spirometry', and which service it has now where that has changed."""
    who = str(row.respondent).removeprefix("name:")
    own = now[(now["respondent"] == row.respondent) & (now["region"] == row.region)]["service"]
    before = set(log[log["respondent"] == row.respondent]["service"])
    new = [words.label("service", service) for service in own if service not in before]
    changed = f" (now {' and '.join(new)})" if new else ""
    return f"{who} for {words.label('service', row.service)}{changed}"


def _stem(file: str) -> str:
    return normalise(_NUMBERS.sub(" ", PurePath(file).stem.replace("_", " ")))
