"""Sums of money in texts, and what they are for."""

from __future__ import annotations

import re

_BARE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SUM = re.compile(
    r"£\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn|million|billion)\b)?(?:\s+(?:per|a|an|for each|each|every)\s+[\w&/'-]+"
    r"(?:\s+(?!(?:from|until|to|for|by|on|and|but|if|in|at|with|which|is|was)\b)[\w&/'-]+){0,4})?",
    re.IGNORECASE,
)
_PER = re.compile(r"\bper [a-z ]+", re.IGNORECASE)


def sums_in(text: str) -> list[str]:
    """Every sum in pounds with what it is for.

    >>> sums_in("Offer: £20 per visit from April, or £1.5m")
    ['£20 per visit', '£1.5m']
    """
    return [match[0].strip() for match in _SUM.finditer(text)]


def unit_in(heading: str) -> str | None:
    """What each sum under a heading is for.

    >>> unit_in("Fee per fitting (£)")
    'per fitting'
    """
    unit = _PER.search(heading)
    return unit[0].strip() if unit else None


def is_bare(text: str) -> bool:
    """Whether a text is a number without any unit: '12,500.50' → True, '£12' → False."""
    return _BARE.fullmatch(text) is not None


def in_pounds(text: str) -> str:
    """A bare number as a sum.

    >>> in_pounds("12.5"), in_pounds("1,200")
    ('£12.50', '£1,200')
    """
    number = float(text.replace(",", ""))
    return f"£{number:,.0f}" if number.is_integer() else f"£{number:,.2f}"
