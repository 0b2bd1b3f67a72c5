"""Practices listed in one cell: 'L84001, L84002; L84003', 'Elm Surgery and Oak Surgery'."""

from __future__ import annotations

import re

from loaders.cells.codes import without_codes
from loaders.cells.typed import typed
from loaders.turning.contents import NAMES_A_PRACTICE, known_practice
from loaders.turning.parts import Outside
from loaders.vocabulary.vocabulary import Vocabulary

# A slash may join two that have merged: that is no list.
_STRONG = re.compile(r"\s*[;\n\r|•·]\s*")
_ANY = re.compile(r"\s*[;,\n\r|•·]\s*")
_AND = re.compile(r"\s+(?:and|&|\+)\s+|^(?:and|&)\s+", re.IGNORECASE)
_MAY_BE_SEVERAL = re.compile(r"[;,\n\r|•·&+]|\band\b|\b[A-TV-Z]\d{5}\s+[A-TV-Z]\d{5}\b", re.IGNORECASE)
_NEARLY_A_CODE = re.compile(r"[A-Z]{0,2}\d{3,7}[A-Z]?", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:all|others?|more|rest|pcn|practices|surgeries|tbc|tba|etc|possibly|maybe)\b|\?", re.IGNORECASE
)
_SMALL = ("and", "of", "the", "on", "at", "in", "by", "le", "de")  # words of a name that have no capital
_FILLING = " .,:-–*"


def practices_in(text: str, words: Vocabulary, outside: Outside) -> list[str]:
    """The practices that a cell lists, each as it stands there; the whole text where it is one; none where what it
    lists is not certain."""
    plain = " ".join(text.split())
    if not _MAY_BE_SEVERAL.search(text) or known_practice(plain, words, outside):
        return [plain]
    codes = typed(plain).codes
    if len(codes) > 1 and all(typed(piece).code for piece in re.split(r"[\s;,|•·]+", plain) if piece):
        return codes
    strong = _pieces(_STRONG, text)
    if len(strong) > 1 and all(_is_certain(piece, words, outside) for piece in strong):
        return strong
    pieces = [part for piece in _pieces(_ANY, text) for part in _joined(piece, words, outside)]
    if len(pieces) == 1:
        return pieces if not _names_two(plain) else []
    if all(_is_one(piece, words, outside) for piece in pieces):
        return pieces if not _one_told_twice(pieces, words, outside) else [plain]
    return _unsure(plain, pieces, len(set(codes)), words, outside)


def says_more(text: str) -> bool:
    """Whether there is more beside a code than a name could be: words without a capital."""
    return bool(typed(text).codes) and has_small_words(without_codes(text))


def has_small_words(text: str) -> bool:
    """Whether a text has words without a capital that a name would write with one."""
    words = re.findall(r"[A-Za-z][\w'’]*", text)
    return any(word[0].islower() and word not in _SMALL for word in words)


def _pieces(between: re.Pattern[str], text: str) -> list[str]:
    pieces = (" ".join(piece.split()).strip(_FILLING) for piece in between.split(text))
    return [piece for piece in pieces if piece]


def _joined(piece: str, words: Vocabulary, outside: Outside) -> list[str]:
    """A piece parted at 'and', where that parts it into practices that are certain: it may belong to a name."""
    parts = [part for part in _AND.split(piece) if part.strip()]
    certain = all(_is_certain(part, words, outside) for part in parts)
    return parts if certain and not known_practice(piece, words, outside) else [piece]


def _is_certain(piece: str, words: Vocabulary, outside: Outside) -> bool:
    """Whether a piece has one code and no more than a name beside it, or is the name of a practice that is known."""
    codes = typed(piece).codes
    if codes:
        return len(codes) == 1 and not says_more(piece)
    return known_practice(piece, words, outside)


def _is_one(piece: str, words: Vocabulary, outside: Outside) -> bool:
    """Whether a piece is one practice, though perhaps one whose name has to be asked about."""
    named = NAMES_A_PRACTICE.search(piece) and not _OTHERS.search(piece) and not says_more(piece)
    return _is_certain(piece, words, outside) or bool(named and not typed(piece).codes)


def _one_told_twice(pieces: list[str], words: Vocabulary, outside: Outside) -> bool:
    """Whether the pieces are the code of a practice and its name: 'Elm Surgery, L84001'."""
    coded = [piece for piece in pieces if typed(piece).codes]
    named = [piece for piece in pieces if piece not in coded]
    if len(coded) != 1 or len(named) != 1:
        return False
    code = typed(coded[0]).code
    regions = [outside.region] if outside.region else words.registered_regions
    known = {words.practice(named[0], region).id for region in regions} - {None}
    return code is not None and (not known or code in known)


def _names_two(text: str) -> bool:
    return len(set(map(str.upper, typed(text).codes))) > 1


def _unsure(plain: str, pieces: list[str], codes: int, words: Vocabulary, outside: Outside) -> list[str]:
    """The whole text, where it may well be one practice and its address; none where it speaks of several."""
    rest = [piece for piece in pieces if not typed(piece).codes]
    known = sum(_is_certain(piece, words, outside) for piece in pieces)
    named = sum(bool(NAMES_A_PRACTICE.search(piece)) for piece in rest)
    others = any(_NEARLY_A_CODE.fullmatch(piece) or _OTHERS.search(piece) for piece in rest)
    several = codes > 1 or known > 1 or named > 1 or (others and known + named > 0)
    return [] if several else [plain]
