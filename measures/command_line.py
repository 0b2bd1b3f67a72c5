"""python -m measures: a measure as a table on standard output.

Exit code 0: the table is there, even without rows. 2: wrong usage, an id or a date that nothing goes by,
or a store that cannot be read; one sentence on standard error, nothing on standard output.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

import duckdb

from measures import MEASURES, measure
from measures.formats import FORMATS, WRITERS
from measures.known import complaint
from store import Store, StoreError
from terminal.arguments import Parser, day
from terminal.output import exit_code, speak_utf8, write

# What fits a terminal: the columns that the contract between the parts names.
READABLE_COLUMNS = {"preferences": 11, "notices": 17, "regions": 14, "problems": 7, "imports": 10}
READABLE = 14  # of any other measure: its columns stand in the order of their use
TRACES = {each.trace for each in MEASURES.values()} - {None} | {"trace_practices"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code comes back."""
    speak_utf8(errors="backslashreplace", newline="\n")  # Windows would end lines its own way
    return exit_code(
        lambda: write(_answer(_parser().parse_args(arguments))),
        (StoreError, RefusalError),
        (OSError, duckdb.Error),
    )


class RefusalError(Exception):
    """What was asked cannot be answered; the text is the sentence to say so."""


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, MEASURES))
    listing = "\n".join(f"  {name:{width}}  {each.question}" for name, each in MEASURES.items())
    parser = Parser(
        prog="python -m measures",
        description="A measure as a table.",
        epilog=f"measures:\n{listing}\n\nThe ids to ask for: python -m measures ids",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", metavar="NAME", help="the measure, from the list below")
    parser.add_argument("--store", metavar="DIR", help="the store (default: UPTAKE_STORE, else data/store)")
    for many in ("region", "service", "action"):
        parser.add_argument(
            f"--{many}", metavar="ID", action="append", default=[], help="may be given several times"
        )
    parser.add_argument("--survey", metavar="ID")
    parser.add_argument(
        "--on",
        metavar="YYYY-MM-DD",
        help="the state on that day: notices that stood, answers sent by then (default: today)",
    )
    parser.add_argument(
        "--trace",
        action="store_true",
        help="in place of the figures the cells and the published words that they are made of",
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="table", help="table shows the main columns; default"
    )
    return parser


def _answer(asked: argparse.Namespace) -> str:
    """The table as text. Raises RefusalError or StoreError."""
    _check_name(asked.name)
    if asked.trace:
        asked.name = _traced(asked.name)
    on = _day(asked.on)
    snapshot = Store.open(asked.store).snapshot()
    if snapshot.fallback:
        print(snapshot.fallback, file=sys.stderr)
    survey = [asked.survey] if asked.survey is not None else []
    wrong = complaint(
        snapshot, {"region": asked.region, "survey": survey, "service": asked.service, "action": asked.action}
    )
    if wrong:
        raise RefusalError(wrong)
    _tell_unused(asked)
    _tell_ahead(asked.name, on)
    frame = measure(snapshot, asked.name, asked.region, asked.survey, asked.service, asked.action, on)
    if asked.format == "table":
        frame = frame.iloc[:, : READABLE_COLUMNS.get(asked.name, READABLE)]
    return WRITERS[asked.format](frame)


def _check_name(name: str) -> None:
    if name in MEASURES:
        return
    near = get_close_matches(name, MEASURES, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(MEASURES)}."
    raise RefusalError(f"There is no measure {name!r}. {hint}")


def _traced(name: str) -> str:
    """The measure that tells what the figures of this one are made of; a trace is its own."""
    if name in TRACES:
        return name
    trace = MEASURES[name].trace
    if trace is None:
        traced = ", ".join(other for other, each in MEASURES.items() if each.trace)
        raise RefusalError(f"{name} has no trace: {MEASURES[name].untraced}. There is one for {traced}.")
    return trace


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return day(text)
    except ValueError as wrong:
        raise RefusalError(f"--on {wrong}") from None


def _tell_unused(asked: argparse.Namespace) -> None:
    """An option that changes nothing is said aloud: a table that looks filtered and is not would mislead."""
    given = {
        "regions": asked.region, "survey": asked.survey, "services": asked.service, "actions": asked.action,
        "on": asked.on,
    }  # fmt: skip
    for name, value in given.items():
        if value and name not in MEASURES[asked.name].parameters:
            print(f"Note: {asked.name} does not depend on --{name.removesuffix('s')}.", file=sys.stderr)


def _tell_ahead(name: str, on: date | None) -> None:
    """A day yet to come is foretold by what is known today."""
    today = date.today()
    if on is not None and on > today and "on" in MEASURES[name].parameters:
        print(f"Note: {on} is yet to come; the figures are as known on {today}.", file=sys.stderr)
