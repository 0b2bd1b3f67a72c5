"""What every page shares: page set-up, who is looking, navigation, the as-of bar, charts on the screen.

from frame import draw_body, start
visit = start("preferences")
draw_body(visit, body)
"""

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
