"""Files that are whole or not there, on every system."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


OWN_FILE, OWN_FOLDER = 0o600, 0o700  # what a store holds is its owner's alone, where the system knows of such


def make_own(folder: Path) -> None:
    """Make a folder, with those it stands in; the folder itself, new or not, is its owner's alone."""
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # somebody else's folder, or a disk without rights, stays as it is
        if folder.stat().st_mode & ~OWN_FOLDER & 0o777:
            folder.chmod(folder.stat().st_mode & OWN_FOLDER)


def keep_own(path: Path) -> None:
    """Let nobody but its owner read a file."""
    with suppress(OSError):
        path.chmod(OWN_FILE)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a whole file or none: a temporary file beside it, on the disk, then one replace."""
    working = path.with_name(f".writing-{os.getpid()}-{time.monotonic_ns()}-{path.name}")
    try:
        with working.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        keep_own(working)
        patiently(lambda: working.replace(path))
    except BaseException:  # a full disk is not to stay full of what could not be finished
        with suppress(OSError):
            working.unlink()
        raise
    sync(path.parent)


def patiently(act: Callable[[], T], seconds: float = 5.0) -> T:
    """Do it again while Windows says that another process has the file open for a moment."""
    until = time.monotonic() + seconds
    while True:
        try:
            return act()
        except PermissionError:
            if os.name != "nt" or time.monotonic() > until:
                raise
            time.sleep(0.01)


def removed(paths: Iterable[Path]) -> dict[str, bool]:
    """Remove files; by their names, whether each is still there, as Windows keeps what a program has open."""
    present = [path for path in paths if path.exists()]
    for path in present:
        with suppress(OSError):
            path.unlink()
    return {path.name: path.exists() for path in present}


def sync(path: Path) -> None:
    """See a file, or a folder's list of files where the system has such a thing, on the disk."""
    folder = path.is_dir()
    if folder and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
