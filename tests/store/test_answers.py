"""Answers are kept in numbers and read in words: what goes in comes out, and every answer has a reply."""

from __future__ import annotations

from collections.abc import Callable

from store import ImportRecord, Store

Load = Callable[..., int]
COLUMNS = 'import, respondent, action, answer, submitted_at::VARCHAR, sheet, "row", col'


def test_answers_read_as_they_came_in(store: Store, load: Load) -> None:
    load(
        replies="""
        respondent  practice  name   submitted_at      sheet  row
        J81001      J81001    Abbey  2024-11-30T09:00  S      1
        J81002      J81002    -      -                 S      2
        """,
        answers="""
        respondent  action     answer  submitted_at      sheet  row  col
        J81001      referrals  green   2024-11-30T09:00  S      1    3
        J81001      pilots     red     2024-11-30T09:00  S      1    4
        J81002      referrals  amber   -                 S      -    -
        """,
    )
    load(answers="respondent action answer\n J81003 pilots amber")
    snapshot = store.snapshot()
    assert snapshot.rows(f"SELECT {COLUMNS} FROM answers ORDER BY ALL") == [
        (1, "J81001", "pilots", "red", "2024-11-30 09:00:00", "S", 1, 4),
        (1, "J81001", "referrals", "green", "2024-11-30 09:00:00", "S", 1, 3),
        (1, "J81002", "referrals", "amber", None, "S", None, None),
        (2, "J81003", "pilots", "amber", None, None, None, None),
    ]
    assert snapshot.rows("SELECT id FROM answer_ids ORDER BY number") == [
        (name,) for name in ("referrals", "pilots", "green", "red", "amber")
    ]


def test_an_answer_without_a_row_of_its_reply_gets_one(store: Store, load: Load) -> None:
    """The same practice on another sheet, or at another time, is another reply."""
    load(
        replies="""
        respondent  practice  submitted_at      sheet  row
        J81001      J81001    2024-11-30T09:00  S      1
        """,
        answers="""
        respondent  action     answer  submitted_at      sheet  row
        J81001      referrals  green   2024-11-30T09:00  S      1
        J81001      pilots     red     2024-11-30T09:00  T      1
        J81001      new_les    red     2024-11-30T10:00  S      2
        J81002      referrals  amber   2024-11-30T09:00  S      3
        """,
    )
    replies = "SELECT reply, respondent, practice, submitted_at::TIME::VARCHAR, sheet FROM replies ORDER BY 1"
    assert store.snapshot().rows(replies) == [
        (0, "J81001", "J81001", "09:00:00", "S"),
        (1, "J81001", None, "09:00:00", "T"),
        (2, "J81001", None, "10:00:00", "S"),
        (3, "J81002", None, "09:00:00", "S"),
    ]
    standing = "SELECT respondent, practice, submitted_at::TIME::VARCHAR FROM standing_replies ORDER BY 1"
    assert store.snapshot().rows(standing) == [
        ("J81001", "J81001", "10:00:00"),
        ("J81002", None, "09:00:00"),
    ]


def test_columns_of_categories_are_read_like_words(store: Store, load: Load, draw: Callable) -> None:
    load(answers="respondent action answer\n J81001 pilots amber")
    words = draw("respondent action answer\n J81002 referrals red\n J81001 pilots red")
    frame = words.astype("category").assign(survey="winter", region="dorset")
    record = ImportRecord("frame.csv", store.receive(b"frame", "csv"), "csv", kind="survey")
    store.add_import(record, {"answers": frame})
    sql = "SELECT import, respondent, action, answer FROM standing_answers ORDER BY ALL"
    assert store.snapshot().rows(sql) == [(2, "J81001", "pilots", "red"), (2, "J81002", "referrals", "red")]
