"""python -m supply: see supply/__init__.py. Exit code 0: done. 2: wrong usage, or a package that is not installed."""

from __future__ import annotations

import sys

from supply.bill import bill_as_json, licences_page
from supply.lock import LOCK, ROOT, write_lock

LICENCES = ROOT / "docs" / "licences.md"


def main(arguments: list[str]) -> int:
    """Run one command; the exit code comes back."""
    if arguments == ["lock"]:
        write_lock()
        print(f"{LOCK.name} is written.", file=sys.stderr)
    elif arguments == ["sbom"]:
        print(bill_as_json())
    elif arguments == ["licences"]:
        LICENCES.write_text(licences_page(), encoding="utf-8")
        print(f"{LICENCES.relative_to(ROOT)} is written.", file=sys.stderr)
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
