"""The log of access: one line an entry, for its owner's eyes, never in the way."""

from __future__ import annotations

import json
import os
import stat
from datetime import datetime, timedelta

import pytest

from store import access
from store.access import AccessLog


def test_entries_come_back_the_newest_first(tmp_path):
    log = AccessLog(tmp_path / "access.jsonl")
    log.note("ann", "analyst", "came in")
    log.note("ann", "analyst", "took away", "notices.csv\nwith a line")
    assert [(entry["did"], entry.get("what")) for entry in log.read()] == [
        ("took away", "notices.csv\nwith a line"), ("came in", None)]  # fmt: skip
    assert len((tmp_path / "access.jsonl").read_text().splitlines()) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_nobody_else_reads_it(tmp_path):
    log = AccessLog(tmp_path / "access.jsonl")
    log.note("ann", "analyst", "came in")
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600


def test_a_log_that_cannot_be_written_keeps_nobody_out(tmp_path, capsys):
    log = AccessLog(tmp_path / "missing" / "access.jsonl")
    log.note("ann", "analyst", "came in")
    assert log.read() == []
    assert "cannot be written" in capsys.readouterr().err


def test_old_entries_are_let_go_of(tmp_path, monkeypatch):
    monkeypatch.setattr(access, "LARGEST", 50)
    log = AccessLog(tmp_path / "access.jsonl", days=30)
    old = (datetime.now() - timedelta(days=40)).isoformat()
    log.path.write_text(json.dumps({"at": old, "who": "ann", "did": "came in"}) + "\n{damaged\n")
    log.note("bob", "analyst", "came in")
    assert [entry["who"] for entry in log.read()] == ["bob"]
