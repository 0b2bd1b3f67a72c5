"""A small database with the store's tables, filled row by row: what a measure sees is drawn in the test."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from store.statements import resolve, run
from store.writing import RESOLVED

STORE = Path(__file__).resolve().parents[2] / "store"

REGIONS = """
    region    name      short_name  display_order  practices  practices_source  practices_as_of
    elmshire  Elmshire  Elm         1              64         register          2025-01
    ashford   Ashford   Ash         2              5          register          2025-01
    oakham    Oakham    Oak         3              -          -                 -
"""
ACTIONS = """
    action          label      display_order  on_menu
    limit_contacts  Limit      1              true
    serve_notice    Notice     2              true
    gp_connect      Connect    3              true
    pilots          Pilots     4              true
"""
MENU_ITEMS = """
    menu   item  wording        actions
    short  1     Connect_or_DSA  gp_connect;dsa_freeze
    short  2     Limit_to_25    limit_contacts
"""
SCALES = """
    scale          answer      label    display_order  supports  conditional  rung
    rag            green       Green    1              true      false        wanted
    rag            amber       Amber    2              false     true         -
    rag            red         Red      3              false     false        -
    participation  taking      Taking   1              true      false        in_effect
    participation  planning    Planning 2              true      true         wanted
    participation  not_taking  No       3              false     false        -
    offer          accept      Accept   1              false     false        -
"""
SERVICES = """
    service      label          category  funding   bundle
    ring_pessary Ring_pessaries Women     unfunded  false
    ecg          ECGs           Tests     LES       false
    any_les      Any_LES        Bundle    LES       true
"""
RUNGS = """
    rung       label      display_order
    wanted     Wanted     1
    signed_up  Signed_up  2
    served     Served     3
    in_effect  In_effect  5
"""


REFERENCE = {
    "regions": REGIONS,
    "actions": ACTIONS,
    "menu_items": MENU_ITEMS,
    "scale_answers": SCALES,
    "services": SERVICES,
    "rungs": RUNGS,
}


def drawn(grid: str) -> list[dict[str, Any]]:
    """The rows of a table drawn with blanks: a dash is unknown, numbers and true/false are themselves."""
    heading, *lines = (line.split() for line in grid.strip().splitlines())
    return [dict(zip(heading, map(_value, line), strict=True)) for line in lines]


def _value(text: str) -> Any:
    if text in ("-", "true", "false"):
        return {"-": None, "true": True, "false": False}[text]
    return ast.literal_eval(text) if text.replace(".", "", 1).isdigit() else text


class Facts:
    """The store's tables in memory, with reference data of three small regions. Reads as a snapshot does."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        for name in ("schema.sql", "reference.sql", "later_tables.sql"):
            self.connection.execute((STORE / name).read_text(encoding="utf-8"))
        self.filled: set[str] = set()
        self.numbers = itertools.count(1)
        for table, grid in REFERENCE.items():
            self._insert(table, drawn(grid))

    def clear(self) -> Facts:
        """As it was at first: no facts, the reference data of this file."""
        for table in self.filled:
            self.connection.execute(f"DELETE FROM {table}")
            self._insert(table, drawn(REFERENCE.get(table, "nothing")))
        self.filled.clear()
        self.numbers = itertools.count(1)
        return self

    def put(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        """Insert rows; columns that a row lacks are blank. Which lists are an LMC's own is worked out at once."""
        self.filled.add(table)
        self._insert(table, list(rows))
        if table == "practices":
            resolve(self.connection, "lists")
            self.filled.add("own_lists")

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        if rows:
            names = list(dict.fromkeys(name for row in rows for name in row))
            columns = ", ".join(f'"{name}"' for name in names)
            if len(rows) > 200:  # bound one by one, thousands of values took seconds
                self.connection.register("rows_given", pd.DataFrame(rows, columns=names))
                self.connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM rows_given")
                self.connection.unregister("rows_given")
                return
            marks = ", ".join(["(" + ", ".join("?" * len(names)) + ")"] * len(rows))
            values = [row.get(name) for row in rows for name in names]
            self.connection.execute(f"INSERT INTO {table} ({columns}) VALUES {marks}", values)

    def draw(self, table: str, grid: str, **same: Any) -> None:
        """Insert the rows of a drawn table, each with the same further values."""
        self.put(table, [row | same for row in drawn(grid)])

    def load(self, **columns: Any) -> int:
        """An import; its id comes back."""
        number = next(self.numbers)
        known = {"import": number, "file": f"file{number}.csv", "state": "loaded", "demonstration": False}
        self.put("imports", [known | {"loaded_at": "2025-06-01 09:00"} | columns])
        return number

    def survey(
        self,
        survey: str,
        region: str,
        expected: Iterable[tuple[str, dict[str, str]]],
        scale: str = "rag",
        menu: str | None = None,
        sent: str | Sequence[str | None] | None = None,
        **columns: Any,
    ) -> int:
        """An import with a survey's replies, in their order; its id comes back.

        said: (respondent, {action: answer}), a row each. sent: when all were submitted, or when each was. What
        counts is not worked out before stand() is called.
        """
        number = self.load(**({"kind": "survey", "region": region, "survey": survey} | columns))
        form = {"survey": survey, "import": number, "title": survey, "scale": scale, "menu": menu}
        self.put("surveys", [form])
        place = {"survey": survey, "region": region, "import": number, "sheet": "Form"}
        replies, cells = [], []
        expected = list(expected)
        names = dict.fromkeys(name for _, given in expected for pair in given.items() for name in pair)
        number_of = {name: self._number(name) for name in names}
        times = [sent] * len(expected) if sent is None or isinstance(sent, str) else sent
        for row, (respondent, answers) in enumerate(expected):
            code = None if ":" in respondent else respondent
            who = {"respondent": respondent, "practice": code, "reply": row, "row": row + 1}
            replies.append(place | who | {"submitted_at": times[row]})
            for col, (action, answer) in enumerate(answers.items()):
                ids = {"action": number_of[action], "answer": number_of[answer]}
                at = {"import": number, "cell": len(cells), "reply": row, "row": row + 1, "col": col + 1}
                cells.append(at | ids)
        self.put("replies", replies)
        self.put("answer_cells", cells)
        run(self.connection, "supersede_answers", **{"import": number})
        self.filled |= {"superseded_answers"}
        return number

    def stand(self) -> None:
        """Work out what stands, as the store does after a write."""
        run(self.connection, "start_touching")
        for (number,) in self.rows("SELECT import FROM imports"):
            run(self.connection, "touch", **{"import": number})
        for part in RESOLVED:
            resolve(self.connection, part)
        self.filled |= {"superseded_replies", "answer_counts", "reply_counts", "standing_notices"}
        self.filled |= {"notice_rows", "standing_practices", "own_lists"}

    def _number(self, name: str) -> int:
        """The number that an action or an answer is kept under."""
        known = dict(self.rows("SELECT id, number FROM answer_ids"))
        if name not in known:
            self.put("answer_ids", [{"id": name, "number": len(known)}])
        return known.get(name, len(known))

    def frame(self, sql: str, parameters: dict[str, Any] | None = None) -> pd.DataFrame:
        with self.connection.cursor() as cursor:
            return cursor.execute(sql, parameters or None).df()

    def rows(self, sql: str, parameters: dict[str, Any] | None = None) -> list[tuple]:
        with self.connection.cursor() as cursor:
            return cursor.execute(sql, parameters or None).fetchall()


@pytest.fixture(scope="session")
def _facts() -> Iterator[Facts]:
    facts = Facts()
    yield facts
    facts.connection.close()


@pytest.fixture
def facts(_facts: Facts) -> Facts:
    """An empty database with reference data."""
    return _facts.clear()


@pytest.fixture(scope="session")
def cleared(_facts: Facts) -> Callable[[], Facts]:
    """For generated tests, where one test needs many: call it for an empty one."""
    return _facts.clear


@pytest.fixture(scope="session")
def records() -> Callable[..., list[dict[str, Any]]]:
    """A frame's rows as dicts of the columns named (all of them, if none), with None for blank."""

    def rows(frame: pd.DataFrame, *columns: str) -> list[dict[str, Any]]:
        chosen = frame[list(columns)] if columns else frame
        return [
            {name: None if pd.isna(value) else value for name, value in row.items()}
            for row in chosen.to_dict("records")
        ]

    return rows


@pytest.fixture(scope="session")
def grid() -> Callable[[str], list[dict[str, Any]]]:
    """The rows of a drawn table."""
    return drawn
