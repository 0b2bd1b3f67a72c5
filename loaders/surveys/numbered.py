"""Actions given by number alone: as the file's own list numbers them, else as the menu does that the practices had."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.cells.typed import typed
from loaders.kinds import Context
from loaders.surveys.signs import text_at
from loaders.tables.columns import number_of, wordings
from loaders.tables.tables import Column, Key, Table
from loaders.texts.answers import text_of
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise, without_numbering

ONE_BY_ONE = "another list: ask about each number"
_SIGNS = " .:;)=-–—\t"  # what may stand between a number and what it numbers


def number_in(column: Column, vocabulary: Vocabulary) -> int | None:
    """The item number that a column's heading is, all of it or its lowest part."""
    numbers = (number_of(text) for text in wordings(column, vocabulary))
    return next((number for number in numbers if number is not None), None)


def number_key(column: Column, context: Context) -> str:
    """A bare number is remembered for files of this name and these headings alone."""
    return f"{normalise(column.heading)}\n{context.file_key}"


def actions_numbered(table: Table, number: int, context: Context) -> tuple[str, ...]:
    """The actions of a number: of the menu where it is known, else of the file's own list; none where neither says.

    'Q2' beside 'Switch off GP Connect' on another sheet → ('gp_connect',) for 2
    """
    if context.draft.menu:
        return context.vocabulary.menu_item(context.draft.menu, number)
    actions = own_list(table, context.vocabulary).get(number, ())
    if actions:
        context.draft.note("The numbers of the actions were read as the file's own list explains them.")
    return actions


def own_list(table: Table, vocabulary: Vocabulary) -> dict[int, tuple[str, ...]]:
    """Actions by number, as cells outside the table and other sheets of the file list them; a number with two
    meanings has none."""
    if "own list" not in table.memory:
        actions: dict[int, set[tuple[str, ...]]] = {}
        for key in (Key(table.sheet, table.around), *table.keys):
            for number, wording in _items(key, vocabulary):
                actions.setdefault(number, set()).add(wording)
        table.memory["own list"] = {number: min(each) for number, each in actions.items() if len(each) == 1}
    return table.memory["own list"]


def _items(key: Key, vocabulary: Vocabulary) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each number of a key with the actions of the wording behind or beside it: '2. Switch off GP Connect'."""
    if "numbered actions" not in key.memory:
        key.memory["numbered actions"] = [
            (number, match.ids)
            for row, col in key.cells
            for number, wording in _numbered_wordings(key, row, col)
            if (match := typed(wording, vocabulary).action)
        ]
    yield from key.memory["numbered actions"]


def _numbered_wordings(key: Key, row: int, col: int) -> Iterator[tuple[int, str]]:
    """The numbers that a cell explains, in its lines or by the text beside it."""
    for line in text_of(key.sheet.values[row][col]).splitlines():
        if number_of(line) is not None:
            lead, wording = line, text_at(key.sheet, row, col + 1)
        elif "=" in line:
            lead, _, wording = line.partition("=")
        else:
            wording = without_numbering(line)
            lead = line[: len(line) - len(wording)]
        number = number_of(lead.strip(_SIGNS))
        if number is not None and wording.strip(_SIGNS):
            yield number, wording.strip(_SIGNS)


def settle_menu(table: Table, numbers: list[int], rows: int, context: Context) -> bool:
    """Which list of actions the bare numbers of a table count in: the file's own, the one named, or remembered for
    files like this one, else one question for all of them. False where that question waits, so that nothing more need
    be asked."""
    if context.draft.menu:
        return True
    own = own_list(table, context.vocabulary)
    numbers = sorted({number for number in numbers if number not in own})
    if len(numbers) < 2:
        return True
    chosen = context.vocabulary.remembered("menu", context.file_key)
    if chosen == ONE_BY_ONE:
        return True
    if chosen and chosen != LEAVE_OUT:
        context.draft.menu = chosen
        return True
    if chosen is None:
        _ask_menu(table, numbers, rows, context)
    return chosen == LEAVE_OUT


def _ask_menu(table: Table, numbers: list[int], rows: int, context: Context) -> None:
    words = context.vocabulary
    fitting = [
        menu
        for menu in words.menus_of(context.options.region)
        if all(words.menu_item(menu, n) for n in numbers)
    ]
    many = f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 2 else f"{numbers[0]} and {numbers[1]}"
    context.draft.ask(
        "menu",
        f"actions {many}",
        f"The actions are given by number alone ({many}), and lists number their actions differently. "
        "Which list did the practices have before them?",
        [*fitting, ONE_BY_ONE, LEAVE_OUT],
        key=context.file_key,
        sheet=table.sheet,
        rows=rows,
    )
