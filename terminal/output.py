"""What every command line does: words in UTF-8, a reader who may go away, and an end without a traceback."""

from __future__ import annotations

import errno
import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

_OBEYED = ("Cc", "Cf")  # controls, and signs that turn the direction of writing
_GONE = (errno.EPIPE, errno.EINVAL)  # the second is Windows'


class OutputError(Exception):
    """Standard output takes nothing more; str() is a sentence."""


def speak_utf8(**options: str) -> None:
    """Windows would write its own code page. Where there is no standard output at all, nobody reads it.

    options: of TextIOWrapper.reconfigure.
    """
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  open until the process ends
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", **options)


def write(text: str) -> None:
    """Write to standard output, for a reader who may have seen enough ('| head'): that is no failure.

    Standard output is turned away then, as Python would complain about it once more on its way out. Raises
    OutputError where it cannot be written for another reason.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno not in _GONE:
            raise OutputError(f"The report cannot be written ({error.strerror}).") from error


def exit_code(
    work: Callable[[], object],
    refusals: tuple[type[Exception], ...],
    unreadable: tuple[type[Exception], ...] = (),
) -> int:
    """How a command line ends: 0 when its work is done, the parser's own code, else 2 after one sentence on standard
    error.

    refusals: errors whose text is that sentence. unreadable: those that say that the store cannot be read.
    """
    try:
        work()
    except SystemExit as done:
        return int(done.code or 0)
    except (*refusals, OutputError) as refused:
        print(refused, file=sys.stderr)
    except unreadable as broken:
        print(f"The store cannot be read: {str(broken).splitlines()[0]}", file=sys.stderr)
    except Exception as error:
        print(unexpected(error), file=sys.stderr)
    else:
        return 0
    return 2


def printable(line: str) -> str:
    """A line without characters that a terminal obeys, which a file's name may hold: 'a\x1b[2Jb' → 'a�[2Jb'."""
    return "".join("\ufffd" if unicodedata.category(each) in _OBEYED else each for each in line)


def unexpected(error: Exception) -> str:
    """The sentence for an error that nobody foresaw. Ctrl-C, which DuckDB tells of as an error, stays Ctrl-C."""
    if isinstance(error, RuntimeError) and "interrupted" in str(error).lower():
        raise KeyboardInterrupt from error
    return f"Something unexpected went wrong ({type(error).__name__})."
