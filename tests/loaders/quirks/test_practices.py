"""How an office writes whose row it is."""

from __future__ import annotations

import pytest

from loaders.answering import answer
from loaders.importing import load
from loaders.kinds import Options
from loaders.practices.written_once import SAME, UNKNOWN
from store import Store

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"


@pytest.fixture
def practices(read, answers_of):
    """What is made of cells in a column of practices: the draft, and who answered green."""

    def draft_of(*cells, heading="Practice", words=None):
        draft = read([[heading, LIMIT], *([cell, "Green"] for cell in cells)], words=words)
        return draft, sorted(answers_of(draft))

    return draft_of


@pytest.mark.parametrize("heading", ["ODS code", "Practice"])
@pytest.mark.parametrize(
    "cell",
    [
        *(
            "z99001",
            " Z99001 ",
            "Z 99001",
            "Z99001\xa0",
            "Z-99001",
            "Z99001.",
            "z99 001",
            "Z99001 - The Surgery",
        ),
        *("The Surgery (Z99001)", "Z99001: The Surgery", "The Surgery, z99001", "The Surgery [Z99001]"),
    ],
)
def test_a_code_in_any_spelling(practices, cell, heading):
    draft, loaded = practices(cell, "Z99002", heading=heading)
    assert (loaded, draft.problems, draft.questions) == (["Z99001", "Z99002"], [], {})


def test_a_branch_without_a_row_of_its_practice_is_asked_about(practices):
    draft, loaded = practices("Z99001001", "Z99002")
    assert (loaded, [question.value for question in draft.questions.values()]) == (["Z99002"], ["Z99001001"])


@pytest.mark.parametrize("typed", ["Z99OO3", "z990O3", "Z99o03"])
def test_a_letter_for_a_digit_where_the_register_proves_it(practices, register, typed):
    draft, loaded = practices(typed, "Z99001", words=register)
    assert (loaded, draft.problems) == (["Z99001", "Z99003"], [])
    assert draft.notes == [f"“{typed}” was read as Z99003, which is in the register of Sefton."]


def test_a_letter_for_a_digit_without_a_register_is_a_problem(practices):
    draft, loaded = practices("Z99OO3", "Z99001", heading="ODS code")
    assert loaded == ["Z99001"]
    assert [problem.value for problem in draft.problems] == ["Z99OO3"]


@pytest.mark.parametrize("cell", ["Z99001 / Z99002", "Z99001 & Z99002", "Elm (Z99001) and Oak (Z99002)"])
def test_two_practices_in_one_row_are_a_problem(practices, cell):
    draft, loaded = practices(cell, "Z99003")
    assert loaded == ["Z99003"]
    assert [problem.reason for problem in draft.problems] == [
        "This row names Z99001 and Z99002; write one practice a row, in one column."
    ]


def test_a_practice_twice_counts_once_and_is_said(practices):
    draft, loaded = practices("Z99001", "Z99002", "Z99001")
    assert (loaded, draft.notes) == (
        ["Z99001", "Z99002"],
        ["Z99001 answered twice; the lower row (row 4) counts."],
    )


@pytest.mark.parametrize("cell", ["U12345", "North PCN", "North Primary Care Network", "jo.bloggs@nhs.net"])
def test_a_network_or_an_address_is_no_practice(practices, register, cell):
    draft, loaded = practices(cell, "Z99001", words=register)
    assert loaded == ["Z99001"]
    assert [problem.value for problem in draft.problems] == [cell]


@pytest.mark.parametrize("name", ["Elm Surgery", "ELM SURGERY", " Elm  Surgery. "])
def test_an_exact_name_within_the_register(practices, register, name):
    _, loaded = practices(name, "Z99002", words=register)
    assert loaded == ["Z99001", "Z99002"]


@pytest.mark.parametrize("name", ["Elm Surg", "The Elm Surgery", "Elm Surgery, Southport"])
def test_a_variant_of_a_name_is_asked_about_with_suggestions(practices, register, name):
    draft, loaded = practices(name, "Z99002", words=register)
    (question,) = draft.questions.values()
    assert (question.about, question.value, loaded) == ("practice", name, ["Z99002"])
    assert question.choices[0] == "Z99001"


@pytest.mark.parametrize(("heading", "cell"), [("PCN", "U12345"), ("Email", "jo@nhs.net"), ("Timestamp", "")])
def test_a_file_without_practices_is_anonymous(read, answers_of, heading, cell):
    draft = read([[heading, LIMIT], [cell, "Green"], [cell, "Red"]])
    assert answers_of(draft) == {"anonymous::Sheet1:2": "G", "anonymous::Sheet1:3": "R"}
    assert draft.notes[-1] == (
        "There is no column of practices: the replies are anonymous, and one sent twice counts twice."
    )


@pytest.mark.parametrize(
    ("sheet", "above"),
    [
        ("Form", ["Practice", "Z99001"]),
        ("Form", ["Practice: Z99001 - Elm Surgery"]),
        ("Form", ["ODS code", "z99001"]),
        ("Z99001", ["Reply to the LMC"]),
    ],
    ids=["beside its label", "in one cell", "by its code", "by the sheet's name"],
)
def test_a_sheet_filled_in_by_one_practice(read, answers_of, sheet, above):
    draft = read({sheet: [above, [], ["Action", "Answer"], [LIMIT, "Green"], [FREEZE, "Red"]]})
    assert (answers_of(draft), draft.questions, draft.problems) == ({"Z99001": "GR"}, {}, [])


def test_a_sheet_filled_in_by_a_network_is_a_problem(read, answers_of):
    draft = read([["Practice", "North PCN"], [], ["Action", "Answer"], [LIMIT, "Green"], [FREEZE, "Red"]])
    assert answers_of(draft) == {}
    assert [problem.value for problem in draft.problems] == ["North PCN", "North PCN"]


def test_an_example_of_a_code_above_an_anonymous_table_is_nobody(read, answers_of):
    draft = read([["Write your code, such as Z99009"], [], [LIMIT, FREEZE], ["Green", "Red"], ["Red", "Red"]])
    assert set(answers_of(draft)) == {"anonymous::Sheet1:4", "anonymous::Sheet1:5"}


def test_a_list_with_whom_to_ring_is_a_list_of_practices(read):
    heads = ["Practice Code", "Practice Name", "Practice Manager", "Email", "PCN Code", "Registered patients"]
    draft = read([heads, ["Z99001", "Elm Surgery", "Jo", "jo@nhs.net", "U12345", 9000]], survey=None)
    assert (draft.kind, draft.rows["practices"][0]["practice"].tolist()) == ("practices", ["Z99001"])
    assert draft.questions == {}


RATED = [
    (7, LIMIT, "Green"),
    (9, LIMIT, "Amber"),
    (7, FREEZE, "Red"),
    (9, FREEZE, "Red"),
    (None, LIMIT, "Red"),
]


@pytest.mark.parametrize("heading", ["Response ID", "Respondent", "ID"])
def test_answers_of_one_number_are_one_anonymous_reply(read, answers_of, heading):
    draft = read([[heading, "Action", "Answer"], *RATED])
    assert answers_of(draft) == {
        "anonymous::Sheet1:2": "GR",
        "anonymous::Sheet1:3": "AR",
        "anonymous::Sheet1:6": "R",
    }
    assert f"Rows with the same “{heading}” are one reply." in draft.notes
    assert (draft.questions, draft.problems) == ({}, [])


@pytest.mark.parametrize("number", [None, "of the row", "of the action"])
def test_anonymous_answers_without_a_number_of_the_reply_are_replies_of_their_own(read, answers_of, number):
    numbers = {None: [None] * 4, "of the row": [1, 2, 3, 4], "of the action": [1, 1, 2, 2]}[number]
    rows = [[n, *row[1:]] for n, row in zip(numbers, RATED, strict=False)]
    draft = read(
        [["ID", "Action", "Answer"], *rows] if number else [["Action", "Answer"], *(r[1:] for r in rows)]
    )
    assert answers_of(draft) == {
        f"anonymous::Sheet1:{row}": answer for row, answer in zip((2, 3, 4, 5), "GARR", strict=True)
    }
    assert (
        "Nothing says which rows belong to one reply: each row counts as a reply of its own." in draft.notes
    )


def kept(draft):
    """Code, name and list size of each practice of a list."""
    columns = ["practice", "name", "list_size"]
    return [
        tuple(row) for frame in draft.rows.get("practices", []) for row in frame[columns].to_numpy().tolist()
    ]


@pytest.mark.parametrize("heading", ["Practice", "Practice name", "ODS code"])
@pytest.mark.parametrize("cell", ["{} - {}", "{}: {}", "{1} ({0})", "{1}, {0}", "{} {}"])
def test_code_and_name_in_one_cell_of_a_list_of_practices(read, heading, cell):
    cell = cell.replace("{} ", "{0} ", 1).replace("{}:", "{0}:").replace("{}", "{1}")
    names = [cell.format("Z99001", "The Surgery"), cell.format("Z99002", "St. Ann's (North)")]
    draft = read([[heading, "List size"], [names[0], 9000], [names[1], 8000]], survey=None)
    assert kept(draft) == [("Z99001", "The Surgery", 9000), ("Z99002", "St. Ann's (North)", 8000)]
    assert (draft.kind, draft.questions, draft.problems) == ("practices", {}, [])


def test_a_list_of_names_alone_is_of_the_practices_known_by_them(read, register):
    rows = [["Practice name", "List size"], ["Elm Surgery", 9100], ["OAK SURGERY ", 8200], ["New House", 1]]
    draft = read(rows, survey=None, kind="practices", words=register)
    assert kept(draft) == [("Z99001", "Elm Surgery", 9100), ("Z99002", "OAK SURGERY", 8200)]
    asked = [(question.about, question.value, question.affects_rows) for question in draft.questions.values()]
    assert (asked, draft.problems) == ([("practice", "New House", 1)], [])


def test_a_list_of_names_alone_without_a_list_of_practices_needs_codes(read):
    draft = read([["Practice name", "List size"], ["Elm Surgery", 9100]], survey=None, kind="practices")
    reason = "No list of the practices of Sefton says whose name this is; add a column of ODS codes."
    assert (kept(draft), [(problem.cell, problem.reason) for problem in draft.problems]) == (
        [],
        [("A2", reason)],
    )
    assert draft.questions == {}


ONCE = [
    ["Z99001", LIMIT, "Green"],
    [None, FREEZE, "Red"],
    ["Z99002", LIMIT, "Amber"],
    [None, FREEZE, "Green"],
]


def test_a_practice_written_once_above_blanks_is_asked_about_once(read, answers_of):
    draft = read([["ODS code", "Action", "Answer"], *ONCE])
    assert answers_of(draft) == {"Z99001": "G", "Z99002": "A"}
    (question,) = draft.questions.values()
    assert question.sentence.startswith(
        "Do the blank cells under a practice mean the same practice? No “Action”"
    )
    assert (question.affects_rows, draft.problems) == (2, [])


def test_the_same_action_twice_under_a_practice_leaves_it_open_whose_it_is(read):
    draft = read([["ODS code", "Action", "Answer"], *ONCE[:2], [None, FREEZE, "Red"]])
    sentences = [question.sentence for question in draft.questions.values()]
    assert sentences == ["Do the blank cells under a practice mean the same practice?"]


@pytest.mark.parametrize(("choice", "answered", "problems"), [(SAME, 4, 0), (UNKNOWN, 2, 2)])
def test_the_answer_about_blanks_under_a_practice_counts_for_files_like_it(
    tmp_path, choice, answered, problems
):
    store = Store.open(tmp_path / "store")
    lines = [["ODS code", "Action", "Answer"], *ONCE]
    data = "\n".join(",".join(f'"{cell or ""}"' for cell in line) for line in lines)
    options = Options(region="sefton", survey="autumn")
    (question,) = load(store, data.encode(), "pivot.csv", options)["questions"]
    answer(store, question["id"], choice)
    counted = "SELECT count(*), count(DISTINCT respondent) FROM standing_answers"
    assert store.snapshot().rows(counted, None) == [(answered, 2)]
    report = load(store, data.replace("Z990", "Z991").encode(), "pivot 2.csv", options)
    assert (report["questions"], len(report["problems"])) == ([], problems)
    assert store.snapshot().rows(counted, None) == [(2 * answered, 4)]


def test_a_log_with_each_practice_written_once(read, served):
    rows = [
        ["Z99001", "Ring pessaries"],
        [None, "Spirometry"],
        [None, "Phlebotomy"],
        ["Z99002", "Spirometry"],
    ]
    heads = ["Practice", "Service", "Effective date"]
    draft = read([heads, *([*row, "1 February 2025"] for row in rows)], survey=None)
    assert [notice[0] for notice in served(draft)] == ["Z99001", "Z99002"]
    assert [question.affects_rows for question in draft.questions.values()] == [2]


@pytest.mark.parametrize(
    ("heading", "as_of"),
    [
        ("List size (Oct 2024)", "2024-10"),
        ("List size at 1 October 2024", "2024-10-01"),
        ("Registered patients 01/10/2024", "2024-10-01"),
        ("List size", None),
    ],
)
def test_list_sizes_are_of_the_day_that_their_heading_gives(read, heading, as_of):
    rows = [["Z99001", "Elm Surgery", 9000, "Open"], ["Z99002", "Oak Surgery", 8000, "Closed 31/03/2024"]]
    draft = read([["Practice code", "Practice name", heading, "Status"], *rows], survey=None)
    assert kept(draft) == [("Z99001", "Elm Surgery", 9000), ("Z99002", "Oak Surgery", 8000)]
    (frame,) = draft.rows["practices"]
    assert frame["open"].tolist() == [True, False]
    assert [day if isinstance(day, str) else None for day in frame["as_of"]] == [as_of, as_of]
    assert (draft.questions, draft.problems) == ({}, [])


@pytest.mark.parametrize("cell", ["Z99001 / Z99002", "Z99001, Z99002", "Elm Z99001 and Oak Z99002"])
def test_two_codes_in_one_cell_are_never_the_first(read, answers_of, cell):
    draft = read([["Practice", LIMIT], [cell, "Green"], ["Z99003", "Red"]])
    assert answers_of(draft) == {"Z99003": "R"}
    assert [(p.cell, p.reason) for p in draft.problems] == [
        ("A2", "This row names Z99001 and Z99002; write one practice a row, in one column.")
    ]


@pytest.mark.parametrize("cell", ["Z99001 & 002", "Z99001/2", "Z99001, 99002", "Elm (Z99001 + 002)"])
def test_half_a_second_code_is_a_problem(read, answers_of, cell):
    draft = read([["Practice", LIMIT], [cell, "Green"], ["Z99003", "Red"]])
    assert answers_of(draft) == {"Z99003": "R"}
    sentence = (
        f"“{cell}” may name more than one practice; write one practice a row, each with its whole ODS code."
    )
    assert [(p.cell, p.reason) for p in draft.problems] == [("A2", sentence)]


def test_an_address_behind_a_code_is_no_second_code(read, answers_of):
    assert answers_of(read([["Practice", LIMIT], ["Z99001, 2 High Street", "Green"]])) == {"Z99001": "G"}


@pytest.mark.parametrize(
    "cell",
    ["e.g. Z99999", "Example: Z99999", "Z99999 (example - delete this row)", "Test practice 2", "DUMMY"],
)
def test_a_row_that_shows_how_to_fill_it_in_is_left_out(practices, cell):
    draft, loaded = practices(cell, "Z99001")
    assert loaded == ["Z99001"]
    assert ("A2", "a test row or an example") in [(line.cell, line.reason) for line in draft.left_out]


def test_a_practice_may_be_called_by_such_a_word(practices, register):
    assert practices("Z99001 Test Valley Surgery", "Z99002")[1] == ["Z99001", "Z99002"]


def test_replies_by_postcode_alone_are_asked_about(read):
    draft = read([["Postcode", LIMIT], ["ZZ99 1AA", "Green"], ["ZZ99 2BB", "Red"]])
    (question,) = draft.questions.values()
    assert "“Postcode” stands elsewhere on it" in question.sentence
