"""journal.jsonl: the table of events in plain text, one line each, never ahead of CURRENT."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def read(path: Path) -> list[dict[str, Any]]:
    """The events of the journal in order; a torn last line is no event."""
    if not path.exists():
        return []
    whole, _, _torn = path.read_bytes().rpartition(b"\n")
    return [json.loads(line) for line in whole.split(b"\n") if line]


def last(path: Path) -> int:
    """seq of the last whole line, 0 where there is none."""
    events = read(path)
    return events[-1]["seq"] if events else 0


def append(path: Path, events: list[tuple[Any, ...]]) -> None:
    """Write events (seq, at, by, event, payload) behind the last whole line, and see them on the disk."""
    lines = "".join(_line(*event) for event in events).encode()
    with path.open("r+b" if path.exists() else "w+b") as file:
        whole = file.read().rfind(b"\n") + 1
        file.seek(whole)
        file.truncate()
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def _line(seq: int, at: Any, by: str, event: str, payload: str) -> str:
    line = {"seq": seq, "at": at.isoformat(), "by": by, "event": event} | json.loads(payload)
    return json.dumps(line, ensure_ascii=False) + "\n"
