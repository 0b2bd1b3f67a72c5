"""Columns under which an action is ticked, crossed, named once more or answered with yes and no."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from loaders.cells.typed import typed
from loaders.fates import leave_out_cells
from loaders.kinds import Context
from loaders.surveys.mentions import Mention
from loaders.surveys.scales import asks
from loaders.surveys.ticks import ORDER, Meaning, ask_meaning, meaning_of, question_above
from loaders.tables.tables import Column, Table
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.marks import cross_beside, yes_or_no
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank, normalise

_WHERE_ANSWERS = (None, "answer", "scale")
_TICKS = 500  # unlike values of a column: more are no ticks
_SAYS = {"own": "ticked actions", "word": "said Yes", "tick": "ticked actions", "number": "have a 1"}


def settle_ticks(
    table: Table, columns: list[Column], live: set[int], context: Context
) -> tuple[list[Mention], dict[int, str]]:
    """The mentions of the columns that hold ticks whose meaning is known, and by column index the fate of those
    that are no questions any more: 'mention', 'asked', or why the column is to be left out."""
    groups: dict[str, list[Column]] = {}
    for column in columns:
        groups.setdefault(question_above(column, context.vocabulary), []).append(column)
    mentions: list[Mention] = []
    fates: dict[int, str] = {}
    for question, columns_below in groups.items():
        group = _Group.of(table, question, columns_below, context.vocabulary)
        meaning = _meaning(table, group, live, context) if group.ticky or group.mixed else None
        if isinstance(meaning, str):
            fates |= _without_meaning(table, group, meaning, context)
        elif meaning is not None and (ticked := _mention(table, group, meaning, live, context)):
            mentions.append(ticked)
            fates |= {column.index: "mention" for column in group.ticky}
    return mentions, fates


@dataclass(frozen=True)
class _Group:
    """The columns below one question. kinds: of their cells, by column index. ticky: those that hold nothing but ticks;
    mixed: those that hold yes among other things."""

    question: str
    kinds: dict[int, set[str | None]]
    ticky: list[Column]
    mixed: list[Column]

    @classmethod
    def of(cls, table: Table, question: str, columns: list[Column], vocabulary: Vocabulary) -> _Group:
        kinds = {column.index: _kinds(table, column, vocabulary) for column in columns}
        ticky = [c for c in columns if kinds[c.index] and None not in kinds[c.index]]
        mixed = [c for c in columns if "word" in kinds[c.index] and c not in ticky]
        return cls(question, kinds, ticky, mixed)

    @property
    def names_its_action(self) -> bool:
        """Whether a cell says the action of its column instead of a tick."""
        return any("own" in self.kinds[column.index] for column in self.ticky)


def _meaning(table: Table, group: _Group, live: set[int], context: Context) -> Meaning | str | None:
    """What a tick below a question means, '' where that is to be asked, None where nothing says that it is a tick."""
    meaning = meaning_of(group.question, table.title, context)
    # 'Is your practice affected by GP Connect?' names an action by a keyword and does not ask about taking it.
    if meaning is None and (group.names_its_action or group.question.rstrip().endswith("?")):
        return ""
    if isinstance(meaning, str) or group.mixed:
        return meaning
    return "" if _answered_elsewhere(table, group.ticky, live, context.vocabulary) else meaning


def _mention(
    table: Table, group: _Group, meaning: Meaning, live: set[int], context: Context
) -> Mention | None:
    """What the ticks of a group say; None where none is set. Words among other things become answers of the scale."""
    for column in group.mixed:
        _translate(table, column, meaning, context)
    ticked = _ticked(table, group.ticky, meaning, live, context)
    if ticked:
        _note_unticked(group.question, ticked, context)
    return ticked


def _answered_elsewhere(table: Table, ticky: list[Column], live: set[int], vocabulary: Vocabulary) -> bool:
    """Whether a tick stands for an answer that is written elsewhere: in a column of answers, in other headings, in a
    row that is nobody's, or alone above the table. Then it says no more than that the answer was given."""
    cells = table.sheet.values
    if any(yes_or_no(cells[row][column.index]) is False for column in ticky for row in live):
        return False
    free = [column for column in table.columns if column.role in _WHERE_ANSWERS and not column.subject]
    if any(asks(table, column, vocabulary) for column in free):
        return True
    if any(yes_or_no(part) is False for column in ticky for part in column.parts):
        return True
    beside = [table.sheet.name, *table.title.splitlines(), *_alone(table, vocabulary)]
    if len(_answers(beside, vocabulary, labelled=True)) == 1:  # several are a key
        return True
    others = [cells[row][column.index] for row in table.rows if row not in live for column in table.columns]
    return bool(_answers([*others, *(column.heading for column in free)], vocabulary))


def _alone(table: Table, vocabulary: Vocabulary) -> list[Any]:
    """What stands alone in its row outside the table, or beside a label of answers: a line of a key has two cells."""
    in_row: dict[int, list[Any]] = {}
    for row, col in table.around:
        in_row.setdefault(row, []).append(table.sheet.value(row, col))
    labelled = [
        cells[1]
        for cells in in_row.values()
        if len(cells) == 2 and typed(str(cells[0]), vocabulary).role("survey") in ("answer", "scale")
    ]
    return [cells[0] for cells in in_row.values() if len(cells) == 1] + labelled


def _answers(texts: list[Any], vocabulary: Vocabulary, *, labelled: bool = False) -> set[str]:
    """Those of the texts that are answers, and more than a tick. labelled: also behind a label ('Answer: red')."""
    wordings = {normalise(text) for text in texts if isinstance(text, str)}
    wordings |= {normalise(text.partition(":")[2]) for text in texts if isinstance(text, str) and labelled}
    wordings = {
        text
        for text in wordings
        if text[:1].isalpha() and yes_or_no(text) is not True and not typed(text).cross
    }
    return {text for text in wordings if typed(text, vocabulary).answer}


def _note_unticked(question: str, mention: Mention, context: Context) -> None:
    if mention.meaning.otherwise and not mention.denied:
        under = f"Under “{question}” an" if question else "An"
        context.draft.note(
            f"{under} action that a practice did not tick, and ticked others, counts as "
            f"{context.vocabulary.label('answer', mention.meaning.otherwise)}."
        )


def _without_meaning(table: Table, group: _Group, meaning: str, context: Context) -> dict[int, str]:
    """Ask what ticks mean, or leave their columns out."""
    columns = group.ticky + group.mixed
    if meaning in (LEAVE_OUT, ORDER):
        why = "left out, as answered" if meaning == LEAVE_OUT else "an order of actions, no answer to them"
        return {column.index: why for column in columns}
    kinds = {kind for column in columns for kind in group.kinds[column.index]} - {None, "cross"}
    if not kinds:
        return {}
    what = next(words for kind, words in _SAYS.items() if kind in kinds)
    ask_meaning(table, columns, group.question, what, context)
    return {column.index: "asked" for column in columns}


def _kinds(table: Table, column: Column, vocabulary: Vocabulary) -> set[str | None]:
    """The sorts of ticks that a column holds; None is among them where it holds anything else, or so many unlike
    values that they are no ticks."""
    values = table.counts(column)
    kinds = {_kind(value, column, vocabulary) for value in islice(values, _TICKS)}
    return kinds | {None} if len(values) > _TICKS else kinds


def _kind(value: Any, column: Column, vocabulary: Vocabulary) -> str | None:
    if yes_or_no(value) is not None:
        return "word"
    if typed(value).cross:
        return "cross"
    if typed(value).tick is not None:
        return "number" if str(value)[:1].isdigit() else "tick"
    return "own" if typed(str(value), vocabulary).action.ids == tuple(column.subject or ()) else None


def _translate(table: Table, column: Column, meaning: Meaning, context: Context) -> None:
    """Let yes and no in a column say what they mean under its question; other answers stay as they are."""
    values = table.values(column)
    ticks = [yes_or_no(value) for value in values]
    if meaning.otherwise is None:
        no = [row for row, yes in zip(table.rows, ticks, strict=True) if yes is False]
        if no:
            leave_out_cells(context.draft, table.sheet, no, column.index, "“No”: not chosen")
    by_tick = {True: meaning.answer, False: meaning.otherwise}
    table.put(column, [by_tick.get(yes, value) for yes, value in zip(ticks, values, strict=True)])


def _ticked(
    table: Table, columns: list[Column], meaning: Meaning, live: set[int], context: Context
) -> Mention | None:
    """The mention that columns of ticks are; None where they hold crosses that could be either."""
    values = {value for column in columns for value in table.counts(column)}
    words = context.vocabulary
    kinds = {kind for column in columns for kind in _kinds(table, column, words)}
    plain = [value for value in values if not typed(value).cross]
    crossed = cross_beside([*plain, *(["yes"] if "own" in kinds else [])])
    if not columns or ("cross" in kinds and crossed is None):
        return None
    mention = Mention(meaning)
    for row in sorted(live):
        for column in columns:
            value = table.sheet.values[row][column.index]
            if not blank(value):
                kind = _kind(value, column, words)
                yes = {"cross": crossed, "own": True}.get(kind, typed(value).tick)
                _take(mention, row, column, bool(yes))
    if mention.denied:
        mention.answered.clear()
    _leave_out_denied(table, columns, mention, context)
    return mention


def _take(mention: Mention, row: int, column: Column, yes: bool) -> None:
    place = mention.ticked if yes else mention.denied
    place.setdefault(row, {}).update(dict.fromkeys(column.subject or [], column))
    if yes and not mention.denied:
        mention.answered.setdefault(row, column)


def _leave_out_denied(table: Table, columns: list[Column], mention: Mention, context: Context) -> None:
    """What no tick says nothing about is left out with a line a column."""
    if mention.meaning.otherwise is not None:
        return
    for column in columns:
        rows = [row for row, denied in mention.denied.items() if column in denied.values()]
        if rows:
            leave_out_cells(context.draft, table.sheet, rows, column.index, "not ticked")
