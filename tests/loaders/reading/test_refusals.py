"""Every refusal is one sentence that says what the file is and what to do: a snapshot in tests/files."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import limits
from loaders.reading import Refused, read_workbook

SNAPSHOT = Path(__file__).parents[2] / "files" / "refusals.txt"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1600
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    "</sheetData></worksheet>"
)
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def stream(name: str) -> bytes:
    return COMPOUND + name.encode("utf-16-le")


@pytest.fixture
def cases(make_zip, make_xlsx, make_ods, monkeypatch) -> dict[str, bytes]:
    """Case to the bytes of a file; limits are lowered so that the cases stay small."""
    monkeypatch.setattr(limits, "BYTES", 2_000_000)
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 20_000_000)
    monkeypatch.setattr(limits, "PARTS", 50)
    monkeypatch.setattr(limits, "SHEETS", 2)
    monkeypatch.setattr(limits, "CELLS", 1_000)
    monkeypatch.setattr(limits, "COLUMNS", 800)
    plain = make_xlsx(CELL)
    return {
        "empty": b"",
        "blank text": b" \r\n \r\n",
        "blank workbook": make_xlsx(""),
        "damaged zip": plain[: len(plain) // 2],
        "damaged part": make_xlsx("<row><c></row>"),
        "encrypted package": stream("EncryptedPackage"),
        "pdf": b"%PDF-1.7 ...",
        "picture": b"\x89PNG\r\n\x1a\n...",
        "word": make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}),
        "old word": stream("WordDocument"),
        "powerpoint": make_zip({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}),
        "opendocument text": make_zip(
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office/>"}
        ),
        "e-mail": stream("__substg1.0_"),
        "another old document": stream("Contents"),
        "numbers": make_zip({"Index/Document.iwa": "x"}),
        "archive": make_zip({"answers.csv": "a,b", "more.zip": plain}),
        "program": b"MZ\x90\0\x03\0\0\0",
        "json": b'{"answers": [1, 2]}',
        "xml": b'<?xml version="1.0"?><answers/>',
        "web page": b"<!doctype html><html><body>Log in</body></html>",
        "database": b"SQLite format 3\0",
        "binary": bytes(range(256)) * 8,
        "very old excel": b"\x09\x00\x04\x00\x02\x00\x10\x00",
        "declarations": make_xlsx("", extra={"xl/worksheets/sheet1.xml": BOMB}),
        "too big": b"a,b\n" * 600_000,
        "unpacks too big": make_zip({f"xl/{number}.xml": b"<a/>" * 1_900_000 for number in range(3)}),
        "zip bomb": make_xlsx(CELL, extra={"xl/media/a.bin": b"\0" * 15_000_000}),
        "too many parts": make_zip({str(number): "" for number in range(60)}),
        "too many sheets": make_ods('<table:table table:name="a"/>' * 3),
        "too many cells": make_xlsx(CELL + '<row r="2000"><c r="C2000"><v>1</v></c></row>'),
        "too many fields": b"a,b,c\n" * 500,
        "too many columns": b"a\n" + b"b;" * 900 + b"\n",
        "field too long": b'a,b\n"' + b"x" * 1_100_000 + b'",1\n',
        "cell too long": make_xlsx(
            f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"xy" * 600_000}</t></is></c></row>'
        ),
        "open quotation": b'a,b\n"c\nd\n',
        "no worksheet": make_ods(""),
    }


def sentence(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_workbook(data, "file.xlsx")
    return str(caught.value)


def test_refusals_are_as_in_the_snapshot(cases):
    words = "".join(f"{case}: {sentence(data)}\n" for case, data in cases.items())
    if not SNAPSHOT.exists():
        SNAPSHOT.write_text(words, encoding="utf-8", newline="\n")
        pytest.fail("The snapshot was missing and has been written: read it, then run the tests again.")
    assert words.splitlines() == SNAPSHOT.read_text(encoding="utf-8").splitlines()


def test_each_refusal_is_one_sentence_without_jargon():
    for line in SNAPSHOT.read_text(encoding="utf-8").splitlines():
        text = line.partition(": ")[2]
        assert text.endswith(".")
        assert ". " not in text
        assert len(text) < 220
        for word in ("Error", "Exception", "Traceback", "None", "byte", "parse"):
            assert word not in text
