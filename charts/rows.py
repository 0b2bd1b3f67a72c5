"""Rows of bars that end in words: shared by the charts of notices and of regions.

A row is a dict: label, length (of the bar; None draws none), words (written after the bar), basis.
Counted figures are solid, reported ones outlined, and both say so in words.
"""

from __future__ import annotations

import pandas as pd

from charts.drawing import Series
from charts.style import BLUE, PLUM, TEAL
from charts.wording import QUALIFIERS, day, figure_words, known, listing, percent

BASES = {"counted": "counted", "reported": "reported", "demonstration": "counted, demonstration"}
RUNGS = {
    "wanted": "wanted",
    "signed_up": "signed up",
    "served": "served",
    "extended": "served, extended",
    "in_effect": "in effect",
    "resolved": "resolved",
    "withdrawn": "withdrawn",
}
# The same rung of an action, which is taken rather than served.
RUNGS_OF_ACTIONS = RUNGS | {"in_effect": "taking it", "wanted": "in favour", "served": "served notice"}
SCOPES = {
    "new_requests": "new requests only",
    "existing_patients": "existing patients",
    "at_capacity": "when at capacity",
    "consider_stopping": "may stop",
}

INTERVAL = "95% interval, were the others alike"  # the heading says what it assumes


def rows_of(frame: pd.DataFrame) -> list[dict]:
    """The frame's rows as dicts, every blank None."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def outlined(basis: str) -> bool:
    """A published figure, which somebody else counted."""
    return basis == "reported"


def by_share(frame: pd.DataFrame) -> bool:
    """Whether bars can be shares of practices: every counted figure has one, or all are reported.

    Figures of patients or GPs never decide: they have no bar.
    """
    practices = frame[frame["unit"].fillna("practices") == "practices"]
    ours = practices[practices["basis"] != "reported"]
    if len(ours):
        return bool(ours["share"].notna().all())
    return bool(practices["share"].notna().any())


def by_size(row: dict) -> tuple:
    """To sort figures by: the largest share first, then counts, those without a figure, patients last."""
    patients = known(row["unit"]) and row["unit"] != "practices"
    size = row["share"] if known(row["share"]) else 0
    return (patients, not (known(row["share"]) or known(row["count"])), -(size or 0), -(row["count"] or 0))


def length(row: dict, shares: bool) -> float | None:
    """How long a figure's bar is; None for what is no figure about practices on this axis."""
    if known(row.get("unit")) and row["unit"] != "practices":
        return None
    value = row.get("share") if shares else row.get("count")
    return float(value) if known(value) else None


def rung_words(row: dict) -> str:
    """'served', 'signed up'; '' where the figure stands on no rung. An action is taken, not served."""
    rungs = RUNGS_OF_ACTIONS if row.get("kind") == "action" else RUNGS
    return rungs.get(row.get("rung"), "") if known(row.get("rung")) else ""


def figure_at_rung(row: dict) -> str:
    """'almost 90% served'; where the source gave no figure: '“replicated”, served', 'named, no figure, served'."""
    figure, rung = figure_words(row), rung_words(row)
    if row.get("qualifier") == "words":
        figure = f"“{figure}”" if known(row.get("words")) else figure
    apart = ", " if row.get("qualifier") in ("words", "named") else " "
    return apart.join(part for part in (figure, rung) if part)


def details(row: dict) -> str:
    """What limits a published figure: scope, and from when; '' where the source says neither."""
    scope = SCOPES.get(row.get("scope"), "") if known(row.get("scope")) else ""
    start = f"from {day(row['effective_on'])}" if known(row.get("effective_on")) else ""
    return ", ".join(part for part in (scope, start) if part)


def figure_columns(rows: list[dict]) -> dict[str, list[str]]:
    """What every table says of a figure, a text a row: basis, rung, words and what limits it; '' for nothing."""
    return {
        "Basis": [row["basis"] for row in rows],
        "Step": [rung_words(row) for row in rows],
        "Figure": [figure_words(row) for row in rows],
        "In the source's words": [row.get("words") or "" for row in rows],
        "Counts it could be": [row.get("possible") or "" for row in rows],
        "Limits": [details(row) for row in rows],
    }


COUNTED_FILL, PENDING_FILL, REPORTED_LINE = BLUE, TEAL, PLUM
LILAC_OUTLINE = "#6F5A9C"
# What solid and outlined mean wherever counted and published figures stand together.
BASES_DRAWN = (Series("Counted", COUNTED_FILL), Series("Reported by others", REPORTED_LINE, outlined=True))


def qualifier_words(frame: pd.DataFrame) -> str:
    """What the qualifiers in a frame mean for the reader; '' when every figure is exact."""
    qualifiers = set(frame["qualifier"].dropna()) - {"exact"}
    words = [QUALIFIERS[qualifier] for qualifier in QUALIFIERS if qualifier in qualifiers]
    parts = []
    if words:
        quoted = listing([f"“{word}”" for word in words], most=5)
        parts.append(f"{quoted}: as the source put it")
    if "words" in qualifiers:
        parts.append("some sources gave words alone")
    if "named" in qualifiers:
        parts.append("“named”: the source gives no number")
    return "; ".join(parts)


def sources(frame: pd.DataFrame) -> str:
    """Who counted or published, each once."""
    return listing(list(dict.fromkeys(frame["source"].dropna())), most=2)


def share_words(value: object) -> str:
    return percent(value) if known(value) else ""


def interval_words(row: dict) -> str:
    if not known(row["low"]) or not known(row["high"]):
        return ""
    return f"{percent(row['low'])} to {percent(row['high'])}"
