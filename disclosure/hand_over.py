"""What an LMC gives away: its own regions in totals, from which no practice can be told apart; one table, as a file.

A row is what was counted of a region, a subject and an answer of a survey, or of a service and a step of the ladder.
Published figures are not in it, nor what other stores handed over: everybody has the former, and the latter is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from disclosure.asking import ask
from disclosure.clearance import COMMITTEE
from disclosure.small_numbers import hidden_parts, is_few, is_told
from measures import measure
from store import Snapshot, Store
from store.hand_overs import COLUMNS, identity

AS_ASKED = (
    "region", "basis", "survey", "title", "scale", "menu", "wording", "answer", "out_of", "out_of_source", "as_of"
)  # fmt: skip
RUNGS = ("wanted", "signed_up", "served", "extended", "in_effect", "resolved", "withdrawn")
OF_THOSE_SERVED = ("extended", "in_effect")
KNOWN_TO_ICB = ("served", *OF_THOSE_SERVED, "resolved", "withdrawn")
"""Steps that the commissioner knows of each practice, as the notice was served on it."""


def hand_over(store: Store, regions: Iterable[str] = (), by: str = "") -> pd.DataFrame:
    """The table of COLUMNS for these regions (empty: all that have anything counted), as the store stands today.

    The first one gives the store its id. count: blank where it is withheld.
    """
    known_as = identity(store, by)
    snapshot, asked = store.snapshot(), tuple(regions)
    rows = [*_answers(snapshot, asked), *_steps(snapshot, asked)]
    same = {
        "store": known_as,
        "generation": snapshot.generation,
        "handed_over_on": date.today().isoformat(),
        "unit": "practices",
    }
    return pd.DataFrame([same | row for row in rows], columns=list(COLUMNS), dtype=object)


def _counted(snapshot: Snapshot, name: str, regions: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows of a measure that were counted here, as a committee may see them."""
    frame = ask(snapshot, COMMITTEE, name, regions=regions)
    frame = frame[(frame["basis"] != "reported") & frame["store"].isna()].astype(object)
    return frame.where(frame.notna(), None).to_dict("records")


def _answers(snapshot: Snapshot, regions: tuple[str, ...]) -> list[dict[str, Any]]:
    subjects: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in _counted(snapshot, "preferences", regions):
        if row["unit"] != "practices":  # a hand-over compares practices
            continue
        subjects.setdefault((row["region"], row["survey"], row["action"]), []).append(row)
    services = set(measure(snapshot, "ids").query("kind == 'service'")["id"])
    return [
        _answer(row, "service" if action in services else "action", withheld)
        for (_, _, action), rows in subjects.items()
        if not is_few(int(rows[0]["answered"]))  # of fewer not even that they answered is told
        for withheld in [_withheld_answers(rows)]
        for row in rows
    ]


def _withheld_answers(rows: list[dict[str, Any]]) -> set[Any]:
    """The answers to one question that are withheld: all, where every practice gave the same one."""
    counts = {row["answer"]: int(row["practices"]) for row in rows}
    answered, out_of = int(rows[0]["answered"]), rows[0]["out_of"]
    if answered == out_of and answered in counts.values():
        return set(counts)
    return hidden_parts(counts)


def _answer(row: dict[str, Any], kind: str, withheld: set[Any]) -> dict[str, Any]:
    shown = row["answer"] not in withheld
    return {name: row[name] for name in AS_ASKED} | {
        "kind": kind,
        "subject": row["action"],
        "count": row["practices"] if shown else None,
        "share": row["share"] if shown else None,
        "answered": row["answered"],
        "responded": row["responded"],
        "anonymous": row["anonymous"],
        "withheld": "false" if shown else "true",
    }


def _steps(snapshot: Snapshot, regions: tuple[str, ...]) -> list[dict[str, Any]]:
    days = {(row["region"], row["service"]): row for row in _counted(snapshot, "notices", regions)}
    return [
        step
        for row in _counted(snapshot, "ladder", regions)
        for step in _of_service(row, days.get((row["region"], row["service"]), {}))
    ]


def _of_service(row: dict[str, Any], days: dict[str, Any]) -> list[dict[str, Any]]:
    """A row for each step of one service. days: when notices take effect, told beside those served."""
    counts = {rung: int(row[rung] or 0) for rung in RUNGS}
    withheld = _withheld_steps(counts, row["out_of"])
    same = {name: row[name] for name in ("region", "basis", "out_of", "out_of_source", "as_of")}
    steps = []
    for rung, count in counts.items():
        shown = rung not in withheld
        steps.append(
            same
            | {
                "kind": "service",
                "subject": row["service"],
                "rung": rung,
                "count": count if shown else None,
                "share": count / row["out_of"]
                if shown and row["out_of"] and count <= row["out_of"]
                else None,
                "withheld": "false" if shown else "true",
            }
        )
        if rung == "served" and shown and count:
            steps[-1] |= {name: _day(days.get(name)) for name in ("first_effective_on", "next_effective_on")}
    return steps


def _withheld_steps(counts: dict[str, int], out_of: Any) -> set[str]:
    """The steps that are withheld: few practices, few others, or every practice's own wish."""
    withheld = {rung for rung, count in counts.items() if not is_told(count, out_of)}
    withheld |= {rung for rung in counts if rung not in KNOWN_TO_ICB and counts[rung] == out_of}
    for rung in OF_THOSE_SERVED:
        if "served" in withheld or is_few(counts["served"] - counts[rung]):
            withheld.add(rung)
    return withheld


def _day(value: Any) -> str | None:
    return None if value is None else str(value)[:10]
