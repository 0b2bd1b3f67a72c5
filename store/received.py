"""received/: every file exactly as it came in, kept for ever."""

from __future__ import annotations

import hashlib
import re
import time
from contextlib import suppress
from pathlib import Path

from store.disk import make_own, write_atomically
from store.errors import StoreError

SHA256 = re.compile(r"[0-9a-f]{64}")
EXT = re.compile(r"[a-z0-9]{1,10}")
ABANDONED = 3600  # seconds after which a half-written file has no writer any more


class Received:
    """The files received by one store, by the sha256 of their bytes."""

    def __init__(self, directory: Path) -> None:
        self.folder = directory / "received"

    def keep(self, data: bytes, ext: str) -> str:
        """Write the file, once; its sha256 comes back. An ext that is none is kept as 'bin'."""
        sha256 = hashlib.sha256(data).hexdigest()
        ext = ext.lower().lstrip(".")
        path = self.folder / f"{sha256}.{ext if EXT.fullmatch(ext) else 'bin'}"
        make_own(self.folder)
        if not (path.exists() and path.read_bytes() == data):
            write_atomically(path, data)
        return sha256

    def path(self, sha256: str) -> Path:
        """Where the file is. Raises StoreError if it is not there."""
        if SHA256.fullmatch(sha256):
            for path in sorted(self.folder.glob(f"{sha256}.*")):
                return path
        raise StoreError(
            f"The file {sha256[:12]} is not among the files received: bring it back from a copy of the store, or "
            "load the original again."
        )

    def read(self, sha256: str) -> bytes:
        """The file as it came in. Raises StoreError if it is not there, or no longer what it was."""
        data = self.path(sha256).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError(
                f"The file received as {sha256[:12]} has been changed since: bring it back from a copy of the store, "
                "or load the original again."
            )
        return data

    def clean(self) -> None:
        """Remove what crashed processes left half written."""
        for path in self.folder.glob(".writing-*"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > ABANDONED:
                    path.unlink()
