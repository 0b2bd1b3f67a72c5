"""Meetings as they are kept: nothing of one is lost on the way into the store and back."""

from __future__ import annotations

from datetime import date

import pytest

from decks.meetings import KIND, Meeting, meetings
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
