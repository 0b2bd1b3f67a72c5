"""The headers of the .sql files tell the truth."""

from __future__ import annotations

import re

import pytest

from measures import MEASURES, measure
from measures.catalogue import FOLDER, FOLLOWS

FILES = sorted(FOLDER.glob("*.sql"))
# What the reference data of the tests fill by themselves.
NEVER_EMPTY = ("ids", "freshness", "sources")
HEADINGS = ["question", "grain", "numerator", "denominator", "parameters", "source", "columns"]


def test_the_contracts_measures_come_first():
    assert list(MEASURES)[:5] == ["preferences", "notices", "regions", "problems", "imports"]
    assert len(MEASURES) == len(FILES)


@pytest.mark.parametrize("name", MEASURES)
def test_columns_are_those_of_the_header(facts, name):
    result = MEASURES[name].columns

    assert list(measure(facts, name).columns) == list(result)
    assert all(result.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_header_says_what_is_counted_and_names_every_parameter(path):
    header, _, query = path.read_text(encoding="utf-8").partition("\n\n")

    headings = re.findall(r"^-- (\w+)", header, re.MULTILINE)
    assert [heading for heading in headings if heading != "trace"] == HEADINGS
    result = header.split("-- parameters")[1].split("-- source")[0]
    for parameter in {FOLLOWS.get(name, name) for name in re.findall(r"\$(\w+)", query)}:
        assert re.search(rf"\b{parameter}\b", result), parameter


@pytest.mark.parametrize("name", [name for name, each in MEASURES.items() if each.trace])
def test_a_trace_is_a_measure_that_is_asked_like_the_figure(name):
    trace = MEASURES[MEASURES[name].trace]

    # The day, and whose cells: a trace may be wider than the figure, never about something else.
    assert set(trace.parameters) - {"on"} <= {"regions", "survey", "services", "actions"}
    assert {"counts", "why", "file", "sheet", "cell"} <= set(trace.columns)


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_has_a_trace_is_one_or_says_why_not(name):
    traces = {each.trace for each in MEASURES.values()} | {"trace_practices"}

    assert (name in traces) + bool(MEASURES[name].trace) + bool(MEASURES[name].untraced) == 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_one_question_is_one_query(path):
    query = path.read_text(encoding="utf-8").partition("\n\n")[2]

    assert query.count(";\n") == 0
    assert not re.search(r"\b(INSERT|UPDATE|DELETE|CREATE|ATTACH|COPY)\b", query)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_step_hides_a_table_that_the_terms_read(facts, path):
    """A step of the same name as a table would be read in its place, in the terms too."""
    steps = re.findall(
        r"^(?:WITH )?(\w+) AS (?:MATERIALIZED )?\($", path.read_text(encoding="utf-8"), re.MULTILINE
    )
    tables = {name for (name,) in facts.rows("SELECT table_name FROM duckdb_tables()")}
    tables |= {name for (name,) in facts.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal")}

    assert not set(steps) & tables


@pytest.mark.parametrize("name", MEASURES)
def test_an_empty_store_gives_an_empty_table_or_reference_rows_alone(facts, name):
    frame = measure(facts, name)

    assert name in NEVER_EMPTY or frame.empty


def test_an_unknown_measure_is_a_sentence(facts):
    with pytest.raises(ValueError, match="no measure called 'preference'; there are preferences, notices"):
        measure(facts, "preference")
