"""data/reference/ as typed tables, and what is said when a file there does not fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from store import Store, StoreError, reference

HEADING = "menu,name,issuer,region,starts_on,ends_on,note,source,status\n"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A CSV for every reference table, with its heading and no rows."""
    directory = tmp_path / "reference"
    directory.mkdir()
    for name, columns in reference.declared().items():
        (directory / f"{name}.csv").write_text(",".join(columns) + "\n", encoding="utf-8")
    return directory


def load(directory: Path, name: str, words: str | bytes) -> duckdb.DuckDBPyConnection:
    data = words if isinstance(words, bytes) else words.encode()
    (directory / name).write_bytes(data)
    connection = duckdb.connect()
    reference.load(connection, directory)
    return connection


def test_every_table_is_there_with_its_types_and_an_empty_field_is_unknown(directory: Path) -> None:
    connection = load(
        directory, "menus.csv", HEADING + 'sefton,"Sefton, 2024",LMC,,2024-11-01,,é,survey,read\n'
    )
    rows = connection.execute("SELECT name, region, starts_on, ends_on, note FROM menus").fetchall()
    assert rows == [("Sefton, 2024", None, date(2024, 11, 1), None, "é")]
    assert connection.execute("SELECT count(*) FROM regions").fetchall() == [(0,)]


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_mark_at_the_start_and_windows_line_ends_change_nothing(
    directory: Path, start: bytes, end: bytes
) -> None:
    words = (HEADING + "a,b,c,d,,,,s,read\n\n").encode().replace(b"\n", end)
    assert load(directory, "menus.csv", start + words).execute("SELECT menu FROM menus").fetchall() == [
        ("a",)
    ]


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        (
            "menus.csv",
            HEADING + "a,b,c,d,2024-11-01,,,s,read\na,b,c,d,01/11/2024,,,s,read\n",
            "Line 3 of menus.csv, column starts_on: '01/11/2024' is not a date like 2025-04-01.",
        ),
        (
            "menu_items.csv",
            "menu,item,wording,actions,source,status\nsefton,one,Words,referrals,survey,read\n",
            "Line 2 of menu_items.csv, column item: 'one' is not a whole number.",
        ),
        (
            "services.csv",
            "service,label,category,funding,bundle,seen_in,source,status\na,b,c,d,maybe,f,g,read\n",
            "Line 2 of services.csv, column bundle: 'maybe' is not true or false.",
        ),
        (
            "menu_items.csv",
            "menu,item,wording,actions,source,status\nsefton,1,Words, and more,referrals,survey,read\n",
            "Line 2 of menu_items.csv has 7 fields where 6 belong: "
            "a text with a comma needs double quotes round it.",
        ),
        (
            "scales.csv",
            "scale,title,question,source\n",
            "The columns of scales.csv must be, in this order: scale, name, question, source. "
            "Its first line has: scale, title, question, source.",
        ),
        (
            "scales.csv",
            b"scale,name,question,source\na,caf\xe9,c,d\n",
            "scales.csv is not UTF-8 text: save it as CSV UTF-8.",
        ),
    ],
)
def test_what_does_not_fit_is_named_by_file_line_and_column(
    directory: Path, name: str, words: str | bytes, sentence: str
) -> None:
    with pytest.raises(StoreError) as raised:
        load(directory, name, words)
    assert str(raised.value) == sentence


def test_changed_reference_data_make_a_new_generation_and_nothing_else_does(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reference, "REFERENCE", directory)
    menus = directory / "menus.csv"
    menus.write_text(HEADING + "a,b,c,d,,,,s,read\n")
    first = Store.open()
    assert first.generation == 1
    assert Store.open().generation == 1
    pinned = first.snapshot()
    menus.write_text(HEADING + "a,b,c,d,,,,s,read\nz,b,c,d,,,,s,read\n")
    again = Store.open()
    assert again.generation == 2
    assert again.snapshot().rows("SELECT menu FROM menus ORDER BY menu") == [("a",), ("z",)]
    assert pinned.rows("SELECT menu FROM menus") == [("a",)]
    assert list(again.events()["event"]) == ["reference", "reference"]


def test_a_broken_file_leaves_no_half_made_store(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "REFERENCE", directory)
    (directory / "menus.csv").write_text("menu\n")
    with pytest.raises(StoreError, match=r"columns of menus\.csv"):
        Store.open()
    (directory / "menus.csv").write_text(HEADING)
    assert Store.open().generation == 1


def test_a_table_without_a_file_and_a_file_without_a_table_are_named(directory: Path) -> None:
    with pytest.raises(StoreError, match=r"menu\.csv in .* belongs to no table"):
        load(directory, "menu.csv", HEADING)
    (directory / "menu.csv").unlink()
    (directory / "scales.csv").unlink()
    with pytest.raises(StoreError, match=r"scales\.csv is missing from"):
        load(directory, "menus.csv", HEADING)
