"""Charts of every kind, full and sparse, and what can be measured in a picture without drawing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import ImageFont

import charts.svg
from charts import (
    Chart,
    Provenance,
    comparison,
    matrix,
    notices,
    preferences,
    regions,
    responses,
    tiles,
    timeline,
)
from charts.drawing import Fact, Facts
from charts.svg.themes import contrast

ON = date(2025, 2, 10)
FONTS = Path(charts.svg.__file__).parent / "fonts"
LONG = "Switch off medicines optimisation software and every other decision support tool of the ICB"
WORDS = (
    "Limit",
    "Stop rationing referrals",
    LONG,
    "Serve notice on voluntary and locally commissioned services",
)
SVG = "{http://www.w3.org/2000/svg}"


def names(prefix: str, count: int) -> dict[str, str]:
    """Labels of every length for ids prefix0, prefix1, …"""
    return {f"{prefix}{at}": f"{WORDS[at % len(WORDS)]} {at + 1}" for at in range(count)}


def where(*, full: bool) -> Provenance:
    if not full:
        return Provenance("Testshire", "1 April 2025", "log.csv")
    source = "; ".join(
        f"A long name of a spreadsheet that came by e-mail, version {at}.xlsx" for at in range(4)
    )
    return Provenance("Testshire", "5 December 2024", source, invented=True)


def answers(actions: int) -> pd.DataFrame:
    rows = []
    for at in range(actions):
        for answer, count in zip(("green", "amber", "red"), (31 - 2 * at, 9 + at, 1 + at % 4), strict=True):
            rows.append({"action": f"a{at}", "answer": answer, "practices": max(count, 0), "answered": 45,
                         "responded": 47, "out_of": 60})  # fmt: skip
    return pd.DataFrame(rows)


BLANK = {"out_of": None, "share": None, "qualifier": "exact", "unit": "practices", "as_of": "2025-01",
         "source": "A journal of general practice, January 2025, a headline as long as they tend to be",
         "words": None, "rung": "served", "scope": None, "effective_on": None, "in_effect": None,
         "signed_up": None, "first_effective_on": None, "next_effective_on": None, "parent": None,
         "basis": "reported", "kind": "service", "count": None}  # fmt: skip
SAID = "a request to extend every notice period to the end of March, with which almost all of them agreed"


def noticed(services: int) -> pd.DataFrame:
    rows = [
        {**BLANK, "service": f"s{at}", "basis": "counted", "count": 40 - 3 * at, "out_of": 60,
         "share": (40 - 3 * at) / 60, "in_effect": max(0, 20 - 2 * at) if at % 2 else 0, "signed_up": at % 3}
        for at in range(services)
    ]  # fmt: skip
    if services > 1:
        rows += [
            {**BLANK, "service": "s0", "share": 0.9, "qualifier": "almost"},
            {**BLANK, "service": "s1", "qualifier": "words", "words": SAID, "parent": "s0"},
            {**BLANK, "service": "s2", "qualifier": "named"},
            {**BLANK, "service": "s3", "count": 150_000, "unit": "patients", "qualifier": "over"},
        ]
    return pd.DataFrame(rows)


def compared(places: int, subjects: int) -> pd.DataFrame:
    rows = []
    for place in range(places):
        for subject in range(subjects):
            share = (place * 7 + subject * 13) % 100 / 100
            row = {**BLANK, "region": f"r{place}", "subject": f"s{subject}", "out_of": 64, "share": share}
            if (place + subject) % 4 == 0:
                rows.append(row | {"basis": "counted", "count": round(share * 64)})
            if (place + subject) % 3 == 0:
                rows.append(row | {"qualifier": "almost", "rung": "signed_up"})
            if (place + subject) % 5 == 1:
                rows.append(row | {"share": None, "qualifier": "named"})
    return pd.DataFrame(rows)


def effective(services: int, dates: int) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"service": f"s{at}", "effective_on": pd.Timestamp(ON + timedelta(days=(at * 37 + 11 * step) % 400 - 150)),
             "notices": 1 + (at * 5 + step) % 60}
            for at in range(services)
            for step in range(dates)
        ]
    )  # fmt: skip


def happened(places: int, events: int) -> pd.DataFrame:
    kinds = list(responses.KINDS)
    start = pd.Timestamp(2025, 1, 1)
    return pd.DataFrame(
        [
            {"region": f"r{at}", "happened_on": "2025-01", "sort_on": start + pd.Timedelta(days=9 * step),
             "kind": kinds[(at + step) % len(kinds)], "summary": "The ICB answered.", "amount": None,
             "services": None, "source": "A journal"}
            for at in range(places)
            for step in range(events)
        ]
    )  # fmt: skip


def differing(actions: int) -> pd.DataFrame:
    """The measure `differences` of two regions: a difference, none shown and none to be had, in turn."""
    rows = []
    for at in range(actions):
        verdict = ("difference", "no difference shown", "not comparable")[at % 3]
        row = {"action": f"a{at}", "answer": "green", "answer_order": 1, "verdict": verdict, "reason": None,
               "first_region_name": "North Yorkshire and York",
               "second_region_name": "Bristol, North Somerset and South Gloucestershire (BNSSG)",
               "difference": -0.14, "low": -0.25, "high": -0.03}  # fmt: skip
        for side in ("first", "second"):
            row |= {f"{side}_answered": 61, f"{side}_practices": 30 + at, f"{side}_share": (30 + at) / 61,
                    f"{side}_as_of": "2026-10-15"}  # fmt: skip
        if verdict == "not comparable":
            row |= {"reason": "the two surveys asked in other words, and fewer than five practices answered",
                    "second_answered": None, "second_practices": None, "second_share": None}  # fmt: skip
        rows.append(row)
    return pd.DataFrame(rows)


def placed(count: int) -> pd.DataFrame:
    """The measure `tiles`: a grid of nine rows and seven columns, a region in each tile."""
    rows = [
        {"icb": f"X{at}", "name": f"NHS {LONG} {at} ICB", "short_name": f"{WORDS[at % len(WORDS)]} {at}",
         "tile": f"N {at}", "row": at * 9 // 42, "col": at % 7, "regions": f"r{at}", "divided": None}
        for at in range(count)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def drawn(*, full: bool) -> dict[str, Chart]:
    """A chart of every kind: of twelve actions and 42 regions with long names, or of one of each."""
    actions, services, places = names("a", 12), names("s", 14), names("r", 42)
    every = {**actions, **services, **places, "green": "Green", "amber": "Amber", "red": "Red"}
    at = where(full=full)
    many = 12 if full else 1
    history = pd.DataFrame(
        {"happened_on": [pd.Timestamp(ON) - pd.Timedelta(days=9 * step) for step in range(many)],
         "notices_served": [3] * many, "notices_ended": [0] * many}
    )  # fmt: skip
    fact = Fact("Notices standing on 10 February 2025", "1,182", "on 14 services by 61 practices, Testshire")
    facts = Facts(((fact,) * 5 + (Fact("Replies", "61 of 64 practices (95%)", LONG),)) if full else (fact,))
    both = (answers(many), answers(max(many - 2, 1)))
    item = "s0" if full else "s1"
    return {
        "preferences": preferences.chart(answers(many), every, at),
        "comparison": preferences.compare(both, ("Testshire, October 2024", f"Elsewhere, {LONG}"), every, at),
        "differences": comparison.differences(differing(many), every, at),
        "notices": notices.chart(noticed(14 if full else 1), every, at, on=ON),
        "subject": regions.chart(compared(42 if full else 2, 2), item, every, at),
        "matrix": matrix.chart(compared(many * 3, many), every, at, regions=[f"r{n}" for n in range(42)]),
        "dates": timeline.dates(effective(many, 4 if full else 1), every, at, on=ON),
        "totals": timeline.totals(history, effective(many, 1), at, on=ON),
        "responses": responses.chart(happened(42 if full else 1, 6 if full else 1), every, at),
        "tiles": tiles.chart(placed(42 if full else 2), compared(42, 1).query("subject == 's0'"), "s0", every, at),
        "facts": Chart("facts", "Where we stand.", pd.DataFrame(), facts, "64 practices"),
        "table": Chart("table", "As a table.", pd.DataFrame({"Action": list(actions.values())[:many],
                       "Words": [LONG] * many, "Practices": ["12"] * many}), base="64 practices"),
    }  # fmt: skip


KINDS = (
    "preferences",
    "comparison",
    "differences",
    "notices",
    "subject",
    "matrix",
    "dates",
    "totals",
    "responses",
    "tiles",
    "facts",
    "table",
)


@pytest.fixture(scope="session")
def full() -> dict[str, Chart]:
    return drawn(full=True)


@pytest.fixture(scope="session")
def sparse() -> dict[str, Chart]:
    return drawn(full=False)


@pytest.fixture(
    scope="session", params=[(kind, size) for kind in KINDS for size in ("full", "sparse")], ids="-".join
)
def chart(request, full, sparse) -> Chart:
    """Each kind of slide in turn, full and sparse."""
    kind, size = request.param
    return (full if size == "full" else sparse)[kind]


@dataclass(frozen=True)
class Seen:
    """A text or a rectangle as it would be seen. place: its order from the back to the front."""

    left: float
    top: float
    right: float
    bottom: float
    place: int
    words: str = ""
    size: float = 0
    fill: str = "none"
    edge: str = ""

    def covers(self, other: Seen, by: float = 1.0) -> bool:
        """Whether the two share more than a hair's breadth."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by and down > by

    def holds(self, other: Seen, spare: float = 1.0) -> bool:
        return (
            self.left - spare <= other.left and self.right + spare >= other.right
            and self.top - spare <= other.top and self.bottom + spare >= other.bottom
        )  # fmt: skip


class Picture:
    """What stands where in one SVG: its texts with their measured widths, its rectangles, its size."""

    def __init__(self, svg: str) -> None:
        self.root = ElementTree.fromstring(svg)
        _, _, self.width, self.height = map(float, self.root.get("viewBox").split())
        self.texts, self.boxes = [], []
        for place, node in enumerate(self.root.iter()):
            if node.tag == f"{SVG}text":
                self.texts.append(self._text(node, place))
            elif node.tag == f"{SVG}rect":
                self.boxes.append(self._box(node, place))

    @staticmethod
    def _text(node, place: int) -> Seen:
        strong = node.get("font-weight") == "600"
        font = ImageFont.truetype(FONTS / f"SourceSans3-{'Semibold' if strong else 'Regular'}.ttf", 200)
        size, words = float(node.get("font-size")), node.text
        wide = font.getlength(words) * size / 200
        x, base = float(node.get("x")), float(node.get("y"))
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[node.get("text-anchor", "start")]
        # From the top of a capital to the foot of a g.
        return Seen(
            left, base - 0.72 * size, left + wide, base + 0.22 * size, place, words, size, node.get("fill")
        )

    @staticmethod
    def _box(node, place: int) -> Seen:
        x, y = float(node.get("x", 0)), float(node.get("y", 0))
        w, h = float(node.get("width")), float(node.get("height"))
        return Seen(x, y, x + w, y + h, place, fill=node.get("fill"), edge=node.get("stroke", ""))

    def behind(self, text: Seen) -> Seen:
        """The rectangle that a text stands on: the last one filled before it that holds its middle."""
        x, y = (text.left + text.right) / 2, (text.top + text.bottom) / 2
        under = [box for box in self.boxes if box.place < text.place and box.fill != "none"
                 and box.left <= x <= box.right and box.top <= y <= box.bottom]  # fmt: skip
        return under[-1]

    @property
    def paper(self) -> str:
        return self.boxes[0].fill

    def neighbours(self) -> list[tuple[Seen, Seen]]:
        """Parts of one bar that touch."""
        parts = [
            box
            for box in self.boxes[1:]
            if box.fill not in ("none", self.paper) and box.bottom - box.top > 20
        ]
        return [
            (part, other) for part in parts for other in parts
            if abs(part.right - other.left) < 1 and abs(part.top - other.top) < 1
        ]  # fmt: skip


@pytest.fixture(scope="session")
def picture():
    """Reads an SVG document into what can be measured."""
    return Picture


@pytest.fixture(scope="session")
def halved():
    """The contrast of two colours on a projector that washes out half of it: every channel nearer to grey."""

    def washed(colour: str) -> str:
        parts = [int(part, 16) // 2 + 64 for part in re.findall("..", colour[1:])]
        return "#" + "".join(f"{part:02X}" for part in parts)

    return lambda item, other: contrast(washed(item), washed(other))
