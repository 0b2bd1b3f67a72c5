"""Packs and pictures for a committee name no practice, file, sheet or cell, in any part of the file."""

from __future__ import annotations

import io
import re
import zipfile

import pypdf
import pytest
from openpyxl import load_workbook

from packs.command_line import main
from tests.pages.conftest import filled  # noqa: F401 - the store that can be counted by hand

TELLING = re.compile(r"winter\.csv|autumn\.csv|log\.csv|Z98\d{3}|Elm Surgery|\b[A-Z]\d+\.xlsx")


def words_of(path) -> str:
    """Every text of a file: all parts of an Office file, pages and properties of a PDF."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        reader = pypdf.PdfReader(io.BytesIO(data))
        return " ".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])
    return re.sub("<[^>]+>", "", data.decode() if path.suffix == ".html" else _parts(data))


def _parts(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return " ".join(_parts(part) if part[:2] == b"PK" else part.decode("utf-8", "replace") for part in parts)


@pytest.fixture(scope="module")
def packed(filled, tmp_path_factory):  # noqa: F811
    """packed(*options): the files of a pack of Dorset, made once for the same options."""
    made = {}

    def make(*options: str):
        if options not in made:
            folder = tmp_path_factory.mktemp("packs")
            given = [
                "--store",
                str(filled),
                "--region",
                "dorset",
                "--on",
                "2025-01-15",
                "--quiet",
                "--out",
                str(folder),
            ]
            assert main([*given, *options]) == 0
            made[options] = sorted(folder.iterdir())
        return made[options]

    return make


def test_a_pack_names_nothing_by_default(packed):
    files = packed()
    assert {path.suffix for path in files} == {".pptx", ".pdf", ".xlsx", ".html"}
    for path in files:
        assert TELLING.findall(words_of(path)) == [], path.name
        assert "received" in words_of(path)


def test_the_search_finds_what_an_analysts_pack_holds(packed):
    (workbook,) = packed("--for", "analyst", "--format", "xlsx")
    assert "log.csv" in words_of(workbook)


def test_names_are_there_where_they_are_asked_for(packed):
    (deck,) = packed("--names", "--format", "pptx")
    assert "Z98101" in words_of(deck)


def test_a_pack_for_the_public_holds_nothing_that_was_counted(filled, tmp_path):  # noqa: F811
    given = [
        "--store",
        str(filled),
        "--region",
        "dorset",
        "--on",
        "2025-01-15",
        "--quiet",
        "--out",
        str(tmp_path),
    ]
    assert main([*given, "--for", "public", "--format", "xlsx"]) == 0
    (workbook,) = tmp_path.iterdir()
    book = load_workbook(workbook)
    cells = [
        str(cell.value)
        for sheet in book.worksheets
        if sheet.title != "Method"
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert not [item for item in cells if item.lower() == "counted" or "practices answered" in item]
    assert [item for item in cells if item.lower() == "reported"]
