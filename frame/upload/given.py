"""What was read out of a cell or its row, in words. Nothing here draws."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from charts.wording import day, known
from frame.upload.words import Label

if TYPE_CHECKING:
    from loaders.draft import Draft

FIRST = 3


def answers_in(draft: Draft, sheet: str, rows: tuple[int, ...], label: Label) -> dict[tuple[int, int], str]:
    """The answer read out of each cell of those rows: 'Green'. Zero-based places; nothing for other kinds."""
    frames = [_of_sheet(frame, sheet) for frame in draft.rows.get("answers", [])]
    answers: dict[tuple[int, int], str] = {}
    for frame in frames:
        for row, col, answer in frame.loc[frame["row"].isin(rows), ["row", "col", "answer"]].values:
            answers[int(row), int(col)] = label("answer", answer)
    return answers


def given_by(draft: Draft, sheet: str, row: int, col: int, label: Label) -> str:
    """What a cell gave, or its row where the cell is one of several that gave it together; '' where nothing.

    'Green, about Limit to 25 contacts a day.'
    """
    row_words: list[str] = []
    for table, words in WORDS.items():
        for frame in draft.rows.get(table, []):
            lines = _of_sheet(frame, sheet)
            lines = lines[lines["row"] == row]
            mine = lines[lines["col"] == col] if "col" in lines else lines
            if table == "answers" or len(mine):
                lines = mine
            row_words += [words(line, label) for line in lines.to_dict("records")]
    row_words = list(dict.fromkeys(row_words))
    rest = f"; and {len(row_words) - FIRST:,} more" if len(row_words) > FIRST else ""
    return "; ".join(row_words[:FIRST]) + rest


def _of_sheet(frame: pd.DataFrame, sheet: str) -> pd.DataFrame:
    return frame[frame["sheet"] == sheet]


def _answer(line: dict[str, Any], label: Label) -> str:
    return f"{label('answer', line['answer'])}, about {label('action', line['action'])}"


def _notice(line: dict[str, Any], label: Label) -> str:
    dates = {"served_on": "served on", "effective_on": "in effect from", "extended_to": "extended to"}
    dates_given = [f"{words} {day(str(line[name]))}" for name, words in dates.items() if known(line[name])]
    status = label("status", line["status"]) if known(line["status"]) else "status not said"
    return ", ".join([f"{label('service', line['service'])}: {status.lower()}", *dates_given])


def _figure(line: dict[str, Any], label: Label) -> str:
    subject = label(line["kind"] or "service", line["subject"])
    return f"{subject}: “{line['words']}”, {line['unit'] or 'unit not said'}"


def _practice(line: dict[str, Any], _label: Label) -> str:
    return ", ".join(str(line[name]) for name in ("practice", "name", "pcn_name") if known(line[name]))


def _event(line: dict[str, Any], label: Label) -> str:
    when = day(line["happened_on"]) if known(line["happened_on"]) else "no day"
    return f"{label('event', line['kind'])}, {when}"


WORDS: dict[str, Callable[[dict[str, Any], Label], str]] = {
    "answers": _answer,
    "notices": _notice,
    "figures": _figure,
    "practices": _practice,
    "happenings": _event,
}
