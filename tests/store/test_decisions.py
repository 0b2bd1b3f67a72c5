"""Answers that are remembered and cells mended by hand: kept beside the file, and part of the history."""

from __future__ import annotations

from store import Answer, Correction, ImportRecord, Store
from store.rebuilding import rebuilding

SPIROMETRY = Answer("q1", "service", "breathing test", "Breathing test", "spirometry")
PESSARY = Answer("q2", "service", "ring", "Ring", "ring_pessary")
MENDED = Correction("Log", 3, 2, "31/02/2025", "28/02/2025")
CORRECTIONS = (
    'SELECT sheet, "row", col, original, corrected, corrected_by FROM corrections ORDER BY "row", corrected'
)


def corrections(store: Store) -> list[tuple]:
    return store.snapshot().rows(CORRECTIONS)


def test_answers_and_corrections_are_kept_in_one_write(store: Store) -> None:
    generation = store.generation
    store.decide([SPIROMETRY, PESSARY], "ab" * 32, [MENDED], by="ann")
    assert store.generation == generation + 1
    remembered = "SELECT question, choice, answered_by FROM remembered ORDER BY question"
    assert store.snapshot().rows(remembered) == [("q1", "spirometry", "ann"), ("q2", "ring_pessary", "ann")]
    assert corrections(store) == [("Log", 3, 2, "31/02/2025", "28/02/2025", "ann")]
    assert list(store.events()["event"])[-3:] == ["answer", "answer", "correct"]


def test_a_cell_is_corrected_once_and_can_say_again_what_the_file_says(store: Store) -> None:
    sha256 = "ab" * 32
    store.decide(sha256=sha256, cells=[MENDED])
    store.decide(sha256=sha256, cells=[Correction("Log", 3, 2, "31/02/2025", None)])
    assert corrections(store) == [("Log", 3, 2, "31/02/2025", None, "")]
    assert store.uncorrect(sha256, "Log", 3, 2, "ann") is True
    assert corrections(store) == []
    generation = store.generation
    assert store.uncorrect(sha256, "Log", 3, 2) is False
    assert store.generation == generation


def test_a_rebuild_repeats_what_was_decided(store: Store) -> None:
    store.decide([SPIROMETRY, PESSARY], "ab" * 32, [MENDED, Correction("Log", 9, 0, None, "Z98101")])
    store.forget("q2")
    store.uncorrect("ab" * 32, "Log", 9, 0)
    tables = ("SELECT * FROM remembered", "SELECT * FROM corrections")
    before = [store.snapshot().rows(sql) for sql in tables]
    assert [len(rows) for rows in before] == [1, 1]
    with rebuilding(store) as again:
        assert list(again) == []
    assert [store.snapshot().rows(sql) for sql in tables] == before


def test_an_import_tells_which_answers_its_reading_used(store: Store) -> None:
    record = ImportRecord("a.txt", store.receive(b"a", "txt"), "txt", used=["q1", "q2"])
    number = store.add_import(record, {})
    used = "SELECT import, question FROM used_answers ORDER BY question"
    assert store.snapshot().rows(used) == [(number, "q1"), (number, "q2")]
    store.replace_import(number, ImportRecord("a.txt", record.sha256, "txt", used=["q2"]), {})
    assert store.snapshot().rows(used) == [(number, "q2")]
