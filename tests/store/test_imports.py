"""Imports: kept with all that was said about them, found again, read again, undone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import pandas as pd
import pytest

from store import ImportRecord, Store, StoreError

Load = Callable[..., int]
Draw = Callable[[str], pd.DataFrame]
ONE = """
    respondent  action     answer  row
    J81001      referrals  green   1
    """


def asking(store: Store) -> ImportRecord:
    """A reading with one of everything that is not a row."""
    place = {"sheet": "Log", "cell": "D17", "value": "31/02/2025"}
    question = {"question": "q1", "about": "service", "key": "widget clinic", "value": "Widget clinic"}
    return ImportRecord(
        "log.xlsx",
        store.receive(b"log", "xlsx"),
        "xlsx",
        kind="notices",
        region="dorset",
        options={"sheet": "Log", "region": None},
        by="ann",
        rows_read=3,
        rows_loaded=1,
        rows_left_out=1,
        state="needs an answer",
        notes=["Z99107 answered twice."],
        problems=[place | {"column": "Effective from", "reason": "31 February is not a date."}],
        left_out=[place | {"reason": "total row"}],
        questions=[
            question | {"sentence": "Which?", "choices": ["ear_wax"], "affects_rows": 4, "sheet": "Log"}
        ],
    )


def test_what_was_said_about_a_file_is_kept(store: Store) -> None:
    import_id = store.add_import(asking(store), {})
    snapshot = store.snapshot()
    row = snapshot.frame("SELECT * FROM imports").iloc[0]
    assert row["import"] == import_id == 1
    assert (row["file"], row["loaded_by"], row["state"]) == ("log.xlsx", "ann", "needs an answer")
    assert (row["rows_read"], row["rows_loaded"], row["rows_left_out"]) == (3, 1, 1)
    assert json.loads(row["options"]) == {"sheet": "Log"}
    assert json.loads(row["notes"]) == ["Z99107 answered twice."]
    assert snapshot.rows("SELECT import, cell, reason FROM problems") == [
        (1, "D17", "31 February is not a date.")
    ]
    assert snapshot.rows("SELECT import, value, reason FROM left_out") == [(1, "31/02/2025", "total row")]
    assert snapshot.rows("SELECT question, import, choices, cell FROM questions") == [
        ("q1", 1, '["ear_wax"]', None)
    ]


def test_the_same_bytes_with_the_same_options_are_one_import(store: Store, draw: Draw) -> None:
    record = asking(store)
    assert store.find_import(record.sha256, {"sheet": "Log"}) is None
    first = store.add_import(record, {})
    result = store.find_import(record.sha256, {"sheet": "Log", "menu": None})
    assert (result["import"], result["file"]) == (first, "log.xlsx")
    assert store.find_import(record.sha256, {"sheet": "Other"}) is None
    before = store.generation
    assert store.add_import(asking(store), {}) == first, "two processes may load one file at a time"
    assert store.generation == before
    store.undo(first)
    assert store.find_import(record.sha256, {"sheet": "Log"}) is None
    assert store.add_import(asking(store), {}) == first + 1


def test_a_reading_after_an_answer_takes_the_place_of_the_earlier_one(
    store: Store, load: Load, draw: Draw
) -> None:
    record = asking(store)
    rows = {"notices": draw("region respondent service\n dorset J81001 ear_wax").assign(status="served")}
    import_id = store.add_import(record, rows)
    again = ImportRecord(record.file, record.sha256, record.ext, kind="notices", rows_loaded=2)
    rows = {"notices": draw("region respondent service\n dorset J81001 phlebotomy").assign(status="served")}
    store.replace_import(import_id, again, rows)
    snapshot = store.snapshot()
    assert snapshot.rows("SELECT import, state, rows_loaded FROM imports") == [(import_id, "loaded", 2)]
    assert snapshot.rows("SELECT count(*) FROM questions") == [(0,)]
    assert snapshot.rows("SELECT service FROM standing_notices") == [("phlebotomy",)]
    with pytest.raises(StoreError, match="There is no import 99"):
        store.replace_import(99, again, rows)


def test_an_undo_of_an_undo_asks_again_what_was_asked(store: Store) -> None:
    import_id = store.add_import(asking(store), {})
    assert store.undo(import_id, by="ann") == "undone"
    assert store.undo(import_id) == "needs an answer"
    assert list(store.events()["event"]) == ["reference", "import", "undo", "redo"]
    with pytest.raises(StoreError, match="There is no import 7"):
        store.undo(7)


def test_the_demonstration_leaves_with_the_first_real_survey(store: Store, load: Load) -> None:
    shown = load(demonstration=True, answers=ONE)
    counted = "SELECT responded, demonstration FROM reply_counts"
    assert store.snapshot().rows(counted) == [(1, True)]
    load("figures", figures="figure subject kind row\n f1 referrals action 1")
    assert store.snapshot().rows(counted) == [(1, True)], "a published figure is no survey"
    before = store.generation
    load(answers=ONE.replace("J81001", "J81002") + "    J81003      referrals  red     2\n")
    assert store.generation == before + 1, "both in one step"
    assert store.snapshot().rows(counted) == [(2, False)]
    assert store.snapshot().rows("SELECT state FROM imports WHERE import = $i", {"i": shown}) == [("undone",)]


def test_the_demonstration_leaves_with_one_click(store: Store, load: Load) -> None:
    load(demonstration=True, answers=ONE)
    load("notices", demonstration=True, notices="respondent service status row\n J81001 ear_wax served 1")
    store.drop_demonstration(by="ann")
    standing = "SELECT (SELECT count(*) FROM standing_answers), (SELECT count(*) FROM standing_notices)"
    assert store.snapshot().rows(standing) == [(0, 0)]
    assert list(store.events()["by"])[-2:] == ["ann", "ann"]


def test_a_remembered_answer_is_changed_and_forgotten(store: Store) -> None:
    words = {"question": "q1", "about": "action", "key": "option 7", "value": "Option 7"}
    store.remember(**words, choice="pilots", by="ann")
    store.remember(**words, choice="referrals", by="bob")
    remembered = "SELECT question, key, choice, answered_by FROM remembered"
    assert store.snapshot().rows(remembered) == [("q1", "option 7", "referrals", "bob")]
    store.forget("q1")
    assert store.snapshot().rows(remembered) == []


def test_a_received_file_is_kept_once_as_it_came(store: Store) -> None:
    data = b"\x00\xff,\r\n"
    sha256 = store.receive(data, ".CSV")
    assert sha256 == hashlib.sha256(data).hexdigest()
    path = store.received(sha256)
    assert path == store.directory / "received" / f"{sha256}.csv"
    assert path.read_bytes() == data
    written = path.stat().st_mtime_ns
    assert store.receive(data, "csv") == sha256
    assert path.stat().st_mtime_ns == written
    assert store.received(store.receive(b"odd", "../../x")).parent == store.directory / "received"


@pytest.mark.parametrize("sha256", ["0" * 64, "*", "../CURRENT"])
def test_a_file_never_received_is_a_sentence(store: Store, sha256: str) -> None:
    with pytest.raises(StoreError, match="is not among the files received"):
        store.received(sha256)


def test_a_received_file_that_was_changed_is_not_taken_for_what_came_in(store: Store) -> None:
    sha256 = store.receive(b"green", "csv")
    store.received(sha256).write_bytes(b"amber")
    with pytest.raises(StoreError, match="has been changed since"):
        store.received_bytes(sha256)
    store.receive(b"green", "csv")  # the original, loaded again, mends it
    assert store.received_bytes(sha256) == b"green"
