"""python -m disclosure: who has which role on a server where people sign in.

Exit code 0: done. 2: wrong usage, or a store that cannot be used; one sentence on standard error.
"""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Sequence

from disclosure.clearance import ROLE, ROLES
from measures.known import complaint
from store import Store, StoreError
from terminal.arguments import Parser
from terminal.output import exit_code, speak_utf8, write

NOBODY = "none"


class RefusalError(Exception):
    """What was asked cannot be done; the text is the sentence to say so."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code comes back."""
    speak_utf8(errors="backslashreplace")
    return exit_code(lambda: _run(_parser().parse_args(arguments)), (StoreError, RefusalError))


def _run(asked: argparse.Namespace) -> None:
    store = Store.open(asked.store)
    if asked.command == "give":
        _give(store, asked)
    write(_listed(store))


def _parser() -> argparse.ArgumentParser:
    about = "\n".join(f"  {role:15} {row['about']}" for role, row in ROLES.items())
    parser = Parser(
        prog="python -m disclosure",
        description="Who may see what on a server where people sign in.",
        epilog=f"roles:\n{about}\n  {NOBODY:15} the role is taken away",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--store", metavar="DIR", help="the store (default: UPTAKE_STORE, else data/store)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="roles | give")
    commands.add_parser("roles", help="list who has which role")
    give = commands.add_parser("give", help="give somebody a role, in place of an earlier one")
    give.add_argument("who", metavar="WHO", help="the address or name that the sign-in gives")
    give.add_argument("role", metavar="ROLE", choices=[*ROLES, NOBODY])
    give.add_argument(
        "regions", metavar="REGION", nargs="*", help="whose counted figures they are (default: all)"
    )
    return parser


def _give(store: Store, asked: argparse.Namespace) -> None:
    if wrong := complaint(store.snapshot(), {"region": asked.regions}):
        raise RefusalError(wrong)
    who = asked.who.strip().lower()
    if not who:
        raise RefusalError("Say who gets the role: the address or name that the sign-in gives.")
    value = None if asked.role == NOBODY else {"role": asked.role, "regions": sorted(asked.regions)}
    store.set(ROLE, who, value, _by())


def _listed(store: Store) -> str:
    given = store.snapshot().settings(ROLE)
    lines = [
        f"{who}: {grant['role']}, {', '.join(grant['regions']) or 'all regions'}"
        for who, grant in given.items()
    ]
    return "\n".join(lines or ["Nobody has a role yet."]) + "\n"


def _by() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
