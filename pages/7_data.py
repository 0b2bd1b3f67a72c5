"""Where every figure comes from, how it is worked out, what could not be read, and all of it to download."""

from __future__ import annotations

from frame import choose_part, start
from frame.account import VIEWS

visit = start("data")
with visit.guarding():
    view = choose_part("Show", "view", {name: label for name, (label, _) in VIEWS.items()})
    VIEWS[view][1](visit)
