"""The rules one by one: what each lets pass and what it keeps back."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from disclosure import COMMITTEE, ROLES, cleared, gathered
from disclosure.comments import READ, marks
from disclosure.days import steps, weeks_shown
from disclosure.files import named_off
from disclosure.naming import forms_of, masked
from disclosure.networks import hidden
from disclosure.patients import Practice, may_be_shown, rounded
from disclosure.tables import columns, rows, treatment
from measures import MEASURES


def test_every_column_of_every_measure_is_decided_about():
    """A new column is blank for roles without names until columns.csv says what it may tell."""
    undecided = {
        (name, column)
        for name, each in MEASURES.items()
        for column in each.columns.keys() - columns(name).keys()
    }
    assert not undecided
    assert {row["treatment"] for row in rows("columns")} == {
        "open",
        "withheld",
        "file",
        "title",
        "text",
        "services",
    }
    assert {row["measure"] for row in rows("measures")} <= MEASURES.keys()
    assert {treatment(name) for name in MEASURES} == {"open", "published", "counted", "inside"}


def test_every_rule_has_a_source():
    for name in ("roles", "thresholds", "name_words"):
        assert all(row["source"] for row in rows(name))


@pytest.mark.parametrize("role", ["", "admin", "Analyst", "nobody"])
def test_an_unknown_role_is_the_public(role):
    assert cleared(role) == cleared("public")


def test_roles_differ_by_what_the_table_says():
    assert [role for role in ROLES if cleared(role).names] == ["analyst"]
    assert [role for role in ROLES if cleared(role).uploads] == ["analyst"]
    assert [role for role in ROLES if not cleared(role).counted] == ["public"]
    assert cleared("committee", ("dorset",)).owns("dorset")
    assert not cleared("committee", ("dorset",)).owns("sefton")
    assert cleared("representative", ("dorset",)).owns("sefton")


def test_networks_are_withheld_by_count_complement_and_total():
    assert hidden({"A": (3, 6), "B": (4, 8)}) == set()
    assert hidden({"A": (0, 3), "B": (3, 6), "C": (4, 8)}) == {"A", "B"}
    assert hidden({"A": (3, 3), "B": (3, 6), "C": (4, 8)}) == {"A", "B"}
    assert hidden({"A": (0, 5), "B": (1, 5), "C": (3, 6), "D": (4, 8)}) == {
        "A",
        "B",
        "C",
    }  # 1 of 10 is too few
    assert hidden({"A": (1, 2)}) == {"A"}


def test_patients_are_shown_where_other_practices_would_do_as_well():
    sizes = [5000, 5100, 5200, 6000, 6100, 6200, 7000, 7100, 7200, 8000]
    alike = [Practice(size, acts=bool(at % 2)) for at, size in enumerate(sizes)]
    assert may_be_shown(alike)
    assert not may_be_shown(alike[:9])  # four act
    giant = [*alike, Practice(90_000, acts=True), Practice(5300, acts=False)]
    assert not may_be_shown(giant)  # nothing else makes up for its patients
    apart = [Practice(size, acts=bool(at % 2), cell=at) for at, size in enumerate(sizes)]
    assert not may_be_shown(apart)  # the number of each network says it
    assert (rounded(43_499), rounded(43_500), rounded(0)) == (43_000, 44_000, 0)


def test_days_are_steps_of_five_replies_and_leave_five():
    may = [date(2025, 5, day) for day in range(1, 7)]
    assert steps(list(zip(may, (3, 3, 1, 5, 2, 2), strict=True)), 5) == [may[1], may[5]]
    assert steps(list(zip(may, (5, 5, 5, 5, 5, 5), strict=True)), 5) == may
    assert steps([(may[0], 3)], 5) == [may[0]]


def test_a_week_of_a_tracker_with_few_replies_is_not_shown():
    weeks = pd.DataFrame(
        {"wave_on": [pd.Timestamp("2025-05-05"), pd.Timestamp("2025-05-12"), None], "responded": [4, 5, 1]}
    )
    assert list(weeks_shown(None, {}, weeks)["responded"]) == [5, 1]
    moves = pd.DataFrame(
        {
            "first_wave_on": [None, pd.Timestamp("2025-05-05")],
            "second_wave_on": [None] * 2,
            "answered_both": [2, 4],
        }
    )
    assert list(weeks_shown(None, {}, moves)["answered_both"]) == [2]


def test_files_are_counted_and_not_named():
    files = {"Elm Surgery reply.xlsx": 4, "a.csv": 2}
    assert named_off("own list, Elm Surgery reply.xlsx", files) == "own list, file received no. 4"
    result = [
        named_off(item, files) for item in ("Elm Surgery reply.xlsx; a.csv", "a.csv", "BMA, 2024; LMC, 2025")
    ]
    assert gathered(result) == "2 files received; BMA, 2024; LMC, 2025"
    assert gathered(["BMA; LMC", "BMA"]) == "BMA; LMC; BMA"


NAMES = (
    "Elm Surgery",
    "Oak Street Medical Centre",
    "St Mary’s Health Centre",
    "The Park Practice",
    "Dr Hall & Partners",
)


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("We at Elm agree", "We at [a practice] agree"),
        ("elm trees in the car park", "elm trees in the car park"),
        ("ELM SURGERY will not", "[a practice] will not"),
        ("Oak St. is full, so is Oak surgery", "[a practice]. is full, so is [a practice]"),
        ("OSMC cannot", "[a practice] cannot"),
        ("ask St Marys or Saint Mary's", "ask [a practice] or [a practice]"),
        ("Park says no", "[a practice] says no"),
        ("Dr Hall says, and Sister Jones", "[a person] says, and [a person]"),
        (
            "ring 01202 123456 or write to BH1 1AA, a.b@c.org.uk",
            "ring [a number] or write to [an address], [an address]",
        ),
        ("L84003 and Z99101002", "[a practice] and [a practice]"),
        (
            "nothing to mask: 12 practices, 150,000 patients",
            "nothing to mask: 12 practices, 150,000 patients",
        ),
    ],
)
def test_practices_are_masked_in_the_forms_people_use(written, left):
    assert masked(written, forms_of(NAMES)).replace("[a practice] Hall", "") == left


def test_comments_wait_until_a_person_has_read_them(tmp_path):
    from disclosure import ANALYST, ask
    from tests.disclosure.conftest import SURVEY, drawn, record, stored

    region = drawn(2)
    store = stored(region, tmp_path / "store")
    item = next(iter(region.sizes))
    comment = {
        "survey": SURVEY,
        "region": "dorset",
        "respondent": item,
        "question": "Comments",
        "sheet": "S",
        "row": 1,
        "col": 9,
    }
    reply = {key: comment[key] for key in ("survey", "region", "respondent", "sheet", "row")} | {
        "practice": item, "name": None, "submitted_at": pd.Timestamp("2025-09-01")}  # fmt: skip
    form = {"survey": SURVEY, "title": None, "scale": "rag", "menu": None}
    rows = {
        "surveys": [form],
        "replies": [reply],
        "comments": [comment | {"text": f"Practice {item} is full"}],
    }
    store.add_import(
        record(store, "more.csv", "survey", survey=SURVEY),
        {name: pd.DataFrame(each) for name, each in rows.items()},
    )
    read = ask(store.snapshot(), ANALYST, "comments")
    assert list(read["comment"]) == ["Practice [a practice] is full"]
    assert ask(store.snapshot(), COMMITTEE, "comments").empty
    store.set(READ, f"dorset/{SURVEY}", marks(read), "tester")
    assert list(ask(store.snapshot(), COMMITTEE, "comments")["comment"]) == ["Practice [a practice] is full"]


def test_what_was_counted_of_another_region_is_not_seen(tmp_path):
    from disclosure import ANALYST, ask
    from tests.disclosure.conftest import REGION, drawn, stored

    snapshot = stored(drawn(3), tmp_path / "store").snapshot()
    for role in ("analyst", "committee"):
        theirs, others = cleared(role, (REGION,)), cleared(role, ("sefton",))
        for name, each in MEASURES.items():
            if {"region", "basis"} <= each.columns.keys():
                frame = ask(snapshot, others, name)
                assert set(frame["basis"]) <= {"reported"}, name
        assert len(ask(snapshot, theirs, "preferences")) == len(ask(snapshot, ANALYST, "preferences"))
        assert ask(snapshot, others, "problems").empty
        assert ask(snapshot, others, "trace_practices").empty
