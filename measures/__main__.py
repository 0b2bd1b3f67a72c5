"""python -m measures: see measures/command_line.py; of what an LMC gives away, disclosure/hand_over_line.py."""

from __future__ import annotations

import sys

from terminal.stopping import stoppable


@stoppable
def main() -> int:
    """Run the command line; its exit code comes back."""
    if sys.argv[1:2] == ["hand-over"]:
        from disclosure.hand_over_line import main as hand_over

        return hand_over(sys.argv[2:])
    from measures.command_line import main

    return main()


if __name__ == "__main__":
    sys.exit(main())
