"""The resolution in SQL against the same rules in slow and plain Python, on generated rows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import duckdb
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from store.imports import fill
from store.statements import text
from store.writing import Writing

START = datetime(2024, 11, 1)
few = st.integers(0, 2)
maybe_day = st.none() | st.integers(0, 3).map(lambda day: START + timedelta(days=day))
answer_rows = st.lists(
    st.fixed_dictionaries(
        {
            "import": st.integers(1, 4),
            "survey": st.sampled_from(["winter", "spring"]),
            "region": st.sampled_from(["dorset", "bsw"]),
            "respondent": st.sampled_from(["J81001", "J81002", "anonymous:1:S:1"]),
            "action": st.sampled_from(["referrals", "pilots"]),
            "answer": st.sampled_from(["green", "amber", "red"]),
            "submitted_at": maybe_day,
            "sheet": st.sampled_from(["B", "A"]),
            "row": st.none() | few,
            "col": few,
        }
    ),
    max_size=24,
)
notice_rows = st.lists(
    st.fixed_dictionaries(
        {
            "import": st.integers(1, 3),
            "region": st.just("dorset"),
            "respondent": st.sampled_from(["J81001", "J81002"]),
            "service": st.sampled_from(["phlebotomy", "ear_wax"]),
            "status": st.sampled_from(["wanted", "signed_up", "served", "extended", "resolved", "withdrawn"]),
            "served_on": maybe_day,
            "extended_to": maybe_day,
            "withdrawn_on": maybe_day,
            "scope": st.none() | st.sampled_from(["all", "at_capacity"]),
            "sheet": st.sampled_from(["B", "A"]),
            "row": few,
            "col": few,
        }
    ),
    max_size=20,
)
undone_imports = st.sets(st.integers(1, 4), max_size=2)

Row = dict[str, Any]


def empty_tables() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 1})
    connection.execute(text("schema.sql"))
    return connection


TABLES = empty_tables()  # each example is rolled back: making the tables takes longer than it does


def resolved(tables: dict[str, list[Row]], undone: set[int], sql: str) -> list[tuple]:
    """What the SQL makes of the rows, stored import by import, with some imports undone."""
    with TABLES.cursor() as connection:
        connection.begin()
        writing = Writing(connection, recording=False)
        imports = pd.DataFrame({"import": range(1, 5), "loaded_at": START, "demonstration": False})
        imports["state"] = ["undone" if number in undone else "loaded" for number in imports["import"]]
        connection.append("imports", imports, by_name=True)
        for table, rows in tables.items():
            for number in sorted({row["import"] for row in rows}):
                mine = [row for row in rows if row["import"] == number]
                frame = pd.DataFrame(mine).astype(object).drop(columns="import")
                fill(writing, number, {table: frame})
        writing.resolve()
        found = connection.execute(sql).fetchall()
        connection.rollback()
    return found


def place(rows: list[Row], row: Row) -> tuple:
    """Where a row stands in its import: sheets in the order of their first row, then down and right."""
    sheets = [other["sheet"] for other in rows if other["import"] == row["import"]]
    missing = row["row"] is None
    return sheets.index(row["sheet"]), 0 if missing else 1, row["row"] or 0, row["col"], rows.index(row)


def when(row: Row) -> tuple:
    return (0, START) if row["submitted_at"] is None else (1, row["submitted_at"])


def standing_answers(rows: list[Row], undone: set[int]) -> set[tuple]:
    """One import wins for each respondent of a survey and region; in it, the latest and lowest row."""
    standing = [row for row in rows if row["import"] not in undone]
    found = set()
    for key in {(row["survey"], row["region"], row["respondent"]) for row in standing}:
        mine = [row for row in standing if (row["survey"], row["region"], row["respondent"]) == key]
        times = {
            number: max(when(row) for row in mine if row["import"] == number)
            for number in {row["import"] for row in mine}
        }
        timed = all(time[0] for time in times.values())
        winner = max(times, key=lambda number: (times[number] if timed else 0, number))
        for action in {row["action"] for row in mine if row["import"] == winner}:
            candidates = [row for row in mine if row["import"] == winner and row["action"] == action]
            best = max(candidates, key=lambda row: (when(row), place(rows, row)))
            found.add((*key, action, best["answer"], winner, best["submitted_at"], best["row"], best["col"]))
    return found


@given(answer_rows, undone_imports)
@settings(max_examples=50)
def test_answers_as_in_plain_python(rows: list[Row], undone: set[int]) -> None:
    rows = [row | {"nth": nth} for nth, row in enumerate(rows)]  # rows that look the same are still two
    plain = [{name: value for name, value in row.items() if name != "nth"} for row in rows]
    columns = 'survey, region, respondent, action, answer, import, submitted_at, "row", col'
    found = resolved({"answers": plain}, undone, f"SELECT {columns} FROM standing_answers")
    assert len(found) == len(set(found))
    assert set(found) == standing_answers(rows, undone)


@given(answer_rows, undone_imports)
@settings(max_examples=20)
def test_counts_are_of_what_stands(rows: list[Row], undone: set[int]) -> None:
    standing = standing_answers([row | {"nth": nth} for nth, row in enumerate(rows)], undone)
    counts: dict[tuple, set] = {}
    replied: dict[tuple, set] = {}
    for survey, region, respondent, action, answer, *_ in standing:
        counts.setdefault((survey, region, action, answer), set()).add(respondent)
        replied.setdefault((survey, region), set()).add(respondent)
    found = resolved({"answers": rows}, undone, "FROM answer_counts")
    assert sorted(found) == sorted((*key, len(who)) for key, who in counts.items())
    found = resolved(
        {"answers": rows}, undone, "SELECT survey, region, responded, anonymous FROM reply_counts"
    )
    wanted = [(*key, len(who), "anonymous:1:S:1" in who) for key, who in replied.items()]
    assert sorted(found) == sorted(wanted)


def standing_notices(rows: list[Row], undone: set[int]) -> set[tuple]:
    """The latest import's rows for a service, walked from top to bottom."""
    standing = [row for row in rows if row["import"] not in undone]
    found = set()
    for key in {(row["respondent"], row["service"]) for row in standing}:
        mine = [row for row in standing if (row["respondent"], row["service"]) == key]
        latest = max(row["import"] for row in mine)
        mine = sorted((r for r in mine if r["import"] == latest), key=lambda row: place(rows, row))
        found.add((*key, latest, *fold(mine)))
    return found


def fold(rows: list[Row]) -> tuple:
    """served, signed_up, withdrawn, resolved, served_on, extended_to, withdrawn_on, scope."""
    known: Row = {}
    since: Row = {}  # what was said since the last notice ended
    state, served = None, False
    for row in rows:
        if row["status"] in ("served", "extended") and state in ("withdrawn", "resolved"):
            known = dict(since)  # a new notice: what was before the end is another one's
        if row["status"] in ("served", "extended", "withdrawn", "resolved"):
            state, served = row["status"], True
        names = ("served_on", "extended_to", "withdrawn_on", "scope")
        given = {name: row[name] for name in names if row[name] is not None}
        known |= given
        since = {} if row["status"] in ("withdrawn", "resolved") else since | given
    dates = [
        known[name].date() if name in known else None for name in ("served_on", "extended_to", "withdrawn_on")
    ]
    return served, not served, state == "withdrawn", state == "resolved", *dates, known.get("scope")


@given(notice_rows, undone_imports)
@settings(max_examples=50)
def test_notices_as_in_plain_python(rows: list[Row], undone: set[int]) -> None:
    columns = "served, signed_up, withdrawn, resolved, served_on, extended_to, withdrawn_on, scope"
    sql = f"SELECT respondent, service, import, {columns} FROM standing_notices"
    numbered = [row | {"nth": nth} for nth, row in enumerate(rows)]
    assert set(resolved({"notices": rows}, undone, sql)) == standing_notices(numbered, undone)
