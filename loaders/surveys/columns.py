"""What the columns of a survey are about: an action each, comments, or nothing that is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.evidence.later_answers import take_later
from loaders.kinds import Context
from loaders.reading.sheets import NOT_CALCULATED, letters, reference
from loaders.surveys.mentions import Mention, list_mention, names_actions
from loaders.surveys.numbered import number_in, number_key, own_list, settle_menu
from loaders.surveys.options import are_branches, are_options
from loaders.surveys.paired import paired_mentions, scale_of_pairs
from loaders.surveys.scales import asks, scale_of_column
from loaders.surveys.signs import apply_key
from loaders.surveys.subjects import (
    answers_offer,
    service_on_offer,
    subject_label,
    subject_of,
)
from loaders.surveys.tick_columns import settle_ticks
from loaders.surveys.ticks import ORDER, ask_meaning, meaning_of
from loaders.tables.columns import action_of, heading_key
from loaders.tables.meanings import ABOUT, meaning_keys
from loaders.tables.tables import Column, Table
from loaders.texts import read_text
from loaders.vocabulary.lookups import LEAVE_OUT, OPPOSITE, UNREAD, Match
from loaders.vocabulary.words import normalise

_PASSED_OVER = {"name", "email", "pcn", "icb", "respondent_id", "started_at", "ignore", "scale"}
_PASSED_OVER |= {"reply_type", "finished", "last_page"}


@dataclass
class SurveyColumns:
    """questions: columns with a subject. comments: free text. mentions: answers given by naming or ticking
    actions. The others have their fate."""

    questions: list[Column] = field(default_factory=list)
    comments: list[Column] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def settle_columns(table: Table, candidates: list[Column], live: set[int], context: Context) -> SurveyColumns:
    """Give every candidate column a subject, a question, or a reason; the headings become labels.

    live: the rows that are somebody's reply.
    """
    settled = SurveyColumns()
    numbered = _numbered(table, candidates, context)
    for column in candidates:
        if column in numbered:
            _wait(table, column, context)
        else:
            _settle(table, column, live, settled, context)
    _settle_claims(table, settled, context)
    ticked, fates = settle_ticks(table, settled.questions, live, context)
    settled.mentions += ticked
    for column in [column for column in settled.questions if column.index in fates]:
        settled.questions.remove(column)
        if fates[column.index] not in ("mention", "asked"):
            leave_out_column(table, column, fates[column.index], context)
    return settled


def _settle(table: Table, column: Column, live: set[int], settled: SurveyColumns, context: Context) -> None:
    """What becomes of one column by its own heading and contents."""
    match = subject_of(table, column, context)
    if (match or match.how == UNREAD) and _is_text_beside(table, column, match, context):
        settled.comments.append(column)
    elif match:
        column.subject = list(match.ids)
        settled.questions.append(column)
        apply_key(table, column, context.vocabulary)
    elif match.leave_out:
        leave_out_column(table, column, "left out, as answered", context)
    elif scale := scale_of_pairs(table, column, context.vocabulary):
        settled.mentions += paired_mentions(table, column, scale, live, context)
    elif names_actions(table, column, context.vocabulary):
        _settle_list(table, column, live, settled, context)
    elif asks(table, column, context.vocabulary):
        _ask(table, column, match, context)
    else:
        leave_out_column(table, column, "the column is no action of any menu and holds no answers", context)


def _numbered(table: Table, candidates: list[Column], context: Context) -> list[Column]:
    """The columns that are headed by bare numbers and wait for the list that they count in."""
    words = context.vocabulary
    headed = [
        c
        for c in candidates
        if table.counts(c) and not action_of(c, words) and number_in(c, words) is not None
    ]
    headed = [c for c in headed if words.remembered("action", number_key(c, context)) is None]
    numbers = [number for c in headed if (number := number_in(c, words)) is not None]
    if settle_menu(table, numbers, len(table.rows), context):
        return []
    return [c for c in headed if number_in(c, words) not in own_list(table, words)]


def _wait(table: Table, column: Column, context: Context) -> None:
    filled = table.filled(column)
    context.draft.assign(table.sheet, filled, column.index, Fate.QUESTION)


def _settle_list(
    table: Table, column: Column, live: set[int], settled: SurveyColumns, context: Context
) -> None:
    """A column whose cells name actions: as its heading says what that means, else as a person says."""
    meaning = meaning_of(column.heading, table.title, context)
    if meaning == LEAVE_OUT:
        leave_out_column(table, column, "left out, as answered", context)
    elif meaning == ORDER:
        leave_out_column(table, column, "an order of actions, no answer to them", context)
    elif not meaning or isinstance(meaning, str):
        ask_meaning(table, [column], column.heading, "named actions", context)
    else:
        settled.mentions.append(list_mention(table, column, meaning, live, context))
        _note_unnamed(column, settled.mentions[-1], context)


def _note_unnamed(column: Column, mention: Mention, context: Context) -> None:
    if mention.meaning.otherwise:
        context.draft.note(
            f"“{column.heading}” lets several be named: an action that a practice did not name counts as "
            f"{context.vocabulary.label('answer', mention.meaning.otherwise)} there, if anybody named it."
        )


def label_headings(table: Table, context: Context) -> None:
    """Heading rows are labels, and so are the columns that say who, when and where; totals are left out."""
    context.draft.assign(table.sheet, table.heading_rows, table.cols, Fate.LABEL)
    for column in table.columns:
        if column.role in _PASSED_OVER:
            context.draft.assign(table.sheet, table.places, column.index, Fate.LABEL)
        elif column.role == "aside":
            leave_out_column(table, column, "a question about the reply itself, not about an action", context)
    for column in table.having("total"):
        leave_out_column(table, column, "a column of totals", context)


_REMARK = 25  # letters: what is longer on average is a remark
_ENOUGH = 1_000  # unlike values that tell what a column holds: tens of thousands took minutes


def _is_text_beside(table: Table, column: Column, match: Match, context: Context) -> bool:
    """Free text under a heading that speaks of an action: remarks on it, no ratings of it."""
    if match.how not in ("keyword", "alias", "wording", UNREAD):
        return False
    values = [value for value in table.counts(column) if value != NOT_CALCULATED]
    if not values or not all(isinstance(value, str) for value in values):
        return False
    if sum(len(value) for value in values) / len(values) <= _REMARK:
        return False
    words, several = context.vocabulary, list(islice(values, _ENOUGH))
    if 2 * _chosen_from_a_list(table, column, several) >= sum(table.counts(column)[v] for v in several):
        return False
    about = match.ids or match.suggestions
    if any(typed(value, words).action.ids == about for value in several):
        return False
    return not any(
        typed(value, words).reading(scale).likely for scale in words.known("scale") for value in several
    )


def _chosen_from_a_list(table: Table, column: Column, values: list[Any]) -> int:
    """How many cells say what another cell of the table says as well: answers that a form offered, in whatever
    words. Remarks are hardly ever the same."""
    others = [table.counts(other) for other in table.columns if other is not column and other.role is None]
    counts = table.counts(column)
    return sum(counts[v] for v in values if counts[v] > 1 or any(v in other for other in others))


def _ask(table: Table, column: Column, match: Match, context: Context) -> None:
    number = number_in(column, context.vocabulary)
    filled = table.filled(column)
    at = f"Column {letters(column.index)}"
    about = "service" if answers_offer(table, column, context.vocabulary) else "action"
    if not normalise(column.heading):
        _ask_unheaded(table, column, at, about, context)
        return
    if about == "service":
        sentence = (
            f"{at} is headed “{column.heading}” and says who accepts an offer. Which service is it about?"
        )
        suggestions = service_on_offer(table, column, context.vocabulary).suggestions
    elif number is None:
        sentence = f"{at} is headed “{column.heading}” and holds answers. Which action is it about?"
        suggestions = match.suggestions or action_of(column, context.vocabulary, suggest=True).suggestions
    else:
        sentence = (
            f"{at} is headed “{column.heading}”, and lists number their actions differently. "
            "Which action is it? (Or load the file again with the menu named.)"
        )
        suggestions = context.vocabulary.items_numbered(number)
    likely = [*suggestions[:1], *_opposites(column, suggestions[:1], context), *suggestions]
    choices = [*dict.fromkeys([*likely, *context.vocabulary.known(about)]), LEAVE_OUT]
    question = context.draft.ask(
        about,
        column.heading,
        sentence,
        choices,
        key=_question_key(column, about, number, context),
        sheet=table.sheet,
        rows=len(filled),
    )
    question.cell = question.cell or reference(*column.heading_cells[-1]) if column.heading_cells else ""
    context.draft.assign(table.sheet, filled, column.index, Fate.QUESTION)


def _opposites(column: Column, actions: Sequence[str], context: Context) -> list[str]:
    """The opposites of the actions that a heading may name, where a word in it turns round what it says: 'Keep GP
    Connect switched on'."""
    operators = read_text(column.heading, "action", context.vocabulary).operators
    turned = any(name in ("negation", "opposite") for name in operators)
    return [f"{OPPOSITE}{action}" for action in actions] if turned else []


def _question_key(column: Column, about: str, number: int | None, context: Context) -> str:
    if number is not None:
        return number_key(column, context)
    return heading_key(column) if about == "action" else normalise(column.heading)


def _ask_unheaded(table: Table, column: Column, at: str, about: str, context: Context) -> None:
    """A column that says nothing of itself: what it is about is remembered for its place in files like this one."""
    words, filled = context.vocabulary, table.filled(column)
    context.draft.ask(
        ABOUT,
        at,
        f"{at} has no heading and holds answers. Which {about} is it about?",
        [*(f"{about}:{identifier}" for identifier in words.known(about)), LEAVE_OUT],
        key=meaning_keys(table, context.file_key)[column.index],
        sheet=table.sheet,
        row=filled[0],
        col=column.index,
        rows=len(filled),
    )
    context.draft.assign(table.sheet, filled, column.index, Fate.QUESTION)


def leave_out_column(table: Table, column: Column, reason: str, context: Context) -> None:
    """Leave out a column's filled cells with one line that names its heading."""
    if table.distinct(column):
        row, col = (
            column.heading_cells[-1] if column.heading_cells else (table.filled(column)[0], column.index)
        )
        context.draft.leave_out(table.sheet, row, col, column.heading, reason)
        context.draft.assign(table.sheet, table.places, column.index, Fate.LEFT_OUT)


def _settle_claims(table: Table, settled: SurveyColumns, context: Context) -> None:
    """Two columns that claim the same action: a person says which one counts."""
    claimed: dict[str, list[Column]] = {}
    for column in settled.questions:
        for action in column.subject or ():
            claimed.setdefault(action, []).append(column)
    for action, columns in claimed.items():
        columns = [column for column in columns if column in settled.questions]
        if len(columns) > 1 and not _answer_apart(table, columns, context):
            _settle_claim(table, action, columns, settled, context)


def _answer_apart(table: Table, columns: list[Column], context: Context) -> bool:
    """Whether columns about one action do not contradict each other: a column for each answer or branch, or answers to
    two surveys, as 'How ready are you?' and 'Are you taking it?' are."""
    if are_options(table, columns, context) or are_branches(table, columns, context):
        return True
    scales = [scale_of_column(table, column, context.vocabulary) for column in columns]
    return None not in scales and len(set(scales)) == len(scales)


def _settle_claim(
    table: Table, action: str, columns: list[Column], settled: SurveyColumns, context: Context
) -> None:
    """Of columns about one action: the one that somebody chose counts, or of two the later where it is filled; until
    then none of them does."""
    names = [f"column {letters(column.index)}: {column.heading}" for column in columns]
    later = [f"{names[-1]}, where it is filled"] if len(columns) == 2 else []
    key = f"{action}\n{'|'.join(normalise(name) for name in names)}"
    chosen = context.vocabulary.remembered("column", key)
    if chosen in later:
        take_later(table, *columns, context)
        settled.questions.remove(columns[-1])
        return
    if chosen not in names:
        label = subject_label(action, context.vocabulary)
        sentence = f"{len(columns)} columns are about “{label}”. Which one counts?"
        place = {"sheet": table.sheet, "rows": len(table.rows)}
        context.draft.ask("column", label, sentence, [*names, *later], key=key, **place)
    for column, name in zip(columns, names, strict=True):
        if name == chosen:
            continue
        settled.questions.remove(column)
        if chosen in names:
            leave_out_column(table, column, "another column counts for this action, as answered", context)
        else:
            context.draft.assign(table.sheet, table.filled(column), column.index, Fate.QUESTION)
