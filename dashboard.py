"""Where we stand: the newest survey, the notices, what comes next, what could not be read."""

from frame import start

visit = start("dashboard")

# Only now: they import what draws figures, and the first visitor of a process has the navigation by then.
from frame import draw_body  # noqa: E402
from frame.cards import draw_directions  # noqa: E402
from frame.landing import draw_landing  # noqa: E402

draw_body(visit, draw_landing)
with visit.guarding():
    draw_directions(visit.viewer)
