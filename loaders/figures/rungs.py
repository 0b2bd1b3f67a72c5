"""Which step on the ladder the figures below a heading stand on, and headings that tell of none for certain.

'Practices serving notice' are served. 'Practices NOT serving notice', 'still providing' and 'willing to serve' hold
words that turn that round or soften it: what such figures count is asked about, and they stand nowhere until then.
"""

from __future__ import annotations

import re

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.fates import leave_out_column
from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.texts import SpanKind, read_text
from loaders.texts.quantities import unit_in
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import words_of

_RUNGS = ("signed_up", "wanted", "served")  # subjects of which a heading may speak in passing
_AROUND = re.compile(
    r"\b(?:percentage|percent|per cent|share|proportion|number|no|count|n|of|practices|surgeries|as at|at|by|end)\b"
)


def core_of(heading: str) -> str:
    """A heading without the words that say that practices are counted: 'No. of practices served' → 'served'."""
    return " ".join(_AROUND.sub(" ", words_of(heading)).split())


def rung_in(text: str, vocabulary: Vocabulary) -> str | None:
    """The rung that a heading or a title tells of, as a whole or in passing; None where it tells of none."""
    core = core_of(text)
    known = typed(text, vocabulary).status.id or (typed(core, vocabulary).status.id if core else None)
    terms = {
        rung for span in read_text(text, "figure", vocabulary).terms("status") for rung in span.ids("status")
    }
    known = known or (terms.pop() if len(terms) == 1 else None)
    return known or next(filter(typed(text, vocabulary).speaks_of, _RUNGS), None)


def is_unsure(text: str, vocabulary: Vocabulary, *, heading: bool = False) -> bool:
    """Whether a heading or a title speaks of a step with a word that turns it round or softens it. In the heading of a
    column of counts a word that nobody knows is as bad: 'Practices objecting'.

    'Practices NOT serving notice' → True; 'Practices still providing' → True; 'No. of practices' → False.
    """
    core = core_of(text)
    if not core or any(typed(each, vocabulary).status.id for each in (text, core)):
        return False
    reading = read_text(_without_question_marks(text), "figure", vocabulary)
    operators = {span.classes[0][0] for span in reading.spans if span.kind is SpanKind.OPERATOR}
    if any(reading.effects.get(name, "ask") == "ask" for name in operators):
        return True
    strange = [words for words in reading.unknown if any(c.isalpha() for c in words)]
    cell = typed(text, vocabulary)
    known = cell.role("figures") or any(map(cell.speaks_of, _RUNGS))
    says = any(span.kind is SpanKind.TERM for span in reading.spans)
    return heading and bool(strange) and not known and not says


def _without_question_marks(text: str) -> str:
    """A title without the marks that end its questions, which doubt nothing: `Which are you taking?` → without;
    `Served?` → as it is."""
    lines = (line.rstrip(" ?") if len(line.split()) > 2 else line for line in text.splitlines())
    return "\n".join(lines)


def sure_columns(table: Table, columns: list[Column], context: Context) -> list[Column]:
    """The columns of figures whose headings, and whose table's title, say for certain what they count. The others are
    left out or asked about, with all their cells; so are all of them below a title that is not sure."""
    over = next(
        (text for text in (table.title, table.sheet.name) if is_unsure(text, context.vocabulary)), None
    )
    has_rung = any(rung_in(column.heading, context.vocabulary) for column in columns)
    sure = []
    for column in columns:
        own = is_unsure(column.heading, context.vocabulary, heading=unit_in(column.heading) == "practices")
        text = column.heading if own else None if has_rung else over
        if text is None or (table.first("rung") is not None and text == over):
            sure.append(column)
        elif context.typed(text).status.leave_out:
            leave_out_column(context.draft, table, column, "left out, as answered")
        else:
            _ask(table, column, text, context)
    return sure


def ask_what_counts(table: Table, columns: list[Column], context: Context) -> None:
    """Ask what the figures of columns count whose headings tell no step beside others that do; or leave them out."""
    for column in columns:
        if context.typed(column.heading).status.leave_out:
            leave_out_column(context.draft, table, column, "left out, as answered")
        else:
            _ask(table, column, column.heading, context)


def _ask(table: Table, column: Column, text: str, context: Context) -> None:
    rungs = context.vocabulary.known("status")
    sentence = (
        f"“{' '.join(text.split())}”: what do these figures count? (Leave out what is no step of a notice.)"
    )
    rows = table.filled(column)
    place = {"sheet": table.sheet, "row": rows[0] if rows else None, "col": column.index, "rows": len(rows)}
    context.draft.ask("status", text, sentence, [*rungs, LEAVE_OUT], **place)
    context.draft.assign(table.sheet, rows, column.index, Fate.QUESTION)
