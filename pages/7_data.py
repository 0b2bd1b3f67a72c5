"""Where every figure comes from, how it is worked out, what could not be read, and all of it to download."""

from __future__ import annotations

from frame import Visit, choose_part, draw_body, start
from frame.account import VIEWS


def _draw(visit: Visit) -> None:
    view = choose_part("Show", "view", {name: label for name, (label, _) in VIEWS.items()})
    VIEWS[view][1](visit)


visit = start("data")
draw_body(visit, _draw)
