"""python -m measures hand-over: what an LMC gives away, as a file on standard output.

Exit code 0: the table is there, even without rows. 2: wrong usage, or a store that cannot be used; one sentence on
standard error, nothing on standard output.
"""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Sequence

import duckdb

from disclosure.hand_over import hand_over
from measures.formats import FORMATS, WRITERS
from measures.known import complaint
from store import Store, StoreError
from terminal.arguments import Parser
from terminal.output import exit_code, speak_utf8, write

COMMAND = "hand-over"


def main(arguments: Sequence[str]) -> int:
    """Run the command line behind the word hand-over; the exit code comes back."""
    speak_utf8(errors="backslashreplace", newline="\n")
    return exit_code(
        lambda: write(_answer(_parser().parse_args(arguments))), (StoreError,), (OSError, duckdb.Error)
    )


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog=f"python -m measures {COMMAND}",
        description="What an LMC gives away: its regions in totals, small numbers withheld, no practice. The store of "
        "a federation or of the national committee loads the file with 'python -m loaders'.",
    )
    parser.add_argument("--store", metavar="DIR", help="the store (default: UPTAKE_STORE, else data/store)")
    parser.add_argument(
        "--region",
        metavar="ID",
        action="append",
        default=[],
        help="may be given several times (default: all)",
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="csv", help="csv is what another store loads; default"
    )
    return parser


def _answer(asked: argparse.Namespace) -> str:
    store = Store.open(asked.store)
    if wrong := complaint(store.snapshot(), {"region": asked.region}):
        raise StoreError(wrong)
    return WRITERS[asked.format](hand_over(store, asked.region, _by()))


def _by() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
