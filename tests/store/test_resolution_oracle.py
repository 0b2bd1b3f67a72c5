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
        result = connection.execute(sql).fetchall()
        connection.rollback()
    return result


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
    values = set()
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
            values.add((*key, action, best["answer"], winner, best["submitted_at"], best["row"], best["col"]))
    return values


@given(answer_rows, undone_imports)
@settings(max_examples=50)
def test_answers_as_in_plain_python(rows: list[Row], undone: set[int]) -> None:
    rows = [row | {"nth": nth} for nth, row in enumerate(rows)]  # rows that look the same are still two
    plain = [{name: value for name, value in row.items() if name != "nth"} for row in rows]
    columns = 'survey, region, respondent, action, answer, import, submitted_at, "row", col'
    result = resolved({"answers": plain}, undone, f"SELECT {columns} FROM standing_answers")
    assert len(result) == len(set(result))
    assert set(result) == standing_answers(rows, undone)


@given(answer_rows, undone_imports)
@settings(max_examples=20)
def test_counts_are_of_what_stands(rows: list[Row], undone: set[int]) -> None:
    standing = standing_answers([row | {"nth": nth} for nth, row in enumerate(rows)], undone)
    counts: dict[tuple, set] = {}
    replied: dict[tuple, set] = {}
    for survey, region, respondent, action, answer, *_ in standing:
        counts.setdefault((survey, region, action, answer), set()).add(respondent)
        replied.setdefault((survey, region), set()).add(respondent)
    result = resolved({"answers": rows}, undone, "FROM answer_counts")
    assert sorted(result) == sorted((*key, len(who)) for key, who in counts.items())
    result = resolved(
        {"answers": rows}, undone, "SELECT survey, region, responded, anonymous FROM reply_counts"
    )
    wanted = [(*key, len(who), "anonymous:1:S:1" in who) for key, who in replied.items()]
    assert sorted(result) == sorted(wanted)


def by_place(rows: list[Row]) -> list[Row]:
    """Rows as they were said: import by import, each from its first sheet down."""
    return sorted(rows, key=lambda row: (row["import"], row["place"]))


def facts_of(row: Row) -> dict[str, Any]:
    """What kind of row it is, and its end."""
    wish = row["status"] in ("wanted", "signed_up")
    end = None
    if row["status"] in ("withdrawn", "resolved") or row["withdrawn_on"]:
        end = "resolved" if row["status"] == "resolved" and not row["withdrawn_on"] else "withdrawn"
    return {"wish": wish, "ends": bool(end) and not wish, "dated": not wish and row["served_on"] is not None}


def scope_of(row: Row, rows: list[Row]) -> str | None:
    """Its scope, or the one scope that these rows give."""
    given = {other["scope"] for other in rows} - {None}
    return row["scope"] or (given.pop() if len(given) == 1 else None)


def home(row: Row, before: list[Row], dated: list[Row]) -> Row | None:
    """The row with a day of service whose notice a row without one is about."""
    end_on = row["withdrawn_on"]
    result = next((r for r in reversed(before) if facts_of(r)["ends"] or facts_of(r)["dated"]), None)
    again = result is not None and facts_of(result)["ends"]
    if not facts_of(row)["ends"] and row["status"] != "extended" and again:
        return None  # a service below an end is another notice's
    fits = [
        other
        for other in dated
        if (row["scope"] is None or other["of"] is None or row["scope"] == other["of"])
        and (end_on is None or other["served_on"] <= end_on)
    ]
    above = {r["nth"] for r in before if r["import"] == row["import"]} if end_on is None else set()
    order = {r["nth"]: at for at, r in enumerate(by_place([*dated]))}

    def rank(other: Row) -> tuple:
        nearest = order[other["nth"]] if other["nth"] in above else -1
        return (row["scope"] or "-") == other["of"], nearest, other["served_on"], order[other["nth"]]

    return max(fits, key=rank, default=None)


def lives(rows: list[Row]) -> list[list[Row]]:
    """The rows about one practice and service, notice by notice."""
    rows = by_place(rows)
    dated = [row for row in rows if facts_of(row)["dated"]]
    for row in dated:
        same_day = [other for other in dated if other["served_on"] == row["served_on"]]
        row["of"] = scope_of(row, same_day)
    result: dict[Any, list[Row]] = {}
    for row in dated:
        result.setdefault((row["served_on"], row["of"]), []).append(row)
    loose = []
    for at, row in enumerate(rows):
        if not facts_of(row)["wish"] and not facts_of(row)["dated"]:
            owner = home(row, rows[:at], dated)
            (result[owner["served_on"], owner["of"]] if owner else loose).append(row)
    for row in loose:
        row["of"] = scope_of(row, [other for other in loose if other["import"] == row["import"]])
    for scope in {row["of"] for row in loose}:
        mine = [row for row in loose if row["of"] == scope]
        mine = [row for row in mine if row["import"] == max(row["import"] for row in mine)]
        serving = [at for at, row in enumerate(mine) if not facts_of(row)["ends"]]
        ended = [at for at, row in enumerate(mine) if facts_of(row)["ends"] and serving and at < serving[-1]]
        result[None, scope] = mine[ended[-1] + 1 :] if ended else mine
    if not result and rows:
        latest = max(row["import"] for row in rows)
        return [[row for row in rows if row["import"] == latest]]
    return list(result.values())


def fold(rows: list[Row]) -> tuple:
    """served, withdrawn, resolved, served_on, extended_to, withdrawn_on, scope: of each the last value given."""
    rows = by_place(rows)
    known = {name: value for row in rows for name, value in row.items() if value is not None}
    served = not all(facts_of(row)["wish"] for row in rows)
    withdraws = [at for at, r in enumerate(rows) if r["status"] == "withdrawn" or r["withdrawn_on"]]
    resolves = [at for at, r in enumerate(rows) if r["status"] == "resolved"]
    if withdraws and resolves:  # a settlement has no day here: the last one said counts
        withdraws, resolves = (withdraws, []) if withdraws[-1] >= resolves[-1] else ([], resolves)
    dates = [
        known[name].date() if name in known else None for name in ("served_on", "extended_to", "withdrawn_on")
    ]
    return served, bool(withdraws), bool(resolves), *dates, known.get("scope")


def standing_notices(rows: list[Row], undone: set[int]) -> list[tuple]:
    """Every notice of every practice and service."""
    standing = [row | {"place": place(rows, row)} for row in rows if row["import"] not in undone]
    result = []
    for key in {(row["respondent"], row["service"]) for row in standing}:
        mine = [row for row in standing if (row["respondent"], row["service"]) == key]
        result += [(*key, *fold(life)) for life in lives(mine)]
    return sorted(result, key=str)


@given(notice_rows, undone_imports)
@settings(max_examples=40)
def test_notices_as_in_plain_python(rows: list[Row], undone: set[int]) -> None:
    columns = "served, withdrawn, resolved, served_on, extended_to, withdrawn_on, scope"
    sql = f"SELECT respondent, service, {columns} FROM standing_notices"
    numbered = [row | {"nth": nth} for nth, row in enumerate(rows)]
    result = resolved({"notices": rows}, undone, sql)
    assert sorted(result, key=str) == standing_notices(numbered, undone)


whole_notices = st.lists(
    st.fixed_dictionaries(
        {
            "region": st.just("dorset"),
            "respondent": st.sampled_from(["J81001", "J81002"]),
            "service": st.just("phlebotomy"),
            "served_on": st.integers(0, 6).map(lambda day: START + timedelta(days=day)),
            "withdrawn_on": st.none() | st.integers(7, 9).map(lambda day: START + timedelta(days=day)),
            "scope": st.sampled_from(["all", "at_capacity"]),
            "sheet": st.just("Log"),
            "row": few,
            "col": few,
        }
    ).map(lambda row: row | {"status": "withdrawn" if row["withdrawn_on"] else "served"}),
    max_size=8,
    unique_by=lambda row: (row["respondent"], row["served_on"], row["scope"]),
)


@given(whole_notices, st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_neither_the_order_of_rows_nor_that_of_files_changes_what_stands(rows: list[Row], lot: Any) -> None:
    sql = "SELECT respondent, served_on, scope, withdrawn_on FROM standing_notices"

    def shuffled() -> list[Row]:
        filed = [row | {"import": lot.randint(1, 3)} for row in rows]
        return lot.sample(filed, len(filed))

    first, second = (resolved({"notices": shuffled()}, set(), sql) for _ in range(2))
    assert sorted(first, key=str) == sorted(second, key=str)
    assert len(first) == len(rows)
