"""Text files: encodings, line ends, delimiters, quotation marks."""

from __future__ import annotations

import csv
import io
import random

import pytest

from loaders.reading import Refused, delimited, read_workbook
from loaders.reading.delimited import find_delimiter, lines_of, read_delimited

GRID = [["Practice", "Réponse"], ["Z99100", "Green – will undertake"]]


def read(data: bytes, name: str = "answers.csv"):
    book = read_workbook(data, name)
    assert len(book.sheets) == 1
    return book.sheets[0].values


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_encoding_is_told_from_the_bytes_and_noted(encoding, note):
    data = "Practice,Réponse\nZ99100,Green – will undertake\n".encode(encoding)
    book = read_workbook(data, "answers.csv")
    assert book.sheets[0].values == GRID
    assert book.notes == ([f"The text is not UTF-8; it was read as {note}."] if note else [])


def test_utf16_with_the_mark_of_big_endian():
    assert read(b"\xfe\xff" + "a,b\n1,2".encode("utf-16-be")) == [["a", "b"], ["1", "2"]]


def test_old_mac_text_has_carriage_returns_and_its_own_letters():
    book = read_workbook("Practice,Réponse\rZ99100,Green – will undertake\r".encode("mac_roman"), "mac.csv")
    assert book.sheets[0].values == GRID
    assert book.notes == ["The text is not UTF-8; it was read as Mac Roman."]


def test_utf8_with_one_broken_character_stays_utf8():
    data = "é,é,é,é,é,".encode() + b"\xff\n"
    book = read_workbook(data, "a.csv")
    assert book.sheets[0].values == [["é", "é", "é", "é", "é", "\ufffd"]]
    assert book.notes == ["Some characters of the text are damaged and show as \ufffd."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_line_ends_and_delimiters(end, delimiter):
    text = end.join(delimiter.join(row) for row in [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]])
    assert read(text.encode()) == [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]


def test_values_of_text_stay_text_with_their_blanks():
    assert read(b"a,b\n01, 1\n2024-08-03,\xc2\xa0Red \n") == [
        ["a", "b"],
        ["01", " 1"],
        ["2024-08-03", "\xa0Red "],
    ]


def test_semicolons_with_decimal_commas_in_every_row_but_the_heading():
    assert find_delimiter("Area;Share\nDorset;72,7\nSefton;81,3\nDudley;64,0\n") == ";"


def test_lists_with_semicolons_in_the_cells_of_a_comma_file():
    assert find_delimiter("ID,Which services?\n1,DVT;Minor injuries;Pessary;\n2,DVT;ECG;Spirometry;\n") == ","


def test_a_title_line_does_not_decide_the_delimiter():
    text = "LMC survey; closed 3 August, 2024\n\nPractice,A,B,C\nZ99100,r,g,a\nZ99101,g,g,g\n"
    assert find_delimiter(text) == ","


def test_a_single_column_has_no_delimiter():
    assert read(b"Practice\nZ99100\nZ99101\n") == [["Practice"], ["Z99100"], ["Z99101"]]


def test_sep_line_names_the_delimiter_and_is_no_row():
    assert read(b"sep=;\r\na;b,c\r\n1;2,5\r\n") == [["a", "b,c"], ["1", "2,5"]]


def test_quoted_newlines_delimiters_and_quotation_marks():
    assert read(b'a,b\n"one\r\ntwo","x, ""y"""\n') == [["a", "b"], ["one\r\ntwo", 'x, "y"']]


def test_a_quotation_mark_inside_a_field_is_only_a_character():
    assert read(b'a,b\n5" dressing,2\n') == [["a", "b"], ['5" dressing', "2"]]


def test_a_quotation_that_never_closes_is_refused_with_its_line():
    with pytest.raises(Refused, match="opens in line 3 of the file"):
        read(b'a,b\n"x\ty",1\n"oops,2\n3,4\n5,6\n')


def test_ragged_rows_are_padded_and_empty_margins_trimmed():
    assert read(b"title\n\na,b,c,,\n1\n,,,,\n\n") == [
        ["title", None, None],
        [None, None, None],
        ["a", "b", "c"],
        ["1", None, None],
    ]


def test_null_characters_are_dropped_with_a_note():
    book = read_workbook(b"practice,answer\nZ99100,gr\0een\n" * 4, "a.csv")
    assert book.sheets[0].values[1] == ["Z99100", "green"]
    assert book.notes == ["Null characters in the text were dropped."]


def test_marks_in_the_middle_of_pasted_files_are_dropped():
    assert read("a,b\n".encode("utf-8-sig") + "c,d\n".encode("utf-8-sig")) == [["a", "b"], ["c", "d"]]


def test_the_end_mark_of_dos_is_no_cell():
    assert read(b"a,b\r\n1,2\r\n\x1a") == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize(
    ("name", "ext"), [("a.csv", "csv"), ("a.TSV", "tsv"), ("a.txt", "txt"), ("a.xls", "txt")]
)
def test_ext_is_what_the_content_is(name, ext):
    assert read_workbook(b"a,b\n1,2\n", name).ext == ext


def test_text_under_the_name_of_a_workbook_is_read_and_noted():
    book = read_workbook(b"a\tb\n1\t2\n", "export.xls")
    assert book.sheets[0].values == [["a", "b"], ["1", "2"]]
    assert book.notes == ["The file's name ends in .xls, but its content is text; it was read as that."]


def test_whatever_the_csv_module_writes_comes_back():
    chance = random.Random(7)
    letters = ["a", "Ł", " ", ",", ";", "\t", '"', "\n", "\r\n", "0", "–", "'"]
    for _ in range(60):
        width = chance.randint(2, 5)
        rows = [
            ["x" + "".join(chance.choices(letters, k=chance.randint(0, 6))) for _ in range(width)]
            for _ in range(chance.randint(2, 8))
        ]
        delimiter = chance.choice(",;\t|")
        target = io.StringIO()
        csv.writer(target, delimiter=delimiter, lineterminator=chance.choice(["\n", "\r\n"])).writerows(rows)
        data = f"sep={delimiter}\n{target.getvalue()}".encode(chance.choice(["utf-8", "utf-16"]))
        assert read(data) == rows


@pytest.mark.parametrize("size", [1, 2, 5, 9])
def test_lines_are_the_same_wherever_a_piece_ends(size, monkeypatch):
    text = "a,b\r\nc\rd\x85e\u2028f\n\n\r\r\ng"
    monkeypatch.setattr(delimited, "_PIECE", size)
    assert list(lines_of(text)) == ["a,b\r\n", "c\r", "d\x85e\u2028f\n", "\n", "\r", "\r\n", "g"]
    assert "".join(lines_of(text, 5)) == text[5:]


def test_rows_are_the_same_however_many_are_read_at_once(monkeypatch):
    text = "Code,Said\n" + "".join(f'Z9910{n},"Green, or\nso"\n' for n in range(7))
    wanted = read_delimited(text, "replies")[0].values
    monkeypatch.setattr(delimited, "_AT_ONCE", 2)
    assert read_delimited(text, "replies")[0].values == wanted
    assert len(wanted) == 8
    with pytest.raises(Refused, match="opens in line 14 of the file"):
        read_delimited(text.removesuffix('"\n'), "replies")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_of_hundreds_of_thousands_of_characters_is_one_line_still(end):
    lines = [f"a,b{end}", f"{'x' * 400_000},2{end}", end, f"3,4{end}", f"{'y' * 300_000},5"]
    assert list(lines_of("".join(lines))) == lines
