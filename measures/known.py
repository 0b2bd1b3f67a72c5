"""What can be asked for in a store, and what was probably meant by what cannot."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from measures import measure

if TYPE_CHECKING:
    import pandas as pd

    from store import Snapshot

# A suggestion below this likeness (0 to 100) puzzles more than it helps.
ALIKE = 60


def complaint(snapshot: Snapshot, asked: dict[str, Iterable[str]]) -> str | None:
    """A sentence about the first id that nothing in the store goes by, None if all are known.

    asked: region, survey, service or action -> the ids asked for.
    """
    if not any(asked.values()):
        return None
    known = measure(snapshot, "ids")
    for kind, ids in asked.items():
        names = known[known["kind"] == kind]
        for given in ids:
            if given not in set(names["id"]):
                return _sentence(kind, given, names)
    return None


def _sentence(kind: str, given: str, names: pd.DataFrame) -> str:
    ids = list(dict.fromkeys(names["id"]))
    if not ids:
        return f"There is no {kind} {given!r}: this store has none yet."
    near = _near(given, names)
    if near:
        return f"There is no {kind} {given!r}. Did you mean {' or '.join(near)}?"
    return f"There is no {kind} {given!r}. There are: {', '.join(ids)}."


def _near(given: str, names: pd.DataFrame) -> list[str]:
    """Up to three ids whose id or name is like the text, the likest first."""
    from rapidfuzz import fuzz, process, utils

    names = names.dropna()
    spelled = [(row.id, text) for row in names.itertuples() for text in (row.id.replace("_", " "), row.name)]
    texts = [text for _, text in spelled]
    given = given.replace("_", " ")
    hits = process.extract(
        given, texts, scorer=fuzz.WRatio, processor=utils.default_process, limit=12, score_cutoff=ALIKE
    )
    return list(dict.fromkeys(spelled[place][0] for _, _, place in hits))[:3]
