"""Practices listed one below another under what they said: columns headed Green, Amber and Red, or a service each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from loaders.reading.sheets import Sheet, reference
from loaders.surveys.answers import plain_reader
from loaders.tables.extents import TOTAL
from loaders.tables.headings import figure_in
from loaders.tables.layout import Layout
from loaders.tables.tables import Apart
from loaders.turning.parts import Cell, Outside, Part, Place, lone_text, shown_texts, text_at, titled_action
from loaders.vocabulary.marks import is_any_cross, mark
from loaders.vocabulary.vocabulary import ODS_CODE, Vocabulary
from loaders.vocabulary.words import normalise

_NAMES_A_PRACTICE = re.compile(
    r"\b(?:surger(?:y|ies)|practices?|medical (?:centre|group|practice)|health centre|medical|partnership|partners)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*[;,\n|]\s*")  # a slash may join two that have merged: that is no list
_SMALL = ("and", "of", "the", "on", "at", "in", "by", "le", "de")  # words of a name that have no capital
_MORE = "“{}” says more than which practice it is; write the practice alone."
_HEADINGS = 200  # rows that may head a block of lists


def lists(
    sheet: Sheet, there: np.ndarray, _layout: Layout, words: Vocabulary, _outside: Outside
) -> Iterator[tuple[list[Part], None]]:
    """All blocks of lists on a sheet, each as a table with a row for each practice that is listed."""
    heads = [
        row
        for row in np.flatnonzero(there.sum(axis=1) >= 2)[:_HEADINGS].tolist()
        if _heads(sheet, row, words)
    ]
    parts = []
    for row, end in pairwise([*heads, len(there)]):
        part = _block(sheet, there, row, end, words)
        if part is None:
            return
        parts.append(part)
    if parts:
        yield parts, None


def _heads(sheet: Sheet, row: int, words: Vocabulary) -> str | None:
    """What a row of headings is about: 'Answer' for those of one scale, 'Service' for services; None for neither."""
    values = [value for value in sheet.values[row] if value is not None]
    if (
        len(values) < 2
        or not all(isinstance(value, str) for value in values)
        or len(set(values)) < len(values)
    ):
        return None
    texts = [" ".join(value.split()) for value in values]
    for scale in words.known("scale"):
        reader = plain_reader(scale, words)
        given = [reader.read(_bare(text)).answer for text in texts]
        if all(given) and len(set(given)) == len(given):
            return "Answer"
    return "Service" if all(_is_service(_bare(text), words) for text in texts) else None


def _bare(text: str) -> str:
    """A heading without the count that some put behind it: 'Green (12)'."""
    return re.sub(r"\s*[(\[]?\s*(?:n\s*=\s*)?\d+\s*[)\]]?\s*$", "", text) or text


def _is_service(text: str, words: Vocabulary) -> bool:
    return all(match for _, match in words.services_in(text, suggest=False))


def _block(sheet: Sheet, there: np.ndarray, head: int, end: int, words: Vocabulary) -> Part | None:
    """The lists under one row of headings; None where what stands there is no practice."""
    name = _heads(sheet, head, words)
    cols = np.flatnonzero(there[head]).tolist()
    last = _last(sheet, there, head, end)
    places = [(row, col) for row in range(head + 1, last) for col in cols if there[row, col]]
    if (
        not name
        or not places
        or any(there[head + 1 : last].sum(axis=1) > there[head + 1 : last][:, cols].sum(axis=1))
    ):
        return None
    listed = [place for place in places if not _is_total(sheet, place)]
    if not listed or any(not _may_be_practice(text_at(sheet, place), words) for place in listed):
        return None
    texts = [text_at(sheet, place) for place in listed]
    sure = sum(1 for text in texts if ODS_CODE.search(text) or _NAMES_A_PRACTICE.search(text))
    if 2 * sure < len(texts):
        return None
    problems = {
        place: _MORE.format(text_at(sheet, place)) for place in listed if _says_more(text_at(sheet, place))
    }
    listed = [place for place in listed if place not in problems]
    against = _contradictions(sheet, listed) if name == "Answer" else {}
    listed = [place for place in listed if place not in against]
    title, about = titled_action(sheet, there, head, words) if name == "Answer" else ("", Cell())
    rows = [[Cell("Practice"), *([Cell("Action")] if name == "Answer" else []), Cell(name)]]
    for row, col in listed:
        answer = Cell(_bare(text_at(sheet, (head, col))), (head, col), lent=True)
        beside = [about, answer] if name == "Answer" else [answer]
        rows += [[Cell(text, (row, col)), *beside] for text in _practices(text_at(sheet, (row, col)))]
    says = f"The practices listed on sheet “{sheet.name}” under {shown_texts(sheet, head, cols)} were read one by one."
    apart = [Apart(row, (col, col), "a total") for row, col in places if _is_total(sheet, (row, col))]
    labels = [(head, col) for col in cols]
    return Part(
        rows, says, 1, plain=True, title=title, labels=labels, apart=apart, problems=problems | against
    )


def _contradictions(sheet: Sheet, listed: list[Place]) -> dict[Place, str]:
    """The cells that list a practice under more than one answer."""
    found: dict[str, list[Place]] = {}
    for place in listed:
        for text in _practices(text_at(sheet, place)):
            code = ODS_CODE.search(text)
            found.setdefault(code[0].upper() if code else normalise(text), []).append(place)
    return {
        place: f"“{text_at(sheet, place)}” stands under more than one answer "
        f"({' and '.join(reference(*each) for each in places)}); leave the one that counts."
        for places in found.values()
        if len({col for _, col in places}) > 1
        for place in places
    }


def _last(sheet: Sheet, there: np.ndarray, head: int, end: int) -> int:
    """The row after the lists: before the title of the next block, and before lines of notes below a blank one."""
    last = end
    while last > head + 1 and not there[last - 1].any():
        last -= 1
    if end < len(there):  # the lines directly above the next headings are their title
        while last > head + 1 and lone_text(sheet, there, last - 1) and not _coded(sheet, there, last - 1):
            last -= 1
        while last > head + 1 and not there[last - 1].any():
            last -= 1
    blank = [row for row in range(head + 1, last) if not there[row].any()]
    for row in blank:
        rest = [at for at in range(row, last) if there[at].any()]
        if all(lone_text(sheet, there, at) and not _coded(sheet, there, at) for at in rest):
            return row
    return last


def _says_more(text: str) -> bool:
    """Whether there is more beside a code than a name could be: words without a capital."""
    rest = ODS_CODE.sub(" ", text) if ODS_CODE.search(text) and len(_practices(text)) == 1 else ""
    words = re.findall(r"[A-Za-z][\w'’]*", rest)
    return any(word[0].islower() and word not in _SMALL for word in words)


def _coded(sheet: Sheet, there: np.ndarray, row: int) -> bool:
    place = lone_text(sheet, there, row)
    text = text_at(sheet, place) if place else ""
    return bool(ODS_CODE.search(text) or _NAMES_A_PRACTICE.search(text)) and not _says_more(text)


def _is_total(sheet: Sheet, place: Place) -> bool:
    value = sheet.values[place[0]][place[1]]
    return figure_in(value) is not None or TOTAL.match(str(value).strip()) is not None


def _may_be_practice(text: str, words: Vocabulary) -> bool:
    known = words.is_answer(text) or words.status(text) or words.no_answer(text) or mark(text) is not None
    return not known and not is_any_cross(text) and not words.action(text)


def _practices(text: str) -> list[str]:
    """The practices that a cell lists by code; a cell that lists none by code is one."""
    pieces = [piece for piece in _SPLIT.split(text) if piece]
    several = len(pieces) > 1 and all(ODS_CODE.search(piece) for piece in pieces)
    return pieces if several else [text]
