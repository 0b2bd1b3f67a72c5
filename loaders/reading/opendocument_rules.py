"""The conditional formats of an OpenDocument sheet, as rules (the way in which LibreOffice writes them)."""

from __future__ import annotations

import re

from loaders.reading.conditional import Rule, test_of
from loaders.reading.formulas import looks_elsewhere
from loaders.reading.ooxml import position
from loaders.reading.painting import Area

_CELL = r"\$?([A-Z]{1,3})\$?(\d{1,7})"
_AREA = re.compile(rf"\.{_CELL}(?::(?:[^:]*\.)?{_CELL})?(?=\s|$)")
_CALL = re.compile(r"(?P<name>[a-z-]+)(?:\((?P<inside>.*)\))?", re.DOTALL)
_REFERENCE = re.compile(r"\[\.([^\].]+)\]")
_SIGNS = {
    "=": "equal",
    "!=": "notEqual",
    "<>": "notEqual",
    ">": "greaterThan",
    "<": "lessThan",
    ">=": "greaterThanOrEqual",
    "<=": "lessThanOrEqual",
}
_RANGES = {"between": "between", "not-between": "notBetween"}
_WORDED = {
    "contains-text": "containsText",
    "not-contains-text": "notContainsText",
    "begins-with": "beginsWith",
    "ends-with": "endsWith",
}
_STATES = {"is-error": "containsErrors", "is-no-error": "notContainsErrors"}


def areas_of(address: str) -> tuple[Area, ...]:
    """The areas of a target such as 'Log.B2:Log.D9 Log.F2'; what is none is left out."""
    areas = []
    for left, top, right, bottom in _AREA.findall(address):
        first = position(left.encode(), top.encode())
        last = position(right.encode(), bottom.encode()) if bottom else first
        areas.append((*first, *last))
    return tuple(areas)


def rule_of(
    areas: tuple[Area, ...], priority: int, condition: str, base: str, paint: str | None
) -> Rule | None:
    """The rule of one condition, whose references count from the base cell. The first that holds decides."""
    if not areas:
        return None
    starts = areas_of(base)
    kind, operator, text, formulas = _read(condition.strip())
    own = kind != "expression" and not any(map(looks_elsewhere, formulas))
    place = starts[0][:2] if starts else areas[0][:2]
    test = test_of(kind, operator, text, formulas, place) if starts or own else None
    return Rule(areas, priority, paint, test, stops=True, own=own)


def _read(condition: str) -> tuple[str, str, str | None, list[str]]:
    """Kind, operator, text and formulas, in the words of an Excel rule."""
    for sign in sorted(_SIGNS, key=len, reverse=True):
        if condition.startswith(sign):
            return "cellIs", _SIGNS[sign], None, [_formula(condition[len(sign) :])]
    call = _CALL.fullmatch(condition)
    name, inside = (call["name"], call["inside"] or "") if call else ("", "")
    if name in _RANGES:
        low, _, high = inside.partition(",")
        return "cellIs", _RANGES[name], None, [_formula(low), _formula(high)]
    if name in _WORDED:
        quoted = re.fullmatch(r'\s*"([^"]*)"\s*', inside)
        return _WORDED[name], "", quoted[1] if quoted else None, []
    if name == "formula-is":
        return "expression", "", None, [_formula(inside)]
    return _STATES.get(name, name), "", None, []


def _formula(text: str) -> str:
    """In the notation of Excel: references without brackets, arguments parted by commas."""
    bare = _REFERENCE.sub(r"\1", text)
    return re.sub(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', ",", bare)
