"""What the upload page says about a file, as sentences and small tables. Nothing here draws."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from frame.showing import plain as as_it_stands
from loaders.reading.sheets import letters, reference

if TYPE_CHECKING:
    from loaders.draft import ColumnReading, Draft
    from store import Correction


KINDS = {
    "survey": "a survey of practices",
    "notices": "a log of notices",
    "figures": "figures that somebody has already added up",
    "practices": "a list of practices",
    "events": "a list of what happened with the ICB",
}
ABOUT = {
    "region": "Which region is it?",
    "survey": "Which survey is it?",
    "kind": "What kind of table is it?",
    "sheet": "Which sheet counts?",
    "date order": "Is it day first or month first?",
    "scale": "What do the scores mean?",
    "practice": "Which practice is it?",
    "action": "Which action is it?",
    "service": "Which service is it?",
    "answer": "Which answer is it?",
    "status": "Where does the notice stand?",
    "column": "Which column counts?",
    "meaning": "What does the column mean?",
    "month": "Which day does a month stand for?",
    "event": "What kind of event is it?",
    "position": "What is the LMC's position?",
}

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


def standing(imports: pd.DataFrame) -> str:
    """The page's headline: how many files count, and what waits. imports: the measure of that name."""
    counting = imports[imports["state"] != "undone"]
    if counting.empty:
        return "No file has been loaded yet: bring in a survey or a notice log"
    waiting = int((counting["state"] == "needs an answer").sum())
    verb = "is" if len(counting) == 1 else "are"
    invented = ", invented for demonstration" if counting["demonstration"].all() else ""
    rest = f"; {waiting} of them {'waits' if waiting == 1 else 'wait'} for an answer" if waiting else ""
    return f"{count(len(counting), 'file')} {verb} loaded{invented}{rest}"


def headline(draft: Draft) -> str:
    """One sentence about the whole file: what it was taken for, and how much of it can be loaded."""
    if draft.refused:
        return f"This file cannot be taken. {draft.refused}"
    if not draft.kind:
        return "It is not certain yet what this file is: answer the question below."
    rows = f"{count(draft.rows_loaded, 'row')} of {draft.rows_read:,} can be loaded"
    if not draft.rows_loaded:
        rows = f"none of its {count(draft.rows_read, 'row')} can be loaded yet"
    waiting = [
        count(len(draft.problems), "problem") if draft.problems else "",
        count(len(draft.questions), "question") if draft.questions else "",
    ]
    rest = " and ".join(filter(None, waiting))
    return f"Taken for {KINDS[draft.kind]}: {rows}, {f'with {rest}' if rest else 'and nothing is unclear'}."


def evidence(draft: Draft, label: Label) -> str:
    """Why it was taken for that: what was recognised in it."""
    found = {
        "survey": _named(draft, "answers", "action", label, "Its columns name {}: {}"),
        "notices": _named(draft, "notices", "service", label, "It names {}: {}"),
        "figures": _counted(draft, "figures", "figure"),
        "practices": _counted(draft, "practices", "practice"),
        "events": _counted(draft, "happenings", "event"),
    }
    return found.get(draft.kind or "", "")


def facts(draft: Draft, label: Label) -> pd.DataFrame:
    """'', 'What was read' and 'Why': the things to look at before saving."""
    region = label("region", draft.region) if draft.region else _regions(draft, label)
    why = draft.why
    lines = {
        "Kind": (
            KINDS[draft.kind] if draft.kind else "not known yet",
            _first(why.get("kind"), evidence(draft, label)),
        ),
        "Region": (region or "not known yet", why.get("region", "")),
        "Survey": (
            draft.survey or ("not known yet" if draft.kind == "survey" else ""),
            why.get("survey", "Made from the region and the month." if draft.survey else ""),
        ),
        "Answers": (why.get("scale", "").partition(": ")[2], why.get("scale", "").partition(": ")[0]),
        "List of actions": (label("menu", draft.menu) if draft.menu else "", why.get("menu", "")),
        "Practices": (_who(draft), _who_why(draft)),
        "Dates": (
            why.get("dates", ""),
            "Day first unless a column proves otherwise." if "dates" in why else "",
        ),
        "Rows": (
            f"{draft.rows_read:,} read, {draft.rows_loaded:,} can be loaded, {draft.rows_left_out:,} left out",
            "",
        ),
        "Replies": (_replies(draft), ""),
    }
    shown = {name: said for name, said in lines.items() if said[0]}
    return pd.DataFrame(
        {
            "": list(shown),
            "What was read": [said[0] for said in shown.values()],
            "Why": [said[1] for said in shown.values()],
        }
    )


def _first(*texts: str | None) -> str:
    return next((text for text in texts if text), "")


def _who(draft: Draft) -> str:
    """How the table says whose row it is."""
    words = {"practice_code": "by ODS code", "practice_name": "by name", "practice": "by code or name"}
    roles = {column.role for table in draft.tables if table.kind for column in table.columns}
    said = [text for role, text in words.items() if role in roles]
    return ", ".join(said) or ("not named: the replies are anonymous" if draft.kind == "survey" else "")


def _who_why(draft: Draft) -> str:
    columns = [
        f"column {letters(column.index)} “{column.heading}”"
        for table in draft.tables
        if table.kind
        for column in table.columns
        if column.role in ("practice_code", "practice_name", "practice")
    ]
    named = ", ".join(list(dict.fromkeys(columns))[:3])
    return f"{named[:1].upper()}{named[1:]}." if named else ""


def mended_words(cell: Correction) -> str:
    """'D4 reads “28/02/2025” in place of “31/02/2025”'."""
    new, old = (f"“{text}”" if text else "nothing" for text in (cell.corrected, cell.original))
    return f"{reference(cell.row, cell.col)} reads {new} in place of {old}"


def waits_for(draft: Draft) -> str:
    """What a file waits for, in a few words."""
    if draft.refused:
        return "cannot be taken"
    parts = [(len(draft.questions), "question"), (len(draft.problems), "problem")]
    return ", ".join(count(number, thing) for number, thing in parts if number) or "nothing: ready"


def changed_figures(changed: pd.DataFrame, label: Label) -> pd.DataFrame:
    """The figures that change as people read them: Region, Where, What, Figure, Before, After, Change.
    changed: of frame.upload.changes, without invented rows."""
    rows = [
        {
            "Region": label("region", row.region) if row.region else "",
            "What": _subject(row, label),
            "Figure": _figure(row, label),
            "Before": _number(row.before),
            "After": _number(row.after),
            "Change": _difference(row.before, row.after),
        }
        for row in changed.itertuples()
    ]
    return pd.DataFrame(rows)


def _subject(row: Any, label: Label) -> str:
    if row.sort == "action":
        return f"{label('action', row.subject)} ({row.survey})"
    if row.sort == "survey":
        return row.survey
    named = label("service", row.subject)
    return label("action", row.subject) if named == row.subject else named


def _figure(row: Any, label: Label) -> str:
    return label("answer", row.figure) if row.sort == "action" else row.figure


def _number(value: float) -> str:
    if pd.isna(value):
        return "none"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.1%}"


def _difference(before: float, after: float) -> str:
    if pd.isna(before) or pd.isna(after):
        return "new" if pd.isna(before) else "gone"
    more = after - before
    return f"{more:+,.0f}" if float(more).is_integer() else f"{more:+.1%}"


def column_words(column: ColumnReading, roles: dict[str, str], label: Label) -> str:
    """What a column was taken for, in words; '' where for nothing."""
    if column.subject:
        known = [_label_of(one, label) for one in column.subject]
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
        known = " and ".join(label(sort, one) for one in identifier.split(";"))
        return f"Answers about: {known}" if sort == "action" else f"Notices on: {known}"
    return "Leave it out"


def _label_of(identifier: str, label: Label) -> str:
    named = label("action", identifier)
    return label("service", identifier) if named == identifier else named


def figures(draft: Draft, label: Label) -> pd.DataFrame:
    """What would be loaded, added up: practices by action and answer, notices by service and status."""
    if "answers" in draft.rows:
        rows = pd.concat(draft.rows["answers"])
        in_order = list(dict.fromkeys(rows.sort_values("col", kind="stable")["action"]))
        table = pd.crosstab(rows["action"], rows["answer"]).reindex(in_order)
        order = [one for one in ("green", "amber", "red") if one in table] or list(table)
        table = table[[*order, *(one for one in table if one not in order)]]
        return _readable(table, "Action", "action", "answer", label)
    if "notices" in draft.rows:
        rows = pd.concat(draft.rows["notices"])
        table = pd.crosstab(rows["service"], rows["status"].fillna("served"))
        return _readable(table, "Service", "service", "status", label)
    return pd.DataFrame()


def _readable(table: pd.DataFrame, head: str, about: str, across: str, label: Label) -> pd.DataFrame:
    columns = [label(across, str(one)).replace("_", " ").capitalize() for one in table.columns]
    names = [label(about, str(one)) for one in table.index]
    out = table.set_axis(columns, axis="columns").reset_index(drop=True)
    out.insert(0, head, names)
    return out


def _named(draft: Draft, table: str, column: str, label: Label, sentence: str) -> str:
    if table in draft.rows:
        ids = list(dict.fromkeys(pd.concat(draft.rows[table])[column].dropna()))
    else:
        columns = [each for found in draft.tables if found.kind for each in found.columns]
        ids = list(dict.fromkeys(one for each in columns for one in each.subject))
    if not ids:
        return ""
    names = [label(column, one) for one in ids]
    listed = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    return sentence.format(count(len(ids), column), listed) + "."


def _counted(draft: Draft, table: str, thing: str) -> str:
    number = sum(len(frame) for frame in draft.rows.get(table, []))
    return f"It has {count(number, thing)}." if number else ""


def _regions(draft: Draft, label: Label) -> str:
    tables = (frame["region"] for frames in draft.rows.values() for frame in frames if "region" in frame)
    ids = list(dict.fromkeys(one for column in tables for one in column.dropna().unique()))
    names = [label("region", one) for one in ids]
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")


def _replies(draft: Draft) -> str:
    if "replies" not in draft.rows:
        return ""
    replies = pd.concat(draft.rows["replies"])
    return f"{replies['respondent'].nunique():,} practices answered"


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
    rest = (
        " The rest of its rows count as soon as the questions below are answered."
        if report["questions"]
        else ""
    )
    return became, ", ".join(parts) + f".{rest}"
