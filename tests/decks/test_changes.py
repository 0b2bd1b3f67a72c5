"""What each slide says of the time since the last meeting, on a store that can be counted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from charts.captions import caption
from decks.changes import since_words
from decks.meetings import Meeting, play
from decks.reading import Once
from store import Store

ON = date(2025, 3, 1)
PLACE = {"region": "dorset"}


@pytest.fixture
def reading(full) -> Once:
    return Once(Store.open().snapshot())


@pytest.mark.parametrize(
    ("name", "asked", "since", "expected"),
    [
        ("notices", PLACE, date(2024, 11, 15), "since 15 November 2024: 2 notices served"),
        ("totals", PLACE | {"services": ("ring_pessary",)}, date(2024, 11, 15),
         "since 15 November 2024: 1 notice served"),
        ("standing", PLACE, date(2025, 1, 14), "since 14 January 2025: nothing new"),
        ("preferences", PLACE | {"survey": "winter"}, date(2025, 1, 14), "since 14 January 2025: all 4 replies"),
        ("preferences", PLACE | {"survey": "winter"}, date(2025, 2, 3), "since 3 February 2025: nothing new"),
        ("notices", {"region": "bsw"}, date(2025, 1, 14), ""),
        ("changes", PLACE, date(2025, 1, 14), ""),
        # All that is known of Dudley happened in March 2025: on its first day it had not surely happened.
        ("responses", {"regions_shown": ("dudley",)}, date(2025, 2, 1), "since 1 February 2025: nothing new"),
        ("matrix", {"kind": "service", "regions_shown": ("gloucestershire",)}, date(2025, 2, 1),
         "since 1 February 2025: no published figure"),
        ("matrix", {"kind": "service", "regions_shown": ("gloucestershire",)}, date(2024, 12, 1),
         "since 1 December 2024: 2 published figures"),
    ],
)  # fmt: skip
def test_what_is_new(reading, name, asked, since, expected):
    assert since_words(reading, name, asked, since, ON) == expected


def test_what_is_known_to_the_month_is_new_from_its_end(reading):
    asked = {"regions_shown": ("dudley",)}
    words = since_words(reading, "responses", asked, date(2025, 2, 1), date(2025, 3, 31))
    assert words == "since 1 February 2025: 3 events"


def test_every_slide_says_it_where_the_last_meeting_is_known(reading):
    slides = play(reading, Meeting("", "dorset", date(2024, 11, 15)), ON)
    words = {slide.name: caption(slide.chart(reading)) for slide in slides}
    assert "since 15 November 2024: 2 notices served" in words["notices"]
    assert "since 15 November 2024: all 4 replies" in words["preferences"]
    without = play(reading, Meeting("", "dorset"), ON)
    assert not any("since 1" in caption(slide.chart(reading)) for slide in without if slide.name != "changes")
