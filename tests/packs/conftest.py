"""One pack of the demonstration's usual meeting, made once in every format and read back by other libraries."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from decks.meetings import Meeting
from decks.reading import Once
from loaders.demonstration import load_demonstration
from packs.letterhead import Logo
from packs.making import make
from packs.pack import Pack, assemble
from store import Store

ON = date(2026, 11, 24)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """A store with the demonstration, for reading alone."""
    directory = tmp_path_factory.mktemp("packs") / "store"
    load_demonstration(Store.open(directory))
    return directory


@pytest.fixture(scope="session")
def reading(demonstration) -> Once:
    return Once(Store.open(demonstration).snapshot())


@pytest.fixture(scope="session")
def logo() -> Logo:
    out = io.BytesIO()
    Image.new("RGB", (120, 40), "#12436D").save(out, "PNG")
    return Logo(out.getvalue(), "png")


@pytest.fixture(scope="session")
def pack(reading, logo) -> Pack:
    return assemble(reading, Meeting("", "exampleshire"), ON, organisation="Exampleshire LMC", logo=logo)


@pytest.fixture(scope="session")
def made(pack) -> dict[str, bytes]:
    return make(pack, ["pptx", "pdf", "pdf-a4", "pdf-tables", "xlsx"])


@pytest.fixture(scope="session")
def deck(made):
    return Presentation(io.BytesIO(made["pptx"]))


@pytest.fixture(scope="session", params=["pdf", "pdf-a4"])
def pages(request, made):
    """The PDF for a screen, then the one for paper."""
    return pypdf.PdfReader(io.BytesIO(made[request.param]))


def texts(pages: pypdf.PdfReader) -> list[str]:
    """The text of each page with single spaces."""
    return [" ".join(page.extract_text().split()) for page in pages.pages]


@pytest.fixture(scope="session")
def words(pages) -> list[str]:
    """The text of each page of charts."""
    return texts(pages)


@pytest.fixture(scope="session")
def tables(made) -> pypdf.PdfReader:
    """The second file: the figures as tables, and the method."""
    return pypdf.PdfReader(io.BytesIO(made["pdf-tables"]))


@pytest.fixture(scope="session")
def book(made):
    return load_workbook(io.BytesIO(made["xlsx"]))
