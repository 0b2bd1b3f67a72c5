"""What the reference data's words mean to the loaders: menus, names in titles, signs for a blank."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders.tables.columns import role_of
from loaders.tables.tables import Column

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"


def test_every_menu_wording_names_its_actions(vocabulary):
    with (REFERENCE / "menu_items.csv").open(encoding="utf-8", newline="") as file:
        items = list(csv.DictReader(file))
    assert len(items) > 70
    for item in items:
        assert ";".join(vocabulary.action(item["wording"]).ids) == item["actions"], item


@pytest.mark.parametrize(
    ("title", "regions"),
    [
        ("Notices served on NHS Humber and North Yorkshire ICB", []),
        ("North Yorkshire and York – notice log", ["north_yorkshire_and_york"]),
        ("GPC England options for action", []),
        ("Sefton LMC survey of the GPC England options", ["sefton"]),
        ("NHS Hertfordshire and West Essex ICB", []),
        ("Letters to NHS Kent and Medway ICB", ["kent"]),
        ("Lancashire and Cumbria LMCs", []),
        ("Beds & Herts LMC", ["bedfordshire", "hertfordshire"]),
    ],
)
def test_a_title_names_a_region_only_by_its_own_name(vocabulary, title, regions):
    assert sorted(vocabulary.regions_named_in(title)) == regions


@pytest.mark.parametrize("sign", ["-", "–", "--", " - ", "."])
def test_a_dash_alone_is_a_blank(vocabulary, sign):
    assert vocabulary.no_answer(sign) == "blank"
    assert vocabulary.no_answer("") is None


@pytest.mark.parametrize(
    ("cells", "role"),
    [
        (["Response"], "answer"),
        (["Practice code", "Response"], "practice_code"),
        (["Practice name", "Open-Ended Response"], "practice_name"),
        (["Switch off GP Connect", "Response"], None),
    ],
)
def test_response_under_a_question_says_nothing_and_alone_heads_answers(vocabulary, cells, role):
    column = Column(0, " ".join(cells), parts=cells)
    assert role_of(column, "survey", vocabulary) == role
