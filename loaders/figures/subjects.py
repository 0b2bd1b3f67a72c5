"""What a figure is about: a service or an action, as its row names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.fates import leave_out_rows, settle
from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.vocabulary.lookups import KEEP_AS_WRITTEN, LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import is_error


@dataclass(frozen=True)
class Subject:
    """kind: service or action. ids: one, or more where the wording names several."""

    kind: str
    ids: tuple[str, ...]


def subject_of(text: str, vocabulary: Vocabulary, first: str = "service") -> Subject | None:
    """The services or actions that a text names for certain; first: the kind to look for before the other."""
    for kind in dict.fromkeys((first, "service", "action")):
        if kind == "service":
            ids_of_services = [match.ids for match in typed(text, vocabulary).services]
        else:
            ids_of_services = [typed(text, vocabulary).action.ids]
        if all(ids_of_services):
            return Subject(kind, tuple(dict.fromkeys(i for ids in ids_of_services for i in ids)))
    return None


def subjects_of(table: Table, live: Sequence[int], context: Context) -> dict[int, Subject]:
    """Subjects by position in table.rows. The rows of the others have their question or left-out line."""
    column = table.first("subject")
    if column is None:
        return {}
    first = "action" if "action" in column.heading.lower() else "service"
    values = table.values(column)
    subjects: dict[int, Subject] = {}
    cols = [each.index for each in table.columns]
    for at in live:
        text = str(values[at] or "").strip()
        subject = subject_of(text, context.vocabulary, first) if text else None
        row = table.rows[at]
        if subject:
            subjects[at] = subject
            context.draft.assign(table.sheet, row, column.index, Fate.ANSWER)
        elif is_error(text):
            reason = "No service and no action is named here; write which one the figure is about."
            context.draft.problem(table.sheet, row, column.index, column.heading, text, reason)
            settle(context.draft, table.sheet, [row], cols, Fate.PROBLEM)
        elif not text:
            leave_out_rows(context.draft, table.sheet, [row], cols, "names no service and no action")
        elif _by_choice(text, context.vocabulary):
            leave_out_rows(context.draft, table.sheet, [row], cols, "left out, as answered")
        else:
            _ask(table, row, column, text, first, context)
            settle(context.draft, table.sheet, [row], cols, Fate.QUESTION)
    return subjects


def _by_choice(text: str, vocabulary: Vocabulary) -> bool:
    return typed(text, vocabulary).action.leave_out or typed(text, vocabulary).service.leave_out


def _ask(table: Table, row: int, column: Column, text: str, kind: str, context: Context) -> None:
    words = context.vocabulary
    own = [KEEP_AS_WRITTEN] if kind == "service" else []
    choices = [*dict.fromkeys((*typed(text, words).suggestions(kind), *words.known(kind))), *own, LEAVE_OUT]
    sentence = f"Which {kind} is “{text}”?"
    context.draft.ask(kind, text, sentence, choices, sheet=table.sheet, row=row, col=column.index)
