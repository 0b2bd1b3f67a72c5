"""A spreadsheet in a zip file, as form tools send it."""

from __future__ import annotations

import pytest

from loaders import limits
from loaders.reading import Refused, read_workbook

CSV = "ODS code,GP Connect\nZ99001,Green\n"


def test_the_only_spreadsheet_is_read_under_its_own_name(make_zip):
    litter = {"__MACOSX/._survey.csv": "x", ".DS_Store": "x"}
    workbook = read_workbook(make_zip({"export/survey.csv": CSV} | litter), "export.zip")
    assert [sheet.name for sheet in workbook.sheets] == ["survey"]
    assert workbook.sheets[0].values == [["ODS code", "GP Connect"], ["Z99001", "Green"]]
    assert workbook.notes == ["The file is an archive, and “survey.csv” in it was read."]


def test_a_workbook_in_an_archive(make_zip, make_xlsx):
    cell = '<row r="1"><c r="A1"><v>1</v></c></row>'
    workbook = read_workbook(make_zip({"answers.xlsx": make_xlsx(cell)}), "answers.zip")
    assert (workbook.ext, workbook.sheets[0].values) == ("xlsx", [[1.0]])


def test_what_else_is_in_the_archive_is_said(make_zip):
    workbook = read_workbook(
        make_zip({"survey.csv": CSV, "read me.txt": "Hello", "form.pdf": "%PDF"}), "a.zip"
    )
    assert workbook.notes == [
        "The file is an archive, and “survey.csv” in it was read. "
        "What else is in it was not read: form.pdf, read me.txt."
    ]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"a.csv": CSV, "b.csv": CSV}, "This is an archive of 2 spreadsheets (“a.csv”, “b.csv”); unpack it"),
        ({"2024/a.csv": CSV, "2025/a.csv": CSV}, "This is an archive of 2 spreadsheets (“a.csv”); unpack it"),
        ({"a.csv": CSV, "more.zip": "x"}, "This is an archive of other files"),
        ({"a.txt": CSV, "b.txt": CSV}, "This is an archive of other files"),
        ({"form.pdf": "%PDF"}, "This is an archive of other files"),
        ({"form.pdf": "%PDF-1.7", "a.csv": "%PDF-1.7"}, "This is a PDF"),
    ],
)
def test_an_archive_that_leaves_it_open_is_refused(make_zip, parts, sentence):
    with pytest.raises(Refused, match="^" + sentence.replace("(", r"\(").replace(")", r"\)")):
        read_workbook(make_zip(parts), "a.zip")


def test_an_archive_in_a_spreadsheets_clothes_is_not_opened(make_zip):
    with pytest.raises(Refused, match=r"^This is an archive of other files"):
        read_workbook(make_zip({"a.csv": make_zip({"b.csv": CSV})}), "a.zip")


def test_the_limits_hold_for_what_is_unpacked(make_zip, monkeypatch):
    packed = make_zip({"a.csv": "x" * 100_000})
    monkeypatch.setattr(limits, "BYTES", 50_000)
    with pytest.raises(Refused, match=r"^The file is too big"):
        read_workbook(packed, "a.zip")
    monkeypatch.setattr(limits, "RATIO_FROM", 1_000)
    with pytest.raises(Refused, match="unpacks to far more"):
        read_workbook(packed, "a.zip")
