"""What every page shares: page set-up, who is looking, navigation, the as-of bar, charts on the screen.

from frame import draw_body, start
visit = start("preferences")
draw_body(visit, body)

Each name is imported when it is first asked for: what draws figures takes a second to import, and the first visitor of
a process has the navigation meanwhile.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from frame.address import choose_day, choose_many, choose_one, choose_part
    from frame.body import draw_body
    from frame.showing import show, show_empty, show_table
    from frame.starting import start
    from frame.visit import Visit

__all__ = [
    "Visit",
    "choose_day",
    "choose_many",
    "choose_one",
    "choose_part",
    "draw_body",
    "show",
    "show_empty",
    "show_table",
    "start",
]

_MODULES = {
    **dict.fromkeys(("choose_day", "choose_many", "choose_one", "choose_part"), "frame.address"),
    **dict.fromkeys(("show", "show_empty", "show_table"), "frame.showing"),
    "draw_body": "frame.body",
    "start": "frame.starting",
    "Visit": "frame.visit",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'frame' has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
