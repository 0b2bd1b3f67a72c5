"""How the rows of a notice log fold into what stands: drawn by hand, one rule a test."""

from __future__ import annotations

from collections.abc import Callable

from store import Store

Load = Callable[..., int]


def notice(store: Store, *columns: str) -> tuple:
    named = ", ".join(f"{c}::VARCHAR" if c.endswith(("_on", "_to")) else c for c in columns)
    rows = store.snapshot().rows(f"SELECT {named} FROM standing_notices")
    assert len(rows) == 1
    return rows[0]


def test_dates_fold_from_top_to_bottom_and_a_blank_takes_nothing_away(store: Store, load: Load) -> None:
    load(
        "notices",
        notices="""
        respondent  service     status     served_on   effective_on  extended_to  scope  row
        J81001      phlebotomy  served     2025-01-06  2025-04-06    -            all    1
        J81001      phlebotomy  extended   -           -             2025-06-30   -      2
        """,
    )
    found = notice(store, "served", "served_on", "effective_on", "extended_to", "scope", '"row"')
    assert found == (True, "2025-01-06", "2025-04-06", "2025-06-30", "all", 2)


def test_a_withdrawn_notice_served_again_stands_again_with_its_own_dates(store: Store, load: Load) -> None:
    drawn = """
        respondent  service     status     served_on   extended_to  withdrawn_on  row
        J81001      phlebotomy  served     2025-01-06  2025-05-31   -             1
        J81001      phlebotomy  withdrawn  -           -            2025-02-01    2
        """
    first = load("notices", notices=drawn)
    columns = ("served", "withdrawn", "served_on", "extended_to", "withdrawn_on")
    assert notice(store, *columns) == (True, True, "2025-01-06", "2025-05-31", "2025-02-01")
    store.undo(first)
    again = "        J81001      phlebotomy  served     2025-03-03  -            -             3\n"
    load("notices", notices=drawn.rstrip() + "\n" + again)
    assert notice(store, *columns) == (True, False, "2025-03-03", None, None)


def test_what_is_said_between_an_end_and_a_new_notice_is_the_new_ones(store: Store, load: Load) -> None:
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
    assert notice(store, "resolved", "served_on", "scope") == (False, "2025-03-03", "at_capacity")


def test_the_last_word_decides_between_resolved_and_withdrawn(store: Store, load: Load) -> None:
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
        False,
        True,
        "2025-03-01",
    )


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


def test_the_later_log_counts_for_the_services_in_it_and_no_others(store: Store, load: Load) -> None:
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
    rows = (
        "SELECT service, withdrawn, served_on IS NULL, demonstration, import FROM standing_notices ORDER BY 1"
    )
    assert store.snapshot().rows(rows) == [
        ("ear_wax", False, False, False, 1),
        ("phlebotomy", True, True, True, later),
    ]
    store.undo(later)
    assert [row[1] for row in store.snapshot().rows(rows)] == [False, False]
