"""Matrices of notices that say by the colour of a cell what was done: by key, by a person's answer, beside words."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl.styles import PatternFill

from loaders.vocabulary.vocabulary import Vocabulary

REGION = "gloucestershire"
SERVED, WITHDRAWN, SIGNED, GREEN = "FFC000", "8DB4E2", "7030A0", "00B050"
PAINTED = [["ODS code", "ECGs", "Spirometry"], ["Z99001"], ["Z99002"], ["Z99003"]]
COLOURS = {"B2": SERVED, "C2": WITHDRAWN, "B3": SERVED, "C4": SIGNED}
KEY = {SERVED: "Served", WITHDRAWN: "Withdrawn", SIGNED: "No notice"}


@pytest.fixture
def notices(read):
    """The draft of a workbook of notices of Gloucestershire."""

    def draft(rows, finish=None, **options):
        return read(rows, finish, **{"region": REGION, "survey": None} | options)

    return draft


def painted(cells, key=None, elsewhere=False):
    """A finishing touch: fills by reference, and a key of colours below the table or on a sheet of its own."""

    def finish(book):
        sheet = book.active
        for cell, colour in cells.items():
            sheet[cell].fill = PatternFill("solid", fgColor=colour)
        where = book.create_sheet("Key") if elsewhere else sheet
        for row, (colour, text) in enumerate((key or {}).items(), start=7):
            where.cell(row, 1).fill = PatternFill("solid", fgColor=colour)
            where.cell(row, 2).value = text

    return finish


def values_of(draft, *columns):
    """Practice, service, step and further columns of each notice, sorted."""
    rows = [row for frame in draft.rows.get("notices", []) for row in frame.astype(object).to_dict("records")]
    return sorted(tuple(row[name] for name in ("respondent", "service", "status", *columns)) for row in rows)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_key_says_what_the_colours_of_a_matrix_mean(notices, elsewhere):
    draft = notices(PAINTED, painted(COLOURS, KEY, elsewhere))
    assert draft.kind == "notices"
    assert values_of(draft) == [
        ("Z99001", "ecg", "served"), ("Z99001", "spirometry", "withdrawn"), ("Z99002", "ecg", "served"),
    ]  # fmt: skip
    assert not draft.questions


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In effect", "served"),
        ("Signed up", "signed_up"),
        ("Considering", "wanted"),
        ("Notice served", "served"),
        ("Green = extended", "extended"),
        ("Resolved", "resolved"),
    ],
)
def test_steps_that_a_key_may_name(notices, text, status):
    draft = notices(PAINTED, painted({"B2": GREEN, "C3": SERVED}, {GREEN: text, SERVED: "Withdrawn"}))
    assert values_of(draft) == [("Z99001", "ecg", status), ("Z99002", "spirometry", "withdrawn")]
    assert (draft.questions, draft.problems) == ({}, [])


def test_colours_without_a_key_are_asked_about_once_each(notices):
    draft = notices(PAINTED, painted(COLOURS), kind="notices")
    assert values_of(draft) == []
    asked = sorted(question.value for question in draft.questions.values())
    assert asked == [f"amber ({SERVED})", f"light blue ({WITHDRAWN})", f"purple ({SIGNED})"]


@pytest.mark.parametrize("cells", [("B2", "C3"), ("B2", "C2", "B3", "C3", "B4", "C4")], ids=["some", "all"])
def test_a_single_colour_is_asked_about_once(notices, cells):
    draft = notices(PAINTED, painted(dict.fromkeys(cells, WITHDRAWN)))
    (question,) = draft.questions.values()
    assert (values_of(draft), question.about, question.affects_rows) == ([], "status", len(cells))
    assert question.sentence == (
        f"What do the cells coloured light blue ({WITHDRAWN}) say about a notice? "
        "The first of them is B2, and nothing in the file says what the colour stands for."
    )


@pytest.fixture
def words_told(notices, vocabulary):
    """The words of a person who has said what blue and amber mean in a file of PAINTED's name and headings."""
    draft = notices(PAINTED, painted({"B2": SERVED, "C2": WITHDRAWN}))
    keys = {question.value.split()[0]: question.key for question in draft.questions.values()}
    answers = {("status", keys["amber"]): "signed_up", ("status", keys["light"]): "leave out"}
    return Vocabulary(vocabulary.snapshot, answers)


def test_what_a_person_said_of_a_colour_holds_for_the_next_file_like_it(notices, words_told):
    rows = [PAINTED[0], ["Z99002"], ["Z99005"]]
    draft = notices(rows, painted({"B2": SERVED, "B3": WITHDRAWN, "C3": SERVED}), words=words_told)
    assert values_of(draft) == [("Z99002", "ecg", "signed_up"), ("Z99005", "spirometry", "signed_up")]
    assert draft.questions == {}
    assert [(left.cell, left.reason) for left in draft.left_out] == [
        ("B3", "a colour that is left out, as answered")
    ]


def test_what_a_person_said_of_a_colour_means_nothing_under_other_headings(notices, words_told):
    rows = [["ODS code", "ECGs", "Phlebotomy"], ["Z99002"]]
    draft = notices(rows, painted({"B2": SERVED}), words=words_told)
    assert (values_of(draft), len(draft.questions)) == ([], 1)


def test_the_key_of_a_file_counts_before_what_was_said_of_another(notices, words_told):
    draft = notices(PAINTED, painted({"B2": SERVED, "C3": WITHDRAWN}, KEY), words=words_told)
    assert values_of(draft) == [("Z99001", "ecg", "served"), ("Z99002", "spirometry", "withdrawn")]


def test_words_count_before_a_colour_that_contradicts_them(notices):
    rows = [PAINTED[0], ["Z99001", "Served", "Withdrawn"], ["Z99002"], ["Z99003"]]
    draft = notices(rows, painted({"B2": WITHDRAWN, "C2": WITHDRAWN, "B3": SERVED}, KEY))
    assert values_of(draft) == [
        ("Z99001", "ecg", "served"), ("Z99001", "spirometry", "withdrawn"), ("Z99002", "ecg", "served"),
    ]  # fmt: skip
    assert [note for note in draft.notes if "colour" in note] == [
        "B2 says “Served” and has the colour of “Withdrawn”: what is written counts."
    ]


@pytest.mark.parametrize(
    ("written", "colour", "status", "effective_on", "contradicts"),
    [
        ("01/04/2025", WITHDRAWN, "served", date(2025, 4, 1), True),
        ("01/04/2025", SERVED, "served", date(2025, 4, 1), False),
        ("1st April 2025", SIGNED, "served", date(2025, 4, 1), True),
        ("Yes", WITHDRAWN, "served", None, True),
        ("withdrawn 01/04/2025", SERVED, "withdrawn", None, True),
        ("✓", SERVED, "served", None, False),
    ],
)
def test_a_date_or_a_tick_counts_before_a_colour(notices, written, colour, status, effective_on, contradicts):
    rows = [PAINTED[0], ["Z99001", written, "13/05/2025"], ["Z99002"]]
    draft = notices(rows, painted({"B2": colour, "B3": SERVED}, KEY))
    assert ("Z99001", "ecg", status, effective_on) in values_of(draft, "effective_on")
    assert any("what is written counts" in note for note in draft.notes) == contradicts


def test_no_beside_a_colour_that_says_served_counts(notices):
    draft = notices([PAINTED[0], ["Z99001", "No", "Yes"]], painted({"B2": SERVED, "C2": SERVED}, KEY))
    assert values_of(draft) == [("Z99001", "spirometry", "served")]
    assert "B2 says “No” and has the colour of “Served”: what is written counts." in draft.notes


def test_many_contradictions_are_summed_up(notices):
    rows = [PAINTED[0], *([f"Z99{number:03d}", "Served", "Yes"] for number in range(20))]
    fills = {f"{column}{row}": WITHDRAWN for column in "BC" for row in range(3, 22)} | {"C21": "FFFFFF"}
    draft = notices([[], *rows[:20], [], [None, "Withdrawn"]], painted(fills | {"A23": WITHDRAWN}))
    assert len(values_of(draft)) == 38
    notes = [note for note in draft.notes if "what is written counts" in note or note.startswith("So do")]
    assert (len(notes), notes[-1]) == (11, "So do 27 more cells of sheet “Sheet1”.")
