"""Titles, sheets and files of practices that have not served, or only may: 'Not yet served', 'Draft notices'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from loaders.cells.typed import typed
from loaders.kinds import Context
from loaders.notices.stated import TITLE
from loaders.tables.tables import Table
from loaders.texts.clauses import Kind, Piece, clauses_of
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_DENYING = ("negation", "modality")
_BETWEEN = (Kind.PLAIN, Kind.REMARK)  # may stand between 'not' and 'served': 'not yet been served'
_STEPS = ("served", "in_effect")
_FAR = 3  # words between the two, at most


def names_of(table: Table, context: Context) -> list[str]:
    """The texts over a table: the lines of its title from the lowest up, the names of its sheet and its file."""
    return [*reversed(table.title.split("\n")), table.sheet.name, PurePath(context.draft.file).stem]


def denial(table: Table, context: Context) -> str | None:
    """The text over a table that says that its notices have not been served."""
    return next((text for text in names_of(table, context) if denies(text, context.vocabulary)), None)


def denies(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a name says that no notice was served, or none yet: 'Practices that might serve notice' → True, 'Notices
    served, not acknowledged' → False."""
    clauses = clauses_of(text.replace("_", " "), vocabulary, TITLE)
    return any(_denied(clause, vocabulary) for clause in clauses) or _ends(text, clauses, vocabulary)


def _ends(text: str, clauses: Sequence[Sequence[Piece]], vocabulary: Vocabulary) -> bool:
    """Whether a name speaks of notices that have ended, and says more than that: 'Notices withdrawn since May'."""
    pieces = [piece for clause in clauses for piece in clause]
    steps = {piece.status for piece in pieces} - {""}
    plain = typed(text, vocabulary).step is not None or any(piece.kind is Kind.DAY for piece in pieces)
    return bool(steps) and steps <= {"withdrawn", "resolved"} and not plain


def _denied(clause: Sequence[Piece], vocabulary: Vocabulary) -> bool:
    if any(piece.kind is Kind.NO_NOTICE for piece in clause):
        return True
    acts = vocabulary.steps_of("no_day")
    steps = [
        at for at, piece in enumerate(clause) if piece.status in _STEPS and normalise(piece.words) not in acts
    ]
    denying = [at for at, piece in enumerate(clause) if piece.name in _DENYING]
    pairs = ((at, step) for at in denying for step in steps if 0 < step - at <= _FAR)
    return any(all(piece.kind in _BETWEEN for piece in clause[at + 1 : step]) for at, step in pairs)


def named_rungs(table: Table, context: Context) -> Iterator[str]:
    """The steps that the texts over a table name, with 'wanted' for words of a wish: 'Appetite for serving notice'."""
    for text in names_of(table, context):
        pieces = [
            piece
            for clause in clauses_of(text.replace("_", " "), context.vocabulary, TITLE)
            for piece in clause
        ]
        yield from (piece.status for piece in pieces if piece.status)
        yield from ("wanted" for piece in pieces if piece.name == "modality")


def denied(
    table: Table, live: Sequence[int], status: Sequence[str | None], context: Context
) -> tuple[list[int], str | None, str]:
    """The positions among the live rows that say no step themselves under such a text, what a person said of it (None:
    nothing yet) and the text."""
    text = denial(table, context)
    if text is None:
        return [], None, ""
    match = context.typed(text).status
    steps = match.id or ("" if match.leave_out else None)
    return [at for at in live if status[at] is None], steps, text
