"""Every view of the pages of figures, full and empty, and the way from a figure to its cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

PAGES = Path(__file__).resolve().parents[2] / "pages"


def opened(name: str, **asked: str) -> AppTest:
    page = AppTest.from_file(str(PAGES / name), default_timeout=60)
    for parameter, value in asked.items():
        page.query_params[parameter] = value
    page.run()
    assert not page.exception
    assert not page.error
    return page


def title(page: AppTest) -> str:
    return page.title[0].value.replace("\\", "")


def traced(page: AppTest) -> list[dict]:
    """The rows of the table that says what a figure is made of."""
    return next(table.value for table in page.table if "Why" in table.value).to_dict("records")


@pytest.mark.parametrize(
    ("view", "says"),
    [
        (
            "support",
            "Serve notice on voluntary services comes first: 3 of 4 practices (75%) will act, 1 more",
        ),
        ("onset", "If all did, 4 of "),
        ("waves", "2 waves: from the first to the last,"),
        ("moves", "Of 4 pairs of answers by the same practices, 2 moved towards acting and 0 away."),
        ("comments", "Nobody wrote a comment in this survey."),
    ],
)
def test_views_of_preferences(full, view, says):
    assert title(opened("1_preferences.py", view=view)).startswith(says)


@pytest.mark.parametrize(
    ("view", "says"),
    [
        ("ladder", "1 service of 2 has notices in effect."),
        ("windows", "No notice comes into effect in the next 90 days."),
        ("onset", "If all did, 3 of "),
    ],
)
def test_views_of_notices(full, view, says):
    assert title(opened("2_notices.py", view=view, on="2025-03-01")).startswith(says)


def test_one_action_s_moves(full):
    page = opened("1_preferences.py", view="moves", action="gp_connect")
    assert "of 2 practices that answered both times, 1 moved towards acting, 0 away" in title(page)


def test_an_answer_is_traced_to_its_cell_and_nobody_is_named_until_asked(full):
    page = opened("1_preferences.py", survey="winter")
    assert {row["Where"].replace("\\", "") for row in traced(page)} <= {
        f"winter.csv, S!B{row}" for row in range(1, 5)
    }
    assert "Practice" not in traced(page)[0]
    page.toggle(key="traced_names").set_value(True).run()
    assert {row["Practice"] for row in traced(page)} <= {"Z98101", "Z98102", "Z98103", "Z98104"}


def test_a_committee_is_never_offered_the_names(full, monkeypatch):
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    page = opened("1_preferences.py", survey="winter")
    assert not page.toggle
    assert "Practice" not in traced(page)[0]


def test_a_notice_is_traced_with_its_dates(full):
    page = opened("2_notices.py", on="2025-03-01")
    page.selectbox(key="traced_service").set_value("ring_pessary").run()
    said = {row["Said"] for row in traced(page)}
    assert "served 1 November 2024, from 1 February 2025" in said


def test_a_published_figure_is_traced_to_its_words_and_source(full):
    page = opened("2_notices.py", region="gloucestershire")
    page.selectbox(key="traced_service").set_value("ring_pessary").run()
    (row,) = traced(page)
    assert "almost 90%" in row["Said"]
    assert row["Where"].replace("\\", "").startswith("Pulse, January 2025")
    assert row["Where"].endswith("· read")


def test_the_question_as_it_was_asked_and_who_answered(full):
    said = " ".join(text.value for text in opened("1_preferences.py", survey="winter").markdown).replace(
        "\\", ""
    )
    assert "Asked: How ready is the practice to take this action?" in said
    assert "4 practices replied on 3 February 2025" in said


REGIONS = [
    ({"view": "beside", "region": "bob", "kind": "action"}, "BOB: 2 shares, none that another region has"),
    ({"view": "beside", "region": "sefton"}, "This region has no share that others or a survey of England"),
    ({"view": "differences"}, "Two regions are compared by their surveys, and fewer than two have one here."),
    ({"view": "patients"}, "No list sizes of this region's practices are loaded, or none of them acts."),
    ({"view": "networks"}, "No list of this region's practices is loaded, so their networks are not known."),
    ({"view": "local", "service": "psa_monitoring"}, "PSA monitoring: named in "),
    (
        {"view": "local", "kind": "action", "menu": "bma_2024_08"},
        "BMA menu of 1 August 2024 (ten actions): 10 items;",
    ),
]


@pytest.mark.parametrize(("asked", "says"), REGIONS)
def test_views_of_regions(full, asked, says):
    assert title(opened("3_regions.py", **asked)).startswith(says)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"view": "beside", "kind": "action"}, "Exampleshire: "),
        ({"view": "patients"}, "Practices with "),
        ({"view": "networks", "among": "ring_pessary"}, "Ring pessary fitting or change: "),
    ],
)
def test_views_of_a_region_with_a_list_of_practices(demonstrated, asked, says):
    page = opened("3_regions.py", region="exampleshire", **asked)
    assert title(page).startswith(says)
    assert page.title[0].value.endswith(":red-badge[Invented demonstration data]")


def test_one_subject_across_regions_is_traced(full):
    page = opened("3_regions.py", subject="ring_pessary")
    assert {row["Counts"] for row in traced(page)} <= {"yes", "no"}
    assert any("almost 90%" in row["Said"] for row in traced(page))
