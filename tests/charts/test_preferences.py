"""Bars of answers per action: what they are shares of, their order, and the sentence above them."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import Provenance, preferences
from charts.support import base_words, headline, ordered, shares, table
from charts.svg import inset

NAMES = {"a": "Action A", "b": "Action B", "c": "Action C", "green": "Green", "amber": "Amber", "red": "Red"}
WHERE = Provenance("Testshire", "5 December 2024", "survey.xlsx")


def answers(*rows: tuple[str, int, int, int], responded: int, out_of: int | None) -> pd.DataFrame:
    """Drawn as action, green, amber, red; answered is their sum."""
    return pd.DataFrame(
        [
            {"action": action, "answer": answer, "practices": count, "answered": sum(counts),
             "responded": responded, "out_of": out_of}
            for action, *counts in rows
            for answer, count in zip(("green", "amber", "red"), counts, strict=True)
        ]
    )  # fmt: skip


#                      action green amber red
GRID = answers(("a", 10, 5, 5), ("b", 12, 2, 4), ("c", 10, 8, 1), responded=20, out_of=25)


def test_bars_are_shares_of_all_practices_with_no_reply_as_a_part():
    bars = shares(GRID).set_index(["action", "answer"])
    assert bars.loc[("a", "green"), "share"] == 10 / 25
    assert bars.loc[("a", "no_reply"), "practices"] == 5
    # Two of the twenty that replied left b out: that is not the same as not replying.
    assert bars.loc[("b", "no_reply"), "practices"] == 5
    assert bars.loc[("b", "no_answer"), "practices"] == 2
    assert bars.groupby("action")["share"].sum().round(9).eq(1).all()


def test_bars_of_those_that_answered_have_no_reply_left_out():
    bars = shares(GRID, "answered").set_index(["action", "answer"])
    assert bars.loc[("b", "green"), "share"] == 12 / 18
    assert "no_reply" not in bars.index.get_level_values("answer")


def test_without_a_number_of_practices_the_whole_is_who_replied():
    bars = shares(answers(("a", 3, 1, 0), responded=6, out_of=None)).set_index(["action", "answer"])
    assert bars.loc[("a", "green"), "share"] == 3 / 6
    assert bars.loc[("a", "no_answer"), "practices"] == 2
    assert "no_reply" not in bars.index.get_level_values("answer")


def test_a_register_smaller_than_the_replies_is_no_whole():
    bars = shares(answers(("a", 3, 1, 0), responded=6, out_of=5))
    assert set(bars["of"]) == {6}


def test_practices_beside_the_list_are_said_and_in_no_bar():
    frame = GRID.assign(closed=1, not_in_register=2)
    assert base_words(frame, shares(frame)) == (
        "20 of 25 practices (80%) answered, and 1 that has closed and 2 that are not on the list; "
        "shares are of all practices"
    )
    assert shares(frame).equals(shares(GRID))


def test_order_is_by_green_then_amber_or_as_on_the_menu():
    bars = shares(GRID)
    assert ordered(bars, "green") == ["b", "c", "a"]
    assert ordered(bars, "menu") == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (GRID, "Action B has the most support: 12 of 25 practices (48%) would readily do this."),
        (
            answers(("a", 1, 0, 0), ("b", 0, 1, 0), responded=1, out_of=1),
            "Action A has the most support: 1 of 1 practice (100%) would readily do this.",
        ),
        (
            answers(("a", 4, 0, 0), ("b", 4, 0, 0), ("c", 1, 3, 0), responded=4, out_of=8),
            "Two actions share the most support, 4 of 8 practices (50%) each: Action A and Action B.",
        ),
        (
            answers(("a", 4, 0, 0), ("b", 4, 0, 0), responded=4, out_of=8),
            "Two actions have equal support: 4 of 8 practices (50%) each.",
        ),
        (answers(("a", 0, 2, 2), responded=4, out_of=8), "No practice answered “green” for any action."),
        (answers(("a", 0, 0, 0), responded=1, out_of=8), "No practice answered “green” for any action."),
        (
            answers(("a", 5, 0, 0), responded=5, out_of=4),
            "Action A has the most support: 5 of 5 practices (100%) would readily do this.",
        ),
    ],
)
def test_the_headline_is_right_in_the_singular_in_ties_and_at_zero(frame, sentence):
    assert headline(shares(frame), NAMES) == sentence


def test_equal_shares_of_different_bases_are_told_as_shares():
    frame = answers(("a", 1, 1, 0), ("b", 2, 2, 0), ("c", 0, 4, 0), responded=4, out_of=8)
    assert headline(shares(frame, "answered"), NAMES) == (
        "Two actions share the most support, 50% each: Action A and Action B."
    )


def test_an_unknown_scale_is_named_by_its_own_answers():
    frame = GRID.replace({"green": "yes", "amber": "maybe", "red": "no"})
    assert headline(shares(frame), NAMES).endswith("12 of 25 practices (48%) answered “yes”.")


@pytest.mark.parametrize(
    ("frame", "base", "words"),
    [
        (GRID, "all", "20 of 25 practices (80%) answered; shares are of all practices"),
        (
            GRID,
            "answered",
            "20 of 25 practices (80%) answered; shares are of those that answered each question "
            "(18 to 20 practices)",
        ),
        (
            answers(("a", 3, 1, 0), responded=4, out_of=None),
            "all",
            "4 practices answered, of a number that is not known; shares are of those that answered",
        ),
        (
            answers(("a", 3, 1, 0), responded=4, out_of=3),
            "all",
            "4 practices answered, more than the 3 on record; shares are of those that answered",
        ),
        (
            answers(("a", 3, 0, 0), ("b", 2, 1, 0), responded=4, out_of=8),
            "answered",
            "4 of 8 practices (50%) answered; shares are of those that answered each question (3 practices)",
        ),
    ],
)
def test_the_base_says_who_answered_and_what_shares_are_of(frame, base, words):
    assert base_words(frame, shares(frame, base)) == words


def test_the_figure_the_table_and_the_headline_hold_the_same_numbers():
    chart = preferences.chart(GRID, NAMES, WHERE)
    assert [row.label for row in chart.drawing.rows] == [NAMES[action] for action in ("b", "c", "a")]
    assert [round(row.values[0], 3) for row in chart.drawing.rows] == [0.48, 0.4, 0.4]
    assert [row.inside[0] for row in chart.drawing.rows] == ["48%", "40%", "40%"]
    assert chart.table.iloc[0].to_dict() == {
        "Action": "Action B", "Green": "12", "Green, share": "48%", "Amber": "2", "Amber, share": "8%",
        "Red": "4", "Red, share": "16%", "No answer": "2", "No answer, share": "8%",
        "No reply": "5", "No reply, share": "20%", "Shares of": "25",
    }  # fmt: skip
    assert "48%" in chart.headline


def test_what_is_certain_of_all_practices_stands_in_the_table():
    frame = GRID.assign(
        floor=GRID["practices"] / 25, ceiling=(GRID["practices"] + 25 - GRID["answered"]) / 25
    )
    frame.loc[frame["action"] == "c", ["floor", "ceiling"]] = None
    table = preferences.chart(frame, NAMES, WHERE).table
    assert list(table)[-2:] == ["Green, at least of all", "Green, at most of all"]
    bounds = table[["Green, at least of all", "Green, at most of all"]].to_numpy().tolist()
    assert bounds == [["48%", "76%"], ["", ""], ["40%", "60%"]]


def test_the_answers_stand_in_the_order_of_the_scale_with_no_reply_last():
    chart = preferences.chart(GRID, NAMES, WHERE)
    assert [series.name for series in chart.drawing.series] == [
        "Green",
        "Amber",
        "Red",
        "No answer",
        "No reply",
    ]


def test_invented_data_say_so_in_the_picture_itself():
    marked = preferences.chart(GRID, NAMES, Provenance("Testshire", invented=True))
    plain = preferences.chart(GRID, NAMES, WHERE)
    assert marked.invented
    assert all("Invented demonstration data" in picture for picture in inset(marked, across=640))
    assert not any("Invented" in picture for picture in inset(plain, across=640))


def test_an_empty_frame_is_refused_by_name():
    with pytest.raises(ValueError, match="No answers"):
        preferences.chart(GRID.head(0), NAMES, WHERE)


def test_side_by_side_keeps_one_order_and_leaves_what_was_not_asked_blank():
    later = answers(("a", 15, 0, 0), ("b", 12, 2, 4), responded=20, out_of=25)
    chart = preferences.compare((GRID, later), ("Autumn", "Winter"), NAMES, WHERE)
    right = chart.drawing.right.rows
    assert [row.label for row in right] == [NAMES[action] for action in ("b", "c", "a")]
    assert [row.values[0] and round(row.values[0], 2) for row in right] == [0.48, None, 0.6]
    assert chart.headline == (
        "Action B, green: 12 of 25 practices (48%) in Autumn; 12 of 25 practices (48%) in Winter."
    )
    assert list(chart.table["Survey"].unique()) == ["Autumn", "Winter"]
    assert "not yet a change" not in chart.headline
    assert chart.qualifier


def test_the_table_leaves_blank_what_was_not_asked():
    bars = shares(GRID)
    rows = table(bars, ["a", "z"], NAMES)
    assert rows.loc[1, "Green"] == ""
    assert rows.loc[1, "Action"] == "Z"
