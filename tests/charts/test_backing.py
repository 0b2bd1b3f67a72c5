"""Support ranked, what would happen if all did, waves, moves and comments: headlines, drawings and tables."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import Provenance, backing

NAMES = {"a": "Action A", "b": "Action B", "green": "Green", "amber": "Amber", "red": "Red"}
WHERE = Provenance("Testshire", as_of="1 March 2025", source="survey.csv")


def support(*rows: tuple[str, int, int, int, int, int]) -> pd.DataFrame:
    columns = ["action", "rank", "tied", "will", "conditionally", "answered"]
    frame = pd.DataFrame(rows, columns=columns).assign(will_not=0, out_of=10, responded=8, rank_either=1)
    frame["share_will"] = frame["will"] / frame["answered"]
    frame["share_of_all_will"] = frame["will"] / 10
    frame["share_of_all_either"] = (frame["will"] + frame["conditionally"]) / 10
    frame["share_either"] = (frame["will"] + frame["conditionally"]) / frame["answered"]
    return frame.assign(low=None, high=None)


def test_actions_by_rank_with_what_they_are_a_share_of():
    chart = backing.ranked(support(("b", 2, 1, 2, 4, 8), ("a", 1, 1, 6, 1, 8)), NAMES, WHERE)
    assert [(row.label, row.values, row.words) for row in chart.drawing.rows] == [
        ("1. Action A", (0.75, 0.125), "6 + 1 of 8"),
        ("2. Action B", (0.25, 0.5), "2 + 4 of 8"),
    ]
    assert chart.headline == (
        "Action A comes first: 6 of 8 practices (75%) will act, 1 more in certain conditions."
    )
    assert chart.base == "8 of 10 practices (80%) answered; shares are of practices that answered the action"


def test_of_all_practices_as_a_choice():
    chart = backing.ranked(support(("a", 1, 1, 6, 0, 8)), NAMES, WHERE, base="all")
    assert chart.drawing.rows[0].values == (0.6, None)
    assert chart.headline == "Action A comes first: 6 of 10 practices (60%) will act."


def test_a_tie_names_all_who_share_the_place():
    chart = backing.ranked(support(("a", 1, 2, 6, 1, 8), ("b", 1, 2, 6, 0, 8)), NAMES, WHERE)
    assert chart.headline == "Action A and Action B share the first place: 6 of 8 practices (75%) will act."
    assert {row.label[:2] for row in chart.drawing.rows} == {"1="}


def test_of_all_practices_another_action_may_come_first():
    # All of the three that answered A would act; half of eight that answered B: 3 and 4 of ten practices.
    chart = backing.ranked(support(("a", 1, 1, 3, 0, 3), ("b", 2, 1, 4, 0, 8)), NAMES, WHERE, base="all")
    assert [row.label for row in chart.drawing.rows] == ["1. Action B", "2. Action A"]
    assert chart.headline == "Action B comes first: 4 of 10 practices (40%) will act."


def test_equal_shares_of_different_bases_are_told_as_shares():
    chart = backing.ranked(support(("a", 1, 2, 1, 0, 2), ("b", 1, 2, 2, 0, 4)), NAMES, WHERE)
    assert chart.headline == "Action A and Action B share the first place: 50% will act."


def test_where_nobody_will_act_nothing_comes_first():
    chart = backing.ranked(support(("a", 1, 2, 0, 0, 2), ("b", 1, 2, 0, 1, 4)), NAMES, WHERE)
    assert chart.headline == (
        "No practice will act on any of these; 1 practice would in certain conditions on Action B."
    )


def onset(would: int, certain: int, common_on: str | None = None) -> pd.DataFrame:
    row = {
        "subject": "a",
        "kind": "action",
        "would": would,
        "certain": certain,
        "conditional": would - certain,
    }
    row |= {"share": would / 10, "out_of": 10, "common_on": common_on, "by_common": 2, "with_comment": 0}
    return pd.DataFrame([row | {"first_on": None, "half_on": None}])


def test_if_all_did():
    chart = backing.onset(onset(7, 5, "2025-04-01"), NAMES, WHERE)
    assert (
        chart.headline == "If all did, 7 of 10 practices (70%) would act on Action A, 5 of them in any case."
    )
    (bar,) = chart.drawing.rows
    assert (bar.values, bar.inside, bar.words) == (
        (0.5, 0.2),
        ("5", "2"),
        "7 of 10 (70%), most from 1 April 2025",
    )
    assert backing.onset(onset(0, 0), NAMES, WHERE).headline == "No practice would act, even if all did."


@pytest.mark.parametrize(
    ("would", "certain", "sure"),
    [(7, 7, "all of them in any case"), (7, 0, "none of them in any case"), (1, 1, "in any case"),
     (1, 0, "in certain conditions")],
)  # fmt: skip
def test_how_many_would_act_whatever_the_others_do(would, certain, sure):
    assert backing.onset(onset(would, certain), NAMES, WHERE).headline.endswith(
        f" would act on Action A, {sure}."
    )


def waves() -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = [
        ("a", "green", 1, "2024-10-17", 33, 3, 30, 0.1), ("a", "red", 1, "2024-10-17", 33, 27, 30, 0.9),
        ("a", "green", 2, "2025-10-15", 36, 16, 32, 0.5), ("a", "red", 2, "2025-10-15", 36, 16, 32, 0.5),
    ]  # fmt: skip
    columns = ["action", "answer", "wave", "as_of", "responded", "practices", "answered", "share"]
    frame = pd.DataFrame(rows, columns=columns).assign(wave_on=None, action_order=1, low=None, high=None)
    frame["answer_order"] = frame["answer"].map({"green": 1, "red": 3})
    return frame, pd.DataFrame([{"action": "a", "answer": "green", "verdict": "difference"}])


def test_waves_say_how_many_replied_in_each_and_whether_there_is_a_difference():
    chart = backing.waves(*waves(), NAMES, WHERE)
    assert chart.drawing.columns == ("October 2024: 33 replies", "October 2025: 36 replies", "First to last")
    (line,) = chart.drawing.rows
    assert [cell[0].words for cell in line.cells] == ["10%", "50%", "difference"]
    assert chart.headline == "2 waves: from the first to the last, 1 action shows a difference in Green."


def test_one_wave_is_said_to_be_one():
    frame, verdicts = waves()
    chart = backing.waves(frame[frame["wave"] == 1], verdicts[:0], NAMES, WHERE)
    assert chart.headline == "One wave so far, October 2024, with 33 replies."
    assert len(chart.drawing.columns) == 1


#          was      now      practices
MOVES = """
           green    green    4
           green    red      1
           amber    green    3
           red      amber    2
"""


def moves() -> pd.DataFrame:
    places = {"green": 1, "amber": 2, "red": 3}
    rows = [line.split() for line in MOVES.strip().splitlines()]
    frame = pd.DataFrame(rows, columns=["first_answer", "second_answer", "practices"])
    frame = frame.astype({"practices": int}).assign(action="a", answered_both=10)
    frame["share"] = frame["practices"] / 10
    frame["first_order"], frame["second_order"] = (
        frame[c].map(places) for c in ("first_answer", "second_answer")
    )
    return frame.assign(first_as_of="2024-10-17", second_as_of="2025-10-15")


def test_moves_towards_and_away():
    chart = backing.moves(moves(), NAMES, WHERE)
    (line,) = chart.drawing.rows
    assert [cell[0].words for cell in line.cells] == ["5 (50%)", "4 (40%)", "1 (10%)"]
    assert (
        chart.headline == "Of 10 pairs of answers by the same practices, 5 moved towards acting and 1 away."
    )


def test_the_flow_of_one_action():
    chart = backing.moves(moves(), NAMES, WHERE, action="a")
    flow = {line.label: [cell[0].words if cell else "" for cell in line.cells] for line in chart.drawing.rows}
    assert chart.drawing.columns == ("now Green", "now Amber", "now Red")
    assert flow == {"was Green": ["4", "", "1"], "was Amber": ["3", "", ""], "was Red": ["", "2", ""]}
    assert chart.headline == (
        "Action A: of 10 practices that answered both times, 5 moved towards acting, 1 away."
    )


def test_nobody_moved():
    assert backing.moves(moves()[:1], NAMES, WHERE).headline == (
        "No practice changed an answer between the two waves."
    )


def test_comments_are_a_list_without_names():
    frame = pd.DataFrame(
        [{"action": "a", "answer": "amber", "comment": "Only with funding", "masked": False}]
    )
    chart = backing.comments(frame, NAMES, WHERE)
    assert (chart.headline, chart.drawing) == ("Practices wrote 1 comment on Action A.", None)
    assert chart.table.to_dict("records") == [
        {"Action": "Action A", "Answer": "Amber", "Comment": "Only with funding"}
    ]


@pytest.mark.parametrize(
    ("actions", "headline"),
    [
        ("aab", "Practices wrote 3 comments on 2 actions, most of all on Action A (2 of 3)."),
        ("ab", "Practices wrote 2 comments on 2 actions: Action A and Action B."),
        ("a-", "Practices wrote 2 comments, 1 of them on Action A."),
        ("--", "Practices wrote 2 comments on the survey as a whole."),
    ],
)
def test_the_headline_of_comments_says_what_most_are_about(actions, headline):
    rows = [
        {"action": action.strip("-") or None, "answer": None, "comment": action, "masked": False}
        for action in actions
    ]
    assert backing.comments(pd.DataFrame(rows), NAMES, WHERE).headline == headline


@pytest.mark.parametrize("draw", [backing.ranked, backing.onset, backing.moves, backing.comments])
def test_nothing_at_all_is_the_pages_to_say(draw):
    with pytest.raises(ValueError, match=r"\w"):
        draw(pd.DataFrame({"action": []}), NAMES, WHERE)
