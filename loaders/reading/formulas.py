"""Formulas of conditional formats that are simple enough to be worked out: comparisons of cells, and a few functions.

A formula is turned into a function of a cell; one that holds anything else raises NotSimple, so that nobody
guesses what it would have said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

Value = Any
"""None (blank), str, int, float, bool, ERROR, or a date or time, which is compared with nothing but its like."""
Cells = Callable[[int, int], Value]
Work = Callable[[Cells, int, int], Value]
"""What a formula gives for the cell at a zero-based row and column."""

ERROR = object()
_MOST_TOKENS, _MOST_BRACKETS = 120, 30
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|\"(?P<text>(?:[^\"]|\"\")*)\""
    r"|(?P<call>[A-Z]+)\(|(?P<truth>TRUE|FALSE)\b(?!\()|(?P<cell>\$?[A-Z]{1,3}\$?\d{1,7})(?![\w(!:.])"
    r"|(?P<sign><>|<=|>=|[-=<>(),&]))",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)", re.IGNORECASE)


class NotSimple(ValueError):  # noqa: N818 the name says it
    """A formula, or two values to compare, that are not worked out here."""


def compiled(formula: str, row: int, col: int) -> Work:
    """The formula as a function, its relative references counted from that zero-based cell. Raises NotSimple."""
    if formula.count("(") > _MOST_BRACKETS:
        raise NotSimple(formula)
    return _Parser(formula.removeprefix("="), row, col).whole()


def looks_elsewhere(formula: str) -> bool:
    """Whether a formula may depend on more than its words: on cells, or on where it stands."""
    bare = re.sub(r'"[^"]*"', "", formula)
    return _REFERENCE.search(bare) is not None or "(" in bare


def is_true(value: Value) -> bool:
    """Whether a conditional format takes a result for true: errors and texts are not."""
    return value is not ERROR and isinstance(value, bool | int | float) and bool(value)


class _Parser:
    def __init__(self, formula: str, row: int, col: int) -> None:
        self.tokens: list[tuple[str, str]] = []
        self.base = (row, col)
        at = 0
        formula = formula.rstrip()
        while at < len(formula):
            token = _TOKEN.match(formula, at)
            if token is None or token.lastgroup is None or len(self.tokens) > _MOST_TOKENS:
                raise NotSimple(formula)
            self.tokens.append((token.lastgroup, token[token.lastgroup]))
            at = token.end()
        self.at = 0

    def whole(self) -> Work:
        work = self._comparison()
        if self.at < len(self.tokens):
            raise NotSimple(self.tokens[self.at][1])
        return work

    def _take(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise NotSimple("the formula ends too early")
        self.at += 1
        return self.tokens[self.at - 1]

    def _next_is(self, *signs: str) -> str | None:
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        if kind == "sign" and text in signs:
            self.at += 1
            return text
        return None

    def _comparison(self) -> Work:
        left = self._joined()
        while sign := self._next_is("=", "<>", "<", ">", "<=", ">="):
            left = _compared(left, sign, self._joined())
        return left

    def _joined(self) -> Work:
        left = self._operand()
        while self._next_is("&"):
            left = _applied(lambda a, b: text_of(a) + text_of(b), [left, self._operand()])
        return left

    def _operand(self) -> Work:
        kind, text = self._take()
        if kind == "number":
            number = float(text)
            return lambda *_: number
        if kind == "text":
            words = text.replace('""', '"')
            return lambda *_: words
        if kind == "truth":
            truth = text.upper() == "TRUE"
            return lambda *_: truth
        if kind == "cell":
            return self._cell(text)
        if kind == "call":
            return self._call(text.upper())
        if text == "-":
            return _applied(lambda a: -_number(a), [self._operand()])
        if text == "(":
            work = self._comparison()
            self._close()
            return work
        raise NotSimple(text)

    def _close(self) -> None:
        if not self._next_is(")"):
            raise NotSimple("a bracket is not closed")

    def _cell(self, text: str) -> Work:
        match = _REFERENCE.fullmatch(text)
        if match is None:
            raise NotSimple(text)
        col = 0
        for letter in match[2].upper():
            col = col * 26 + ord(letter) - 64
        row, col = int(match[4]) - 1, col - 1
        down = None if match[3] else row - self.base[0]
        right = None if match[1] else col - self.base[1]
        return lambda cells, at_row, at_col: cells(
            row if down is None else at_row + down, col if right is None else at_col + right
        )

    def _call(self, name: str) -> Work:
        if name in ("ROW", "COLUMN") and self._next_is(")"):
            return (lambda _, row, __: row + 1) if name == "ROW" else (lambda _, __, col: col + 1)
        arguments = [self._comparison()]
        while self._next_is(","):
            arguments.append(self._comparison())
        self._close()
        if name in ("AND", "OR"):
            every = all if name == "AND" else any
            return _applied(lambda *values: every([_truth(value) for value in values]), arguments)
        if name not in _FUNCTIONS or len(arguments) not in _FUNCTIONS[name][0]:
            raise NotSimple(name)
        return _applied(
            _FUNCTIONS[name][1], arguments, takes_errors=name in ("ISERROR", "ISNUMBER", "ISTEXT")
        )


def _applied(function: Callable[..., Value], arguments: list[Work], takes_errors: bool = False) -> Work:
    def work(cells: Cells, row: int, col: int) -> Value:
        values = [argument(cells, row, col) for argument in arguments]
        return ERROR if ERROR in values and not takes_errors else function(*values)

    return work


def _compared(left: Work, sign: str, right: Work) -> Work:
    return _applied(lambda a, b: compare(a, sign, b), [left, right])


def compare(left: Value, sign: str, right: Value) -> bool:
    """As Excel does: text without its case, numbers before text before truths, a blank as 0 or as no text."""
    (kind, value), (other_kind, other) = _ranked(left, right), _ranked(right, left)
    order = (kind > other_kind) - (kind < other_kind) or (value > other) - (value < other)
    return {
        "=": order == 0,
        "<>": order != 0,
        "<": order < 0,
        ">": order > 0,
        "<=": order <= 0,
        ">=": order >= 0,
    }[sign]


def _ranked(value: Value, other: Value) -> tuple[int, Any]:
    if isinstance(value, date | time | timedelta):
        if type(value) is not type(other):
            raise NotSimple("a date compared with something else")
        return 0, value
    if value is None:
        value = "" if isinstance(other, str) else False if isinstance(other, bool) else 0
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


def text_of(value: Value) -> str:
    """A value as a formula joins it to a text. Raises NotSimple for a date, whose format would decide."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date | time | timedelta):
        raise NotSimple("a date as text")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _number(value: Value) -> float:
    if value is None or isinstance(value, bool | int | float):
        return value or 0
    raise NotSimple("text as a number")


def _truth(value: Value) -> bool:
    if value is None or isinstance(value, bool | int | float):
        return bool(value)
    raise NotSimple("text as a truth")


def found_in(sought: Value, text: Value) -> Value:
    """The place of a text in another whatever the case, counted from 1; ERROR where it is not in it."""
    if any(sign in text_of(sought) for sign in "*?~"):
        raise NotSimple("wildcards")
    return text_of(text).casefold().find(text_of(sought).casefold()) + 1 or ERROR


def _find(sought: Value, text: Value) -> Value:
    return text_of(text).find(text_of(sought)) + 1 or ERROR


def _end(text: Value, count: Value = 1) -> str:
    return text_of(text)[-int(_number(count)) :] if _number(count) >= 1 else ""


_FUNCTIONS: dict[str, tuple[tuple[int, ...], Callable[..., Value]]] = {
    "NOT": ((1,), lambda a: not _truth(a)),
    "ISNUMBER": ((1,), lambda a: isinstance(a, int | float | date) and not isinstance(a, bool)),
    "ISTEXT": ((1,), lambda a: isinstance(a, str)),
    "ISBLANK": ((1,), lambda a: a is None),
    "ISERROR": ((1,), lambda a: a is ERROR),
    "SEARCH": ((2,), found_in),
    "FIND": ((2,), _find),
    "LEFT": ((1, 2), lambda a, count=1: text_of(a)[: max(int(_number(count)), 0)]),
    "RIGHT": ((1, 2), _end),
    "LEN": ((1,), lambda a: len(text_of(a))),
    "TRIM": ((1,), lambda a: " ".join(part for part in text_of(a).split(" ") if part)),
    "UPPER": ((1,), lambda a: text_of(a).upper()),
    "LOWER": ((1,), lambda a: text_of(a).lower()),
    "EXACT": ((2,), lambda a, b: text_of(a) == text_of(b)),
    "MOD": ((2,), lambda a, b: _number(a) % _number(b) if _number(b) else ERROR),
    "ISEVEN": ((1,), lambda a: int(_number(a)) % 2 == 0),
    "ISODD": ((1,), lambda a: int(_number(a)) % 2 == 1),
}
