"""access.jsonl, beside the journal: who came in, looked at names and took something away. The journal itself tells who
loaded, undid and decided."""

from __future__ import annotations

import json
import os
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

LARGEST = 5_000_000  # bytes, after which entries older than they are kept for are let go of
_lock = threading.Lock()


class AccessLog:
    """The log of one store. days: how long an entry is kept."""

    def __init__(self, path: Path, days: int = 365) -> None:
        self.path, self.days = path, days

    def note(self, who: str, role: str, did: str, what: str = "") -> None:
        """Write one line. A log that cannot be written is said on standard error and keeps nobody from working."""
        entry = {"at": _now().isoformat(), "who": who, "role": role, "did": did} | (
            {"what": what} if what else {}
        )
        line = json.dumps(entry, ensure_ascii=False) + "\n"
        try:
            with _lock:
                handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                try:
                    os.write(handle, line.encode())
                    size = os.fstat(handle).st_size
                finally:
                    os.close(handle)
                if size > LARGEST:
                    self._forget()
        except OSError as error:
            print(f"The log of access cannot be written ({error.strerror}).", file=sys.stderr)

    def read(self, most: int = 1000) -> list[dict[str, str]]:
        """The newest entries, the newest first; lines that are no entries are passed over."""
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except OSError:
            return []
        entries = []
        for line in reversed(lines[-most:]):
            try:
                entries.append(dict(json.loads(line)))
            except (ValueError, TypeError):
                continue
        return entries

    def _forget(self) -> None:
        since = (_now() - timedelta(days=self.days)).isoformat()
        kept = [entry for entry in reversed(self.read(sys.maxsize)) if str(entry.get("at", "")) >= since]
        text = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in kept)
        working = self.path.with_name(f".writing-{os.getpid()}-{self.path.name}")
        working.write_text(text, encoding="utf-8")
        working.chmod(0o600)
        working.replace(self.path)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
