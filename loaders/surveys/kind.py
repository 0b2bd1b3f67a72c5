"""A survey: a practice's reply a row (wide), or an answer a row (long). An action a row and a practice a column is
turned round before it comes here."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.cells.lines import without_mark
from loaders.evidence.contradictions import settle_contradictions
from loaders.figures.survey_summaries import answers_down
from loaders.kinds import Context, Options
from loaders.surveys.added_up import note_contradictions
from loaders.surveys.beside import weigh_evidence
from loaders.surveys.columns import label_headings
from loaders.surveys.long import is_long, load_long
from loaders.surveys.mentions import names_actions
from loaders.surveys.menus import recognise_menu
from loaders.surveys.no_answers import note_unanswered
from loaders.surveys.replies import note_duplicates
from loaders.surveys.scales import asks
from loaders.surveys.side_by_side import by_group
from loaders.surveys.subjects import about_offers, service_on_offer
from loaders.surveys.unsent import assign_survey_roles, set_unsent_apart
from loaders.surveys.wave_columns import by_wave
from loaders.surveys.wide import load_wide
from loaders.tables.columns import action_of
from loaders.tables.marked_notes import marked_cells, marked_headings, notes_by_mark
from loaders.tables.tables import Table
from loaders.texts import read_text
from loaders.texts.remarks import remarked
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.vocabulary import Vocabulary

_CONDITIONS = frozenset(("condition", "retraction", "opposite"))  # of a note on a heading: most are caveats


def score(table: Table, vocabulary: Vocabulary, _options: Options) -> float:
    """High where columns name actions and hold answers or nothing; low where they hold dates or numbers."""
    assign_survey_roles(table, vocabulary)
    if is_long(table, vocabulary):
        return 0.95
    if answers_down(table, vocabulary):
        return 0.0
    seen, says_who = _Seen.of(table, vocabulary), _says_who_or_when(table)
    rules = (
        (0.95, lambda: len(seen.offered) >= 2 and about_offers(table, vocabulary)),
        (0.95, lambda: says_who and seen.lists),
        (0.95, lambda: len(seen.named & seen.answering) + len(seen.blank) >= 2),
        (0.8, lambda: seen.named and (seen.answering or seen.blank)),
        (0.7, lambda: says_who and max(len(seen.answering), len(seen.named)) >= 2),
        (0.4, lambda: seen.named or seen.answering),
    )
    return next((sure for sure, holds in rules if holds()), 0.0)


@dataclass(frozen=True)
class _Seen:
    """The columns without a role, by index, that name an action, that hold answers, that name one and are empty, and
    that name a service on offer; lists: whether cells list actions."""

    named: set[int]
    answering: set[int]
    blank: set[int]
    offered: set[int]
    lists: bool

    @classmethod
    def of(cls, table: Table, vocabulary: Vocabulary) -> _Seen:
        unknown = [column for column in table.columns if column.role is None]
        bound = [column for column in unknown if action_of(column, vocabulary)]
        listing = [column for column in table.columns if column.role in (None, "action", "answer")]
        return cls(
            {column.index for column in bound},
            {column.index for column in unknown if asks(table, column, vocabulary)},
            {column.index for column in bound if not table.counts(column)},
            {column.index for column in unknown if service_on_offer(table, column, vocabulary)},
            any(names_actions(table, column, vocabulary) for column in listing),
        )


def parts(table: Table, context: Context) -> list[Table]:
    """What is to be loaded on its own: the replies of each week, month or wave that a column names, or that stands
    above a group of columns."""
    waves = by_wave(table, context)
    return waves if len(waves) > 1 else by_group(table, context)


def load(table: Table, context: Context) -> None:
    """Add surveys, replies, answers and comments to the draft."""
    assign_survey_roles(table, context.vocabulary)
    set_unsent_apart(table)
    weigh_evidence(table, context)
    label_headings(table, context)
    if not table.rows:
        return
    _note_marked(table, context)
    context.draft.menu = context.draft.menu or recognise_menu(table, context.vocabulary)
    chosen = context.options.menu is not None
    context.draft.because(
        "menu", "You chose it." if chosen else "The wording of the headings is that list's."
    )
    if is_long(table, context.vocabulary):
        load_long(table, context)
    else:
        load_wide(table, context)


def _note_marked(table: Table, context: Context) -> None:
    """Read what stands behind a star as if it stood behind the answer, or behind each below a heading with one, where
    that changes it ('subject to funding'); else say it: the answer counts as it is written."""
    notes = notes_by_mark(table)
    for at, column, text, note in marked_cells(table, table.columns, notes):
        if changed := _with_note(text, note, context.vocabulary):
            values = list(table.values(column))
            values[at] = changed
            table.put(column, values)
            continue
        where = table.sheet.where(table.rows[at], column.index)
        context.draft.note(f"“{text}” in {where} was read without its note, “{note}”.")
    for column, note in marked_headings(table.columns, notes):
        values, operators = table.values(column), read_text(note, "answer", context.vocabulary).operators
        with_note = [
            _with_note(value, note, context.vocabulary) if isinstance(value, str) else "" for value in values
        ]
        if any(with_note) and _CONDITIONS.intersection(operators):
            table.put(column, [changed or value for changed, value in zip(with_note, values, strict=True)])
        else:
            context.draft.note(f"The heading “{column.heading}” was read without its note, “{note}”.")


def _with_note(text: str, note: str, words: Vocabulary) -> str:
    """'Green (subject to funding)' of 'Green*' and its note; '' where the note takes nothing from the answer."""
    whole = f"{without_mark(text)} ({note})"
    read = [remarked(whole, scale, words, {}) for scale in words.known("scale")]
    return whole if any(each and not each.certain and not each.unknown for each in read) else ""


def close(context: Context) -> None:
    """What only the whole file shows: practices that answered more than once, on one sheet or several, and how
    many answers are missing, and what was added up beside them."""
    settle_contradictions(context)
    note_duplicates(context.draft)
    note_unanswered(context.draft)
    note_contradictions(context)


def _says_who_or_when(table: Table) -> bool:
    return any(table.first(role) for role in (*OF_PRACTICES, "submitted_at", "respondent_id"))
