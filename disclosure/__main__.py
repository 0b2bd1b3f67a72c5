"""python -m disclosure: see disclosure/command_line.py, which is imported late: Ctrl-C is as likely while it is."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; its exit code comes back, 2 where Ctrl-C stopped it."""
    try:
        from disclosure.command_line import main

        return main()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
