"""python -m loaders: see loaders/command_line.py."""

from __future__ import annotations

import sys

from terminal.stopping import stoppable


@stoppable
def main() -> int:
    """Run the command line; its exit code comes back."""
    from loaders.command_line import main

    return main()


if __name__ == "__main__":
    sys.exit(main())
