"""journal.jsonl: every event once, in order, healed after a crash, never ahead of CURRENT."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from store import Store, StoreError, journal

Load = Callable[..., int]
ONE = """
    respondent  action     answer  row
    J81001      referrals  green   1
    """
AT = datetime(2025, 4, 1, 9, 30)


def lines(store: Store) -> list[dict]:
    return [json.loads(line) for line in store.journal.read_text(encoding="utf-8").splitlines()]


def test_each_event_holds_what_a_rebuild_needs(store: Store, load: Load) -> None:
    import_id = load(answers=ONE)
    store.undo(import_id, by="ann")
    store.remember("q1", "action", "option 7", "Option 7", "referrals", by="ann")
    store.forget("q1")
    written = [{k: v for k, v in line.items() if k != "at"} for line in lines(store)]
    assert [line["seq"] for line in written] == [1, 2, 3, 4, 5]
    assert written[1] == {
        "seq": 2,
        "by": "",
        "event": "import",
        "import": 1,
        "file": "replies.csv",
        "sha256": store.snapshot().rows("SELECT sha256 FROM imports")[0][0],
        "ext": "csv",
        "options": {},
        "demonstration": False,
    }
    assert written[2] == {"seq": 3, "by": "ann", "event": "undo", "import": 1}
    answer = {
        "question": "q1",
        "about": "action",
        "key": "option 7",
        "value": "Option 7",
        "choice": "referrals",
    }
    assert written[3] == {"seq": 4, "by": "ann", "event": "answer", **answer}
    assert written[4] == {"seq": 5, "by": "", "event": "forget", "question": "q1"}
    assert [line["seq"] for line in lines(store)] == list(store.events()["seq"])


def test_the_next_write_heals_a_journal_that_lags_behind(store: Store, load: Load) -> None:
    load(answers=ONE)
    whole = store.journal.read_bytes()
    load(answers=ONE)
    store.journal.write_bytes(whole)  # a crash between CURRENT and the journal
    load(answers=ONE)
    assert [line["seq"] for line in lines(store)] == [1, 2, 3, 4]


@pytest.mark.parametrize("torn", [b'{"seq": 4, "at"', "{…".encode()[:-1], b"\x00" * 9])
def test_a_torn_last_line_is_repaired(store: Store, load: Load, torn: bytes) -> None:
    load(answers=ONE)
    with store.journal.open("ab") as file:
        file.write(torn)
    load(answers=ONE)
    assert [line["seq"] for line in lines(store)] == [1, 2, 3]


def test_lines_longer_than_the_tail_that_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "TAIL", 50)
    path = tmp_path / "journal.jsonl"
    assert journal.last(path) == 0
    for seq in (1, 2):
        payload = json.dumps({"value": "é" * seq * 40})
        journal.append(path, [(seq, AT, "", "answer", payload)])
        assert journal.last(path) == seq
    with path.open("ab") as file:
        file.write(b"torn" * 40)
    journal.append(path, [(3, AT, "", "undo", '{"import": 1}')])
    assert [event["seq"] for event in journal.read(path)] == [1, 2, 3]
    assert journal.read(path)[1]["at"] == AT


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal.append(path, [(1, AT, "", "undo", '{"import": 1}')])
    path.write_bytes(path.read_bytes() + b"oops\n")
    with pytest.raises(StoreError, match=r"Line 2 of journal\.jsonl is damaged"):
        journal.read(path)


def test_a_journal_that_was_moved_away_is_made_again(store: Store, load: Load) -> None:
    load(answers=ONE)
    before = lines(store)
    store.journal.write_bytes(store.journal.read_bytes() + b"oops\n")
    with pytest.raises(StoreError, match=r"The last line of journal\.jsonl is damaged"):
        load(answers=ONE)
    store.journal.unlink()
    load(answers=ONE)
    assert lines(store)[:2] == before
    assert [line["seq"] for line in lines(store)] == [1, 2, 3]
