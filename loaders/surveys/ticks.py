"""What it means to tick an action, to name it or to say yes to it: as the question says, else as a person says."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.kinds import Context
from loaders.reading.sheets import letters, reference
from loaders.tables.columns import pieces
from loaders.tables.tables import Column, Table
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank, normalise

ORDER = "order"
_ASK = "ask"


@dataclass(frozen=True)
class Meaning:
    """answer: what a tick says. otherwise: what no tick says, None where it says nothing."""

    answer: str
    otherwise: str | None = None


def question_above(column: Column, vocabulary: Vocabulary) -> str:
    """The text of a column's heading without the action that it names: what is asked about the action. Where a
    keyword finds the action in a single sentence that asks ('Will you serve notice ...?'), all of it."""
    parts = [piece for part in column.parts for piece in pieces(part)]
    if len(parts) == 1 and typed(parts[0], vocabulary).action.how == "keyword":
        asks = column.heading.rstrip().endswith("?") or vocabulary.asked(column.heading) is not None
        return column.heading if asks else ""
    others = [part for part in parts if not typed(part, vocabulary).action]
    if len(others) < len(parts) or typed(column.heading, vocabulary).action.how not in ("", "keyword"):
        return " ".join(others)
    return column.heading


def meaning_of(question: str, title: str, context: Context) -> Meaning | str | None:
    """What ticks under a question mean: a Meaning, LEAVE_OUT, ORDER (a ranking), '' where it must be asked, or
    None where the question does not speak of it and plain yes and no have their usual meaning."""
    words = context.vocabulary
    chosen = words.remembered("ticks", key_of(question, context))
    if chosen == LEAVE_OUT:
        return LEAVE_OUT
    if chosen:
        answer, _, otherwise = chosen.partition("/")
        return Meaning(answer, otherwise or None)
    answers = [by_words for piece in pieces(question) if (by_words := words.answer_named(piece))]
    if len(set(answers)) == 1:
        return Meaning(answers[0])
    asked = words.asked(question) if question else words.asked(title)
    if asked is None:
        return None
    if asked[0] == ORDER:
        return ORDER
    return "" if asked[0] == _ASK else Meaning(asked[0], asked[1] or None)


def key_of(question: str, context: Context) -> str:
    """A question in words is remembered for every file; ticks under no question for files like this one."""
    return normalise(question) if len(normalise(question)) > 3 else f"\n{context.file_key}"


def ask_meaning(table: Table, columns: list[Column], question: str, what: str, context: Context) -> None:
    """Ask once what ticks under a question mean. what: how the cells say so ('named actions', 'said Yes')."""
    words = context.vocabulary
    cols = [column.index for column in columns]
    rows = [row for row in table.rows if any(not blank(table.sheet.values[row][col]) for col in cols)]
    where = (
        f"Column {letters(cols[0])}"
        if len(cols) == 1
        else f"Columns {letters(cols[0])} to {letters(cols[-1])}"
    )
    asked = f" under “{question}”" if question else ""
    asking = context.draft.ask(
        "ticks",
        question or "a tick",
        f"{where}{asked}: practices {what}, and nothing in the file says for certain what that means. "
        "What does it mean where they did, and what where they did not?",
        [*words.known("ticks"), LEAVE_OUT],
        key=key_of(question, context),
        sheet=table.sheet,
        rows=len(rows),
    )
    heading = columns[0].heading_cells
    asking.cell = asking.cell or (reference(*heading[-1]) if heading else "")
    context.draft.assign(table.sheet, rows, cols, Fate.QUESTION)
