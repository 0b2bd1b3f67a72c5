"""python -m measures: see measures/command_line.py, which is imported where Ctrl-C is looked after."""

from __future__ import annotations

import sys

from store.terminal import run


def load():
    from measures.command_line import main

    return main


if __name__ == "__main__":
    sys.exit(run(load))
