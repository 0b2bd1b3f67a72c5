"""Titles, sheets and files of practices that have not served, or only may: 'Not yet served', 'Draft notices'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from loaders.kinds import Context
from loaders.tables.tables import Table

_DENIED = re.compile(
    r"\b(?:not|never|yet to|haven[’']?t|hasn[’']?t|didn[’']?t|without|might|may(?!\s+\d)|could|would"
    r"|plan(?:s|ned|ning)? to|thinking|hop(?:e|es|ing) to|(?:likely|about|ready|due|going|propos\w+) to)"
    r"\b[\w\s’']{0,14}?"
    r"\b(?:serv(?:e|ed|ing)|sent|send|given?|giving|submitt?\w*|issued?)\b"
    r"|\bno notices?\b|\bnot serving\b|\bunserved\b"
    r"|\b(?:draft|potential|possible|proposed|expected|planned) (?:notices?|letters?)\b",
    re.IGNORECASE,
)


def denial(table: Table, context: Context) -> str | None:
    """The text over a table that says that its notices have not been served: the lowest line of its title, else the
    name of the sheet, else that of the file."""
    names = (*reversed(table.title.split("\n")), table.sheet.name, PurePath(context.draft.file).stem)
    return next((text for text in names if _DENIED.search(text.replace("_", " "))), None)


def denied(
    table: Table, live: Sequence[int], status: Sequence[str | None], context: Context
) -> tuple[list[int], str | None, str]:
    """The positions among the live rows that say no step themselves under such a text, what a person said of it (None:
    nothing yet) and the text."""
    text = denial(table, context)
    if text is None:
        return [], None, ""
    match = context.vocabulary.status(text, suggest=False)
    said = match.id or ("" if match.leave_out else None)
    return [at for at in live if status[at] is None], said, text
