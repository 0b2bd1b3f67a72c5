"""Conditional formats: which colour a rule lays over a cell, worked out where the rule is simple."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from loaders.reading import sentences
from loaders.reading.formulas import (
    ERROR,
    Cells,
    NotSimple,
    Value,
    Work,
    compare,
    compiled,
    found_in,
    is_true,
    text_of,
)
from loaders.reading.painting import UNKNOWN, Area, Fills
from loaders.reading.sheets import NOT_CALCULATED

_MOST = 4_000_000  # cells times rules that are worked out: a few seconds
_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
_BETWEEN = {"between", "notBetween"}
_SIGNS = {
    "equal": "=",
    "notEqual": "<>",
    "greaterThan": ">",
    "lessThan": "<",
    "greaterThanOrEqual": ">=",
    "lessThanOrEqual": "<=",
}


@dataclass(frozen=True)
class Rule:
    """A rule for the cells of some areas. The one with the lowest priority number comes first.

    paint: what it lays over a cell, '' where it clears the colour, None where it leaves it alone. test: None where
    the rule is not simple. numbers_only: it colours numbers alone, as a colour scale does. own: the test looks at
    nothing but the cell's own value.
    """

    areas: tuple[Area, ...]
    priority: int
    paint: str | None
    test: Work | None
    stops: bool = False
    numbers_only: bool = False
    own: bool = False

    @property
    def matters(self) -> bool:
        return self.paint is not None or self.stops


def test_of(
    kind: str, operator: str, text: str | None, formulas: list[str], base: tuple[int, int]
) -> Work | None:
    """The test of a rule by its kind, its relative references counted from base; None where it is not simple."""
    try:
        if kind == "cellIs":
            operands = [compiled(formula, *base) for formula in formulas]
            return _between(operator, *operands) if operator in _BETWEEN else _cell_is(operator, *operands)
        if kind in WORDED and text is not None:
            return _worded(WORDED[kind], text)
        if kind == "expression" or kind in WORDED:
            return compiled(formulas[0], *base)
        if kind in STATES:
            return _state(STATES[kind])
    except (NotSimple, TypeError, KeyError, IndexError):
        return None
    return None


def _cell_is(operator: str, operand: Work) -> Work:
    sign = _SIGNS[operator]

    def work(cells: Cells, row: int, col: int) -> Value:
        value, other = cells(row, col), operand(cells, row, col)
        return ERROR if ERROR in (value, other) else compare(value, sign, other)

    return work


def _between(operator: str, low: Work, high: Work) -> Work:
    above, below = _cell_is("greaterThanOrEqual", low), _cell_is("lessThanOrEqual", high)

    def work(cells: Cells, row: int, col: int) -> Value:
        within = [above(cells, row, col), below(cells, row, col)]
        return ERROR if ERROR in within else all(within) is (operator == "between")

    return work


def _worded(test: Callable[[str, str], bool], text: str) -> Work:
    def work(cells: Cells, row: int, col: int) -> Value:
        value = cells(row, col)
        return ERROR if value is ERROR else test(text_of(value), text)

    return work


def _state(test: Callable[[Value], bool]) -> Work:
    return lambda cells, row, col: test(cells(row, col))


WORDED: dict[str, Callable[[str, str], bool]] = {
    "containsText": lambda value, text: found_in(text, value) is not ERROR,
    "notContainsText": lambda value, text: found_in(text, value) is ERROR,
    "beginsWith": lambda value, text: value.casefold().startswith(text.casefold()),
    "endsWith": lambda value, text: value.casefold().endswith(text.casefold()),
}
STATES: dict[str, Callable[[Value], bool]] = {
    "containsBlanks": lambda value: value is None or (isinstance(value, str) and not value.strip(" ")),
    "notContainsBlanks": lambda value: (
        not (value is None or (isinstance(value, str) and not value.strip(" ")))
    ),
    "containsErrors": lambda value: value is ERROR,
    "notContainsErrors": lambda value: value is not ERROR,
}


def lay_over(fills: Fills, values: list[list[Any]], rules: Iterable[Rule]) -> None:
    """Lay what the rules say over the fills of a sheet with those values; a note names what is not worked out.

    Only cells within the fills' grid. Where a rule that is not simple could decide a cell, its paint is UNKNOWN.
    """
    ordered = sorted((rule for rule in rules if rule.matters), key=lambda rule: rule.priority)
    if sum(_size(rule, fills) for rule in ordered) > _MOST:
        _give_up(fills, ordered)
        return
    codes = [fills.code(rule.paint) for rule in ordered]
    unknown = fills.code(UNKNOWN)
    open_ = np.ones(fills.grid.shape, dtype=bool)  # cells that no rule has decided yet
    reader = _reader(values)
    missed: list[Area] = []
    for rule, code in zip(ordered, codes, strict=True):
        known: dict[Any, bool | None] = {}
        for row, col in _cells(rule, open_):
            outcome = _known_outcome(known, rule, reader, row, col)
            if outcome is None:
                fills.grid[row, col], open_[row, col] = unknown, False
                missed += [area for area in rule.areas if area not in missed]
            elif outcome:
                if rule.paint is not None:
                    fills.grid[row, col] = code
                open_[row, col] = rule.paint is None and not rule.stops
    if missed:
        fills.notes.append(sentences.not_worked_out(missed))


def _give_up(fills: Fills, rules: list[Rule]) -> None:
    """More than can be worked out in good time: nothing is known of the colours wherever a rule is."""
    areas = [area for rule in rules for area in rule.areas]
    top, left = min(area[0] for area in areas), min(area[1] for area in areas)
    bottom, right = max(area[2] for area in areas), max(area[3] for area in areas)
    fills.grid[top : bottom + 1, left : right + 1] = fills.code(UNKNOWN)
    fills.notes.append(sentences.not_worked_out([(top, left, bottom, right)]))


def _known_outcome(
    known: dict[Any, bool | None], rule: Rule, reader: Cells, row: int, col: int
) -> bool | None:
    """The outcome, worked out once a value where nothing but the value decides."""
    if not rule.own:
        return _outcome(rule, reader, row, col)
    value = reader(row, col)
    key = (type(value), value)
    if key not in known:
        known[key] = _outcome(rule, reader, row, col)
    return known[key]


def _outcome(rule: Rule, reader: Cells, row: int, col: int) -> bool | None:
    """Whether the rule holds of a cell; None where that is not worked out."""
    if rule.numbers_only:
        value = reader(row, col)
        return None if isinstance(value, int | float) and not isinstance(value, bool) else False
    if rule.test is None:
        return None
    try:
        return is_true(rule.test(reader, row, col))
    except NotSimple:
        return None


def _cells(rule: Rule, open_: np.ndarray) -> Iterator[tuple[int, int]]:
    for top, left, bottom, right in rule.areas:
        part = open_[top : bottom + 1, left : right + 1]
        for row, col in np.argwhere(part):
            yield top + int(row), left + int(col)


def _size(rule: Rule, fills: Fills) -> int:
    """How many cells of the grid a rule is for."""
    height, width = fills.grid.shape
    return sum(
        max(min(bottom, height - 1) - top + 1, 0) * max(min(right, width - 1) - left + 1, 0)
        for top, left, bottom, right in rule.areas
    )


def _reader(values: list[list[Any]]) -> Cells:
    """Values by place; blank beyond the sheet, errors as ERROR."""
    height, width = len(values), len(values[0]) if values else 0

    def read(row: int, col: int) -> Value:
        if row < 0 or col < 0:
            raise NotSimple("a reference beyond the edge")
        value = values[row][col] if row < height and col < width else None
        if isinstance(value, str) and value.startswith("#"):
            if value in _ERRORS:
                return ERROR
            if value == NOT_CALCULATED:
                raise NotSimple(value)
        return value

    return read
