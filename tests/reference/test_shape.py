"""Every file has the columns that the store declares, every row a source, every id a row that it names."""

from __future__ import annotations

import csv
import re
from datetime import date

import pytest

IDS = {
    "regions": "region",
    "icbs": "icb",
    "icbs_2026": "icb",
    "icbs_2027": "icb",
    "lmcs": "lmc",
    "actions": "action",
    "menus": "menu",
    "scales": "scale",
    "services": "service",
    "rungs": "rung",
    "responses": "response",
    "event_kinds": "kind",
}
REGIONS = (
    "region_synonyms",
    "region_areas",
    "menus",
    "reported_figures",
    "responses",
    "caveats",
    "service_contracts",
)
KINDS = {"any", "survey", "notices", "figures", "practices", "events"}
WRITTEN_OUT = {"summary"}  # headings of blocks that are written out as ordinary tables before they are read
TO_BE_FILLED = {"icbs_2027"}  # not known yet: NHS England has said nothing of April 2027
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def test_there_is_one_file_per_declared_table(declared, folder):
    assert {path.stem for path in folder.glob("*.csv")} == set(declared)


def test_columns_are_those_declared_in_that_order(declared, folder):
    for table, columns in declared.items():
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            heading, *lines = list(csv.reader(file, strict=True))
        assert tuple(heading) == columns, table
        assert lines or table in TO_BE_FILLED, f"{table} is empty"
        assert {len(line) for line in lines} <= {len(columns)}, table


def test_files_are_plain_utf8_with_unix_line_ends(folder):
    for path in folder.glob("*.csv"):
        data = path.read_bytes()
        data.decode("utf-8")
        assert not data.startswith(b"\xef\xbb\xbf"), path.name
        assert b"\r" not in data, path.name
        assert data.endswith(b"\n"), path.name


def test_every_row_has_a_source_and_no_blanks_at_its_ends(declared, rows):
    for table in declared:
        for row in rows(table):
            assert row["source"], (table, row)
            assert all(value == value.strip() for value in row.values()), (table, row)


def test_a_status_is_read_computed_or_recalled(declared, rows):
    for table, columns in declared.items():
        if "status" in columns and table != "status_synonyms":
            assert {row["status"] for row in rows(table)} <= {"read", "computed", "recalled"}, table


def test_what_is_recalled_says_so_in_its_note(rows):
    for table in ("regions", "reported_figures"):
        for row in rows(table):
            assert (row["status"] == "recalled") == ("recalled, not read" in row["note"]), row


@pytest.mark.parametrize(("table", "key"), IDS.items())
def test_ids_are_unique(rows, table, key):
    ids = [row[key] for row in rows(table)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("table", REGIONS)
def test_regions_exist(rows, table):
    known = {row["region"] for row in rows("regions")} | {""}
    assert {row["region"] for row in rows(table)} <= known


def test_actions_exist_wherever_one_is_named(rows):
    known = {row["action"] for row in rows("actions")}
    asked = {row["action"] for row in rows("actions") if row["on_menu"] == "true"}
    names = {action for row in rows("menu_items") for action in row["actions"].split(";")}
    names |= {row["action"] for row in rows("action_synonyms")}
    names |= {action for row in rows("action_keywords") for action in row["action"].split(";")}
    assert names <= asked
    assert {row["subject"] for row in rows("reported_figures") if row["kind"] == "action"} <= known
    assert {row["subject"] for row in rows("caveats") if row["kind"] == "action"} <= known


def test_services_exist_wherever_one_is_named(rows):
    known = {row["service"] for row in rows("services")}
    names = {row["service"] for row in rows("service_synonyms")}
    names |= {row["subject"] for row in rows("reported_figures") if row["kind"] == "service"}
    names |= {row["subject"] for row in rows("caveats") if row["kind"] == "service"}
    names |= {row["service"] for row in rows("service_contracts")}
    names |= {code for row in rows("responses") for code in row["services"].split(";") if code}
    assert names <= known


def test_menus_scales_and_rungs_exist(rows):
    assert {row["menu"] for row in rows("menu_items")} == {row["menu"] for row in rows("menus")}
    answers = {(row["scale"], row["answer"]) for row in rows("scale_answers")}
    assert {scale for scale, _ in answers} == {row["scale"] for row in rows("scales")}
    assert {(row["scale"], row["answer"]) for row in rows("answer_synonyms")} == answers
    rungs = {row["rung"] for row in rows("rungs")} | {""}
    assert {row["rung"] for row in rows("scale_answers")} <= rungs
    assert {row["rung"] for row in rows("reported_figures")} <= rungs
    assert {row["status"] for row in rows("status_synonyms")} <= rungs - {""}


def test_kinds_are_known(rows):
    assert {row["kind"] for row in rows("headings")} == KINDS | WRITTEN_OUT
    events = {row["kind"] for row in rows("event_kinds")}
    assert {row["kind"] for row in rows("responses")} == events
    assert {row["kind"] for name in ("synonyms", "keywords") for row in rows(f"event_kind_{name}")} <= events
    offer = {row["answer"] for row in rows("scale_answers") if row["scale"] == "offer"}
    assert {row["position"] for row in rows("responses")} <= offer | {""}
    assert {row["kind"] for table in ("reported_figures", "caveats") for row in rows(table)} == {
        "service",
        "action",
    }


def test_a_service_is_paid_for_in_one_of_the_known_ways(rows):
    forms = {"unfunded", "LES", "LCS", "LIS", "IOS", "DES", "basket", "framework", ""}
    assert {row["funding"] for row in rows("service_contracts")} <= forms


def test_labels_fit_on_an_axis(rows):
    for table in ("actions", "services", "scale_answers"):
        assert max(len(row["label"]) for row in rows(table)) <= 40, table


def test_the_four_regions_come_first(rows):
    ordered = sorted(rows("regions"), key=lambda row: int(row["display_order"]))
    assert [row["region"] for row in ordered[:4]] == [
        "gloucestershire",
        "north_yorkshire_and_york",
        "bsw",
        "dorset",
    ]


def test_number_of_practices_says_when_and_where_from(rows):
    practices = {row["region"]: row["practices"] for row in rows("regions")}
    hand = {
        "gloucestershire": "64", "north_yorkshire_and_york": "76", "bsw": "88", "dorset": "68",
        "sefton": "40", "humberside": "89", "hertfordshire": "98", "morecambe_bay": "31",
        "dudley": "", "bedfordshire": "",
    }  # fmt: skip
    assert {region: practices[region] for region in hand} == hand
    for row in rows("regions"):
        assert bool(row["practices"]) == bool(row["practices_source"]) == bool(row["practices_as_of"]), row


def test_only_exampleshire_is_invented(rows):
    assert [row["region"] for row in rows("regions") if row["fictitious"] == "true"] == ["exampleshire"]


def test_dates_are_iso_and_menus_run_forwards(rows):
    for row in rows("reported_figures"):
        for column in ("as_of", "effective_on", "extended_to"):
            assert row[column] == "" or ISO.fullmatch(row[column]), row
        assert row["as_of"], row
    for row in rows("responses"):
        assert ISO.fullmatch(row["happened_on"]), row
        assert date.fromisoformat(row["sort_on"]).isoformat().startswith(row["happened_on"][:7]), row
    for row in rows("menus"):
        assert not row["ends_on"] or row["starts_on"] < row["ends_on"]


def test_no_person_no_address_and_no_workplace_is_named(folder):
    for path in folder.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        result = re.search(r"\b(?:Drs?|Mr|Mrs|Ms|Prof)\.? [A-Z]|[\w.]+@\w|seed file|/work/", text)
        assert result is None, (path.name, result)


def test_42_icbs_became_36(rows):
    old = {row["icb"]: row["successor"].split(";") for row in rows("icbs")}
    new = {row["icb"]: row["former_icbs"].split(";") for row in rows("icbs_2026")}
    assert (len(old), len(new)) == (42, 36)
    assert {(a, b) for a, became in old.items() for b in became} == {
        (a, b) for b, were in new.items() for a in were
    }
    assert sum(1 for icb, became in old.items() if became == [icb]) == 29 + 1
    assert sorted(old["QNQ"]) == ["QRL", "S0E4D", "S9B9J"]
    assert {code for row in rows("regions") for code in row["icbs"].split(";") if code} <= set(old)
    assert {code for row in rows("responses") for code in row["icb"].split(";") if code} <= set(old)


def test_66_lmcs_lie_in_icbs_and_speak_for_regions_that_are_known(rows):
    lmcs = rows("lmcs")
    assert len(lmcs) == len({row["name"] for row in lmcs}) == 66
    assert {icb for row in lmcs for icb in row["icbs"].split(";")} == {row["icb"] for row in rows("icbs")}
    spoken_for = [region for row in lmcs for region in row["regions"].split(";") if region]
    assert len(spoken_for) == len(set(spoken_for))
    assert set(spoken_for) <= {row["region"] for row in rows("regions")}


@pytest.mark.parametrize(("layout", "table"), [("2024", "icbs"), ("2026", "icbs_2026")])
def test_every_icb_has_one_tile_of_its_own(rows, layout, table):
    tiles = [row for row in rows("icb_tiles") if row["layout"] == layout]
    assert sorted(row["icb"] for row in tiles) == sorted(row["icb"] for row in rows(table))
    assert len({(row["row"], row["col"]) for row in tiles}) == len(tiles)


# North over south, west beside east: a few pairs that nobody would dispute.
SOUTHWARDS = (("QHM", "QOQ"), ("QWO", "QF7"), ("QR1", "QOX"), ("QUY", "QVV"), ("QMM", "QKS"))
EASTWARDS = (("QT6", "QVV"), ("QE1", "QOQ"), ("QYG", "QOP"), ("QRV", "QMF"), ("QWE", "QKK"))


@pytest.mark.parametrize("layout", ["2024", "2026"])
def test_north_is_up_and_east_is_right(rows, layout):
    at = {row["icb"]: row for row in rows("icb_tiles") if row["layout"] == layout}
    for place, pairs in (("row", SOUTHWARDS), ("col", EASTWARDS)):
        for item, other in pairs:
            if item in at and other in at:
                assert int(at[item][place]) < int(at[other][place]), (item, other)
