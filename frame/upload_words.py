"""What the upload page says about a file, as sentences and small tables. Nothing here draws."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from frame.showing import plain as as_it_stands

if TYPE_CHECKING:
    from loaders.draft import Draft


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
    """Two columns, '' and 'What was read': the things to look at before saving."""
    region = label("region", draft.region) if draft.region else _regions(draft, label)
    lines = {
        "Kind": f"{KINDS[draft.kind]}. {evidence(draft, label)}" if draft.kind else "not known yet",
        "Region": region or "not known yet",
        "Survey": draft.survey or ("not known yet" if draft.kind == "survey" else ""),
        "List of actions": label("menu", draft.menu) if draft.menu else "",
        "Rows": f"{draft.rows_read:,} read, {draft.rows_loaded:,} can be loaded, "
        f"{draft.rows_left_out:,} left out",
        "Replies": _replies(draft),
    }
    shown = {name: text for name, text in lines.items() if text}
    return pd.DataFrame({"": list(shown), "What was read": list(shown.values())})


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
    if table not in draft.rows:
        return ""
    ids = list(dict.fromkeys(pd.concat(draft.rows[table])[column].dropna()))
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
