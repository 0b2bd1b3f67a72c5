"""python -m loaders: see loaders/command_line.py, which is imported where Ctrl-C is looked after."""

from __future__ import annotations

import sys

from store.terminal import run


def load():
    from loaders.command_line import main

    return main


if __name__ == "__main__":
    sys.exit(run(load, "Stopped; nothing was half loaded."))
