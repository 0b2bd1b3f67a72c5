"""What a command line is asked: options that are written out, and days in one form."""

from __future__ import annotations

import argparse
import re
from contextlib import suppress
from datetime import date
from typing import IO, Any

from terminal.output import write

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")  # date.fromisoformat alone takes 20250401 and weeks too


class Parser(argparse.ArgumentParser):
    """A parser of a command line in which every option is written out, and whose help is a report like any other:
    where it cannot be written, OutputError says so."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def print_help(self, file: IO[str] | None = None) -> None:
        if file is None:
            write(self.format_help())
        else:
            super().print_help(file)


def day(text: str) -> date:
    """The day that is written as YYYY-MM-DD. Raises ValueError for anything else, with the sentence that says so."""
    with suppress(ValueError):  # 31 February
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    raise ValueError(f"{text!r} is not a day; write it as year-month-day, such as 2025-04-01.")
