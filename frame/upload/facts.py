"""What a file was taken for and why, as a sentence and small tables. Nothing here draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from frame.upload.words import KINDS, Label, count

if TYPE_CHECKING:
    from loaders.draft import Draft
from loaders.practices.voices import of_gps


def headline(draft: Draft, foreseen: Draft | None = None) -> str:
    """One sentence about the whole file: what it is, and how much of it can be loaded.

    foreseen: where all rows wait for their region, the file as it would be read for one.
    """
    if draft.refused:
        return f"This file cannot be taken. {draft.refused}"
    if not draft.kind:
        return "It is not certain yet what this file is: answer the question below."
    waiting = [
        count(len(draft.problems), "problem") if draft.problems else "",
        count(len(draft.questions), "question") if draft.questions else "",
    ]
    rest = " and ".join(filter(None, waiting))
    taken = f"It is {KINDS[draft.kind]}"
    if foreseen:
        waits = count(draft.rows_read, "row")
        return f"{taken}: its {waits} {'waits' if draft.rows_read == 1 else 'wait'} for their region."
    if not draft.rows_loaded:
        open_now = len(draft.problems) + len(draft.questions)
        why = f": {rest} {'is' if open_now == 1 else 'are'} open" if rest else ""
        return f"{taken}: none of its {count(draft.rows_read, 'row')} can be loaded yet{why}."
    rows = f"{count(draft.rows_loaded, 'row')} of {draft.rows_read:,} can be loaded"
    left = f"{draft.rows_left_out:,} {'is' if draft.rows_left_out == 1 else 'are'} left out"
    clear = f"with {rest}" if rest else "and nothing is unclear"
    return ", ".join([f"{taken}: {rows}", *([left] if draft.rows_left_out else []), f"{clear}."])


def rows_words(draft: Draft) -> str:
    """'61 read: 52 can be loaded, 8 wait, 1 left out': parts that add up."""
    waiting = draft.rows_read - draft.rows_loaded - draft.rows_left_out
    parts = [f"{draft.rows_loaded:,} can be loaded"]
    if waiting > 0:
        wait = f"{waiting:,} {'waits' if waiting == 1 else 'wait'} for "
        ways = ["an answer"] * bool(draft.questions) + ["a cell to be mended"] * bool(draft.problems)
        parts.append(wait + (" or ".join(ways) or "an answer"))
    if draft.rows_left_out:
        parts.append(f"{draft.rows_left_out:,} left out")
    return f"{draft.rows_read:,} read: {', '.join(parts)}"


def waits_for(draft: Draft) -> str:
    """What a file waits for, in a few words."""
    if draft.refused:
        return draft.refused
    parts = [(len(draft.questions), "question"), (len(draft.problems), "problem")]
    return ", ".join(count(number, thing) for number, thing in parts if number) or "nothing: ready"


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
            label("survey", draft.survey)
            if draft.survey
            else ("not known yet" if draft.kind == "survey" else ""),
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
            rows_words(draft),
            "",
        ),
        "Replies": (_replies(draft), ""),
    }
    shown = {name: fact for name, fact in lines.items() if fact[0]}
    return pd.DataFrame(
        {
            "": list(shown),
            "What was read": [fact[0] for fact in shown.values()],
            "Why": [fact[1] for fact in shown.values()],
        }
    )


def evidence(draft: Draft, label: Label) -> str:
    """Why it was taken for that: what was recognised in it."""
    sentences = {
        "survey": _fact_words(draft, "answers", "action", label, "Its columns name {}: {}"),
        "notices": _fact_words(draft, "notices", "service", label, "It names {}: {}"),
        "figures": _counted(draft, "figures", "figure"),
        "practices": _counted(draft, "practices", "practice"),
        "events": _counted(draft, "happenings", "event"),
    }
    return sentences.get(draft.kind or "", "")


def _first(*texts: str | None) -> str:
    return next((text for text in texts if text), "")


def _who(draft: Draft) -> str:
    """How the table says whose row it is."""
    words = {"practice_code": "by ODS code", "practice_name": "by name", "practice": "by code or name"}
    roles = {column.role for table in draft.tables if table.kind for column in table.columns}
    who = [text for role, text in words.items() if role in roles]
    return ", ".join(who) or ("not named: the replies are anonymous" if draft.kind == "survey" else "")


def _who_why(draft: Draft) -> str:
    columns = [
        f"{column.where} “{column.heading}”"
        for table in draft.tables
        if table.kind
        for column in table.columns
        if column.role in ("practice_code", "practice_name", "practice")
    ]
    headings = ", ".join(list(dict.fromkeys(columns))[:3])
    return f"{headings[:1].upper()}{headings[1:]}." if headings else ""


def figures(draft: Draft, label: Label) -> pd.DataFrame:
    """What would be loaded, added up: practices by action and answer, notices by service and status."""
    if "answers" in draft.rows:
        rows = pd.concat(draft.rows["answers"])
        in_order = list(dict.fromkeys(rows.sort_values("col", kind="stable")["action"]))
        table = pd.crosstab(rows["action"], rows["answer"]).reindex(in_order)
        order = [answer for answer in ("green", "amber", "red") if answer in table] or list(table)
        table = table[[*order, *(answer for answer in table if answer not in order)]]
        return _readable(table, "Action", "action", "answer", label)
    if "notices" in draft.rows:
        rows = pd.concat(draft.rows["notices"])
        table = pd.crosstab(rows["service"], rows["status"].fillna("served"))
        return _readable(table, "Service", "service", "status", label)
    return pd.DataFrame()


def _readable(table: pd.DataFrame, head: str, about: str, across: str, label: Label) -> pd.DataFrame:
    columns = [label(across, str(identifier)).replace("_", " ").capitalize() for identifier in table.columns]
    names = [label(about, str(identifier)) for identifier in table.index]
    out = table.set_axis(columns, axis="columns").reset_index(drop=True)
    out.insert(0, head, names)
    return out


def _fact_words(draft: Draft, table: str, column: str, label: Label, sentence: str) -> str:
    if table in draft.rows:
        ids = list(dict.fromkeys(pd.concat(draft.rows[table])[column].dropna()))
    else:
        columns = [each for each_table in draft.tables if each_table.kind for each in each_table.columns]
        ids = list(dict.fromkeys(identifier for each in columns for identifier in each.subject))
    if not ids:
        return ""
    names = [label(column, identifier) for identifier in ids]
    listed = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    return sentence.format(count(len(ids), column), listed) + "."


def _counted(draft: Draft, table: str, thing: str) -> str:
    number = sum(len(frame) for frame in draft.rows.get(table, []))
    return f"It has {count(number, thing)}." if number else ""


def _regions(draft: Draft, label: Label) -> str:
    tables = (frame["region"] for frames in draft.rows.values() for frame in frames if "region" in frame)
    ids = list(dict.fromkeys(region for column in tables for region in column.dropna().unique()))
    names = [label("region", region) for region in ids]
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")


def _replies(draft: Draft) -> str:
    if "replies" not in draft.rows:
        return ""
    replies = pd.concat(draft.rows["replies"])
    return f"{replies['respondent'].nunique():,} {'GPs' if of_gps(replies) else 'practices'} answered"
