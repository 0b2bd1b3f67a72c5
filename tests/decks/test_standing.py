"""Where one region stands, in figures and in a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from decks.drawings import draw
from decks.reading import Once
from decks.standing import _stand


@pytest.fixture
def reading(full) -> Once:
    from store import Store

    return Once(Store.open().snapshot())


def test_the_facts_of_a_region(reading):
    chart = draw(reading, "standing", region="dorset", on=date(2025, 3, 1))
    facts = {fact.label: fact.figure for fact in chart.drawing.facts}
    notes = {fact.label: fact.note for fact in chart.drawing.facts}
    assert facts["Notices standing on 1 March 2025"] == "4"
    assert facts["Of these in effect"] == "2"
    assert facts["Next to take effect"] == "1"
    assert notes["Next to take effect"].startswith("notice on ")
    assert facts["Replies to the newest survey"].startswith("4 of ")
    assert notes["Replies to the newest survey"].startswith("practices (")
    assert chart.headline.endswith("replied to the newest survey; 4 notices stand, 2 of them in effect.")


def test_a_region_without_a_survey_and_without_notices_has_no_such_slide(reading):
    assert draw(reading, "standing", region="bsw", on=date(2025, 3, 1)) is None


@pytest.mark.parametrize(
    ("standing", "in_effect", "expected"),
    [
        (0, 0, "no notice stands"),
        (1, 1, "1 notice stands and is in effect"),
        (1, 0, "1 notice stands and is not yet in effect"),
        (5, 0, "5 notices stand, none of them in effect"),
    ],
)
def test_in_the_singular_and_with_none(standing, in_effect, expected):
    assert _stand(standing, in_effect) == expected
