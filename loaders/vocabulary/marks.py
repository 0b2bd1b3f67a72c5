"""Marks that stand for yes or no in a cell: ticks, crosses, yes and no, 1 and 0."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from loaders.vocabulary.words import normalise

_YES = frozenset(("yes", "y", "true", "t", "✓", "✔", "☑", "✅", "√", "tick", "ticked", "1", "1.0"))
_NO = frozenset(("no", "n", "false", "f", "✗", "✘", "❌", "☐", "✖", "0", "0.0"))
_NO |= {
    "not served",
    "not yet served",
    "not served yet",
    "no notice",
    "no notice served",
    "not serving",
    "not sent",
}
_NO |= {"yet to serve", "have not served", "has not served", "will not serve"}
_WORDS = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_CROSS = frozenset(("x", "×", "☒", "xx"))
_DINGBATS = frozenset(("✗", "✘", "❌", "✖"))
_KEY = re.compile(
    r"^(?:(?:key|legend|note)\b)?[^\w×☒]*([x×☒])\W*(?:=|:|-|–|means|is|stands for)\s*(\S.*)$", re.IGNORECASE
)
_CODE = re.compile(
    r"^(?:(?:key|legend|note|codes?)\b)?\W*\b([A-Za-z]{1,3})\W*(?:=|:|–|\s-\s|\bmeans\b|\bstands for\b)\s*(\S.*)$",
    re.IGNORECASE,
)


def mark(value: Any) -> bool | None:
    """True for yes, False for no, None where a cell is no such mark or could be either (a bare cross)."""
    text = _plain(value)
    return True if text in _YES else False if text in _NO else None


def yes_or_no(value: Any) -> bool | None:
    """True and False for the words yes and no, in short or as a spreadsheet's logical values; None else."""
    return _WORDS.get(_plain(value))


def is_cross(value: Any) -> bool:
    """A cross, which means chosen on a ballot paper and not chosen beside a tick."""
    return isinstance(value, str) and _plain(value) in _CROSS


def is_any_cross(value: Any) -> bool:
    """A cross, or a sign drawn as one: on a ballot paper it chooses, beside a tick it says no."""
    return is_cross(value) or (isinstance(value, str) and _plain(value) in _DINGBATS)


def cross_beside(values: Iterable[Any]) -> bool | None:
    """What a cross must mean among the other marks of a table: no beside ticks, yes beside noes alone."""
    marks = {mark(value) for value in values} - {None}
    return not marks.pop() if len(marks) == 1 else None


def cross_in_key(texts: Iterable[str]) -> str | None:
    """What a key such as 'x = notice served' says that a cross means; None without one."""
    for text in texts:
        for part in re.split(r"[;,\n]", text):
            if match := _KEY.match(part.strip()):
                return match[2].strip()
    return None


def codes_in_key(texts: Iterable[Any]) -> dict[str, str]:
    """Short codes and the words that a key gives for them: 'Key: S = served, W = withdrawn'."""
    meanings: dict[str, str] = {}
    for text in texts:
        for part in re.split(r"[;,\n|]", text) if isinstance(text, str) else ():
            if match := _CODE.match(part.strip()):
                meanings[_plain(match[1])] = match[2].strip()
    return meanings


def _plain(value: Any) -> str:
    text = normalise(str(value)) if value is not None else ""
    return text.replace("\ufe0f", "")  # the selector that makes a tick an emoji
