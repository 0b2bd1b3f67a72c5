"""Answers as columns, with a cross or a tick under the one that is given: 'Action | Green | Amber | Red'."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from loaders.practices.named_above import named_above, places_above
from loaders.reading.sheets import Sheet, reference
from loaders.surveys.answers import plain_reader
from loaders.tables.extents import TOTAL
from loaders.tables.headings import figure_in
from loaders.tables.layout import Layout
from loaders.tables.tables import Apart, Table
from loaders.turning.parts import Cell, Outside, Part, Place, blocks, cell_at, text_at, titled_action
from loaders.vocabulary.marks import is_any_cross, mark
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank

_WHOSE = ("practice_code", "practice", "practice_name")
_BLOCKS, _FIRST = 40, 6  # blocks of a sheet, and first rows of each, in which such headings are looked for
_TWO = "More than one answer is marked in this row ({}); leave the one that counts."


def marked_answers(
    sheet: Sheet, there: np.ndarray, _layout: Layout, words: Vocabulary, _outside: Outside
) -> Iterator[tuple[list[Part], None]]:
    """The tables of a sheet in which answers are marked, with one column for the answer."""
    parts = []
    end = 0
    wide = there.sum(axis=1) >= 3
    heads = [row for top, stop in blocks(there)[:_BLOCKS] for row in range(top, min(stop - 1, top + _FIRST))]
    for head in (row for row in heads if wide[row]):
        answers = _answers(sheet, there, head, words) if head >= end else []
        rows, totals = _rows(sheet, there, head, answers, words) if answers else ([], [])
        part = _part(sheet, there, head, answers, rows, words) if rows else None
        if part:
            part.apart += [Apart(row, (0, sheet.width - 1), "total row") for row in totals]
            parts.append(part)
            end = rows[-1] + 1
    if parts:
        yield parts, None


def _answers(sheet: Sheet, there: np.ndarray, head: int, words: Vocabulary) -> list[int]:
    """The columns that a row heads with the answers of one scale, two of them or more and each once."""
    texts = {col: text_at(sheet, (head, col)) for col in np.flatnonzero(there[head]).tolist()}
    if any(mark(text) is not None or words.action(text) for text in texts.values()):
        return []  # somebody's row
    for scale in words.known("scale"):
        reader = plain_reader(scale, words)
        given = {col: answer for col, text in texts.items() if (answer := reader.read(text).answer)}
        if 1 < len(given) < len(texts) and len(set(given.values())) == len(given):
            return list(given)
    return []


def _rows(
    sheet: Sheet, there: np.ndarray, head: int, answers: list[int], words: Vocabulary
) -> tuple[list[int], list[int]]:
    """The rows below the headings up to a blank one, if nothing but marks stands under the answers (else none), and
    those of totals. A number is a mark in a practice's row alone: elsewhere it may count practices."""
    rows, totals = [], []
    for row in range(head + 1, len(there)):
        if not there[row].any():
            break
        first = text_at(sheet, (row, int(np.flatnonzero(there[row])[0])))
        (totals if TOTAL.match(first) else rows).append(row)
    heads = [text_at(sheet, (head, col)) for col in np.flatnonzero(there[head]).tolist()]
    whose = any(words.heading(text, "any") in _WHOSE for text in heads)
    given = [v for row in rows for col in answers if not blank(v := sheet.values[row][col])]
    crosses = sum(1 for value in given if is_any_cross(value))
    counted = not whose and any(figure_in(value) is not None for value in given)
    unlike = any(_marked(value) is None for value in given) or 0 < crosses < len(given)
    if not given or counted or unlike:
        return [], []  # crosses beside ticks: which of the two is the answer?
    return rows, totals


def _marked(value: object) -> bool | None:
    """Whether a cell is ticked; None for anything but a tick, a cross or a no. Alone, a cross here is a tick."""
    return True if is_any_cross(value) else mark(value)


def _part(
    sheet: Sheet, there: np.ndarray, head: int, answers: list[int], rows: list[int], words: Vocabulary
) -> Part | None:
    filled = np.flatnonzero(there[[head, *rows]].any(axis=0)).tolist()
    others = [col for col in filled if col not in answers]
    about = _about(sheet, there, head, others, rows, words)
    if about is None:
        return None
    heads, beside, title, above = about
    made = [[*(cell_at(sheet, head, col) for col in others), *heads, Cell("Answer")]]
    apart: list[Apart] = []
    problems: dict[Place, str] = {}
    for row in rows:
        said = [col for col in answers if not blank(sheet.values[row][col])]
        given = [col for col in said if _marked(sheet.values[row][col])]
        apart += [Apart(row, (col, col), "not marked") for col in said if col not in given]
        if len(given) > 1:
            cells = " and ".join(reference(row, col) for col in given)
            problems |= {(row, col): _TWO.format(cells) for col in given}
        answer = Cell(text_at(sheet, (head, given[0])), (row, given[0])) if len(given) == 1 else Cell()
        made.append([*(cell_at(sheet, row, col) for col in others), *beside, answer])
    labels = [*above, *((head, col) for col in answers)]
    return Part(made, "", 1, True, title=title, labels=labels, apart=apart, problems=problems)


def _about(
    sheet: Sheet, there: np.ndarray, head: int, others: list[int], rows: list[int], words: Vocabulary
) -> tuple[list[Cell], list[Cell], str, list[Place]] | None:
    """Headings and cells of what the rows do not say themselves, the action or the practice; the title; and the cells
    above that name the practice. None where nothing says which actions the answers are to."""
    roles = {words.heading(text_at(sheet, (head, col)), "any") for col in others}
    title, action = titled_action(sheet, there, head, words)
    if any(words.action(text_at(sheet, (row, col))) for row in rows for col in others):
        above = [tuple(place) for place in np.argwhere(there[:head]).tolist()]
        table = Table(sheet, [head], [], rows, around=above)
        _, cells = named_above(table, words)
        whose = not roles & {*_WHOSE} and len(cells) == 1
        if not whose:
            return [], [], title, []
        return [Cell("Practice")], [Cell(str(cells[0]))], title, places_above(table, words)
    if roles & {*_WHOSE} and words.action(str(action.value)):
        return [Cell("Action")], [action], title, []
    return None
