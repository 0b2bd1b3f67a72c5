"""What has been published, as it was published: no count out of a percentage, no sum out of parts."""

from __future__ import annotations

from collections import defaultdict

import pytest

QUALIFIERS = {"exact", "about", "almost", "over", "under", "at_least", "words", "named"}
UNITS = {"practices", "patients", "GPs", "respondents"}
COLUMNS = (
    "region",
    "subject",
    "rung",
    "count",
    "out_of",
    "share",
    "qualifier",
    "effective_on",
    "extended_to",
)
# Read off the documents.
FOUR_REGIONS = """
  gloucestershire          | ring_pessary    | served    |    | 64 | 0.9  | almost   | 2025-02-01 |
  gloucestershire          | mgus_monitoring | served    |    | 64 | 0.82 | exact    | 2025-03-01 |
  gloucestershire          | cll_monitoring  | served    |    | 64 | 0.82 | exact    | 2025-03-01 |
  north_yorkshire_and_york | any_les         | served    | 50 |    | 0.65 | about    |            | 2025-03-31
  north_yorkshire_and_york | any_les         | served    | 40 |    |      | at_least |            | 2025-03-31
  north_yorkshire_and_york | any_les         | served    |    |    |      | words    |            | 2025-03-31
  north_yorkshire_and_york | anticoagulation | served    |    |    |      | named    |            | 2025-03-31
  north_yorkshire_and_york | ring_pessary    | served    |    |    |      | named    |            | 2025-03-31
  north_yorkshire_and_york | minor_injuries  | served    |    |    |      | named    |            | 2025-03-31
  north_yorkshire_and_york | spirometry      | served    |    |    |      | named    |            | 2025-03-31
  north_yorkshire_and_york | lng_ius_non_contraceptive | served | | |   | named    |            | 2025-03-31
  north_yorkshire_and_york | dvt_management  | served    |    |    |      | named    |            | 2025-03-31
  bsw                      | any_unfunded    | signed_up |    |    | 0.67 | about    | 2025-04-01 |
  bsw                      | ecg             | signed_up |    |    |      | named    | 2025-04-01 |
  bsw                      | phlebotomy      | signed_up |    |    |      | named    | 2025-04-01 |
  dorset                   | appetite        | wanted    |    |    | 0.75 | about    |            |
  morecambe_bay            | any_unfunded    | served    | 16 |    |      | exact    | 2024-12-01 |
"""
DORSET_LETTER = """
  2024-09    |                   | gp_connect limit_contacts
  2024-09    | new_requests      | shared_care_adhd bariatric_monitoring gender_dysphoria
  2024-09    | new_requests      | bariatric_monitoring eating_disorder_monitoring mgus_monitoring
  2024-09    | all               | mh_bloods_ecg
  2025-01-01 | consider_stopping | dmard_monitoring denosumab psa_monitoring anticoagulation
  2025-01-01 | at_capacity       | phlebotomy spirometry joint_injections insulin_management physiotherapy_msk
  2025-01-01 | all               | physiotherapy_msk
  2025-01-01 | at_capacity       | any_les
"""


def grid(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]


@pytest.mark.parametrize("expected", grid(FOUR_REGIONS), ids=lambda row: f"{row[0]}-{row[1]}-{row[6]}")
def test_what_the_documents_say_of_the_regions(rows, expected):
    practices = [row for row in rows("reported_figures") if row["unit"] == "practices"]
    assert [tuple(row[column] for column in COLUMNS) for row in practices].count(expected) == 1


def test_hertfordshire_counts_patients(rows):
    figures = [row for row in rows("reported_figures") if row["subject"] != "online_access"]
    patients = [row for row in figures if row["unit"] == "patients"]
    assert [(row["region"], row["subject"], row["count"], row["qualifier"]) for row in patients] == [
        ("hertfordshire", "psa_monitoring", "150000", "over")
    ]


def test_the_dorset_letter_has_no_figures_and_all_its_lines(rows):
    lines = [row for row in rows("reported_figures") if row["figure"].startswith("dorset_letter_")]
    expected = [
        (day, scope, item) for day, scope, subjects in grid(DORSET_LETTER) for item in subjects.split()
    ]
    assert sorted((row["effective_on"], row["scope"], row["subject"]) for row in lines) == sorted(expected)
    for row in lines:
        assert (row["qualifier"], row["count"], row["share"], row["rung"]) == ("named", "", "", "wanted")


def test_qualifiers_and_units_are_known(rows):
    assert {row["qualifier"] for row in rows("reported_figures")} == QUALIFIERS - {"under"}
    assert {row["unit"] for row in rows("reported_figures")} == UNITS


def test_words_and_named_carry_no_figure_and_the_others_do(rows):
    for row in rows("reported_figures"):
        has_figure = bool(row["count"] or row["share"])
        assert has_figure == (row["qualifier"] not in ("words", "named")), row
        assert row["words"], row


def test_a_share_is_a_share_and_no_count_was_worked_out(rows):
    for row in rows("reported_figures"):
        assert row["share"] == "" or 0 < float(row["share"]) < 1, row
        if row["count"] and row["share"]:
            assert row["figure"] in ("nyy_any_2025_01", "bma_ballot_2024_07", "bma_referendum_2024_03"), row
        assert row["unit"] != "patients" or row["out_of"] == "", row


def test_one_figure_has_one_value_however_many_rows(rows):
    figures = defaultdict(set)
    subjects = defaultdict(list)
    for row in rows("reported_figures"):
        figures[row["figure"]].add(
            (row["count"], row["share"], row["qualifier"], row["as_of"], row["source"])
        )
        subjects[row["figure"]].append((row["region"], row["subject"]))
    assert all(len(values) == 1 for values in figures.values())
    several = {figure: pairs for figure, pairs in subjects.items() if len(pairs) > 1}
    assert {figure: len(set(pairs)) for figure, pairs in several.items()} == {
        "glos_mgus_cll_2025_01": 2,
        "beds_herts_psa_2025_01": 2,
    }


def test_a_part_belongs_to_a_whole_of_the_same_region(rows):
    whole = {row["figure"]: row for row in rows("reported_figures")}
    parts = [row for row in rows("reported_figures") if row["parent"]]
    for row in parts:
        parent = whole[row["parent"]]
        assert parent["region"] == row["region"], row
        assert parent["parent"] == "", row
        for column in ("count", "share"):
            if row[column] and parent[column] and row["unit"] == parent["unit"]:
                assert float(row[column]) <= float(parent[column]), row
    assert {row["figure"] for row in parts} >= {"nyy_several_2025_01", "nyy_all_2025_01", "bsw_ecg_2025_01"}


def test_survey_percentages_name_their_replies(rows):
    bases = {
        row["figure"]: row["out_of"] for row in rows("reported_figures") if row["figure"].startswith("pulse_")
    }
    assert {bases["pulse_2024_08_taking"], bases["pulse_2024_11_taking"], bases["pulse_2025_limit"]} == {
        "283",
        "660",
        "496",
    }
    assert {row["unit"] for row in rows("reported_figures") if row["figure"].startswith("pulse_")} == {
        "respondents"
    }


def test_no_share_is_given_for_what_sefton_never_published(rows):
    sefton = [row for row in rows("reported_figures") if row["region"] == "sefton"]
    assert sefton
    assert {row["share"] + row["count"] for row in sefton} == {""}


def test_every_region_of_the_documents_has_a_figure_and_a_response(rows):
    names = {
        "gloucestershire", "north_yorkshire_and_york", "bsw", "dorset", "sefton", "dudley", "humberside",
        "bedfordshire", "hertfordshire", "morecambe_bay",
    }  # fmt: skip
    assert names <= {row["region"] for row in rows("reported_figures")}
    assert names <= {row["region"] for row in rows("responses")}
    assert "exampleshire" not in {row["region"] for row in rows("reported_figures")}


def test_what_the_icbs_did(rows):
    did = {(row["region"], row["kind"]): row for row in rows("responses")}
    assert did["north_yorkshire_and_york", "offer"]["services"] == "any_les"
    assert "31 March 2025" in did["north_yorkshire_and_york", "extension"]["summary"]
    assert did["bsw", "first_response"]["summary"].endswith("within two weeks.")
    assert did["dorset", "letter"]["happened_on"] == "2024-09"
    assert "£26.46 per patient" in did["morecambe_bay", "new_contract"]["amount"]
    assert did["mid_and_south_essex", "offer"]["amount"] == "£50 per patient per year"


def test_local_caveats_stand_with_the_figures_they_limit(rows):
    held = {(row["region"], row["subject"]) for row in rows("caveats")}
    assert held >= {
        ("sefton", "referrals"),
        ("sefton", "gp_connect"),
        ("sefton", "med_opt"),
        ("sefton", "dsa_freeze"),
        ("", "gp_connect"),
        ("bsw", "any_unfunded"),
    }


def test_where_an_lmc_stands_on_an_offer(rows):
    result = {row["response"]: row["position"] for row in rows("responses") if row["position"]}
    assert result == {
        "nyy_offer": "accept",
        "dudley_offer": "undecided",
        "england_2026_ag_letter": "undecided",
        "england_2026_referendum": "reject",
        "england_2026_arm": "reject",
    }
