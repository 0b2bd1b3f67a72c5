"""A region beside the others, two regions, patients, networks, local names and menus: from hand-made rows."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import Provenance, comparison, reach, terms
from charts.drawing import Gap

NAMES = {"a": "Action A", "b": "Action B", "green": "Green", "red": "Red", "x": "X-shire", "y": "Y-shire"}
WHERE = Provenance("Testshire", as_of="1 March 2025", source="survey.csv")


def comparator(**given) -> dict:
    row = {"subject": "a", "kind": "action", "basis": "counted", "rung": "wanted", "figure": None}
    row |= {"share": 0.5, "share_of": "practices that answered", "qualifier": "exact", "regions": None}
    row |= dict.fromkeys(["lowest_region", "highest_region", "place", "reason", "comparator_words"])
    row |= dict.fromkeys([f"comparator_{part}" for part in ("qualifier", "unit", "out_of", "rung", "as_of")])
    return row | {"comparator_source": None, "low": None, "high": None, "comparable": True} | given


OTHERS = comparator(
    comparator="other regions", regions=3, low=0.2, high=0.65, place=2, lowest_region="x", highest_region="y"
)
SURVEY = comparator(
    comparator="England survey", low=0.42, high=0.42, comparable=False, comparator_unit="respondents",
    comparator_out_of=660, comparator_rung="in_effect", comparator_as_of="2024-11", comparator_qualifier="about",
    reason="the region's figure is about Wanted, the survey's about In effect",
)  # fmt: skip


def test_a_share_beside_the_range_of_the_others_and_a_survey_of_england():
    chart = comparison.beside(pd.DataFrame([OTHERS, SURVEY]), NAMES, WHERE)
    assert chart.headline == "Testshire: 50% on Action A; 3 other regions: 20% to 65%."
    (line,) = chart.drawing.rows
    assert [[figure.words for figure in cell] for cell in line.cells] == [
        ["50% in favour"],
        ["20% to 65% in 3 regions, place 2 of 4"],
        ["about 42% of 660 respondents, taking it, November 2024 (not comparable)"],
    ]
    assert list(chart.table["Comparable"]) == ["yes", f"no: {SURVEY['reason']}"]
    assert chart.table.loc[0, "Lowest and highest"] == "X-shire and Y-shire"


def test_a_share_that_no_other_region_has_says_so():
    chart = comparison.beside(pd.DataFrame([SURVEY]), NAMES, WHERE)
    assert chart.headline == "Testshire: 1 share, none that another region has on the same base."
    assert chart.drawing.rows[0].cells[1] == ()


def pair(action: str, verdict: str, difference: float | None, low=None, high=None, reason=None) -> dict:
    row = {"action": action, "answer": "green", "answer_order": 1, "verdict": verdict, "reason": reason}
    row |= {"first_practices": 10, "first_answered": 40, "first_share": 0.25, "second_practices": 20}
    row |= {"second_answered": 40, "second_share": 0.5, "difference": difference, "low": low, "high": high}
    row |= {"first_region_name": "X-shire", "second_region_name": "Y-shire"}
    return row | {"first_as_of": "2025-01-01", "second_as_of": "2025-02-01"}


def test_two_regions_differ_only_where_they_do():
    rows = [pair("a", "difference", 0.25, 0.04, 0.43), pair("b", "no difference shown", 0.02, -0.1, 0.2)]
    rows.append(rows[0] | {"answer": "red", "answer_order": 3})
    chart = comparison.differences(pd.DataFrame(rows), NAMES, WHERE)
    assert chart.headline == "X-shire and Y-shire differ on 1 of 2 actions: Action A."
    assert [line.cells[2][0].words for line in chart.drawing.rows] == [
        "difference, +25 points (+4 to +43)",
        "no difference shown, +2 points (−10 to +20)",
    ]
    assert len(chart.table) == 3
    assert list(chart.table.loc[0, ["X-shire", "Y-shire"]]) == ["10 of 40 (25%)", "20 of 40 (50%)"]


@pytest.mark.parametrize(
    ("row", "gap"),
    [
        (pair("a", "difference", 0.25, 0.04, 0.43), Gap(0.25, 0.25, 0.25, sure=True)),
        (
            pair("a", "difference", 0.25, 0.1, 0.4) | {"low_of_all": 0.04, "high_of_all": 0.43},
            Gap(0.25, 0.04, 0.43, sure=True),
        ),
        (
            pair("a", "no difference shown", 0.02) | {"low_of_all": -0.1, "high_of_all": 0.2},
            Gap(0.02, -0.1, 0.2),
        ),
        (pair("a", comparison.EVERY, 0.25), Gap(0.25, 0.25, 0.25, sure=True)),
        (pair("a", "not comparable", None, reason="other scale"), None),
    ],
)
def test_the_interval_that_is_judged_is_drawn(row, gap):
    drawing = comparison.differences(pd.DataFrame([row]), NAMES, WHERE).drawing
    assert drawing.columns == ("X-shire", "Y-shire", "Y-shire less X-shire")
    assert drawing.rows[0].cells[2][0].gap == gap


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            [pair("a", "no difference shown", 0.02)],
            "no difference is shown on the one action that can be compared.",
        ),
        ([pair("a", "not comparable", None, reason="other scale")], "no action can be compared."),
    ],
)
def test_no_difference_is_said_as_that(rows, says):
    assert comparison.differences(pd.DataFrame(rows), NAMES, WHERE).headline == f"X-shire and Y-shire: {says}"


def weight(subject: str, practices: int, patients: int, **given) -> dict:
    row = {"subject": subject, "kind": "service", "practices": practices, "patients": patients}
    row |= {"registered": 1_000_000, "share": patients / 1_000_000, "out_of": 80, "out_of_unsized": 0}
    return row | {"unsized": 0, "not_in_register": 0, "patients_in_effect": None} | given


def test_patients_of_the_practices_that_act():
    frame = pd.DataFrame([weight("b", 4, 90_000), weight("a", 30, 380_000, unsized=2, not_in_register=1)])
    chart = reach.patients(frame, NAMES, WHERE)
    assert chart.headline == (
        "Practices with 380,000 patients, 38% of the registered list, have a standing notice on Action A."
    )
    assert [bar.words for bar in chart.drawing.rows] == [
        "380,000 (38%), 30 practices; 2 without a list size",
        "90,000 (9%), 4 practices",
    ]
    assert chart.base == "1,000,000 patients registered with 80 practices"
    assert chart.qualifier == (
        "up to 2 practices acting without one; up to 1 practice acting but not in the register, not counted"
    )


def network(name: str, practices: int | None, out_of: int, **given) -> dict:
    row = {"pcn": name, "pcn_name": name, "area": "pcn", "subject": "a", "kind": "service"}
    row |= {"practices": practices, "out_of": out_of, "withheld": practices is None, "answered": None}
    row |= {"share": None if practices is None else practices / out_of, "in_effect": None, "patients": None}
    return row | given


def test_networks_with_half_of_their_practices_and_one_that_would_name_them():
    frame = pd.DataFrame([network("South", None, 2), network("East", 1, 5), network("North", 4, 6)])
    chart = reach.networks(frame, NAMES, WHERE)
    assert chart.headline == "Action A: 1 of 2 networks has half of the practices or more: North."
    assert [(bar.label, bar.words) for bar in chart.drawing.rows] == [
        ("North", "4 of 6 (67%)"),
        ("East", "1 of 5 (20%)"),
        ("South", reach.WITHHELD),
    ]
    assert chart.base == "13 practices in 3 networks"
    assert chart.table.set_index("Network").loc["South", "Practices that act"] == "withheld"


def test_no_network_has_half():
    chart = reach.networks(pd.DataFrame([network("East", 1, 5)]), NAMES, WHERE)
    assert (
        chart.headline
        == "Action A: no network has half of its practices; most, 1 of 5 practices (20%), in East."
    )


def test_one_service_under_its_local_names():
    blank = {
        "contract": None,
        "words": None,
        "scopes": None,
        "note": None,
        "source": "S",
        "unverified": False,
    }
    rows = [
        {"region": "x", "service": "a", "local_name": "PSA blood tests", "funding": "LES"} | blank,
        {"region": "y", "service": "a", "local_name": None, "funding": None} | blank | {"unverified": True},
    ]
    chart = terms.local(pd.DataFrame(rows), NAMES, WHERE)
    assert chart.headline == "Action A: named in 2 regions, its funding, where it is said: LES."
    assert list(chart.table["Called there"]) == ["PSA blood tests", "not said"]
    assert list(chart.table["Source"]) == ["S", "S (unverified)"]


def item(number: int | None, wording: str | None, action: str | None, mapped: str, merged=None) -> dict:
    row = {"menu_name": "Menu M", "item": number, "wording": wording, "action": action, "mapped": mapped}
    return row | {"merged_with": merged, "source": "S", "status": "read"} | {"note": "Not numbered."}


def test_a_menu_lists_first_what_cannot_be_mapped():
    rows = [
        item(1, "Do A and B", "a", "merged", "b"),
        item(1, "Do A and B", "b", "merged", "a"),
        item(2, "Do something", None, "not mapped"),
        item(None, None, "x", "not on this menu"),
    ]
    chart = terms.menu(pd.DataFrame(rows), NAMES, WHERE)
    assert chart.headline == (
        "Menu M: 2 items; 1 item cannot be mapped, 1 item merged from several actions, 1 common action not on it."
    )
    assert chart.table.loc[0, "As it was worded"] == "Do something"
    assert chart.qualifier == "Not numbered."
    assert list(chart.table["Merged with"]) == ["", "Action B", "Action A", ""]


def test_local_limits():
    common = {"kind": "action", "source": "S", "status": "read"}
    rows = [
        {"region": None, "subject": None, "caveat": "Of all."} | common,
        {"region": "x", "subject": "a", "caveat": "Two forms are compulsory."}
        | common
        | {"status": "recalled"},
    ]
    chart = terms.limits(pd.DataFrame(rows), NAMES, WHERE)
    assert chart.headline == "2 local limits on what figures mean, in 1 region."
    assert chart.table.to_numpy().tolist() == [
        ["every region", "all", "Of all.", "S"],
        ["X-shire", "Action A", "Two forms are compulsory.", "S (unverified)"],
    ]


@pytest.mark.parametrize(
    "draw",
    [
        comparison.beside,
        comparison.differences,
        reach.patients,
        reach.networks,
        terms.local,
        terms.menu,
        terms.limits,
    ],
)
def test_nothing_at_all_is_the_pages_to_say(draw):
    with pytest.raises(ValueError, match=r"\w"):
        draw(pd.DataFrame({"subject": []}), NAMES, WHERE)
