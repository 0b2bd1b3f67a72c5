"""What a file means for what was loaded before it: the same bytes under other options, the same practices."""

from __future__ import annotations

import json
from typing import Any, Protocol

import pandas as pd

from loaders.draft import Draft
from loaders.evidence.earlier_logs import notes_on_earlier_logs
from loaders.kinds import Options
from loaders.queries import query
from loaders.vocabulary.vocabulary import Vocabulary


class Snapshot(Protocol):
    """What is read of a store here."""

    def frame(self, sql: str, parameters: dict[str, Any] | None = None) -> pd.DataFrame: ...

    def records(self, sql: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]: ...


_LAST = 2**31 - 1
_WHO = ["survey", "region", "respondent"]


def other_readings(snapshot: Snapshot, sha256: str, options: Options) -> list[dict[str, Any]]:
    """The standing imports of the same bytes with other options, but of the same sheet: one reading of a file
    takes the place of another. Rows of imports by column; options: what was named."""
    readings = snapshot.records(query("same_bytes"), {"sha256": sha256})
    given = [row | {"options": json.loads(row["options"] or "{}")} for row in readings]
    return [
        row
        for row in given
        if row["options"] != options.named() and row["options"].get("sheet") == options.sheet
    ]


def settled_survey(snapshot: Snapshot, sha256: str, options: Options) -> str | None:
    """The survey that an earlier reading of the same bytes was given without anybody naming it, where this
    reading is of the same region: the survey is not another one for being read again."""
    for reading in other_readings(snapshot, sha256, options):
        same = options.region in (reading["options"].get("region"), reading["region"])
        if same and "survey" not in reading["options"] and reading["survey"]:
            return reading["survey"]
    return None


def note_earlier(
    snapshot: Snapshot, draft: Draft, options: Options, words: Vocabulary, import_id: int | None = None
) -> None:
    """Say in the draft's notes what of earlier imports this one replaces; said before, it is said anew.

    import_id: of an import that is read again, for which later ones are none of its business.
    """
    draft.notes = [note for note in draft.notes if note not in draft.earlier]
    others = other_readings(snapshot, draft.sha256, options) if import_id is None else []
    replaced = [reading["import"] for reading in others]
    draft.earlier = [
        f"This file was loaded before as import {number} with other options; that import is undone in favour "
        "of this one."
        for number in replaced
    ]
    before = _LAST if import_id is None else import_id
    draft.earlier += _answered_before(snapshot, draft, replaced, before)
    draft.earlier += notes_on_earlier_logs(snapshot, draft, replaced, before, words)
    draft.notes += draft.earlier


def _answered_before(snapshot: Snapshot, draft: Draft, replaced: list[int], before: int) -> list[str]:
    """A sentence for the practices whose answers in this file count now, and one for those whose earlier
    answers keep counting, as store/resolve.sql decides it."""
    if not draft.rows.get("replies"):
        return []
    surveys = sorted({str(survey) for frame in draft.rows["replies"] for survey in frame["survey"].unique()})
    earlier = snapshot.frame(query("earlier_replies"), {"surveys": surveys, "before": before})
    earlier = earlier[~earlier["import"].isin(replaced)]
    if earlier.empty:
        return []
    earlier = earlier.astype(dict.fromkeys(_WHO, object))
    replies = pd.concat(draft.rows["replies"], ignore_index=True)
    replies = replies[~replies["respondent"].astype(str).str.startswith("anonymous:")]
    now = replies.groupby(_WHO)["submitted_at"].max().reset_index()
    both = earlier.merge(now.astype(dict.fromkeys(_WHO, object)), on=_WHO, suffixes=("", "_now"))
    if both.empty:
        return []
    people = [both[name] for name in _WHO]
    untimed = both["submitted_at"].isna() | both["submitted_at_now"].isna()
    later = both["submitted_at"] > both["submitted_at_now"]
    # Times decide only where every import of that practice has them.
    keeps = ~untimed.groupby(people).transform("any") & later.groupby(people).transform("any")
    return [
        *_sentence(both[~keeps], "their answers in this file count now"),
        *_sentence(both[keeps], "those answers were sent later and keep counting"),
    ]


def _sentence(prior: pd.DataFrame, which: str) -> list[str]:
    if prior.empty:
        return []
    count = len(prior.drop_duplicates(_WHO))
    imports = [str(number) for number in sorted(prior["import"].unique())]
    where = (
        f"import {imports[0]}"
        if len(imports) == 1
        else f"imports {', '.join(imports[:-1])} and {imports[-1]}"
    )
    if count == 1:
        which = which.replace("their answers", "its answers")
    practices = "1 practice" if count == 1 else f"{count:,} practices"
    return [f"{practices} had answered before, in {where}; {which}."]
