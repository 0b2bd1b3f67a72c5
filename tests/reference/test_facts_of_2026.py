"""What was read of 2025 and 2026, and what of 2024 was corrected by it."""

from __future__ import annotations

import pytest


@pytest.fixture
def figures(rows):
    return {row["figure"]: row for row in rows("reported_figures")}


def test_the_referendum_of_march_2024_has_its_count(figures):
    row = figures["bma_referendum_2024_03"]
    assert (row["count"], row["out_of"], row["unit"]) == ("18854", "19009", "GPs")
    assert round(float(row["share"]), 3) == 0.992 == round(18854 / 19009, 3)


def test_two_reports_of_one_survey_that_disagree_are_both_there_and_say_so(figures):
    shares = {
        paper: [
            figures[f"pulse_2024_08_gp_connect{what}_{paper}"]["share"] for what in ("", "_consider", "_not")
        ]
        for paper in ("pharmacist", "pharmacy_network")
    }
    assert shares == {"pharmacist": ["0.61", "0.16", "0.12"], "pharmacy_network": ["0.65", "0.17", "0.13"]}
    notes = [row["note"] for name, row in figures.items() if "gp_connect" in name and row["share"]]
    assert len(notes) == 6
    assert all("disagree" in note for note in notes)


def test_words_for_a_share_are_about(figures):
    for name in ("dorset_appetite_2024_11", "pulse_2024_08_limit"):
        assert figures[name]["qualifier"] == "about", name


def test_only_77_practices_make_50_of_them_65_per_cent(figures):
    assert [n for n in range(60, 100) if round(100 * 50 / n) == 65] == [77]
    assert "77 practices only" in figures["nyy_any_2025_01"]["note"]


def test_the_three_months_of_notice_are_hertfordshires(figures, rows):
    assert "Hertfordshire" in figures["beds_herts_psa_2025_01"]["note"].split("three months")[1]
    notes = {row["response"]: row["note"] for row in rows("responses")}
    assert "hree months" not in notes["bedfordshire_notice"]
    assert "hree months" in notes["hertfordshire_notice"]


def test_what_is_no_uptake_has_no_rung(figures):
    online = [row for row in figures.values() if row["subject"] in ("online_access", "referendum_2026")]
    assert len(online) == 9
    assert {row["rung"] for row in online} == {""}


def test_the_actions_of_2026_are_four_and_the_software_is_that_of_2024(rows):
    items = {row["actions"] for row in rows("menu_items") if row["menu"] == "bma_2026_05"}
    assert items == {"dsa_letter", "dsa_decline_secondary", "med_opt", "acute_prescribing"}
    assert not any("2026" in row["action"] for row in rows("actions") if row["on_menu"] == "true")
    (menu,) = (row for row in rows("menus") if row["menu"] == "bma_2026_05")
    assert "not known here" in menu["note"]


def test_events_caveats_and_regions_of_2026(rows):
    result = {row["response"]: row["region"] for row in rows("responses")}
    assert sum(name.startswith("england_2026") for name in result) == 9
    assert result["llr_record_access"] == "leicestershire"
    held = {(row["region"], row["subject"]) for row in rows("caveats")}
    assert held >= {
        ("birmingham", "med_opt"), ("morecambe_bay", "med_opt"), ("england", "med_opt"), ("england", "dsa_letter"),
    }  # fmt: skip
    assert {"birmingham", "leicestershire"} <= {row["region"] for row in rows("regions")}
