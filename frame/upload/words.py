"""The words of the upload page: of files, answers, cells and columns. Nothing here draws."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from charts.wording import capital, day
from frame.showing import plain as as_it_stands
from loaders.reading.sheets import reference

if TYPE_CHECKING:
    from loaders.draft import ColumnReading
    from store import Correction


KINDS = {
    "survey": "a survey of practices",
    "notices": "a log of notices",
    "figures": "a table of figures that somebody has already added up",
    "practices": "a list of practices",
    "events": "a list of what happened with the ICB",
}
ABOUT = {
    "region": "Which region is it?",
    "survey": "Which survey is it?",
    "kind": "What kind of table is it?",
    "sheet": "Which sheet counts?",
    "date order": "Is it day first or month first?",
    "rows": "Do these rows count?",
    "contradiction": "Which of them counts?",
    "swapped dates": "Are day and month swapped?",
    "scale": "What do the scores mean?",
    "practice": "Which practice is it?",
    "action": "Which action is it?",
    "service": "Which service is it?",
    "menu": "Which list of actions is it?",
    "ticks": "What does a tick mean?",
    "answer": "Which answer is it?",
    "key": "Which key counts?",
    "phrase": "Does a phrase change an answer?",
    "phrases": "Does any of these phrases change an answer?",
    "remark": "Does a remark change what is said of a notice?",
    "status": "Where does the notice stand?",
    "column": "Which column counts?",
    "meaning": "What does the column mean?",
    "month": "Which day does a month stand for?",
    "event": "What kind of event is it?",
    "position": "What is the LMC's position?",
    "practice state": "Is the practice open or closed?",
    "number signs": "What does the dot in a number mean?",
    "figure remark": "Does the figure stand?",
}

# An id that the loaders made of the region and the month.
_MADE = re.compile(r"(?P<region>[a-z_]+)-(?P<month>\d{4}-(?:0[1-9]|1[0-2]))(?:-(?P<more>.+))?")
_LIST_MARK = re.compile(r"^(\d*)([-+.)])")

Label = Callable[[str, str], str]


def count(number: int, thing: str, several: str = "") -> str:
    """'1 row', '2,300 rows', 'no rows'."""
    if number == 1:
        return f"1 {thing}"
    return f"{number:,} {several or thing + 's'}" if number else f"no {several or thing + 's'}"


def plain(text: object, longest: int = 200) -> object:
    """Text of a file for the page: shortened, and nothing in it taken for formatting, a link or a picture.

    Streamlit reads Markdown in tables too; a picture in a cell would be fetched from the internet.
    """
    if not isinstance(text, str):
        return text
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    return _LIST_MARK.sub(r"\1\\\2", as_it_stands(" ".join(short.split())))


@dataclass(frozen=True)
class Standing:
    """How many files count, how many of these wait for an answer, and whether all of them are invented."""

    counting: int
    waiting: int
    invented: bool

    @classmethod
    def of(cls, imports: pd.DataFrame) -> Standing:
        """imports: the measure of that name."""
        counting = imports[imports["state"] != "undone"]
        waiting = int((counting["state"] == "needs an answer").sum())
        return cls(len(counting), waiting, bool(counting["demonstration"].all()))


def standing(now: Standing, ready: int = 0, refused: int = 0) -> str:
    """The page's headline: what waits to be saved, else how many files count and what they wait for.

    ready, refused: files on the page that wait, and that cannot be taken.
    """
    if ready:
        cannot = f"; {count(refused, 'file')} cannot be taken" if refused else ""
        return f"{count(ready, 'file')} {'waits' if ready == 1 else 'wait'} to be saved{cannot}"
    if refused:
        return f"{'This file' if refused == 1 else 'These files'} cannot be taken"
    if not now.counting:
        return "No file has been loaded yet: bring in a survey or a notice log"
    verb = "is" if now.counting == 1 else "are"
    invented = ", invented for demonstration" if now.invented else ""
    rest = (
        f"; {now.waiting} of them {'waits' if now.waiting == 1 else 'wait'} for an answer"
        if now.waiting
        else ""
    )
    if now.counting == 1 and now.waiting:
        rest = " and waits for an answer"
    return f"{count(now.counting, 'file')} {verb} loaded{invented}{rest}"


def survey_words(identifier: str, label: Label) -> str:
    """A survey as people call it: 'sefton-2024-08' → 'Sefton, August 2024', 'sefton_autumn' → 'Sefton autumn', a name
    that somebody gave as it is."""
    made = _MADE.fullmatch(identifier)
    if made is None:
        return capital(identifier.replace("_", " ")) if "_" in identifier else identifier
    more = f", {made['more'].replace('-', ' ')}" if made["more"] else ""
    return f"{label('region', made['region'])}, {day(made['month'])}{more}"


def mended_words(cell: Correction) -> str:
    """'D4 reads “28/02/2025” in place of “31/02/2025”'."""
    new, old = (f"“{text}”" if text else "nothing" for text in (cell.corrected, cell.original))
    return f"{reference(cell.row, cell.col)} reads {new} in place of {old}"


def column_words(column: ColumnReading, roles: dict[str, str], label: Label) -> str:
    """What a column was taken for, in words; '' where for nothing."""
    if column.subject:
        known = [_label_of(identifier, label) for identifier in column.subject]
        return f"about {' and '.join(known)}"
    if column.role:
        return roles.get(column.role, column.role.replace("_", " "))
    return "left out, as you chose" if column.chosen else ""


def meaning_words(meaning: str, roles: dict[str, str], label: Label) -> str:
    """A choice of loaders/tables/meanings.py as people read it."""
    sort, _, identifier = meaning.partition(":")
    if sort == "role":
        return roles.get(identifier, identifier.replace("_", " ")).capitalize()
    if sort in ("action", "service"):
        known = " and ".join(label(sort, part) for part in identifier.split(";"))
        return f"Answers about: {known}" if sort == "action" else f"Notices on: {known}"
    return "Leave it out"


def _label_of(identifier: str, label: Label) -> str:
    action_label = label("action", identifier)
    return label("service", identifier) if action_label == identifier else action_label


def outcome(report: dict) -> tuple[str, str]:
    """What became of a saved file: its outcome, and a plain sentence. report: the loaders' own."""
    file, number = report["file"], report["import"]
    became = report["outcome"]
    if became == "refused":
        return became, f"{file} is not saved. {report['problems'][0]['reason']}"
    if became == "already loaded":
        return became, f"{file} was loaded before, as import {number}: nothing has changed."
    parts = [f"{file} is saved as import {number}: {count(report['rows_loaded'], 'row')} loaded"]
    for key, thing in (("problems", "problem"), ("questions", "open question")):
        if report[key]:
            parts.append(count(len(report[key]), thing))
    which = "The rest of its rows" if report["rows_loaded"] else "Its rows"
    once = "the question below is" if len(report["questions"]) == 1 else "the questions below are"
    rest = f" {which} count as soon as {once} answered." if report["questions"] else ""
    return became, ", ".join(parts) + f".{rest}"
