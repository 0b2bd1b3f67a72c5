"""Meetings as they are kept: nothing of one is lost on the way into the store and back."""

from __future__ import annotations

from datetime import date

import pytest

from decks.meetings import KIND, Meeting, meetings, play
from decks.reading import Once
from decks.slides import Slide
from store import Store

FIRST = Slide("preferences", (("region", "dorset"), ("survey", "winter")))
SECOND = Slide("matrix", (("kind", "service"), ("regions_shown", ("dorset", "bsw"))))
THIRD = Slide("responses", ())


@pytest.fixture
def monthly() -> Meeting:
    return Meeting(
        "Monthly", "dorset", date(2025, 1, 14), date(2025, 2, 11), (FIRST, SECOND), names=True, theme="dark"
    )


def test_a_meeting_comes_back_as_it_was(store_directory, monthly):
    store = Store.open()
    store.set(KIND, monthly.name, monthly.value())
    assert meetings(store.snapshot()) == {"Monthly": monthly}


def test_a_meeting_of_which_little_is_known(store_directory):
    store = Store.open()
    store.set(KIND, "Extra", {"region": "bsw"})
    assert meetings(store.snapshot()) == {"Extra": Meeting("Extra", "bsw")}


def test_slides_are_added_once_moved_and_taken_out(monthly):
    longer = monthly.with_slide(THIRD).with_slide(THIRD)
    assert longer.slides == (FIRST, SECOND, THIRD)
    assert longer.with_slide_moved(2, -1).slides == (FIRST, THIRD, SECOND)
    assert longer.with_slide_moved(0, -1).slides == longer.slides
    assert longer.with_slide_moved(2, 1).slides == longer.slides
    assert longer.without_slide(1).slides == (FIRST, THIRD)


def test_the_usual_slides_of_a_region_in_the_order_of_a_meeting(full):
    reading = Once(Store.open().snapshot())
    deck = play(reading, Meeting("", "dorset", date(2025, 1, 14), date(2025, 3, 11)), date(2025, 2, 11))
    assert [slide.name for slide in deck] == [
        "since", "standing", "preferences", "changes", "notices", "coming", "dates", "totals",
        "responses", "matrix", "matrix",
    ]  # fmt: skip
    asked = {slide.name: dict(slide.asked) for slide in deck}
    assert asked["changes"] == {"region": "dorset", "on": date(2025, 2, 11), "since": date(2025, 1, 14)}
    assert asked["coming"] == {"region": "dorset", "on": date(2025, 2, 11), "until": date(2025, 3, 11)}


def test_days_that_are_not_known_are_a_month_away(full):
    reading = Once(Store.open().snapshot())
    deck = play(reading, Meeting("", "dorset"), date(2025, 3, 31))
    asked = {slide.name: dict(slide.asked) for slide in deck}
    assert asked["changes"]["since"] == date(2025, 2, 28)
    assert asked["coming"]["until"] == date(2025, 4, 30)


def test_chosen_slides_alone_are_played_and_a_day_that_was_chosen_stays(full):
    reading = Once(Store.open().snapshot())
    fixed = Slide("notices", (("region", "dorset"), ("on", date(2025, 1, 1))))
    gone = Slide("no such chart any more", ())
    meeting = Meeting("Extra", "dorset", slides=(fixed, gone, Slide("totals", (("region", "bsw"),))))
    assert [(slide.name, slide.asked) for slide in play(reading, meeting, date(2025, 3, 31))] == [
        (fixed.name, fixed.asked)
    ]
