"""Making a pack: which files there can be, and each of them with progress."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count

from packs.naming import file_name
from packs.pack import Pack


@dataclass(frozen=True)
class Format:
    """label: for a screen. ending: of the file's name, after the pack's. kind: what a browser calls it."""

    label: str
    ending: str
    kind: str


FORMATS = {
    "pptx": Format(
        "PowerPoint", ".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ),
    "html": Format("One HTML file, for any browser", ".html", "text/html"),
    "pdf": Format("PDF for the screen (16:9)", ".pdf", "application/pdf"),
    "pdf-a4": Format("PDF for paper (A4)", "-a4.pdf", "application/pdf"),
    "pdf-tables": Format("PDF of the tables and the method (A4)", "-tables.pdf", "application/pdf"),
    "page": Format("One page of A4 (PDF)", "-one-page.pdf", "application/pdf"),
    "xlsx": Format(
        "Excel workbook", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
}


PAPERS = {"pdf": "16:9", "pdf-a4": "a4", "pdf-tables": "tables"}


def make(
    pack: Pack, formats: Iterable[str], tell: Callable[[float, str], None] = lambda _done, _words: None
) -> dict[str, bytes]:
    """The files by format. tell: is given what part of the work is done, 0 to 1, and in words which."""
    formats = list(formats)
    steps = len(formats) * (len(pack.charts) + 1)
    made: dict[str, bytes] = {}
    for at, name in enumerate(formats):
        begun = count(at * (len(pack.charts) + 1) + 1)
        tell((next(begun) - 1) / steps, FORMATS[name].label)
        made[name] = _made(
            pack, name, lambda words, begun=begun, name=name: tell(next(begun) / steps, _step(name, words))
        )
    tell(1.0, "Done")
    return made


def _step(name: str, words: str) -> str:
    return f"{FORMATS[name].label}: {words}"


def _made(pack: Pack, name: str, tell: Callable[[str], None]) -> bytes:
    # The libraries behind the formats are loaded for the one that is asked for.
    if name == "pptx":
        from packs.powerpoint import powerpoint

        return powerpoint(pack, tell)
    if name == "xlsx":
        from packs.workbook import workbook

        return workbook(pack, tell)
    if name == "html":
        from packs.wall.page import page

        return page(pack, tell)
    if name == "page":
        from packs.one_page import one_page

        return one_page(pack)
    from packs.paper import paper

    return paper(pack, PAPERS[name], tell)


def file_of(pack: Pack, name: str) -> str:
    """'exampleshire-collective-action-2025-02-10.pptx'."""
    return file_name(pack.title, pack.on.isoformat()) + FORMATS[name].ending
