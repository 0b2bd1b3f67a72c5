"""An action or a service a row, and in its cells the codes of the practices that gave an answer or served notice."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from loaders.reading.sheets import Sheet, reference
from loaders.surveys.answers import plain_reader
from loaders.tables.layout import Layout
from loaders.tables.tables import Apart
from loaders.turning.parts import Cell, Outside, Part, Place, text_at
from loaders.vocabulary.vocabulary import ODS_CODE, Vocabulary

_BETWEEN = re.compile(r"[\s,;|]+")
_AROUND = re.compile(
    r"\b(?:(?:gp )?practices?|surger(?:y|ies)|which|that|who|are|have|codes?|ods)\b", re.IGNORECASE
)
_LIST = re.compile(r"\s*[A-TV-Z]\d{5}(?:[\s,;|]+[A-TV-Z]\d{5})+[\s,;|]*", re.IGNORECASE)
_LOOK_AT = 60  # rows in which a list of codes is looked for


def listed_in_cells(
    sheet: Sheet, there: np.ndarray, _layout: Layout, words: Vocabulary, _outside: Outside
) -> Iterator[tuple[list[Part], None]]:
    """The table of a sheet whose cells list practices by code, with a row for each practice listed."""
    top = sheet.values[:_LOOK_AT]
    if not any(isinstance(value, str) and _LIST.fullmatch(value) for cells in top for value in cells):
        return
    places = [tuple(place) for place in np.argwhere(there[:_LOOK_AT]).tolist()]
    listed = [place for place in places if _codes(sheet, place)]
    cols = sorted({col for _, col in listed})
    first = min(row for row, _ in listed)
    head = next((row for row in range(first - 1, -1, -1) if there[row, cols].any()), None)
    label = cols[0] - 1
    if head is None or label < 0:
        return
    part = _part(sheet, there, head, label, cols, words)
    if part:
        yield [part], None


def _codes(sheet: Sheet, place: Place) -> list[str]:
    """The ODS codes that a cell lists, if it holds nothing else."""
    pieces = [piece for piece in _BETWEEN.split(text_at(sheet, place)) if piece]
    return pieces if all(ODS_CODE.fullmatch(piece) for piece in pieces) else []


def _part(
    sheet: Sheet, there: np.ndarray, head: int, label: int, cols: list[int], words: Vocabulary
) -> Part | None:
    rows = [row for row in range(head + 1, len(there)) if there[row, label] and there[row, cols].any()]
    subjects = [text_at(sheet, (row, label)) for row in rows]
    actions = sum(bool(words.action(text)) for text in subjects)
    services = sum(all(match for _, match in words.services_in(text, suggest=False)) for text in subjects)
    if 2 * max(actions, services) < len(subjects):
        return None
    heads = [text_at(sheet, (head, col)) for col in cols]
    said = _said(heads, actions >= services, words)
    if said is None:
        return None
    name, meant = said
    subject = "Action" if actions >= services else "Service"
    made = [[Cell("Practice"), Cell(subject), *([Cell(name)] if name else [])]]
    problems: dict[Place, str] = {}
    for row in rows:
        problems |= _problems(sheet, there, row, cols, name == "Answer")
        for col, meaning in zip(cols, meant, strict=True):
            beside = [Cell(text_at(sheet, (row, label)), (row, label), lent=True)]
            beside += [Cell(meaning, (head, col), lent=True)] if name else []
            if there[row, col] and (row, col) not in problems:
                made += [[Cell(code, (row, col)), *beside] for code in _codes(sheet, (row, col))]
    labels = [(head, col) for col in np.flatnonzero(there[head]).tolist()]
    says = f"The cells of sheet “{sheet.name}” list practices: each was read as a row of its own."
    apart = [
        Apart(row, (col, col), "beside the lists of practices, not read")
        for row in rows
        for col in np.flatnonzero(there[row]).tolist()
        if col not in (label, *cols)
    ]
    return Part(made, says, 1, True, labels=labels, apart=apart, problems=problems)


def _said(heads: list[str], about_actions: bool, words: Vocabulary) -> tuple[str, list[str]] | None:
    """'Answer' or 'Status' and what each heading means as one; '' where a lone column of notices says no step. None
    where the headings are no answers to actions, and no steps of notices."""
    bare = [" ".join(_AROUND.sub(" ", head).split()) for head in heads]
    if not about_actions:
        if all(words.region(text) for text in heads):
            return "Region", heads
        if all(words.status(text).id for text in bare):
            return "Status", bare
        return ("", heads) if len(heads) == 1 else None
    for scale in words.known("scale"):
        reader = plain_reader(scale, words)
        given = [reader.read(text).answer for text in bare]
        if all(given) and len(set(given)) == len(given):
            return "Answer", bare
    return None


def _problems(sheet: Sheet, there: np.ndarray, row: int, cols: list[int], one: bool) -> dict[Place, str]:
    """The cells of a row that hold more than codes, and those that list a practice that another lists as well."""
    found: dict[Place, str] = {}
    seen: dict[str, Place] = {}
    for col in cols:
        place = (row, col)
        codes = _codes(sheet, place)
        if there[place] and not codes:
            found[place] = (
                f"“{text_at(sheet, place)}” is no list of ODS codes; write the codes of the practices alone."
            )
        for code in codes if one else ():
            other = seen.setdefault(code.upper(), place)
            if other != place:
                both = f"{code} stands in {reference(*other)} and in {reference(*place)}; leave the one that counts."
                found |= {other: both, place: both}
    return found
