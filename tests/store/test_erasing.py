"""Erasing a file: afterwards nothing in the store's folder holds a word of it, and the rest goes on."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from loaders.command_line import main
from loaders.importing import load
from loaders.kinds import Options
from loaders.rebuilding import rebuild
from store import Store, StoreError
from store.erasing import erase

OPTIONS = Options(kind="survey", region="dorset", survey="spring")
MEANT = "Zanzibar Road Surgery"
SECRET = (
    f"Practice code,Practice name,Serve notice,Comments\nZ99701,{MEANT},green,We at Zanzibar are desperate\n"
    f"Z99702,Elm,red,\n"
).encode()
OTHER = b"Practice code,Practice name,Serve notice\nZ99703,Oak,green\nZ99704,Ash,red\n"


@pytest.fixture
def store(store_directory) -> Store:
    result = Store.open()
    load(result, OTHER, "other.csv", OPTIONS, by="ann")
    load(result, SECRET, f"{MEANT}.csv", OPTIONS, by="ann")
    result.undo(2, "ann")
    result.undo(2, "ann")
    return result


def holding(directory: Path, word: str) -> list[str]:
    """Files of a folder in which a word stands, whatever kind they are."""
    return sorted(
        path.name
        for path in directory.rglob("*")
        if path.is_file() and word.encode() in path.read_bytes() + path.name.encode()
    )


def standing(store: Store) -> list[tuple]:
    return store.snapshot().rows("SELECT respondent, action, answer FROM standing_answers ORDER BY ALL")


def test_no_file_of_the_store_holds_a_word_of_what_was_erased(store):
    assert len(holding(store.directory, "Zanzibar")) >= 3
    done = erase(store, 2, "ann")
    assert holding(store.directory, "Zanzibar") == []
    assert holding(store.directory, "Z99701") == []
    assert (done.imports, done.file, done.left) == ((2,), True, ())
    assert done.rows >= 4
    assert "Copies made of the store elsewhere" in done.sentence()


def test_the_rest_stands_and_a_rebuild_gives_the_same(store):
    erase(store, 2, "ann")
    before = standing(store)
    assert {row[0] for row in before} == {"Z99703", "Z99704"}
    assert [report["outcome"] for report in rebuild(store)] == ["loaded"]
    assert standing(store) == before
    assert store.snapshot().rows("SELECT import, file, state FROM imports ORDER BY 1") == [
        (1, "other.csv", "loaded"), (2, "erased", "undone")]  # fmt: skip


def test_a_number_is_never_given_twice_and_nothing_comes_back(store):
    erase(store, 2, "ann")
    with pytest.raises(StoreError, match="was erased"):
        store.undo(2, "ann")
    assert load(store, SECRET.replace(b"Zanzibar", b"Zebra"), "third.csv", OPTIONS)["import"] == 3
    with pytest.raises(StoreError, match="no import 9"):
        erase(store, 9)


def test_an_erasure_that_was_cut_short_is_finished_by_another(store, monkeypatch):
    monkeypatch.setattr("store.journal.rewrite", lambda *_: (_ for _ in ()).throw(OSError(5, "cut off")))
    with pytest.raises(StoreError):
        erase(store, 2)
    assert holding(store.directory, "Zanzibar")
    monkeypatch.undo()
    monkeypatch.setenv("UPTAKE_STORE", str(store.directory))
    erase(Store.open(), 2)
    assert holding(store.directory, "Zanzibar") == []


def test_answers_and_corrections_go_with_the_file_they_were_for(store):
    sha256 = store.snapshot().rows("SELECT sha256 FROM imports WHERE import = 2")[0][0]
    from store.records import Answer, Correction

    store.decide(
        [Answer("q1", "practice", "zanzibar", MEANT, "Z99701")],
        sha256,
        [Correction("", 1, 1, MEANT, "Zanzibar Rd")],
        by="ann",
    )
    with store._writing() as writing:
        writing.connection.append(
            "used_answers", pd.DataFrame([{"import": 2, "question": "q1"}]), by_name=True
        )
        writing.event("setting", "", {"setting": "a/b", "value": None})
    assert erase(store, 2).answers == 1
    assert holding(store.directory, "anzibar") == []


def test_files_are_erased_when_their_time_is_over(store, capsys, monkeypatch):
    assert main(["expire"]) == 0
    assert "No file is past its time." in capsys.readouterr().out
    assert main(["retain", "30"]) == 0
    assert "Past that time: 0" in capsys.readouterr().out
    later = datetime.now(UTC) + timedelta(days=31)
    monkeypatch.setattr("store.retention.datetime", type("Clock", (), {"now": staticmethod(lambda _: later)}))
    assert main(["expire", "--json"]) == 0
    assert [each["imports"] for each in json.loads(capsys.readouterr().out)] == [[1], [2]]
    assert standing(store) == []
    assert holding(store.directory, "Z997") == []
    assert main(["retain", "-1"]) == 2
    assert main(["retain", "0"]) == 0


def test_the_command_line_says_what_it_did(store, capsys):
    assert main(["erase", "2", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["imports"] == [2]
    assert document["file"] is True
    assert main(["erase", "7"]) == 2
    assert "no import 7" in capsys.readouterr().err
