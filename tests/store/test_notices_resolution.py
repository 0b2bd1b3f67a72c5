"""How the rows of a notice log fold into what stands: drawn by hand, one rule a test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store import Store

Load = Callable[..., int]


def notices(store: Store, *columns: str) -> list[tuple]:
    """What stands, notice by notice."""
    names = ", ".join(f"{c}::VARCHAR" if c.endswith(("_on", "_to")) else c for c in columns)
    return store.snapshot().rows(f"SELECT {names} FROM standing_notices ORDER BY respondent, service, notice")


def notice(store: Store, *columns: str) -> tuple:
    (row,) = notices(store, *columns)
    return row


def test_dates_fold_from_top_to_bottom_and_a_blank_takes_nothing_away(store: Store, load: Load) -> None:
    load(
        "notices",
        notices="""
        respondent  service     status     served_on   effective_on  extended_to  scope  row
        J81001      phlebotomy  served     2025-01-06  2025-04-06    -            all    1
        J81001      phlebotomy  extended   -           -             2025-06-30   -      2
        """,
    )
    result = notice(store, "served", "served_on", "effective_on", "extended_to", "scope", '"row"')
    assert result == (True, "2025-01-06", "2025-04-06", "2025-06-30", "all", 2)


FIRST = "J81001 phlebotomy {} 2025-01-06 2025-04-06 {} - {}"
SECOND = "J81001 phlebotomy served 2025-03-03 2025-06-03 - {} {}"
HEADING = "respondent service status served_on effective_on withdrawn_on scope row\n"


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_notice_withdrawn_and_served_again_is_two_whatever_the_order_of_the_rows(
    store: Store, load: Load, newest_first: bool
) -> None:
    rows = [FIRST.format("withdrawn", "2025-02-01", 2), SECOND.format("-", 1)]
    load("notices", notices=HEADING + "\n".join(rows[::-1] if newest_first else rows))

    assert notices(store, "withdrawn", "served_on", "effective_on", "withdrawn_on") == [
        (True, "2025-01-06", "2025-04-06", "2025-02-01"),
        (False, "2025-03-03", "2025-06-03", None),
    ]


@pytest.mark.parametrize("newest_first", [False, True])
def test_notices_in_several_files_add_up_whatever_their_order(
    store: Store, load: Load, newest_first: bool
) -> None:
    files = [FIRST.format("withdrawn", "2025-02-01", 1), SECOND.format("existing_patients", 1)]
    for rows in files[::-1] if newest_first else files:
        load("notices", notices=HEADING + rows)

    columns = ("withdrawn", "served_on", "scope")
    assert notices(store, *columns) == [
        (True, "2025-01-06", None),
        (False, "2025-03-03", "existing_patients"),
    ]


def test_other_scopes_are_other_notices_and_a_scope_not_said_is_that_of_its_day(
    store: Store, load: Load
) -> None:
    load(
        "notices",
        notices="""
        respondent  service     status  served_on   effective_on  scope              row
        J81001      phlebotomy  served  2025-01-13  2025-02-14    new_requests       1
        J81001      phlebotomy  served  2025-02-01  2025-06-01    existing_patients  2
        J81001      phlebotomy  served  2025-02-01  2025-07-01    -                  3
        """,
    )
    assert notices(store, "served_on", "effective_on", "scope") == [
        ("2025-01-13", "2025-02-14", "new_requests"),
        ("2025-02-01", "2025-07-01", "existing_patients"),
    ]


def test_a_step_without_a_day_of_service_is_that_of_the_notice_before_its_day(
    store: Store, load: Load
) -> None:
    load(
        "notices",
        notices="""
        respondent  service     status     served_on   withdrawn_on  row
        J81001      phlebotomy  withdrawn  -           2025-02-01    1
        J81001      phlebotomy  served     2025-03-03  -             2
        J81001      phlebotomy  served     2025-01-06  -             3
        """,
    )
    assert notices(store, "withdrawn", "served_on", "withdrawn_on") == [
        (True, "2025-01-06", "2025-02-01"),
        (False, "2025-03-03", None),
    ]


def test_a_step_without_any_day_is_that_of_the_notice_above_it(store: Store, load: Load) -> None:
    load(
        "notices",
        notices="""
        respondent  service     status    served_on   scope            row
        J81001      phlebotomy  served    2025-01-06  all              1
        J81001      phlebotomy  resolved  -           -                2
        J81001      phlebotomy  wanted    -           at_capacity      3
        J81001      phlebotomy  served    2025-03-03  -                4
        """,
    )
    assert notices(store, "resolved", "served_on", "scope") == [
        (True, "2025-01-06", "all"),
        (False, "2025-03-03", None),
    ]


def test_without_days_of_service_those_of_effect_and_of_the_end_tell_notices_apart(
    store: Store, load: Load
) -> None:
    load(
        "notices",
        notices="""
        respondent  service     status     effective_on  withdrawn_on  row
        J81001      phlebotomy  served     2025-06-01    -             1
        J81001      phlebotomy  withdrawn  2025-04-14    2025-02-13    2
        """,
    )
    assert notices(store, "withdrawn", "effective_on") == [(False, "2025-06-01"), (True, "2025-04-14")]


def test_without_any_days_a_service_below_an_end_is_a_new_notice(store: Store, load: Load) -> None:
    load(
        "notices",
        notices="""
        respondent  service     status     row
        J81001      phlebotomy  served     1
        J81001      phlebotomy  withdrawn  2
        J81001      phlebotomy  served     3
        """,
    )
    assert notice(store, "served", "withdrawn") == (True, False)


def test_resolved_and_withdrawn_each_keep_their_day_and_the_last_word_decides_without_one(
    store: Store, load: Load
) -> None:
    load(
        "notices",
        notices="""
        respondent  service     status     withdrawn_on  resolved_on  row
        J81001      phlebotomy  served     -             -            1
        J81001      phlebotomy  withdrawn  2025-02-01    -            2
        J81001      phlebotomy  resolved   -             2025-03-01   3
        """,
    )
    assert notice(store, "served", "withdrawn", "resolved", "resolved_on") == (
        True,
        True,
        True,
        "2025-03-01",
    )
    # Where one of the two has no day, the last one said counts.
    load(
        "notices",
        notices="""
        respondent  service     status     withdrawn_on  resolved_on  row
        J81002      phlebotomy  served     -             -            1
        J81002      phlebotomy  resolved   -             2025-03-01   2
        J81002      phlebotomy  withdrawn  -             -            3
        """,
    )
    assert notices(store, "withdrawn", "resolved")[1] == (True, False)


def test_signed_up_means_that_nothing_was_served(store: Store, load: Load) -> None:
    load(
        "notices",
        notices="""
        respondent  service     status     row
        J81001      phlebotomy  wanted     1
        J81001      phlebotomy  signed_up  2
        """,
    )
    assert notice(store, "signed_up", "served") == (True, False)
    load(
        "notices",
        notices="""
        respondent  service     status     row
        J81001      phlebotomy  signed_up  1
        J81001      phlebotomy  served     2
        """,
    )
    assert notice(store, "signed_up", "served", "import") == (False, True, 2)


def test_an_end_in_a_later_log_ends_the_notice_of_the_earlier_one_and_no_other(
    store: Store, load: Load
) -> None:
    load(
        "notices",
        notices="""
        respondent  service     status  served_on   row
        J81001      phlebotomy  served  2025-01-06  1
        J81001      ear_wax     served  2025-01-06  2
        """,
    )
    later = load(
        "notices",
        demonstration=True,
        notices="""
        respondent  service     status     served_on  row
        J81001      phlebotomy  withdrawn  -          1
        """,
    )
    rows = "SELECT service, withdrawn, served_on::VARCHAR, demonstration, import FROM standing_notices ORDER BY 1"
    assert store.snapshot().rows(rows) == [
        ("ear_wax", False, "2025-01-06", False, 1),
        ("phlebotomy", True, "2025-01-06", True, later),
    ]
    store.undo(later)
    assert [row[1] for row in store.snapshot().rows(rows)] == [False, False]
