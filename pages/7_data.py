"""Where every figure comes from, how it is worked out, what could not be read, and all of it to download."""

from __future__ import annotations

from frame import choose_one, choose_part, start
from frame.account import (
    show_left_out,
    show_measure,
    show_mended,
    show_method,
    show_problems,
    show_sources,
)
from measures import MEASURES

VIEWS = {
    "method": ("Method", show_method),
    "sources": ("Sources", show_sources),
    "problems": ("Problems", show_problems),
    "left_out": ("Left out", show_left_out),
    "mended": ("Mended by hand", show_mended),
    "downloads": ("Downloads", None),
}

visit = start("data")
with visit.guarding():
    view = choose_part("Show", "view", {name: label for name, (label, _) in VIEWS.items()})
    if view == "downloads":
        name = choose_one(
            "Measure", "measure", {name: f"{name}: {MEASURES[name].question}" for name in MEASURES}
        )
        show_measure(visit, name)
    else:
        VIEWS[view][1](visit)
