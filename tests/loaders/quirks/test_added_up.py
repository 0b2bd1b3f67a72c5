"""What an office added up beside the replies: left out, or it would count twice, and held against them."""

from __future__ import annotations

import pytest

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
HEADS = ["ODS code", LIMIT, FREEZE]
REPLIES = [
    HEADS, ["Z99001", "Green", "Red"], ["Z99002", "Green", "Green"], ["Z99003", "Amber", "Green"],
    ["Z99004", "Green", None],
]  # fmt: skip
SAID = {"Z99001": "GR", "Z99002": "GG", "Z99003": "AG", "Z99004": "G"}
TWICE = "figures already added up from the rows of this file: left out, or they would count twice"


def by_action(green):
    return [
        ["Action", "Green", "Amber", "Red", "% green"],
        [LIMIT, green, 1, 0, 0.75],
        [FREEZE, 2, 0, 1, 0.67],
    ]


def by_answer(green):
    return [["Count", LIMIT, FREEZE], ["Green", green, 2], ["Amber", 1, 0], ["Red", 0, 1]]


def beside(rows):
    wide = max(map(len, REPLIES))
    lines = max(len(rows), len(REPLIES))
    left = [*REPLIES, *[[None] * wide] * (lines - len(REPLIES))]
    return [
        [*item, None, *other] for item, other in zip(left, [*rows, *[[]] * (lines - len(rows))], strict=True)
    ]


LAYOUTS = {
    "below": (lambda n: [*REPLIES, [], ["Summary"], *by_action(n)], "B9"),
    "below without a title": (lambda n: [*REPLIES, [], *by_action(n)], "B8"),
    "directly below": (lambda n: [*REPLIES, *by_action(n)], "B7"),
    "beside": (lambda n: beside(by_action(n)), "F2"),
    "beside, an answer a row": (lambda n: beside(by_answer(n)), "F2"),
    "on a sheet of its own": (lambda n: {"Replies": REPLIES, "Summary": by_action(n)}, "B2"),
    "totals below": (
        lambda n: [*REPLIES, [], ["Number of green", n, 2], ["Ambers", 1, 0], ["Red", 0, 1], ["% green", "75%", "67%"]],
        "B7",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "cell"), LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("green", [3, 9], ids=["agrees", "differs"])
def test_what_was_added_up_is_left_out_and_said_where_it_differs(read, answers_of, rows, cell, green):
    draft = read(rows(green))
    assert (draft.kind, answers_of(draft), list(draft.rows)) == (
        "survey",
        SAID,
        ["answers", "replies", "surveys"],
    )
    assert (draft.problems, draft.questions) == ([], {})
    assert {line.reason for line in draft.left_out} <= {TWICE, "total row"}
    assert draft.left_out
    differs = [note for note in draft.notes if note.startswith("What was added up")]
    assert differs == [] if green == 3 else [
        f"What was added up beside the replies does not agree with them, and the replies count: cell {cell} says 9 and "
        "the replies say 3 (Green: Limit to 25 contacts a day)."
    ]  # fmt: skip


def test_a_practice_that_replied_twice_may_have_been_counted_once_or_twice(read):
    again = [*REPLIES, ["Z99001", "Green", "Red"]]
    for green in (3, 4):
        draft = read([*again, [], *by_action(green)[:2]])
        assert not any("added up" in note for note in draft.notes)


def test_replies_by_number_wait_and_their_summary_does_not_take_their_place(read):
    rows = [
        ["ODS code", "Option 1", "Option 2"],
        *REPLIES[1:],
        [],
        ["Action", "Green", "Red"],
        ["Option 1", 3, 0],
    ]
    draft = read(rows)
    assert (draft.kind, [question.about for question in draft.questions.values()]) == ("survey", ["menu"])


def test_a_summary_of_practices_named_without_codes_is_no_reply(read, register, answers_of):
    names = [["Practice", LIMIT, FREEZE], ["Elm Surgery", "Green", "Red"], ["Oak Surgery", "Green", "Green"]]
    draft = read(
        [*names, [], ["Summary"], ["Action", "Green", "Red"], [LIMIT, 2, 0], [FREEZE, 1, 1]], words=register
    )
    assert answers_of(draft) == {"Z99001": "GR", "Z99002": "GG"}
    assert (draft.problems, draft.questions) == ([], {})


def test_a_summary_below_a_table_that_is_turned_round_is_no_practice(read, answers_of):
    rows = [["Action", "Z99001", "Z99002"], [LIMIT, "Green", "Green"], [FREEZE, "Red", "Green"], []]
    draft = read([*rows, *by_action(2)])
    assert (answers_of(draft), draft.questions) == ({"Z99001": "GR", "Z99002": "GG"}, {})


def test_figures_of_several_regions_are_not_those_of_the_replies(read):
    other = [["Region", "Action", "Green", "Red"], ["Dorset", LIMIT, 40, 3], ["BSW", LIMIT, 50, 2]]
    draft = read({"Replies": REPLIES, "Others": other})
    assert draft.notes == [
        "Sheet “Others” holds figures already added up, and a file is loaded as one kind of table: load it once more "
        "with that sheet alone."
    ]
