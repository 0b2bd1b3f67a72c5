"""What a comma and a dot mean in the numbers of a column: decided by the column as a whole, never cell by cell.

'89,1%' and '66,7' are decimals with a comma, beside which '93.000' is 93 thousand; beside '1,250' and '82.5' a
dot is the decimal sign. Where nothing in the column or in its table tells, a number such as '93.000' is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

THOUSANDS, DECIMAL = "the dot parts thousands", "the dot is the decimal sign"
_NUMBER = r"(?<![\d.,])"
_END = r"(?![\d.,]*\d)"
_DECIMAL_COMMA = re.compile(rf"{_NUMBER}\d+,\d{{1,2}}{_END}|{_NUMBER}\d{{1,3}}(?:\.\d{{3}})+,\d+{_END}")
_SEVERAL_DOTS = re.compile(rf"{_NUMBER}\d{{1,3}}(?:\.\d{{3}}){{2,}}{_END}")
_DOTTED = re.compile(rf"{_NUMBER}\d{{1,3}}(?:\.\d{{3}})+{_END}")
_DECIMAL_DOT = re.compile(
    rf"{_NUMBER}\d+(?:,\d{{3}})*\.\d{{1,2}}{_END}|{_NUMBER}\d{{1,3}}(?:,\d{{3}})+{_END}"
)


class Signs(StrEnum):
    """How numbers are written: '1,250.5' (English), '1.250,5' (continental), or so that a dot could be either."""

    ENGLISH = "english"
    CONTINENTAL = "continental"
    UNSURE = "unsure"


def signs_of(texts: Iterable[str], around: Iterable[str] = (), *, shares: bool = False) -> Signs:
    """How the numbers of a column are written; around: the texts of the other columns of its table, which decide where
    the column itself does not.

    shares: the column holds shares, where '66,7' is a decimal; a count has none, and '1,25' there is a slip.
    ['89,1%', '66,7'] → continental; ['82.5', '1,250'] → english; ['93.000'] → unsure.
    """
    own = list(texts)
    signs = _signs_of(own, shares)
    if signs or not any(_DOTTED.search(text) for text in own):
        return signs or Signs.ENGLISH
    return _signs_of(list(around), shares=True) or Signs.UNSURE


def _signs_of(texts: list[str], shares: bool) -> Signs | None:
    commas = [text for text in texts if _DECIMAL_COMMA.search(text)]
    continental = any(shares or "%" in text for text in commas) or any(map(_SEVERAL_DOTS.search, texts))
    english = any(map(_DECIMAL_DOT.search, texts))
    if continental and not english:
        return Signs.CONTINENTAL
    return Signs.ENGLISH if english else None


def is_unsure(text: str) -> bool:
    """Whether a text holds a number whose dot could be either sign."""
    return _DOTTED.search(text) is not None


def in_english(text: str) -> str:
    """A text whose numbers are written the continental way, with English signs: '93.000,5' → '93000.5'."""

    def plain(match: re.Match) -> str:
        return match[0].replace(".", "").replace(",", ".")

    return re.sub(r"\d[\d.,]*\d", plain, text)
