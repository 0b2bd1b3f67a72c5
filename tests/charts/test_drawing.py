"""The one description of a chart: its figures are those of the table and of the picture on the screen."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from charts import Provenance, matrix, notices, preferences, regions, responses, timeline
from charts.drawing import Bar, Bars, Beside, Cells, Facts, Figure, first_rows, part_note, row_count

NAMES = {"a": "Action A", "b": "Action B", "s": "Ring pessary", "t": "Spirometry", "r": "Dorset", "q": "BSW"}
WHERE = Provenance("Testshire", "5 December 2024", "survey.xlsx")
ON = date(2025, 2, 10)
BLANK = {"out_of": None, "share": None, "qualifier": "exact", "unit": "practices", "as_of": "2025-01",
         "source": "Journal", "words": None, "rung": "served", "scope": None, "effective_on": None,
         "in_effect": None, "signed_up": None, "first_effective_on": None, "next_effective_on": None,
         "parent": None, "basis": "reported", "kind": "service", "count": None}  # fmt: skip


@pytest.fixture
def answers() -> pd.DataFrame:
    #        action  green amber red; of 25 practices 20 replied
    grid = (("a", 10, 5, 5), ("b", 12, 2, 4))
    return pd.DataFrame(
        [
            {"action": action, "answer": answer, "practices": count, "answered": sum(counts), "responded": 20,
             "out_of": 25}
            for action, *counts in grid
            for answer, count in zip(("green", "amber", "red"), counts, strict=True)
        ]
    )  # fmt: skip


@pytest.fixture
def noticed() -> pd.DataFrame:
    counted = BLANK | {"service": "s", "basis": "counted", "count": 8, "out_of": 40, "share": 0.2}
    return pd.DataFrame(
        [
            counted | {"in_effect": 5, "signed_up": 2},
            BLANK | {"service": "t", "share": 0.9, "qualifier": "almost"},
        ]
    )


@pytest.fixture
def compared() -> pd.DataFrame:
    of = {"subject": "s", "out_of": 40}
    return pd.DataFrame(
        [
            BLANK | of | {"region": "r", "basis": "counted", "count": 8, "share": 0.2},
            BLANK | of | {"region": "r", "share": 0.5, "qualifier": "about"},
            BLANK | of | {"region": "q", "share": 0.65, "rung": "signed_up"},
        ]
    )


def test_answers_are_the_same_on_the_slide_in_the_table_and_on_the_screen(answers):
    chart = preferences.chart(answers, NAMES, WHERE)
    first = chart.drawing.rows[0]
    notes = tuple(f"{count} of 25 practices ({count / 25:.0%})" for count in (12, 2, 4, 2, 5))
    assert first == Bar(
        "Action B", (12 / 25, 2 / 25, 4 / 25, 2 / 25, 5 / 25), ("48%", "8%", "16%", "8%", "20%"), notes=notes
    )
    assert part_note(chart.drawing, first, 1) == "Action B, Amber: 2 of 25 practices (8%)"
    assert [series.name for series in chart.drawing.series] == [
        "Green",
        "Amber",
        "Red",
        "No answer",
        "No reply",
    ]
    for at, series in enumerate(chart.drawing.series):
        assert list(chart.table[f"{series.name}, share"]) == [row.inside[at] for row in chart.drawing.rows]


def test_two_surveys_side_by_side_are_two_drawings_with_the_same_rows(answers):
    later = answers[answers["action"] == "a"]
    chart = preferences.compare((answers, later), ("Autumn", "Winter"), NAMES, WHERE)
    left, right = chart.drawing.left, chart.drawing.right
    assert (left.title, right.title) == ("Autumn", "Winter")
    assert [row.label for row in left.rows] == [row.label for row in right.rows] == ["Action B", "Action A"]
    assert right.rows[0].values == (None,) * 4
    table = chart.table[chart.table["Survey"] == "Winter"].set_index("Action")
    assert list(right.rows[1].inside) == [
        table.loc["Action A", f"{series.name}, share"] for series in right.series
    ]


def test_notices_are_the_same_on_the_slide_in_the_table_and_on_the_screen(noticed):
    chart = notices.chart(noticed, NAMES, WHERE, on=ON)
    counted, reported = chart.drawing.rows
    assert counted.values == (5 / 40, 3 / 40, 2 / 40, None)
    assert counted.inside == ("5", "3", "2", "")
    assert counted.words == "8 of 40 (20%) + 2 signed up"
    assert reported.values == (None, None, None, 0.9)
    assert reported.inside == ("",) * 4
    assert list(chart.table["Figure"]) == ["8 of 40 (20%)", "almost 90%"]
    assert [row.label for row in chart.drawing.rows] == list(chart.table["Service"])


def test_regions_are_the_same_on_the_slide_in_the_table_and_on_the_screen(compared):
    chart = regions.chart(compared, "s", NAMES, WHERE)
    assert [(row.label, row.values) for row in chart.drawing.rows] == [
        ("BSW", (None, 0.65)), ("Dorset", (None, 0.5)), ("Dorset", (0.2, None)),
    ]  # fmt: skip
    for row, figure in zip(chart.drawing.rows, chart.table["Figure"], strict=True):
        assert row.words.startswith(figure)


def test_a_grid_has_the_cells_of_the_screen(compared):
    chart = matrix.chart(compared, NAMES, WHERE, regions=["r", "q"])
    assert chart.drawing.columns == ("Dorset", "BSW")
    dorset = (Figure("20%", 0.2), Figure("about 50% of 40 practices", None, outlined=True))
    assert [row.label for row in chart.drawing.rows] == ["Ring pessary"]
    first, second = chart.drawing.rows[0].cells
    assert first[0] == dorset[0]
    assert first[1].outlined
    assert first[1].share is None
    assert second == (Figure("65% signed up", 0.65, outlined=True),)


def test_a_grid_has_a_blank_where_nothing_is_known(compared):
    other = pd.DataFrame([compared.iloc[0].to_dict() | {"subject": "t", "region": "q"}])
    chart = matrix.chart(pd.concat([compared, other]), NAMES, WHERE, regions=["r", "q"])
    assert chart.drawing.rows[1] == Cells("Spirometry", ((), (Figure("20%", 0.2),)))


def test_dates_are_marks_open_before_the_day_and_filled_after():
    frame = pd.DataFrame(
        {"service": ["s", "s"], "effective_on": [date(2025, 2, 1), date(2025, 4, 1)], "notices": [5, 3]}
    )
    chart = timeline.dates(frame, NAMES, WHERE, on=ON)
    marks = chart.drawing.lanes[0].marks
    assert [(mark.on, mark.words, chart.drawing.series[mark.series].name) for mark in marks] == [
        (date(2025, 2, 1), "5", "In effect"), (date(2025, 4, 1), "3", "Still to come"),
    ]  # fmt: skip
    assert list(chart.table["Notices"]) == [mark.words for mark in marks]


def test_totals_are_lines_that_end_in_the_headlines_numbers():
    history = pd.DataFrame(
        {
            "happened_on": [date(2024, 11, 1), date(2025, 1, 1)],
            "notices_served": [5, 3],
            "notices_ended": [0, 1],
        }
    )
    frame = pd.DataFrame({"effective_on": [date(2025, 2, 1)], "notices": [4]})
    chart = timeline.totals(history, frame, WHERE, on=ON)
    standing, effect = chart.drawing.lines
    assert standing.points == ((date(2024, 11, 1), 5), (date(2025, 1, 1), 7))
    assert effect.points == ((date(2025, 2, 1), 4),)
    assert (standing.words, effect.words) == ("7 standing", "4 in effect")
    assert chart.headline == "7 notices stand on 10 February 2025, 4 of them in effect."
    assert list(chart.table["Standing"]) == ["5", "7", "7"]


def test_events_have_letters_that_no_two_kinds_share():
    kinds = list(responses.KINDS)
    frame = pd.DataFrame(
        {"region": "r", "happened_on": "2025-01", "sort_on": pd.Timestamp(2025, 1, 1), "kind": kinds, "summary": "So.",
         "amount": None, "services": None, "source": "Journal"}
    )  # fmt: skip
    drawing = responses.chart(frame, NAMES, WHERE).drawing
    letters = [series.letter for series in drawing.series]
    assert len(set(letters)) == len(kinds)
    assert [mark.words for mark in drawing.lanes[0].marks] == letters
    assert drawing.lanes[0].marks[0].note == "January 2025: So."


def test_the_first_rows_of_a_drawing_are_told_by_its_kind(noticed, answers):
    many = notices.chart(pd.concat([noticed] * 9), NAMES, WHERE, on=ON).drawing
    assert (row_count(many), row_count(first_rows(many, 5))) == (18, 5)
    assert first_rows(many, 5).rows == many.rows[:5]
    half = preferences.chart(answers, NAMES, WHERE).drawing
    both = first_rows(Beside(half, half), 1)
    assert isinstance(both.left, Bars)
    assert [row.label for row in (*both.left.rows, *both.right.rows)] == ["Action B", "Action B"]
    assert (row_count(Facts(())), first_rows(Facts(()), 3)) == (0, Facts(()))
