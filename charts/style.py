"""Colours: named here once, for every chart.

The colours were measured: 3:1 between neighbours, 4.5:1 for the text in a bar, apart under simulated colour
blindness. Hatching makes the text in a bar unreadable, so that counted and reported differ by fill and word.
"""

from __future__ import annotations

INK, QUIET, RULE, GRID, PAPER = "#14212B", "#4A5963", "#D8DDE0", "#E8ECEE", "#FFFFFF"
GREEN, AMBER, RED, NO_REPLY = "#218368", "#FFC845", "#740F06", "#D8DDE0"
NO_ANSWER, WITHHELD = "#A8B4BC", "#6B7780"
BLUE, TEAL, PLUM, ORANGE, GREY, LILAC = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"

# Answers of the three scales that come with the product; others take the plain palette in their order.
ANSWERS = {
    "green": GREEN, "amber": AMBER, "red": RED,
    "taking": GREEN, "planning": AMBER, "not_taking": RED,
    "accept": GREEN, "undecided": AMBER, "reject": RED,
}  # fmt: skip
OTHERS = (BLUE, TEAL, PLUM, ORANGE, GREY, LILAC)

INVENTED = "Invented demonstration data"
