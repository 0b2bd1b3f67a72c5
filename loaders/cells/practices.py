"""Practices in a text, alone or listed: 'L84001, L84002; L84003', 'Elm Surgery and Oak Surgery'."""

from __future__ import annotations

import re

from loaders.cells.codes import code_of, codes_in, without_codes
from loaders.vocabulary.vocabulary import Vocabulary

_NAMED = re.compile(
    r"\b(?:surger(?:y|ies)|practices?|medical (?:centre|group|practice)|health centre|medical|partnership|partners)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\b(?:practices|surgeries|all|no|none)\b", re.IGNORECASE)
_LONGEST = 60  # letters of a name
# A slash may join two that have merged: that is no list.
_STRONG = re.compile(r"\s*[;\n\r|•·]\s*")
_ANY = re.compile(r"\s*[;,\n\r|•·]\s*")
_BETWEEN_CODES = re.compile(r"[\s;,|•·]+")
_AND = re.compile(r"\s+(?:and|&|\+)\s+|^(?:and|&)\s+", re.IGNORECASE)
_MAY_BE_SEVERAL = re.compile(r"[;,\n\r|•·&+]|\band\b|\b[A-TV-Z]\d{5}\s+[A-TV-Z]\d{5}\b", re.IGNORECASE)
_NEARLY_A_CODE = re.compile(r"[A-Z]{0,2}\d{3,7}[A-Z]?", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:all|others?|more|rest|pcn|practices|surgeries|tbc|tba|etc|possibly|maybe)\b|\?", re.IGNORECASE
)
_SMALL = ("and", "of", "the", "on", "at", "in", "by", "le", "de")  # words of a name that have no capital
_FILLING = " .,:-–*"


def practices_in(text: str, words: Vocabulary, region: str | None) -> list[str]:
    """The practices that a cell lists, each as it stands there; the whole text where it is one; none where what it
    lists is not certain."""
    plain = " ".join(text.split())
    if not _MAY_BE_SEVERAL.search(text) or words.names_one_practice(plain, region):
        return [plain]
    codes = codes_in(plain)
    if len(codes) > 1 and all(map(code_of, filter(None, _BETWEEN_CODES.split(plain)))):
        return codes
    strong = _pieces(_STRONG, text)
    if len(strong) > 1 and all(_is_certain(piece, words, region) for piece in strong):
        return strong
    return _listed(plain, text, words, region)


def _listed(plain: str, text: str, words: Vocabulary, region: str | None) -> list[str]:
    """The pieces of a list, where each is one practice; its one practice; none where it speaks of several otherwise."""
    pieces = [part for piece in _pieces(_ANY, text) for part in _joined(piece, words, region)]
    if len(pieces) == 1:
        return [] if _names_two(plain) else pieces
    if all(_is_one(piece, words, region) for piece in pieces):
        return [plain] if _one_told_twice(pieces, words, region) else pieces
    return _unsure(plain, pieces, len(set(codes_in(plain))), words, region)


def practice_names_in(text: str) -> list[str]:
    """The words of a text that names of practices have: 'Elm Surgery, Oak Medical Centre' → two."""
    return _NAMED.findall(text)


def is_practice(text: str, words: Vocabulary, region: str | None) -> bool:
    """Whether a text has the code of one practice, is a name that is known, or a name such as practices have."""
    codes = codes_in(text)
    if codes:
        return len(codes) == 1
    match = _NAMED.search(text) and not _GROUP.search(text) and len(text) <= _LONGEST
    return bool(match) or words.names_one_practice(text, region)


def says_more(text: str) -> bool:
    """Whether there is more beside a code than a name could be: words without a capital."""
    return bool(codes_in(text)) and has_small_words(without_codes(text))


def has_small_words(text: str) -> bool:
    """Whether a text has words without a capital that a name would write with one."""
    words = re.findall(r"[A-Za-z][\w'’]*", text)
    return any(word[0].islower() and word not in _SMALL for word in words)


def _pieces(between: re.Pattern[str], text: str) -> list[str]:
    pieces = (" ".join(piece.split()).strip(_FILLING) for piece in between.split(text))
    return [piece for piece in pieces if piece]


def _joined(piece: str, words: Vocabulary, region: str | None) -> list[str]:
    """A piece parted at 'and', where that parts it into practices that are certain: it may belong to a name."""
    parts = [part for part in _AND.split(piece) if part.strip()]
    certain = all(_is_certain(part, words, region) for part in parts)
    return parts if certain and not words.names_one_practice(piece, region) else [piece]


def _is_certain(piece: str, words: Vocabulary, region: str | None) -> bool:
    """Whether a piece has one code and no more than a name beside it, or is the name of a practice that is known."""
    codes = codes_in(piece)
    if codes:
        return len(codes) == 1 and not says_more(piece)
    return words.names_one_practice(piece, region)


def _is_one(piece: str, words: Vocabulary, region: str | None) -> bool:
    """Whether a piece is one practice, though perhaps one whose name has to be asked about."""
    match = _NAMED.search(piece) and not _OTHERS.search(piece) and not says_more(piece)
    return _is_certain(piece, words, region) or bool(match and not codes_in(piece))


def _one_told_twice(pieces: list[str], words: Vocabulary, region: str | None) -> bool:
    """Whether the pieces are the code of a practice and its name: 'Elm Surgery, L84001'."""
    coded = [piece for piece in pieces if codes_in(piece)]
    uncoded = [piece for piece in pieces if piece not in coded]
    if len(coded) != 1 or len(uncoded) != 1:
        return False
    code = code_of(coded[0])
    regions = [region] if region else words.registered_regions
    known = {words.practice(uncoded[0], each).id for each in regions} - {None}
    return code is not None and (not known or code in known)


def _names_two(text: str) -> bool:
    return len(set(map(str.upper, codes_in(text)))) > 1


def _unsure(plain: str, pieces: list[str], codes: int, words: Vocabulary, region: str | None) -> list[str]:
    """The whole text, where it may well be one practice and its address; none where it speaks of several."""
    rest = [piece for piece in pieces if not codes_in(piece)]
    known = sum(_is_certain(piece, words, region) for piece in pieces)
    names = sum(bool(_NAMED.search(piece)) for piece in rest)
    others = any(_NEARLY_A_CODE.fullmatch(piece) or _OTHERS.search(piece) for piece in rest)
    several = codes > 1 or known > 1 or names > 1 or (others and known + names > 0)
    return [] if several else [plain]
