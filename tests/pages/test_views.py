"""Every view of the pages of figures, full and empty, and the way from a figure to its cells."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from measures import measure
from store import Store
from tests.pages.conftest import add_survey, open_everything

PAGES = Path(__file__).resolve().parents[2] / "pages"


def opened(name: str, **asked: str) -> AppTest:
    page = AppTest.from_file(str(PAGES / name), default_timeout=60)
    for parameter, value in asked.items():
        page.query_params[parameter] = value
    open_everything(page)
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
    page.toggle(key="traced_names_action").set_value(True).run()
    assert {row["Practice"] for row in traced(page)} <= {"Z98101", "Z98102", "Z98103", "Z98104"}


def test_a_committee_is_never_offered_the_names(full, monkeypatch):
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    page = opened("1_preferences.py", survey="winter")
    assert not [toggle for toggle in page.toggle if "practices" in toggle.label.lower()]
    assert any("names practices: it stays with the LMC" in caption.value for caption in page.caption)
    assert "winter.csv" not in "".join(caption.value for caption in page.caption)


def test_a_notice_is_traced_with_its_dates(full):
    page = opened("2_notices.py", on="2025-03-01")
    page.selectbox(key="traced_service").set_value("ring_pessary").run()
    words = {row["Said"] for row in traced(page)}
    assert "served 1 November 2024, from 1 February 2025" in words


def test_a_published_figure_is_traced_to_its_words_and_source(full):
    page = opened("2_notices.py", region="gloucestershire")
    page.selectbox(key="traced_service").set_value("ring_pessary").run()
    (row,) = traced(page)
    assert "almost 90%" in row["Said"]
    assert row["Where"].replace("\\", "").startswith("Pulse, January 2025")
    assert row["Where"].endswith("· read")


def test_the_question_as_it_was_asked_and_who_answered(full):
    words = " ".join(text.value for text in opened("1_preferences.py", survey="winter").markdown).replace(
        "\\", ""
    )
    assert "Asked: How ready is the practice to take this action?" in words
    assert "4 practices replied on 3 February 2025" in words


#          practice  serve_notice  gp_connect
OTHERS = """
           Z98201    green         red
           Z98202    red           amber
"""
REGIONS = [
    ({"view": "beside", "region": "bob", "kind": "action"}, "BOB: 2 shares, none that another region has"),
    (
        {"view": "beside", "region": "sefton", "kind": "service"},
        "Sefton has no share of services that another region or a survey of",
    ),
    ({"view": "beside"}, "Dorset: 2 shares, none that another region has"),
    (
        # Gloucestershire and Dorset lie in one ICB each, North Yorkshire and York in two.
        {"view": "map", "on_map": "ring_pessary"},
        "Ring pessary fitting or change: something is known in 4 of 42 ICBs",
    ),
    ({"view": "map", "on_map": "psa_monitoring", "layout": "2026"}, "PSA monitoring: something is known in "),
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


def test_every_local_limit_of_the_reference_data_is_listed(full):
    with (PAGES.parent / "data" / "reference" / "caveats.csv").open(encoding="utf-8", newline="") as lines:
        limits = [row for row in csv.DictReader(lines) if row["kind"] in ("", "action")]
    page = opened("3_regions.py", view="limits", kind="action")
    assert title(page).startswith(f"{len(limits)} local limits on what figures mean, in ")
    assert len(page.table[0].value) == len(limits)


def test_where_nothing_stands_beside_a_region_there_is_a_way_on(full):
    words = " ".join(
        paragraph.value
        for paragraph in opened("3_regions.py", view="beside", region="sefton", kind="service").markdown
    )
    assert "There is something to compare about actions for Dorset and BOB" in words


def test_two_regions_with_the_verdict_in_words(filled, store_directory):
    shutil.copytree(filled, store_directory)
    add_survey(Store.open(store_directory), "spring", OTHERS, "2025-03-01", region="bsw")
    page = opened("3_regions.py", view="differences", first="dorset", second="bsw")
    assert "Bath and North East Somerset, Swindon and Wiltshire" in title(page)
    verdicts = {
        (row["Action"], row["Answer"]): row["Verdict"] for row in page.table[0].value.to_dict("records")
    }
    assert verdicts["Serve notice on voluntary services", "Green"].startswith("no difference shown, ")


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
    drawn = next(element for element in page.get("bidi_component") if element.proto.bytes)
    assert "Invented demonstration data" in str(drawn.proto)


def test_one_subject_across_regions_is_traced(full):
    page = opened("3_regions.py", subject="ring_pessary")
    assert {row["Counts"] for row in traced(page)} <= {"yes", "no"}
    assert any("almost 90%" in row["Said"] for row in traced(page))


@pytest.mark.parametrize(
    ("view", "regions", "says"),
    [
        # Dorset's log begins on 1 November 2024, and the offer came in that month: between its
        # 1st and its 30th day, which is no headline.
        ("days", ["dorset"], "One offer with a date, in Dorset; the dates are too vague to say"),
        # BSW has a first response, a meeting and a review, Dorset an offer.
        ("outcomes", ["bsw", "dorset"], "The ICB moved in 2 of the 2 shown, "),
        # Two offers, one accepted, one undecided; nothing is told of the two reviews and Dudley's third area.
        (
            "positions",
            ["dudley", "north_yorkshire_and_york"],
            "5 items put to the 2 LMCs shown: 1 accepted, 1 undecided and 3 with no position told.",
        ),
    ],
)
def test_views_of_responses(full, view, regions, says):
    assert title(opened("4_responses.py", view=view, regions=regions)).startswith(says)


def test_where_dudley_stands_on_its_three_priority_areas(full):
    page = opened("4_responses.py", view="positions", regions="dudley")
    words = [(row["Service"], row["LMC's position"]) for row in page.table[0].value.to_dict("records")]
    assert words == [
        ("Basket of services", "undecided"),
        ("Any enhanced service", "not told"),
        ("Shared care (unspecified)", "not told"),
    ]


def entered(page: AppTest, **given) -> AppTest:
    for field, value in given.items():
        page.text_input(key=f"entered_{field}").set_value(value)
    page.selectbox(key="entered_region").set_value("dorset")
    page.selectbox(key="entered_kind").set_value("Offer")
    page.selectbox(key="entered_position").set_value("Reject")
    page.multiselect(key="entered_services").set_value(["ring_pessary"])
    next(button for button in page.button if button.label == "Save").click().run()
    assert not page.exception
    return page


OFFER = {
    "on": "March 2026",
    "summary": "A fee for each fitting.",
    "amount": "£55 per fitting",
    "source": "ICB letter",
}


def test_what_happened_is_entered_by_form_as_an_import_that_can_be_undone(removable):
    page = entered(opened("4_responses.py"), **OFFER)
    assert page.success[0].value.replace("\\", "").startswith("Saved as import 4: offer, March 2026, Dorset.")
    store = Store.open(removable)
    rows = measure(store.snapshot(), "responses", regions=["dorset"])
    row = rows[rows["import"] == 4].iloc[0]
    assert [row[name] for name in ("happened_on", "kind", "services", "amount", "position", "source")] == [
        "2026-03", "offer", "ring_pessary", "£55 per fitting", "reject", "ICB letter",
    ]  # fmt: skip
    store.undo(4, "tester")
    assert not (measure(store.snapshot(), "responses")["import"] == 4).any()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"source": ""}, "Not saved: the source is missing."),
        ({"on": "31/02/2026"}, "Not saved: 31 February"),
    ],
)
def test_what_cannot_be_read_is_not_saved(removable, given, says):
    before = Store.open(removable).generation
    page = entered(opened("4_responses.py"), **(OFFER | given))
    assert page.warning[0].value.replace("\\", "").startswith(says)
    assert Store.open(removable).generation == before


def test_a_committee_enters_nothing(full, monkeypatch):
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    assert not opened("4_responses.py").text_input


@pytest.mark.parametrize(
    ("only", "says"),
    [
        ([], "Notice stands on "),
        (["offer"], "Notice stands on "),
        (["wide"], "Notice in at least 3 regions on "),
    ],
)
def test_the_ledger_and_its_filters(full, only, says):
    page = AppTest.from_file(str(PAGES / "3_regions.py"), default_timeout=60)
    page.query_params["view"] = "ledger"
    page.query_params["only"] = only
    page.run()
    assert not page.exception
    assert title(page).startswith(says)


def test_a_ledger_with_no_line_left_says_what_to_do(full):
    page = AppTest.from_file(str(PAGES / "3_regions.py"), default_timeout=60)
    page.query_params["view"] = "ledger"
    page.query_params["only"] = ["wide", "offer"]
    page.query_params["in"] = ["gloucestershire"]
    page.run()
    assert title(page) == "No line of the ledger is left."


def test_the_map_opens_on_a_subject_with_shares_and_spells_its_abbreviations(full):
    page = opened("3_regions.py", view="map")
    assert "; highest in " in title(page)
    page = opened("3_regions.py", view="map", kind="action", on_map="med_opt")
    assert any("BOB: " in caption.value.replace("\\", "") for caption in page.caption)
