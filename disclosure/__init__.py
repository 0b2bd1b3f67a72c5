"""What may leave for whom: the one step between measures and everything that shows or hands over.

    from disclosure import COMMITTEE, ask
    frame = ask(store.snapshot(), COMMITTEE, "list_weight", regions=("dorset",))

The rules are data: roles.csv (who), columns.csv and measures.csv (what), thresholds.csv (how few is too few), each row
with its reason or source.
"""

from __future__ import annotations

from disclosure.asking import ask
from disclosure.clearance import (
    ANALYST,
    COMMITTEE,
    PUBLIC,
    REPRESENTATIVE,
    ROLE,
    ROLES,
    Clearance,
    cleared,
    offered,
)
from disclosure.days import day_shown
from disclosure.files import gathered
from disclosure.tables import withheld

__all__ = [
    "ANALYST",
    "COMMITTEE",
    "PUBLIC",
    "REPRESENTATIVE",
    "ROLE",
    "ROLES",
    "Clearance",
    "ask",
    "cleared",
    "day_shown",
    "gathered",
    "offered",
    "withheld",
]
