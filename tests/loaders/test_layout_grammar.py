"""Layouts as a grammar: a grid of cells, and the facts that it says. No workbook is written: only cells are read."""

from __future__ import annotations

import random
from datetime import datetime
from itertools import permutations
from typing import Any

import pytest

from benchmarks.fuzzing.compositions import RECEIVED_AT, composed
from loaders.answering import answer
from loaders.importing import load
from loaders.kinds import Options
from loaders.layouts.choice import Choice, choice_of, choose, readings_of
from loaders.layouts.doubt import doubt_between
from loaders.layouts.grid import KINDS, Grid, grid_of
from loaders.layouts.places import Field, Place, is_allowed
from loaders.layouts.senses import Reader
from loaders.reading.sheets import Sheet
from loaders.recognition import draft_of
from loaders.turning.parts import Outside
from store import Store
from tests.loaders.quirks.conftest import workbook

LIMIT, CONNECT, FREEZE = "Limit daily contacts", "GP Connect", "Freeze new data sharing"
FROM, LATER = datetime(2025, 2, 1), datetime(2025, 3, 1)
LIMITED, CONNECTED = "limit_contacts", "gp_connect"


@pytest.fixture
def grid(vocabulary):
    def typed(rows: list[list[Any]], name: str = "Sheet1", file: str = "book") -> Grid:
        width = max(map(len, rows))
        sheet = Sheet(name, [[*row, *[None] * (width - len(row))] for row in rows])
        return grid_of(sheet, sheet.filled(), Reader(vocabulary, Outside(file, "sefton")), file)

    return typed


def says(choice: Choice) -> set[tuple[str, ...]]:
    """The facts that are certain: practice, action or service, answer or day, step."""
    assert choice.one is not None
    return set(choice.one.says)


# Layouts, each with the facts that it says. None of them has code of its own.

TWO_ANSWERS = {("Z99001", LIMITED, "green", ""), ("Z99002", CONNECTED, "red", "")}
SURVEYS = {
    "answers in cells": [["ODS code", LIMIT, CONNECT], ["Z99001", "Green"], ["Z99002", None, "Red"]],
    "a row an answer": [["ODS code", "Action", "Answer"], ["Z99001", LIMIT, "Green"], ["Z99002", CONNECT, "Red"]],
    "practices across": [["Action", "Z99001", "Z99002"], [LIMIT, "Green"], [CONNECT, None, "Red"]],
    "ticks under answers": [
        ["Green", None, "Red"], ["Z99001", "Z99002", "Z99002"], [LIMIT], ["x"], [CONNECT], [None, None, "x"],
    ],
    "lines over practices": [[LIMIT], ["Green"], ["Z99001"], [CONNECT], ["Red"], ["Z99002"]],
    "lists in cells": [["Action", "Green", "Red"], [LIMIT, "Z99001"], [CONNECT, None, "Z99002"]],
    "a title and lists": [["Answer", "Practice", "Action"], ["Green", "Z99001", LIMIT], ["Red", "Z99002", CONNECT]],
    "actions over practices and answers": [[LIMIT, None, CONNECT, None], ["Z99001", "Green", "Z99002", "Red"]],
    "answers over practices and actions": [["Green", None, "Red"], ["Z99001", LIMIT, "Z99002", CONNECT]],
    "practices over actions and answers": [["Z99001", "", "Z99002"], [LIMIT, "Green", CONNECT, "Red"]],
    "headings again, of one practice": [
        [LIMIT], ["Answer", "Z99001"], ["Green", "x"], [], [CONNECT], ["Answer", "Z99002"], ["Red", "x"],
    ],
    "the same headings again": [
        ["Z99001"], ["Action", "Green"], [LIMIT, "x"], [], ["Z99002"], ["Action", "Red"], [CONNECT, "x"],
    ],
    "columns that repeat": [
        ["Practice", "Action 1", "RAG 1", "Action 2", "RAG 2"], ["Z99001", LIMIT, "Green"], ["Z99002", CONNECT, "Red"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", SURVEYS.values(), ids=SURVEYS)
def test_the_same_answers_in_every_layout(grid, rows):
    assert says(choose(grid(rows))) == TWO_ANSWERS


# Layouts that nobody had tried: they took no line.


def test_a_sheet_for_each_practice_with_services_across(grid):
    rows = [["ECG", "Spirometry"], [FROM, LATER]]
    assert says(choose(grid(rows, name="Z99001"))) == {
        ("Z99001", "ecg", "2025-02-01", ""),
        ("Z99001", "spirometry", "2025-03-01", ""),
    }


def test_services_listed_under_days_below_each_practice(grid):
    rows = [
        [FROM, LATER],
        ["Elm Surgery (Z99001)"],
        ["ECG, Spirometry", None],
        ["Oak (Z99002)"],
        [None, "ECG"],
    ]
    assert says(choose(grid(rows))) == {
        ("Z99001", "ecg", "2025-02-01", ""),
        ("Z99001", "spirometry", "2025-02-01", ""),
        ("Z99002", "ecg", "2025-03-01", ""),
    }


def test_practices_across_with_a_line_for_each_service_and_step(grid):
    rows = [["Z99001", "Z99002"], ["Served"], ["ECG"], ["x"], ["Withdrawn"], ["ECG"], [None, "x"]]
    assert says(choose(grid([["Notices"], *rows]))) == {
        ("Z99001", "ecg", "", "Served"),
        ("Z99002", "ecg", "", "Withdrawn"),
    }


def test_a_practice_a_row_with_days_and_steps_under_each_service(grid):
    rows = [["ODS code", "ECG", None, "DVT"], [None, "Date", "Status", "Date", "Status"]]
    rows += [["Z99001", FROM, "Served", LATER, "Withdrawn"], ["Z99002", None, None, FROM, "Served"]]
    assert says(choose(grid(rows))) == {
        ("Z99001", "ecg", "2025-02-01", "Served"),
        ("Z99001", "dvt_management", "2025-03-01", "Withdrawn"),
        ("Z99002", "dvt_management", "2025-02-01", "Served"),
    }


# What explains a cell, and what does not


def test_a_sheet_called_by_an_answer_that_nobody_on_it_gave_is_not_certain(grid):
    rows = [["Z99001"], [CONNECT], ["Yes"], [], ["Z99002"], [CONNECT], ["Yes"]]
    assert says(choose(grid(rows)))
    assert not choose(grid(rows, name="Red")).exact


def test_a_service_beside_a_column_of_practices_does_not_stand_over_it(grid):
    rows = [["ECG", "Practice name", "DVT", "ODS code"], ["x", "Elm Surgery", None, "Z99001"]]
    rows += [[None, "Oak Surgery", "x", "Z99002"], [None, "Ash House", "x", "Z99003"]]
    assert not choose(grid(rows)).exact  # ordinary ticks, and nothing says that they are notices


def test_what_stands_beside_one_repetition_is_said_of_it_alone(grid):
    rows = [["ECG", "Notes", "DVT", "Notes"], ["Z99001", "by letter", "Z99002", None], ["Z99003"]]
    (reading,) = choose(grid(rows)).exact
    assert {fact.key[0]: fact.beside for fact in reading.facts} == {
        "Z99001": (1,),
        "Z99002": (),
        "Z99003": (),
    }


def test_a_cell_of_a_list_that_is_not_understood_is_left_open_and_the_others_are_read(grid):
    choice = choose(grid([["ECG", "DVT"], ["Z99001", "Z99002"], ["Z99003", "the other two"]]))
    assert {fact[0] for fact in says(choice)} == {"Z99001", "Z99002", "Z99003"}
    assert choice.one.odd == {(2, 1)}


@pytest.mark.parametrize("line", ["Z99003 said red by telephone", "Elm Surgery, withdrawn", "perhaps"])
def test_a_line_among_the_rows_that_is_not_understood_leaves_no_reading_certain(grid, line):
    rows = [["Green", "Red"], ["Z99001", "Z99002"], [line], ["Z99004", None]]
    readings = choose(grid([[LIMIT], *rows])).exact
    assert not [reading for reading in readings if reading.exact]


def test_a_note_apart_from_the_rows_takes_nothing(grid):
    rows = [[LIMIT], ["Green", "Red"], ["Z99001", "Z99002"], [], ["Source: replies by e-mail"]]
    assert len(says(choose(grid(rows)))) == 2


def test_blanks_behind_what_is_written_are_not_filled(grid):
    """The second row has no answer: a blank behind the action is none that was written once."""
    rows = [["ODS code", "Action", "Answer"], ["Z99001", LIMIT, "Green"], [None, FREEZE, None]]
    assert all(len(reading.says) < 2 for reading in choose(grid(rows)).exact)


# The order of things decides nothing


def test_the_order_in_which_layouts_are_tried_decides_nothing(grid):
    for number in range(40):
        (name, rows), *_ = composed(5, number).sheets.items()
        typed = grid([row or [None] for row in rows], name)
        readings = [reading for kind in KINDS for reading in readings_of(typed, kind)]
        result = {frozenset(each.says) for each in choice_of(typed, readings).exact}
        random.Random(number).shuffle(readings)
        assert {frozenset(each.says) for each in choice_of(typed, readings).exact} == result


@pytest.mark.parametrize(
    "rows",
    [
        [["ODS code", "Service", "Effective from"], ["Z99001", "ECG", FROM], ["Z99002", "DVT", LATER]],
        [["Practice", "ECG", "Spirometry"], ["Z99001", FROM, None], ["Z99002", LATER, FROM]],
        [["Action", "Z99001", "Z99002"], [LIMIT, "Green", "Red"], [CONNECT, "Red", "Amber"]],
        [["Practice", "Green", "Red"], ["Z99001", LIMIT, CONNECT], ["Z99002", None, LIMIT]],
    ],
)
def test_the_order_of_columns_decides_nothing(grid, rows):
    result = says(choose(grid(rows)))
    for order in permutations(range(len(rows[0]))):
        assert says(choose(grid([[row[at] for at in order] for row in rows]))) == result


def test_the_generator_and_the_reader_have_the_same_places():
    assert is_allowed((Place.ROW, Place.COLUMN, Place.CELL))
    assert not is_allowed((Place.CELL, Place.CELL, Place.ROW))
    assert not is_allowed((Place.ROW_GROUP, Place.OUTSIDE, Place.OUTSIDE))


def test_tables_side_by_side_keep_their_answers_to_themselves(grid):
    rows = [
        ["Practice", LIMIT, FREEZE, None, "Practice", LIMIT, FREEZE],
        ["Z99001", "Green", None, None, "Z99002", None, "Red"],
    ]
    result = {fact for reading in choose(grid(rows)).exact for fact in reading.says}
    assert result <= {("Z99001", LIMITED, "green", ""), ("Z99002", "dsa_freeze", "red", "")}


# Two readings

TWO_WAYS = [[CONNECT, LIMIT], ["Z99001"], ["Yes", None], ["Z99002"], [None, "Yes"]]


def test_two_readings_that_differ_are_one_question_with_a_cell_where_they_do(grid):
    typed = grid(TWO_WAYS, name="Planning")
    choice = choose(typed)
    assert {reading.layout.places[Field.SAID] for reading in choice.exact} == {Place.OUTSIDE, Place.CELL}
    doubt = doubt_between(typed, choice.exact, "book")
    assert doubt.cell == (2, 0)
    assert "A3 says “Z99001, GP Connect, Planning”" in doubt.sentence
    assert "A3 says “Z99001, GP Connect, Yes”" in doubt.sentence


def test_the_answer_to_two_readings_loads_the_one_that_is_right(tmp_path):
    store = Store.open(tmp_path / "store")
    data, options = workbook({"Planning": TWO_WAYS}), Options(region="sefton", survey="autumn")
    (question,) = load(store, data, "book.xlsx", options)["questions"]
    assert (question["about"], len(question["choices"])) == ("layout", 2)
    for choice, expected in zip(question["choices"], ("planning", "taking"), strict=True):
        (report,) = answer(store, question["id"], choice)
        assert (report["outcome"], report["questions"]) == ("loaded", [])
        rows = store.snapshot().rows("SELECT DISTINCT answer FROM standing_answers", None)
        assert rows == [(expected,)]


def test_an_answer_that_is_no_kind_of_file_breaks_nothing(vocabulary):
    """'leave out' is a choice of every question, of that about the kind too."""
    words = type(vocabulary)(vocabulary.snapshot, {("kind", "book\n"): "leave out"})
    draft = draft_of(
        workbook({"Sheet1": [["Practice"], ["Z99001"]]}), "book.xlsx", Options(), words, RECEIVED_AT
    )
    assert draft.refused or draft.questions
