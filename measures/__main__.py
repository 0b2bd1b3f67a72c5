"""python -m measures: see measures/command_line.py; of what an LMC gives away, disclosure/hand_over_line.py. They are
imported late: Ctrl-C is as likely while they are."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; its exit code comes back, 2 where Ctrl-C stopped it."""
    try:
        if sys.argv[1:2] == ["hand-over"]:
            from disclosure.hand_over_line import main as hand_over

            return hand_over(sys.argv[2:])
        from measures.command_line import main

        return main()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
