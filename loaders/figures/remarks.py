"""Remarks beside a figure that take it back, doubt it or put it off: 'all withdrawn since', 'provisional'."""

from __future__ import annotations

from typing import TypeVar

from loaders.draft import Fate
from loaders.fates import leave_out_rows
from loaders.kinds import Context
from loaders.tables.tables import Table
from loaders.texts import SpanKind, read_text
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

ABOUT = "figure remark"
STANDS = "the figure stands as it is"
_ROLES = ("note", "comment")
_TURNING = frozenset(("negation", "opposite", "retraction", "pause", "doubt", "condition", "modality"))
_ENDS = frozenset(("withdrawn", "resolved"))
_Subject = TypeVar("_Subject")


def held_by_remarks(table: Table, subjects: dict[int, _Subject], context: Context) -> dict[int, _Subject]:
    """The subjects by position without those of rows whose remark is asked about, or was answered to be left out."""
    kept = dict(subjects)
    cols = [column.index for column in table.columns]
    for column in (column for role in _ROLES for column in table.having(role)):
        values = table.values(column)
        for at in list(kept):
            text = " ".join(str(values[at] or "").split())
            if not text or not turns(text, context.vocabulary):
                continue
            chosen = context.vocabulary.remembered(ABOUT, normalise(text))
            if chosen == STANDS:
                continue
            del kept[at]
            row = table.rows[at]
            if chosen == LEAVE_OUT:
                context.draft.assign(table.sheet, row, cols, Fate.UNREAD)
                leave_out_rows(context.draft, table.sheet, [row], cols, "left out, as answered")
                continue
            sentence = f"“{text}” stands beside a figure. Does the figure stand, or is it to be left out?"
            place = {"sheet": table.sheet, "row": row, "col": column.index}
            context.draft.ask(ABOUT, text, sentence, [STANDS, LEAVE_OUT], **place)
            context.draft.assign(table.sheet, row, table.cols, Fate.QUESTION)
    return kept


def turns(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a remark says that its figure is not as it stands: 'provisional' → True; 'by letter' → False."""
    reading = read_text(text, "figure", vocabulary)
    operators = {span.classes[0][0] for span in reading.spans if span.kind is SpanKind.OPERATOR}
    ends = {rung for span in reading.terms("status") for rung in span.ids("status")} & _ENDS
    return bool(operators & _TURNING or ends)
