"""Any page as of any day, set in the bar and kept in the address."""

from __future__ import annotations

from datetime import date

import pytest

from tests.pages.test_pages import opened, text_of, title

AUTUMN = (
    "2024-12-31"  # two practices of Dorset had replied by then; those of the winter reply on 3 February 2025
)


def bar_day(page) -> date:
    return page.date_input(key="on").value


@pytest.mark.parametrize("name", ["dashboard", "preferences", "notices", "regions", "responses", "data"])
def test_every_page_with_figures_takes_its_day_from_the_bar(full, name):
    page = opened(name, on=AUTUMN)
    assert bar_day(page) == date(2024, 12, 31)
    page.date_input(key="on").set_value(date.today()).run()
    assert "on" not in page.query_params


def test_answers_are_those_that_had_been_sent_by_the_day(full):
    page = opened("preferences", on=AUTUMN, base="answered")
    assert title(page) == (
        "Serve notice on voluntary services has the most support: 1 of 2 practices (50%) would readily do this."
    )
    assert "as of 31 December 2024, by when replies were sent" in text_of(page)
    assert page.selectbox(key="survey").value == "autumn"


def test_a_survey_that_had_not_begun_is_said_so(full):
    page = opened("preferences", on=AUTUMN, survey="winter")
    assert title(page) == "“Test survey” had not begun by 31 December 2024."
    assert "Its first reply was sent on 3 February 2025." in text_of(page)


def test_the_landing_page_of_a_day_before_anything(full):
    assert title(opened("dashboard", on="2023-01-01")).startswith("No survey is loaded yet")


def test_a_day_goes_along_to_the_other_pages_and_today_does_not(full):
    def links(page):
        return [element.proto.query_string for element in page.get("page_link")]

    assert any("on=2024-12-31" in query for query in links(opened("preferences", on=AUTUMN)))
    assert not any("on=" in query for query in links(opened("preferences")))


def test_what_had_not_happened_is_not_on_the_time_line(full):
    page = opened("responses", on="2024-10-31")
    dates = list(page.table[0].value["When"])
    assert dates
    assert not any("2025" in when for when in dates)


@pytest.mark.parametrize(
    ("name", "asked"),
    [("notices", {"region": "gloucestershire"}), ("notices", {"view": "ladder"}), ("regions", {})],
)
def test_what_had_not_been_published_is_on_no_page(full, name, asked):
    """Of Gloucestershire was told in January 2025: by its end that had surely been."""
    asked = {"region": "gloucestershire"} | asked if name == "notices" else asked
    assert "almost 90%" in tables_and_captions(opened(name, on="2025-01-31", **asked))
    assert "almost 90%" not in tables_and_captions(opened(name, on="2025-01-30", **asked))


def tables_and_captions(page) -> str:
    # Below the bar, which says how new the data are whatever the day.
    captions = [each.value for each in page.caption if "published figures to" not in each.value]
    return "\n".join(
        [*(each.value for each in page.title), *captions, *(each.value.to_csv() for each in page.table)]
    )
