"""What the columns of a survey are about: an action each, comments, or nothing that is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import nsmallest

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.reading.sheets import letters, reference
from loaders.surveys.answers import AnswerReader
from loaders.surveys.options import are_options
from loaders.tables.columns import action_of, number_of, wordings
from loaders.tables.tables import Column, Table
from loaders.vocabulary.lookups import LEAVE_OUT, Match
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank, normalise

_COMMON = 40  # values of a column, the commonest first, by which it is told whether it holds answers
_PASSED_OVER = {"name", "email", "pcn", "icb", "respondent_id", "started_at", "ignore", "scale"}
_PASSED_OVER |= {"reply_type", "finished"}


@dataclass
class SurveyColumns:
    """questions: columns with a subject. comments: free text. The others have their fate."""

    questions: list[Column] = field(default_factory=list)
    comments: list[Column] = field(default_factory=list)


def settle_columns(table: Table, candidates: list[Column], context: Context) -> SurveyColumns:
    """Give every candidate column a subject, a question, or a reason; the headings become labels."""
    found = SurveyColumns()
    claimed: dict[str, list[Column]] = {}
    for column in candidates:
        match = subject_of(column, context)
        if match and not match.leave_out and not _is_text_beside(table, column, match, context):
            column.subject = list(match.ids)
            found.questions.append(column)
            for action in match.ids:
                claimed.setdefault(action, []).append(column)
        elif match:
            found.comments.append(column)
        elif match.leave_out:
            leave_out_column(table, column, "left out, as answered", context)
        elif asks(table, column, context.vocabulary):
            _ask(table, column, match, context)
        else:
            leave_out_column(
                table, column, "the column is no action of any menu and holds no answers", context
            )
    _settle_claims(table, found, claimed, context)
    return found


def subject_of(column: Column, context: Context) -> Match:
    """The action or actions of a column: by its wording, else by its number where the menu is named."""
    match = action_of(column, context.vocabulary)
    if match or match.leave_out:
        return match
    number = number_in(column, context.vocabulary)
    if number is None:
        return match
    remembered = context.vocabulary.remembered("action", number_key(column, context))
    if remembered == LEAVE_OUT:
        return Match(how="remembered", leave_out=True)
    if remembered:
        return Match(tuple(remembered.split(";")), how="remembered")
    menu = context.draft.menu
    return Match(context.vocabulary.menu_item(menu, number), how="menu") if menu else Match()


def number_in(column: Column, vocabulary: Vocabulary) -> int | None:
    """The item number that a column's heading is, all of it or its lowest part."""
    numbers = (number_of(text) for text in wordings(column, vocabulary))
    return next((number for number in numbers if number is not None), None)


def number_key(column: Column, context: Context) -> str:
    """A bare number is remembered for files of this name and these headings alone."""
    return f"{normalise(column.heading)}\n{context.file_key}"


def asks(table: Table, column: Column, vocabulary: Vocabulary) -> bool:
    """Whether an unknown column may hold answers: at least half of its cells are answers of some scale, or it
    is not empty and its heading is a bare number."""
    place = ("asks", column.index)
    if place not in table.memory:
        table.memory[place] = _asks(table, column, vocabulary)
    return table.memory[place]


def _asks(table: Table, column: Column, vocabulary: Vocabulary) -> bool:
    counts = table.counts(column)
    if counts and number_in(column, vocabulary) is not None:
        return True
    common = nsmallest(_COMMON, counts.items(), key=lambda item: (-item[1], str(item[0])))
    for scale in vocabulary.known("scale") if common else ():
        reader = AnswerReader(scale, vocabulary)
        known = sum(count for value, count in common if reader.read(value).answer)
        if known and 2 * known >= sum(count for _, count in common):
            return True
    return False


def label_headings(table: Table, context: Context) -> None:
    """Heading rows are labels, and so are the columns that say who, when and where; totals are left out."""
    context.draft.mark(table.sheet, table.heading_rows, table.cols, Fate.LABEL)
    for column in table.columns:
        if column.role in _PASSED_OVER:
            context.draft.mark(table.sheet, table.rows, column.index, Fate.LABEL)
    for column in table.having("total"):
        leave_out_column(table, column, "a column of totals", context)


def _is_text_beside(table: Table, column: Column, match: Match, context: Context) -> bool:
    """Free text under a heading that speaks of an action: remarks on it, no ratings of it."""
    if match.how not in ("keyword", "alias", "wording"):
        return False
    values = table.counts(column).keys()
    if not values or not all(isinstance(value, str) for value in values):
        return False
    lengths = sum(len(value) for value in values) / len(values)
    return lengths > 25 and not any(
        AnswerReader(scale, context.vocabulary).read(value).answer
        for scale in context.vocabulary.known("scale")
        for value in values
    )


def _ask(table: Table, column: Column, match: Match, context: Context) -> None:
    number = number_in(column, context.vocabulary)
    filled = [row for row, value in zip(table.rows, table.values(column), strict=True) if not blank(value)]
    at = f"Column {letters(column.index)}"
    if number is None:
        sentence = f"{at} is headed “{column.heading}” and holds answers. Which action is it about?"
        suggestions = match.suggestions or action_of(column, context.vocabulary, suggest=True).suggestions
    else:
        sentence = (
            f"{at} is headed “{column.heading}”, and lists number their actions differently. "
            "Which action is it? (Or load the file again with the menu named.)"
        )
        suggestions = context.vocabulary.items_numbered(number)
    choices = [*dict.fromkeys([*suggestions, *context.vocabulary.known("action")]), LEAVE_OUT]
    question = context.draft.ask(
        "action",
        column.heading,
        sentence,
        choices,
        key=normalise(column.heading) if number is None else number_key(column, context),
        sheet=table.sheet,
        rows=len(filled),
    )
    question.cell = question.cell or reference(*column.heading_cells[-1]) if column.heading_cells else ""
    context.draft.mark(table.sheet, filled, column.index, Fate.QUESTION)


def leave_out_column(table: Table, column: Column, reason: str, context: Context) -> None:
    """Leave out a column's filled cells with one line that names its heading."""
    filled = [row for row, value in zip(table.rows, table.values(column), strict=True) if not blank(value)]
    if filled:
        row, col = column.heading_cells[-1] if column.heading_cells else (filled[0], column.index)
        context.draft.leave_out(table.sheet, row, col, column.heading, reason)
        context.draft.mark(table.sheet, filled, column.index, Fate.LEFT_OUT)


def _settle_claims(
    table: Table, found: SurveyColumns, claimed: dict[str, list[Column]], context: Context
) -> None:
    """Two columns that claim the same action: a person says which one counts."""
    for action, columns in claimed.items():
        columns = [column for column in columns if column in found.questions]
        if len(columns) < 2 or are_options(table, columns, context):
            continue
        names = [f"column {letters(column.index)}: {column.heading}" for column in columns]
        key = f"{action}\n{'|'.join(normalise(name) for name in names)}"
        chosen = context.vocabulary.remembered("column", key)
        label = context.vocabulary.label("action", action)
        if chosen not in names:
            context.draft.ask(
                "column",
                label,
                f"{len(columns)} columns are about “{label}”. Which one counts?",
                names,
                key=key,
                sheet=table.sheet,
                rows=len(table.rows),
            )
        for column, name in zip(columns, names, strict=True):
            if chosen in names and name != chosen:
                found.questions.remove(column)
                leave_out_column(table, column, "another column counts for this action, as answered", context)
            elif chosen not in names:
                found.questions.remove(column)
                filled = [r for r, v in zip(table.rows, table.values(column), strict=True) if not blank(v)]
                context.draft.mark(table.sheet, filled, column.index, Fate.QUESTION)
