"""A figure to explore says what its drawing says: every value, every name, and what a part stands for."""

from __future__ import annotations

from datetime import date

import pytest

from charts.drawing import Bar, Bars, Beside, Facts, Lane, Lanes, Line, Lines, Mark, Series, part_note
from charts.plotly import figure
from charts.style import INVENTED, PAPER

WILL, NOT = Series("Will", "#218368", letter="G"), Series("Reported", "#740F06", outlined=True)
BARS = Bars(
    (WILL, NOT),
    (
        Bar("Action A", (0.25, 0.75), ("25%", "75%"), notes=("5 of 20", "15 of 20")),
        Bar("Action B", (None, 1.0), ("", "100%"), words="all of 20"),
    ),
)
ON = date(2025, 3, 1)
LANES = Lanes(
    (WILL,), (Lane("Dorset", (Mark(date(2025, 2, 3), 0, "O", "the ICB offered"),)), Lane("BSW", ())), on=ON
)
LINES = Lines((Line(WILL, ((date(2025, 1, 6), 2.0), (date(2025, 2, 3), 5.0)), "5 served"),), until=ON)


def traces(drawing, **options):
    return {trace.name: trace for trace in figure(drawing, **options).data}


def test_bars_stand_in_their_rows_and_a_missing_value_is_no_bar():
    shown = traces(BARS)
    assert [list(shown["G  Will"].x), list(shown["G  Will"].y)] == [[0.25], [0]]
    assert [list(shown["Reported"].x), list(shown["Reported"].y)] == [[0.75, 1.0], [0, 1]]
    assert list(shown["Reported"].customdata) == [part_note(BARS, row, 1) for row in BARS.rows]


def test_what_stands_after_a_bar_stands_at_its_end():
    (words,) = (trace for trace in figure(BARS).data if trace.type == "scatter")
    assert [list(words.x), list(words.y), list(words.text)] == [[1.0], [1], [" all of 20"]]


def test_what_others_counted_is_outlined():
    marker = traces(BARS)["Reported"].marker
    assert (marker.color, marker.line.color) == (PAPER, "#740F06")


def test_hiding_a_part_hides_it_on_both_sides():
    both = [trace for trace in figure(Beside(BARS, BARS)).data if trace.type == "bar"]
    assert [(trace.legendgroup, trace.showlegend) for trace in both] == [
        ("Will", True), ("Reported", True), ("Will", False), ("Reported", False),
    ]  # fmt: skip


def test_a_mark_stands_on_its_day_and_tells_what_it_is():
    (marks,) = figure(LANES).data
    assert [list(marks.x), list(marks.y), list(marks.customdata)] == [
        [date(2025, 2, 3)],
        [0],
        ["Dorset, the ICB offered"],
    ]


def test_marks_of_about_the_same_time_stand_side_by_side_unless_their_days_are_exact():
    day = date(2025, 2, 3)
    lanes = (Lane("Dorset", (Mark(day, 0), Mark(day, 0))), Lane("BSW", (Mark(date(2025, 5, 14), 0),)))
    (near,), (exact,) = (figure(Lanes((WILL,), lanes, exact=exact)).data for exact in (False, True))
    assert list(near.x) == [day, date(2025, 2, 6), date(2025, 5, 14)]
    assert list(exact.x) == [day, day, date(2025, 5, 14)]


def test_a_number_holds_until_the_last_day_shown():
    (line,) = figure(LINES).data
    assert [list(line.x), list(line.y)] == [
        [date(2025, 1, 6), date(2025, 1, 6), date(2025, 2, 3), ON],
        [0, 2, 5, 5],
    ]
    assert line.name == "G  Will: 5 served"


@pytest.mark.parametrize("drawing", [BARS, Beside(BARS, BARS), LANES, LINES])
@pytest.mark.parametrize("invented", [True, False])
def test_invented_data_say_so_in_the_picture(drawing, invented):
    words = [note.text for note in figure(drawing, invented=invented).layout.annotations]
    assert (f"<b>{INVENTED}</b>" in words) == invented


def test_there_is_nothing_to_explore_in_a_few_figures():
    with pytest.raises(KeyError):
        figure(Facts(()))
