"""A summary in which each answer heads two columns, its share and its count, with nothing over the second."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from loaders.cells.typed import typed
from loaders.reading.sheets import Sheet
from loaders.tables.layout import Layout
from loaders.tables.tables import Apart
from loaders.turning.parts import Cell, Outside, Part, cell_at, lone_text, text_at
from loaders.vocabulary.vocabulary import Vocabulary

_LOOK_AT = 2_000  # rows in which such headings are looked for
_BASE = ("total", "answered", "responses", "n", "base", "respondents")


def paired_answers(
    sheet: Sheet, there: np.ndarray, _layout: Layout, words: Vocabulary, _outside: Outside
) -> Iterator[tuple[list[Part], None]]:
    """Every table of a sheet whose answers head two columns each, with a heading for each of the two."""
    parts = []
    top = there[: _LOOK_AT + 1]
    # A heading with nothing beside it, over two figures: to read the cells of every row took seconds.
    heads = top[:-1, :-1] & ~top[:-1, 1:] & top[1:, :-1] & top[1:, 1:]
    for row in np.flatnonzero(heads.sum(axis=1) >= 2).tolist():
        pairs = _pairs(sheet, there, row, words)
        part = _part(sheet, there, row, pairs) if len(pairs) > 1 else None
        if part:
            parts.append(part)
    if parts:
        yield parts, None


def _pairs(sheet: Sheet, there: np.ndarray, row: int, words: Vocabulary) -> list[int]:
    """The columns of the answers of one scale that a row has, if there is a column without a heading after each."""
    best: list[int] = []
    cols = np.flatnonzero(there[row]).tolist()
    for scale in words.known("scale"):
        given = {col: typed(text_at(sheet, (row, col)), words).reading(scale).answer for col in cols}
        columns = [col for col, answer in given.items() if answer]
        alone = all(col + 1 < sheet.width and not there[row, col + 1] for col in columns)
        if alone and len({given[col] for col in columns}) == len(columns) > len(best):
            best = columns
    return best


def _part(sheet: Sheet, there: np.ndarray, head: int, pairs: list[int]) -> Part | None:
    rows: list[int] = []
    for row in range(head + 1, len(there)):
        cells = [sheet.values[row][col] for pair in pairs for col in (pair, pair + 1)]
        if any(typed(cell).figure is None for cell in cells):
            break
        rows.append(row)
    label = pairs[0] - 1
    if not rows or label < 0 or not all(isinstance(sheet.values[row][label], str) for row in rows):
        return None
    bases = [
        col
        for col in np.flatnonzero(there[head]).tolist()
        if col > pairs[-1] and text_at(sheet, (head, col)).lower() in _BASE
    ][:1]
    heads = [Cell("Action", (head, label) if there[head, label] else None)]
    for col in pairs:
        text = text_at(sheet, (head, col))
        heads += [Cell(f"{text} %", (head, col)), Cell(text, (head, col))]
    if not all(_share_first(sheet, row, pairs) for row in rows):
        return None
    cols = [label, *(col for pair in pairs for col in (pair, pair + 1)), *bases]
    made = [[*heads, *(Cell("Answered", (head, col)) for col in bases)]]
    made += [[cell_at(sheet, row, col) for col in cols] for row in rows]
    says = f"The summary on sheet “{sheet.name}” was read as figures that somebody added up: a share and a count each."
    return Part(
        made,
        says,
        1,
        plain=True,
        title=_title(sheet, there, head),
        apart=_rest(there, head, rows, cols),
    )


def _share_first(sheet: Sheet, row: int, pairs: list[int]) -> bool:
    """Whether each pair is a share and then a count, and the shares add up to one."""
    cells = [(sheet.values[row][col], sheet.values[row][col + 1]) for col in pairs]
    percent = any(isinstance(share, str) and "%" in share for share, _ in cells)
    shares = [(typed(share).figure or 0.0) / (100 if percent else 1) for share, _ in cells]
    counts = [typed(count).figure or 0.0 for _, count in cells]
    return (
        sum(shares) <= 1.02 and all(count.is_integer() for count in map(float, counts)) and sum(counts) >= 1
    )


def _title(sheet: Sheet, there: np.ndarray, head: int) -> str:
    lines: list[str] = []
    for row in range(head - 1, -1, -1):
        place = lone_text(sheet, there, row)
        if place is None:
            break
        lines.insert(0, text_at(sheet, place))
    return "\n".join(lines)


def _rest(there: np.ndarray, head: int, rows: list[int], cols: list[int]) -> list[Apart]:
    """What stands beside the figures: a weighted average; and below them: how many answered and skipped all."""
    apart = []
    for row in (head, *rows):
        beside = [col for col in np.flatnonzero(there[row]).tolist() if col not in cols]
        apart += [Apart(row, (col, col), "beside the figures, not read") for col in beside]
    return apart
