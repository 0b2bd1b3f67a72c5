"""What the ICBs did after, on a time line."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import pandas as pd
import pytest

from charts import Provenance, responses
from charts.svg import inset

NAMES = {"north": "North", "south": "South"}


def events(*rows: tuple[str, str | None, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"region": region, "happened_on": on, "sort_on": on and f"{on}-01"[:10], "kind": kind,
             "summary": f"{kind} in {region}", "amount": None, "services": None, "source": "Pulse"}
            for region, on, kind in rows
        ]
    )  # fmt: skip


GRID = events(
    ("south", "2024-11", "offer"), ("south", "2024-11", "review"), ("north", "2025-01-15", "letter"),
    ("north", None, "offer"),
)  # fmt: skip


def test_lanes_stand_in_the_order_of_the_names_and_undated_events_in_the_table():
    chart = responses.chart(GRID, NAMES, Provenance())
    assert [lane.label for lane in chart.drawing.lanes] == ["North", "South"]
    assert [[mark.words for mark in lane.marks] for lane in chart.drawing.lanes] == [["L"], ["O", "R"]]
    assert "1 event without a date in the table" in chart.base
    assert list(chart.table["When"]) == ["November 2024", "November 2024", "15 January 2025", "not dated"]


def test_events_of_one_day_cover_each_other_in_no_picture():
    chart = responses.chart(GRID, NAMES, Provenance())
    (picture,) = inset(chart, across=760)
    pills = [
        (float(item.get("x")), float(item.get("x")) + float(item.get("width")), item.get("y"))
        for item in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}rect")
        if item.get("rx")
    ]
    assert len(pills) == 3
    for (_, end, level), (start, _, other) in combinations(sorted(pills), 2):
        assert end <= start or level != other


def test_a_page_and_a_slide_have_the_same_letter_for_a_kind():
    """A letter each, that no other kind has; in the picture it stands in the mark and in the key."""
    chart = responses.chart(GRID, NAMES, Provenance())
    assert {(series.letter, series.name) for series in chart.drawing.series} == {
        ("O", "Offer"), ("R", "Review"), ("L", "Letter"),
    }  # fmt: skip
    assert len({letter for _, _, letter in responses.KINDS.values()}) == len(responses.KINDS)


def test_a_kind_that_is_new_has_a_letter_that_is_free():
    frame = pd.concat([GRID, events(("south", "2025-02", "ruling"))], ignore_index=True)
    chart = responses.chart(frame, NAMES, Provenance())
    assert ("U", "Ruling") in {(series.letter, series.name) for series in chart.drawing.series}


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (GRID, "2 regions have an offer from the ICB on record: South and North."),
        (GRID.iloc[[0]], "1 region has an offer from the ICB on record: South."),
        (
            events(("south", "2024-11", "review")),
            "An act of the ICB is on record in 1 region: South; no offer yet.",
        ),
        (events(("south", "2024-11", "letter")), "1 event on record, none of them by an ICB."),
    ],
)
def test_the_headline_counts_offers(frame, sentence):
    assert responses.chart(frame, NAMES, Provenance()).headline == sentence


def test_no_events_are_refused():
    with pytest.raises(ValueError, match="No responses"):
        responses.chart(GRID.head(0), NAMES, Provenance())
