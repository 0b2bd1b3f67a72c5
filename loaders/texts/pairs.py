"""Pairs in texts: a sign and what it means, a thing and what is said of it."""

from __future__ import annotations

import re

_PAIR = re.compile(r"\s*(?P<sign>[^\s=:,;][^=:,;]{0,20}?)\s*(?:=|:|\s[-–—])\s*(?P<meaning>[^,;\n=]+)")
_WORD = re.compile(
    r"\s*(?P<sign>[^\W\d_]{1,12})\s*(?:=|:|\s[-–—])\s*(?P<meaning>(?:(?!\s/\s)[^,;|\n=()\[\]]|"
    r",(?!\s*[^\W\d_]{1,12}\s*(?:=|:|\s[-–—])))+)"  # a comma before another sign ends the meaning
)
_RATED = re.compile(r"(?P<thing>.*\S)\s*(?:=>|->|→|:|=|\s[-–—])\s*(?P<answer>[^:=]*\S)", re.DOTALL)
_INTRODUCTION = re.compile(
    r"^\s*(?:colour |rating |option )?(?:key|legend|note|scale|ratings?|rag)\s*[:\-–]?\s*", re.IGNORECASE
)
_BRACKETS = re.compile(r"[()\[\]]")
_LINES = re.compile(r"\s*[;\n\r|]\s*")
_COMMAS = re.compile(r",\s+")


def pairs_in(text: str) -> list[tuple[str, str]]:
    """Signs of a key with their meanings, behind the word that introduces it.

    >>> pairs_in("Key: R = refused, A = asked")
    [('R', 'refused'), ('A', 'asked')]
    """
    return [(pair["sign"], pair["meaning"]) for pair in _PAIR.finditer(without_introduction(text))]


def pair_of(text: str) -> tuple[str, str] | None:
    """Sign and meaning, where a text is such a pair and nothing else; None for any other."""
    pair = _PAIR.fullmatch(text)
    return (pair["sign"], pair["meaning"]) if pair else None


def words_with_meanings(text: str) -> list[tuple[str, str]]:
    """Words of a key with their meanings, each of which ends where the next sign, bracket or stroke stands; a key in
    brackets may have its own introduction.

    >>> words_with_meanings("Red = no (at all), Green = yes")
    [('Red', 'no'), ('Green', 'yes')]
    """
    parts = (without_introduction(part) for part in _BRACKETS.split(text))
    pairs = (pair for part in parts for pair in _WORD.finditer(part))
    return [(pair["sign"], pair["meaning"].strip()) for pair in pairs]


def rated(line: str) -> tuple[str, str] | None:
    """A thing and the answer to it.

    >>> rated("Limit contacts -> Green")
    ('Limit contacts', 'Green')
    """
    pair = _RATED.fullmatch(line)
    return (pair["thing"], pair["answer"]) if pair else None


def without_introduction(text: str) -> str:
    """A key without the word that introduces it.

    >>> without_introduction("Key: Red = no")
    'Red = no'
    """
    return _INTRODUCTION.sub("", text)


def lines_of(text: str) -> list[str]:
    """The parts of a cell that lists several things in lines of its own, or parted by semicolons or bars."""
    return [line for line in _LINES.split(text.strip()) if line]


def parts_at_commas(line: str) -> list[str]:
    """The parts of a line between its commas; the line alone where it has none that a blank follows."""
    return _COMMAS.split(line)
