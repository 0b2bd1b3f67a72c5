"""What the files say of themselves: the LMC's name and the day of the meeting, and nobody else's."""

from __future__ import annotations

import io
import re
import zipfile

import pypdf
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from decks.meetings import Meeting
from packs.making import make
from packs.pack import assemble
from tests.packs.conftest import ON

OTHERS = re.compile(rb"Steve Canny|python-pptx|2013-|openpyxl|Macintosh", re.IGNORECASE)


@pytest.fixture(scope="module")
def small(reading):
    """The pack of a meeting with its first slide alone."""
    meeting = Meeting("", "exampleshire")
    pack = assemble(reading, meeting, ON, organisation="Exampleshire LMC & Co")
    return make(type(pack)(**(vars(pack) | {"charts": pack.charts[:1]})), ["pptx", "pdf", "xlsx"])


@pytest.mark.parametrize("kind", ["pptx", "xlsx"])
def test_no_part_of_an_office_file_names_anybody_else(small, kind):
    with zipfile.ZipFile(io.BytesIO(small[kind])) as archive:
        about = [name for name in archive.namelist() if name.startswith("docProps/")]
        assert "docProps/core.xml" in about
        assert not any("thumbnail" in name for name in about)
        assert [OTHERS.findall(archive.read(name)) for name in about] == [[]] * len(about)


def test_a_presentation_is_the_lmcs(small):
    about = Presentation(io.BytesIO(small["pptx"])).core_properties
    assert (about.author, about.last_modified_by) == ("Exampleshire LMC & Co",) * 2
    assert about.created.date() == about.modified.date() == ON


def test_a_workbook_is_the_lmcs(small):
    about = load_workbook(io.BytesIO(small["xlsx"])).properties
    assert (about.creator, about.lastModifiedBy) == ("Exampleshire LMC & Co",) * 2
    assert about.created.date() == ON


def test_a_pdf_is_the_lmcs(small):
    about = pypdf.PdfReader(io.BytesIO(small["pdf"])).metadata
    assert about.author == "Exampleshire LMC & Co"
    assert about.creation_date.date() == ON
