"""Which answer counts: drawn by hand, one rule a test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store import Store

Load = Callable[..., int]


def answers(store: Store) -> dict[tuple[str, str], str]:
    rows = store.snapshot().rows("SELECT respondent, action, answer FROM standing_answers")
    result = {(respondent, action): answer for respondent, action, answer in rows}
    assert len(result) == len(rows), "one answer per practice and action"
    return result


def test_a_corrected_file_replaces_all_answers_of_the_practices_in_it(store: Store, load: Load) -> None:
    load(
        answers="""
        respondent  action     answer  row
        J81001      referrals  green   1
        J81001      pilots     green   1
        J81002      referrals  red     2
        """
    )
    load(
        answers="""
        respondent  action     answer  row
        J81001      referrals  amber   1
        """
    )
    assert answers(store) == {("J81001", "referrals"): "amber", ("J81002", "referrals"): "red"}


def test_the_latest_submission_counts_though_its_file_came_first(store: Store, load: Load) -> None:
    load(
        answers="""
        respondent  action     answer  submitted_at      row
        J81001      referrals  green   2024-11-30T09:00  1
        """
    )
    load(
        answers="""
        respondent  action     answer  submitted_at      row
        J81001      referrals  red     2024-11-02T09:00  1
        """
    )
    assert answers(store) == {("J81001", "referrals"): "green"}


@pytest.mark.parametrize("time", ["2024-11-30T09:00", "-"])
def test_a_tie_or_a_file_without_times_gives_way_to_the_later_import(
    store: Store, load: Load, time: str
) -> None:
    load(
        answers="""
        respondent  action     answer  submitted_at      row
        J81001      referrals  green   2024-11-30T09:00  1
        """
    )
    load(
        answers=f"""
        respondent  action     answer  submitted_at      row
        J81001      referrals  red     {time}            1
        """
    )
    assert answers(store) == {("J81001", "referrals"): "red"}


def test_in_one_file_a_second_partial_reply_keeps_the_first_one_s_other_answers(
    store: Store, load: Load
) -> None:
    load(
        answers="""
        respondent  action     answer  submitted_at      row
        J81001      referrals  green   2024-11-02T09:00  1
        J81001      pilots     green   2024-11-02T09:00  1
        J81001      referrals  red     2024-11-05T09:00  2
        """
    )
    assert answers(store) == {("J81001", "referrals"): "red", ("J81001", "pilots"): "green"}


def test_in_one_file_the_latest_counts_above_a_lower_row_and_the_lower_row_in_a_tie(
    store: Store, load: Load
) -> None:
    load(
        answers="""
        respondent  action     answer  submitted_at      row
        J81001      referrals  green   2024-11-05T09:00  1
        J81001      referrals  red     2024-11-02T09:00  2
        J81002      referrals  red     2024-11-02T09:00  4
        J81002      referrals  amber   2024-11-02T09:00  3
        J81003      referrals  red     -                 5
        J81003      referrals  amber   -                 6
        """
    )
    assert answers(store) == {
        ("J81001", "referrals"): "green",
        ("J81002", "referrals"): "red",
        ("J81003", "referrals"): "amber",
    }


def test_a_later_sheet_is_lower_than_an_earlier_one(store: Store, load: Load) -> None:
    load(
        answers="""
        respondent  action     answer  sheet     row
        J81001      referrals  green   November  9
        J81001      referrals  red     December  2
        """
    )
    assert answers(store) == {("J81001", "referrals"): "red"}


def test_an_undo_brings_the_earlier_answers_back_and_a_redo_takes_them_away(store: Store, load: Load) -> None:
    drawn = """
        respondent  action     answer  row
        J81001      referrals  {}      1
        """
    load(answers=drawn.format("green"))
    second = load(answers=drawn.format("red"))
    assert store.undo(second) == "undone"
    assert answers(store) == {("J81001", "referrals"): "green"}
    assert store.undo(second) == "loaded"
    assert answers(store) == {("J81001", "referrals"): "red"}


def test_a_reply_without_an_answer_is_a_reply_and_counts_are_of_practices(store: Store, load: Load) -> None:
    load(
        replies="""
        respondent        practice  submitted_at      row
        J81001            J81001    2024-11-02T09:00  1
        J81001            J81001    2024-11-04T09:00  2
        J81002            J81002    2024-11-03T09:00  3
        anonymous::S:4    -         -                 4
        """,
        answers="""
        respondent        action     answer  submitted_at      row
        J81001            referrals  green   2024-11-02T09:00  1
        J81001            referrals  green   2024-11-04T09:00  2
        anonymous::S:4    referrals  green   -                 4
        """,
    )
    snapshot = store.snapshot()
    counted = snapshot.rows("SELECT action, answer, practices FROM answer_counts")
    assert counted == [("referrals", "green", 2)]
    replied = snapshot.rows(
        "SELECT responded, anonymous, first_on::VARCHAR, last_on::VARCHAR FROM reply_counts"
    )
    assert replied == [(3, 1, "2024-11-03", "2024-11-04")], "dates of the replies that count"
    anonymous = snapshot.rows("SELECT respondent FROM standing_replies WHERE practice IS NULL")
    assert anonymous == [("anonymous:1:S:4",)]


def test_a_survey_of_one_region_leaves_the_others_alone(store: Store, load: Load) -> None:
    drawn = """
        respondent  region  action     answer  row
        J81001      {}      referrals  {}      1
        """
    load(answers=drawn.format("dorset", "green"))
    bath = load(answers=drawn.format("bsw", "red"))
    count = "SELECT region, answer, practices FROM answer_counts ORDER BY region"
    assert store.snapshot().rows(count) == [("bsw", "red", 1), ("dorset", "green", 1)]
    store.undo(bath)
    assert store.snapshot().rows(count) == [("dorset", "green", 1)]


def test_a_practice_is_known_by_what_the_newest_register_that_says_it_says(store: Store, load: Load) -> None:
    load(
        "practices",
        practices="""
        practice  name     list_size  as_of       row
        J81001    Newer    -          2026-02     1
        """,
    )
    load(
        "practices",
        practices="""
        practice  name     list_size  as_of       row
        J81001    Older    9000       2023-12     1
        J81002    Other    4000       2023-12     2
        """,
    )
    rows = store.snapshot().rows("SELECT practice, name, list_size FROM standing_practices ORDER BY practice")
    assert rows == [("J81001", "Newer", 9000), ("J81002", "Other", 4000)]
