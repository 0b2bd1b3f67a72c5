"""journal.jsonl: the table of events in plain text, one line each, never ahead of CURRENT."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from store.disk import keep_own, write_atomically
from store.errors import StoreError

TAIL = 65_536  # bytes: a line is a few hundred, so the last one is nearly always in there


def read(path: Path) -> list[dict[str, Any]]:
    """The events of the journal in order, each with seq, at, by, event and what its payload holds.

    A torn last line is no event. Raises StoreError that names the line if another one is damaged.
    """
    if not path.exists():
        return []
    whole, _, _torn = path.read_bytes().rpartition(b"\n")
    lines = enumerate(whole.splitlines(), start=1)
    return [_event(path, f"Line {number}", line) for number, line in lines if line]


def last(path: Path) -> int:
    """seq of the last whole line, 0 where there is none."""
    if not path.exists():
        return 0
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - TAIL))
        lines = file.read().rpartition(b"\n")[0].splitlines()
    if size > TAIL and len(lines) < 2:
        lines = path.read_bytes().rpartition(b"\n")[0].splitlines()
    return _event(path, "The last line", lines[-1])["seq"] if lines else 0


def append(path: Path, events: list[tuple[Any, ...]]) -> None:
    """Write events (seq, at, by, event, payload) behind the last whole line, and see them on the disk."""
    lines = "".join(_line(*event) for event in events).encode()
    with path.open("r+b" if path.exists() else "w+b") as file:
        keep_own(path)
        file.seek(_end_of_last_line(file))
        file.truncate()
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def rewrite(path: Path, events: list[tuple[Any, ...]]) -> None:
    """Write the whole journal again from events (seq, at, by, event, payload): whole or not at all."""
    write_atomically(path, "".join(_line(*event) for event in events).encode())


def _end_of_last_line(file: Any) -> int:
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - TAIL)
    file.seek(start)
    at = file.read().rfind(b"\n")
    if at >= 0 or start == 0:
        return start + at + 1
    file.seek(0)
    return file.read().rfind(b"\n") + 1


def _event(path: Path, which: str, line: bytes) -> dict[str, Any]:
    try:
        event = json.loads(line)
        return event | {"at": datetime.fromisoformat(event["at"]), "seq": int(event["seq"])}
    except (ValueError, KeyError, TypeError):
        raise StoreError(
            f"{which} of {path.name} is damaged: put it right from a copy or, where the database is whole, "
            "move the file away, and the next write makes it again."
        ) from None


def line(event: dict[str, Any]) -> bytes:
    """An event, as read() gives it, as a line of the journal."""
    rest = {name: value for name, value in event.items() if name not in ("seq", "at", "by", "event")}
    return _line(event["seq"], event["at"], event["by"], event["event"], json.dumps(rest)).encode()


def _line(seq: int, at: datetime, by: str, event: str, payload: str) -> str:
    line = {"seq": seq, "at": at.isoformat(), "by": by, "event": event} | json.loads(payload)
    return json.dumps(line, ensure_ascii=False) + "\n"
