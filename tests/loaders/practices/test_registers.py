"""Registers of practices: the NHS's layouts with invented practices, and an LMC's own list."""

from __future__ import annotations

import pytest

MAP = [
    *("PUBLICATION", "EXTRACT_DATE", "PRACTICE_CODE", "PRACTICE_NAME", "PRACTICE_POSTCODE", "PCN_CODE"),
    *("PCN_NAME", "ONS_SUB_ICB_LOCATION_CODE", "SUB_ICB_LOCATION_CODE", "SUB_ICB_LOCATION_NAME"),
    *("ONS_ICB_CODE", "ICB_CODE", "ICB_NAME", "ONS_COMM_REGION_CODE", "COMM_REGION_CODE"),
    *("COMM_REGION_NAME", "SUPPLIER_NAME"),
]
LIST = [
    *("PUBLICATION", "EXTRACT_DATE", "TYPE", "CCG_CODE", "ONS_CCG_CODE", "CODE", "POSTCODE", "SEX", "AGE"),
    "NUMBER_OF_PATIENTS",
]


def epraccur(code, name, status, setting, sub_icb, icb="QR1"):
    """A row of epraccur: 27 columns, most of them of no use here."""
    cells = [code, name, "Y58", icb, "1 Road", "", "", "Town", "", "GL1 1AA", "19740401", "", status, "B"]
    return [*cells, sub_icb, "20200401", "", "01000 000000", "", "", "", "0", "", sub_icb, "", setting, ""]


@pytest.fixture
def practices(draft_from, rows_of):
    """(draft, rows of the store by ODS code)."""

    def read(rows, **options):
        draft = draft_from([list(row) for row in rows], **{"kind": "practices"} | options)
        frame = rows_of(draft, "practices")
        return draft, {} if frame.empty else frame.set_index("practice").to_dict("index")

    return read


@pytest.mark.parametrize(
    ("open_word", "closed_word", "practice", "prison"),
    [
        ("A", "C", "4", "10"),
        ("ACTIVE", "INACTIVE", "RO76", "RO82"),
        ("ACTIVE", "DORMANT", "RO76|RO268", "RO80"),
    ],
)
def test_epraccur_in_both_codings(practices, open_word, closed_word, practice, prison):
    draft, rows = practices(
        [
            epraccur("Z99001", "ELM SURGERY", open_word, practice, "11M"),
            epraccur("Z99002", "OAK SURGERY", closed_word, practice, "03Q", "QOQ"),
            epraccur("Z99003", "A PRISON", open_word, prison, "11M"),
            epraccur("Z99004", "ANOTHER PRISON", open_word, prison, "11M"),
            epraccur("Z99005", "NOWHERE SURGERY", open_word, practice, "99Z"),
        ],
        name="epraccur_2026-02",
    )
    assert {code: (row["region"], row["open"]) for code, row in rows.items()} == {
        "Z99001": ("gloucestershire", True),
        "Z99002": ("north_yorkshire_and_york", False),
        "Z99005": (None, True),
    }
    elm = rows["Z99001"]
    assert (elm["name"], elm["icb"], elm["sub_icb"], elm["postcode"]) == (
        "ELM SURGERY",
        "QR1",
        "11M",
        "GL1 1AA",
    )
    assert elm["as_of"] == "2026-02"
    assert [left.cell for left in draft.left_out] == ["A3", "C1"]
    assert draft.left_out[0].reason.endswith("(2 rows, the first here)")
    assert (draft.rows_read, draft.rows_loaded, draft.rows_left_out) == (5, 3, 2)


def test_epraccur_is_recognised_and_codes_of_other_countries_are_left_out(practices):
    draft, rows = practices(
        [
            epraccur("Z99001", "ELM SURGERY", "A", "4", "11M"),
            epraccur("Z99002", "OAK SURGERY", "A", "4", "11M"),
            epraccur("GUE010", "ISLAND SURGERY", "A", "4", ""),
        ],
        kind=None,
    )
    assert (draft.kind, list(rows)) == ("practices", ["Z99001", "Z99002"])
    assert "not that of a practice in England" in draft.left_out[0].reason


def test_the_map_of_practices_to_networks(practices):
    row = [
        "GP_PRAC_PAT_LIST",
        "01Jan2026",
        "Z99001",
        "ELM SURGERY",
        "GL1 1AA",
        "U99999",
        "ELM PCN",
        "E38000062",
    ]
    row += ["11M", "A sub-ICB", "E54000043", "QR1", "An ICB", "E40000006", "Y58", "South West", "A SUPPLIER"]
    draft, rows = practices([MAP, row], kind=None)
    assert draft.kind == "practices"
    assert rows["Z99001"] == {
        "name": "ELM SURGERY", "region": "gloucestershire", "icb": "QR1", "sub_icb": "11M", "pcn": "U99999",
        "pcn_name": "ELM PCN", "postcode": "GL1 1AA", "list_size": None, "open": True,
        "closed_on": None, "as_of": "2026-01-01",
        "sheet": "drawn", "row": 1,
    }  # fmt: skip


@pytest.mark.parametrize("ccg", ["CCG_CODE", "SUB_ICB_LOCATION_CODE"])
def test_list_sizes_count_whole_practices_only(practices, ccg):
    headings = [ccg if heading == "CCG_CODE" else heading for heading in LIST]
    common = ["GP_PRAC_PAT_LIST", "01JAN2021", "GP", "11M", "E38000062", "Z99001", "GL1 1AA"]
    draft, rows = practices(
        [
            headings,
            [*common, "ALL", "ALL", "5,903"],
            [*common, "MALE", "ALL", "2900"],
            [*common, "ALL", "0-4", "300"],
        ]
    )
    assert (rows["Z99001"]["list_size"], rows["Z99001"]["as_of"]) == (5903, "2021-01-01")
    assert rows["Z99001"]["region"] == "gloucestershire"
    assert (draft.rows_loaded, draft.rows_left_out) == (1, 2)


OWN = ["ODS code", "Practice name", "PCN", "List size", "Status", "Close date"]


def test_an_lmcs_own_list(practices):
    draft, rows = practices(
        [
            OWN,
            [" z99001 ", "Elm Surgery", "Elm PCN", "5,903", "Open", None],
            ["Z99002", "Oak Surgery", "Elm PCN", None, "Closed", "31/03/2024"],
            ["Z99003", "Ash Surgery", None, "many", "perhaps", None],
        ],
        region="sefton",
    )
    assert {c: (r["name"], r["region"], r["list_size"], r["open"]) for c, r in rows.items()} == {
        "Z99001": ("Elm Surgery", "sefton", 5903, True),
        "Z99002": ("Oak Surgery", "sefton", None, False),
        "Z99003": ("Ash Surgery", "sefton", None, None),
    }
    assert (rows["Z99001"]["pcn"], rows["Z99001"]["pcn_name"]) == (None, "Elm PCN")
    assert [problem.cell for problem in draft.problems] == ["D4"]
    assert [(question.about, question.value, question.cell) for question in draft.questions.values()] == [
        ("practice state", "perhaps", "E4")
    ]


def test_a_practice_is_open_until_its_closing_date_has_come(practices):
    _, rows = practices(
        [
            ["ODS code", "Practice name", "Close date"],
            ["Z99001", "Elm Surgery", "31/03/2024"],
            ["Z99002", "Oak Surgery", "31/03/2099"],
            ["Z99003", "Ash Surgery", None],
        ],
        region="sefton",
    )
    assert [row["open"] for row in rows.values()] == [False, True, True]


def test_a_wrong_code_is_a_problem_and_the_lower_of_two_rows_counts(practices):
    draft, rows = practices(
        [
            ["ODS code", "Practice name", "List size"],
            ["Z99001", "Elm Surgery", "100"],
            ["Z9900", "Oak Surgery", "200"],
            ["Z99001", "Elm Surgery (new)", "300"],
            [None, "Ash Surgery", "400"],
        ],
        region="sefton",
    )
    assert {code: row["list_size"] for code, row in rows.items()} == {"Z99001": 300}
    assert [problem.cell for problem in draft.problems] == ["A3", "A5"]
    assert "Z9900" in draft.problems[0].reason
    assert [(question.about, question.value, question.cell) for question in draft.questions.values()] == [
        ("practice", "Z99001", "A2")
    ]


def test_a_list_with_a_column_of_regions(practices):
    draft, rows = practices(
        [
            ["ODS code", "Practice name", "Region"],
            ["Z99001", "Elm Surgery", "Sefton"],
            ["Z99002", "Oak Surgery", "Dorset"],
            ["Z99003", "Ash Surgery", "Atlantis"],
        ]
    )
    assert {code: row["region"] for code, row in rows.items()} == {"Z99001": "sefton", "Z99002": "dorset"}
    assert [q.about for q in draft.questions.values()] == ["region"]


def test_a_list_without_a_region_asks_for_it(practices):
    draft, rows = practices(
        [["ODS code", "Practice name"], ["Z99001", "Elm Surgery"], ["Z99002", "Oak Surgery"]]
    )
    assert rows == {}
    (question,) = draft.questions.values()
    assert question.about == "region"


def test_a_national_file_keeps_its_own_regions(practices):
    draft, rows = practices([epraccur("Z99001", "ELM", "A", "4", "11M")] * 2, region="sefton")
    assert rows["Z99001"]["region"] == "gloucestershire"
    assert len(draft.notes) == 1


def test_a_practice_that_stands_twice_is_left_out_once_while_the_region_is_asked(draft_from):
    draft = draft_from(
        [["Practice code", "Practice name"], ["Z99001", "One"], ["Z99001", "One"], ["Z99002", "Two"]]
    )
    assert [question.about for question in draft.questions.values()] == ["region"]
    assert [(left.cell, left.reason) for left in draft.left_out] == [
        ("A2", "the same code stands again further down")
    ]
