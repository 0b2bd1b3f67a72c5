"""What a table is about, where it does not say so itself: the texts that may name it, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from loaders.reading.sheets import Sheet
from loaders.turning.parts import Cell, Outside, Place, lone_text, text_at
from loaders.vocabulary.vocabulary import Vocabulary

_OF_FILE = "the name of the file"


class Naming(NamedTuple):
    """A text that may say what a table is about. where: how a note calls it; place: None for a name; subject: the
    label of the service that it was found to name."""

    text: str
    where: str
    place: Place | None = None
    subject: str = ""

    @property
    def cell(self) -> Cell:
        return Cell(self.subject or self.text, self.place, lent=self.place is not None)


def namings(sheet: Sheet, there: np.ndarray, top: int, outside: Outside) -> list[Naming]:
    """What may name the subject of a table that begins in row `top`: the lines of one text each above it, the lowest
    first, up to the first row of anything else; then the names of the sheet and of the file."""
    names = []
    for row in range(top - 1, -1, -1):
        place = lone_text(sheet, there, row)
        if place is not None:
            names.append(Naming(text_at(sheet, place), f"its title, “{text_at(sheet, place)}”", place))
        elif there[row].any():
            break
    names.append(Naming(sheet.name, "the name of the sheet"))
    if outside.file != sheet.name:  # as in a file of text alone
        names.append(Naming(outside.file, f"{_OF_FILE}, “{outside.file}”"))
    return names


def service_of(names: list[Naming], words: Vocabulary) -> Naming | None:
    """The first of the texts that names a service, with that as its subject; None where it names more than one."""
    naming = first_of(names, lambda text: bool(words.services_named_in(text)))
    services = words.services_named_in(naming.text) if naming else []
    return (
        naming._replace(subject=words.label("service", services[0]))
        if naming and len(services) == 1
        else None
    )


def first_of(names: list[Naming], fits: Callable[[str], bool]) -> Naming | None:
    """The first of the texts that fits."""
    return next((name for name in names if fits(name.text)), None)


def about(sheet: Sheet, subject: str, naming: Naming) -> str:
    """The sentence that says from where the subject of a table was taken."""
    return f"What the table on sheet “{sheet.name}” is about, {subject}, was taken from {naming.where}."
