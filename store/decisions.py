"""What people decide about files: answers that are remembered, and cells mended by hand."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from store.records import Answer, Correction
from store.writing import Writing

EVENTS = ("answer", "forget", "correct", "uncorrect")


def remember(writing: Writing, answer: Answer, by: str) -> None:
    """Remember an answer, in place of an earlier one to the same question."""
    writing.run("remember", **asdict(answer), at=writing.at, by=by)
    writing.event("answer", by, asdict(answer))


def forget(writing: Writing, question: str, by: str) -> None:
    """Forget an answer; nothing happens where there is none."""
    if writing.run("forget", question=question):
        writing.event("forget", by, {"question": question})


def correct(writing: Writing, sha256: str, cell: Correction, by: str) -> None:
    """Keep a correction of a cell, in place of an earlier one of the same cell."""
    words = {"sha256": sha256} | asdict(cell)
    writing.run("correct", **words, at=writing.at, by=by)
    writing.event("correct", by, words)


def uncorrect(writing: Writing, sha256: str, sheet: str, row: int, col: int, by: str) -> bool:
    """Take a correction back; whether there was one."""
    words = {"sha256": sha256, "sheet": sheet, "row": row, "col": col}
    there = bool(writing.run("uncorrect", **words))
    if there:
        writing.event("uncorrect", by, words)
    return there


def repeat(writing: Writing, event: dict[str, Any]) -> None:
    """Do once more what an event of the journal tells of, for a rebuild."""
    by = event["by"]
    if event["event"] == "answer":
        words = ("question", "about", "key", "value", "choice")
        remember(writing, Answer(**{name: event[name] for name in words}), by)
    elif event["event"] == "forget":
        forget(writing, event["question"], by)
    elif event["event"] == "correct":
        words = ("sheet", "row", "col", "original", "corrected")
        correct(writing, event["sha256"], Correction(**{name: event[name] for name in words}), by)
    else:
        uncorrect(writing, event["sha256"], event["sheet"], event["row"], event["col"], by)
