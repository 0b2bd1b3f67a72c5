"""Support ranked, what would happen if all did, and comments: headlines, drawings and tables."""

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


@pytest.mark.parametrize("draw", [backing.ranked, backing.onset, backing.comments])
def test_nothing_at_all_is_the_pages_to_say(draw):
    with pytest.raises(ValueError, match=r"\w"):
        draw(pd.DataFrame({"action": []}), NAMES, WHERE)
