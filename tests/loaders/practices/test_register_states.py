"""Which practices of a list have closed, when, and which rows are branches: by columns, notes, names and codes."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.texts.practice_states import state_in
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary

LIST = ["ODS code", "Practice name", "List size"]


@pytest.fixture
def practices(draft_from, rows_of):
    """(draft, rows of the store by ODS code)."""

    def read(rows, **options):
        draft = draft_from([list(row) for row in rows], **{"kind": "practices", "region": "sefton"} | options)
        frame = rows_of(draft, "practices")
        return draft, {} if frame.empty else frame.set_index("practice").to_dict("index")

    return read


def words_after(store, answers):
    return Vocabulary(store.snapshot(), answers)


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("CLOSED 30/6/24", "closed", date(2024, 6, 30)),
        ("Closed", "closed", None),
        ("closed June 2024", "closed", date(2024, 6, 30)),
        ("Closed 2023", "closed", date(2023, 12, 31)),
        ("Retired", "closed", None),
        ("dormant", "closed", None),
        ("No longer a member", "closed", None),
        ("Contract handed back 31/03/2024", "closed", date(2024, 3, 31)),
        ("closing 31/12/2026", "closed", date(2026, 12, 31)),
        ("Closed 30/6/24 - patients to Oak Surgery", "closed", date(2024, 6, 30)),
        ("merged with Z99006 1/4/24", "closed", date(2024, 4, 1)),
        ("Open", "open", None),
        ("List closed", "open", None),
        ("Closed to new patients", "open", None),
        ("branch", "branch", None),
        ("Branch surgery", "branch", None),
        ("branch at Ivy Lane", "", None),
        ("Has a branch", "open", None),
        ("Opens at 8", "", None),
        ("Dr Jones is our rep", "", None),
        ("Closing soon", "unsure", None),
        ("May close", "unsure", None),
        ("Dr Jones retired", "unsure", None),
        ("Closed on Wednesdays", "unsure", None),
        ("Not closed yet, but likely", "unsure", None),
        ("Caretaker", "unsure", None),
        ("Branch of Elm Surgery", "branch", None),
    ],
)
def test_what_words_say_of_a_practice(vocabulary, text, kind, day):
    state = state_in(text, vocabulary)
    assert (state.kind, state.day) == (kind, day)


@pytest.mark.parametrize(
    "heading",
    ["Closed date", "Close date", "Date closed", "End date", "Left on", "Ceased", "Closed", "Date left LMC"],
)
def test_a_day_under_any_usual_heading_closes_a_practice(practices, heading):
    draft, rows = practices(
        [[*LIST, heading], ["Z99001", "Elm", "100", ""], ["Z99002", "Oak", "200", "30/06/2024"]]
    )
    assert [(row["open"], str(row["closed_on"])) for row in rows.values()] == [
        (True, "None"),
        (False, "2024-06-30"),
    ]
    assert any("Z99002" in note and "30 June 2024" in note for note in draft.notes)


def test_a_day_to_come_closes_on_that_day(practices):
    draft, rows = practices(
        [[*LIST, "End date"], ["Z99001", "Elm", "100", "31/03/2099"], ["Z99002", "Oak", "200", None]]
    )
    assert (rows["Z99001"]["open"], rows["Z99001"]["closed_on"]) == (True, date(2099, 3, 31))
    assert any("Z99001" in note and "day to come" in note for note in draft.notes)


@pytest.mark.parametrize("heading", ["Notes", "Comments", "Info", "Remarks", "Status"])
def test_words_close_a_practice_wherever_they_stand(practices, heading):
    draft, rows = practices(
        [[*LIST, heading], ["Z99001", "Elm", "100", ""], ["Z99002", "Oak", "200", "CLOSED 30/6/24"]]
    )
    assert [row["open"] for row in rows.values()] == [None, False]
    assert any("CLOSED 30/6/24" in note for note in draft.notes)


def test_a_name_may_say_that_its_practice_has_closed_or_is_a_branch(practices):
    draft, rows = practices(
        [
            LIST,
            ["Z99001", "Elm Surgery", "100"],
            ["Z99002", "Oak Surgery (closed)", "200"],
            ["Z99003", "Ash Surgery - branch", "300"],
            ["Z99004", "Elm Branch Surgery", "300"],
        ]
    )
    assert {code: row["open"] for code, row in rows.items()} == {
        "Z99001": None,
        "Z99002": False,
        "Z99004": None,
    }
    assert ["Ash Surgery - branch" in left.reason for left in draft.left_out] == [True]
    assert [question.value for question in draft.questions.values()] == ["Elm Branch Surgery"]


def test_branches_are_no_practices(practices):
    draft, rows = practices(
        [
            [*LIST, "Type"],
            ["Z99001", "Elm Surgery", "100", "Main"],
            ["Z99001001", "Elm Surgery, Low Road", "", "Branch"],
            ["Z99001002 - Elm Surgery at the Mill", "", "", ""],
            ["Z99002", "Oak Surgery", "200", "Main"],
            ["Z99003", "Oak Surgery, High Road", "", "Branch surgery"],
        ]
    )
    assert list(rows) == ["Z99001", "Z99002"]
    assert [left.cell for left in draft.left_out] == ["A3", "A6", "D2", "A4"]
    assert draft.problems == []


def test_the_one_that_merged_away_closes_and_the_one_that_is_left_does_not(practices):
    draft, rows = practices(
        [
            [*LIST, "Notes"],
            ["Z99001", "Elm Surgery", "100", "merged with Oak Surgery 1/4/24"],
            ["Z99002", "Oak Surgery", "200", ""],
        ]
    )
    assert [row["open"] for row in rows.values()] == [False, None]
    assert draft.questions == {}


@pytest.mark.parametrize("heading", ["Merged with", "Successor code", "Replaced by"])
def test_a_code_under_a_heading_of_mergers_closes_its_row(practices, heading):
    draft, rows = practices(
        [[*LIST, heading], ["Z99001", "Elm Surgery", "100", "Z99002"], ["Z99002", "Oak Surgery", "200", ""]]
    )
    assert [row["open"] for row in rows.values()] == [False, None]
    assert draft.questions == {}


@pytest.mark.parametrize("other", ["Merged with Elm Surgery", ""])
def test_which_of_two_merged_away_is_asked_where_the_list_does_not_tell(practices, other):
    notes = ["merged with Oak Surgery", other] if other else ["merged with Gone Surgery", ""]
    draft, rows = practices(
        [
            [*LIST, "Notes"],
            ["Z99001", "Elm Surgery", "100", notes[0]],
            ["Z99002", "Oak Surgery", "200", notes[1]],
        ]
    )
    assert [row["open"] for row in rows.values()] == [None, None]
    assert {question.about for question in draft.questions.values()} == {"practice state"}


def test_an_answer_about_words_holds_from_then_on(practices, store_of_reference):
    rows = [[*LIST, "Status"], ["Z99001", "Elm", "100", "Caretaker"], ["Z99002", "Oak", "200", "Open"]]
    asked, _ = practices(rows)
    (question,) = asked.questions.values()
    for choice, state in (("closed", False), ("open", True)):
        words = words_after(store_of_reference, {("practice state", question.key): choice})
        draft, loaded = practices(rows, words=words)
        assert (draft.questions, loaded["Z99001"]["open"]) == ({}, state)
    words = words_after(store_of_reference, {("practice state", question.key): LEAVE_OUT})
    draft, loaded = practices(rows, words=words)
    assert (draft.questions, list(loaded)) == ({}, ["Z99002"])


def test_a_row_that_says_open_and_has_a_closing_day_is_asked_about(practices):
    draft, rows = practices(
        [
            [*LIST, "Status", "Close date"],
            ["Z99001", "Elm", "100", "Open", "30/06/2024"],
            ["Z99002", "Oak", "200", "Closed", "30/06/2024"],
            ["Z99003", "Ash", "200", "Open", "30/06/2099"],
        ]
    )
    assert [row["open"] for row in rows.values()] == [None, False, True]
    assert [question.cell for question in draft.questions.values()] == ["E2"]


def test_rows_of_one_practice_that_differ_are_asked_about_and_equal_ones_are_told(practices):
    rows = [
        LIST,
        ["Z99001", "Elm", "100"],
        ["Z99001", "Elm", "100"],
        ["Z99002", "Oak", "1"],
        ["Z99002", "Oak", "2"],
    ]
    draft, _ = practices(rows)
    assert [(left.cell, left.reason) for left in draft.left_out] == [
        ("A2", "the same code stands again further down")
    ]
    (question,) = draft.questions.values()
    assert (question.value, question.cell, "List size: 1, 2" in question.sentence) == ("Z99002", "A4", True)


EPCN = [
    "Partner\nOrganisation\nCode", "Partner\nName", "Practice\nParent\nSub ICB Loc Code",
    "Practice Parent\nSub ICB Loc Name",
    "PCN Code", "PCN Name", "PCN Parent\nSub ICB Loc Code", "PCN Parent\nSub ICB Name",
    "Practice to PCN\nRelationship\nStart Date", "Practice to PCN\nRelationship\nEnd Date",
    "Practice\nSub ICB and\nPCN Sub ICB\nMatch?",
]  # fmt: skip


def test_the_national_file_of_networks(practices):
    def row(code, area, network, end=None):
        return [
            code,
            "A SURGERY",
            area,
            "AREA",
            network,
            f"{network} PCN",
            area,
            "AREA",
            "20190701",
            end,
            "TRUE",
        ]

    draft, rows = practices(
        [
            EPCN,
            row("Z99001", "11M", "U99001", "20230331"),
            row("Z99001", "11M", "U99002"),
            row("Z99002", "11J", "U99003"),
            row("Z99003", "11J", "U99003", "20220101"),
            row("Z99004", "99Z", "U99004", "20990101"),
        ],
        kind=None,
        region=None,
    )
    assert draft.kind == "practices"
    assert {code: (row["region"], row["pcn"], row["open"]) for code, row in rows.items()} == {
        "Z99001": ("gloucestershire", "U99002", True),
        "Z99002": ("dorset", "U99003", True),
        "Z99004": (None, "U99004", True),
    }
    assert draft.left_out[0].reason == "the practice has left this network (2 rows, the first here)"
    assert (draft.questions, draft.problems) == ({}, [])


@pytest.mark.parametrize("title", ["Closed practices", "Former members", "Practices no longer open"])
def test_a_title_closes_the_practices_below_it(practices, title):
    _, rows = practices(
        [[title], [*LIST, "GPs"], ["Z99001", "Elm", "100", "3"], ["Z99002", "Oak", "200", "4"]]
    )
    assert [row["open"] for row in rows.values()] == [False, False]


def test_a_title_that_speaks_of_both_closes_none(practices):
    _, rows = practices(
        [["Open and closed practices"], LIST, ["Z99001", "Elm", "100"], ["Z99002", "Oak", "200"]]
    )
    assert [row["open"] for row in rows.values()] == [None, None]


def test_a_prescribing_setting_tells_who_is_a_practice(practices):
    heads = ["Organisation Code", "Name", "Status Code", "Prescribing Setting"]
    draft, rows = practices(
        [heads, ["Z99001", "ELM", "A", "4"], ["Z99002", "OAK", "A", "4"], ["Z99003", "A PRISON", "A", "10"]]
    )
    assert list(rows) == ["Z99001", "Z99002"]
    assert "prescribing setting" in draft.left_out[0].reason


def test_a_closing_day_that_nobody_knows_is_asked_about_and_one_that_never_comes_is_none(practices):
    draft, rows = practices(
        [
            [*LIST, "Ceased"],
            ["Z99001", "Elm", "100", "—"],
            ["Z99002", "Oak", "200", "?"],
            ["Z99003", "Ash", "300", "31/12/9999"],
        ]
    )
    assert [row["open"] for row in rows.values()] == [True, None, True]
    assert [question.value for question in draft.questions.values()] == ["?"]


def test_yes_below_a_heading_of_leaving_closes_or_is_asked_about(practices):
    draft, rows = practices(
        [[*LIST, "Opted out?"], ["Z99001", "Elm", "100", "No"], ["Z99002", "Oak", "200", "Yes"]]
    )
    assert [row["open"] for row in rows.values()] == [None, None]
    assert [question.cell for question in draft.questions.values()] == ["D3"]
