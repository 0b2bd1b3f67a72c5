"""What a page draws over time: fonts, height, marks on their days, lines that end in their words."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from charts.drawing import Bars, Lane, Lanes, Line, Lines, Mark, Series
from charts.plotly import figure

ON = date(2025, 3, 1)
STATES = (Series("In effect", "#12436D"), Series("Still to come", "#12436D", outlined=True))
LANES = Lanes(
    STATES,
    (
        Lane("Spirometry", (Mark(date(2025, 2, 1), 0, "5"), Mark(date(2025, 4, 1), 1, "12"))),
        Lane("Wound care and dressings in the community", (Mark(date(2025, 4, 1), 1, "3", "April: three"),)),
    ),
    ON,
)


def steps(*ends: int) -> Lines:
    lines = (
        Line(Series(f"Line {at}", "#28A197"), ((date(2025, 1, 1), end),), f"{end} of {at}")
        for at, end in enumerate(ends)
    )
    return Lines(tuple(lines), ON)


@pytest.mark.parametrize("drawing", [LANES, steps(3)])
def test_every_font_is_set_nothing_has_a_title_and_it_fits_a_projector(drawing):
    layout = figure(drawing).layout
    assert layout.title.text is None
    assert layout.xaxis.tickfont.size >= 16
    assert layout.yaxis.tickfont.color == "#14212B"
    assert layout.xaxis.automargin
    assert layout.yaxis.automargin
    assert layout.paper_bgcolor == "#FFFFFF"
    assert layout.height <= 410


def test_marks_stand_on_their_days_filled_or_open_and_say_what_they_are():
    marks, words, later, _ = figure(LANES).data
    assert (list(marks.x), list(marks.y), list(words.text)) == ([date(2025, 2, 1)], [0], ["5"])
    assert (marks.marker.color, later.marker.color, later.marker.line.color) == (
        "#12436D",
        "#FFFFFF",
        "#12436D",
    )
    assert list(marks.customdata) == ["Spirometry, 1 February 2025: 5"]
    assert list(later.customdata)[1] == "Wound care and dressings in the community, April: three"


def test_the_day_looked_at_is_a_line_where_it_is_near():
    assert [note.text for note in figure(LANES).layout.annotations] == ["1 March 2025"]
    far = Lanes(STATES, LANES.lanes, date(2020, 1, 1))
    assert not figure(far).layout.annotations


def test_marks_of_one_day_stand_side_by_side_unless_days_are_exact():
    same = (Mark(ON, 0, "O"), Mark(ON, 0, "R"))
    lanes = (Lane("South", same),)
    assert len(set(figure(Lanes(STATES, lanes, exact=False)).data[0].x)) == 2
    assert len(set(figure(Lanes(STATES, lanes)).data[0].x)) == 1


def test_steps_begin_at_nothing_and_hold_until_the_last_day():
    (line,) = figure(steps(7)).data
    assert list(line.y) == [0, 7, 7]
    assert list(line.x) == [date(2025, 1, 1), date(2025, 1, 1), ON]
    assert list(line.customdata)[-1] == "1 March 2025: 7 line 0"


def test_lines_that_end_close_together_are_named_apart_and_others_at_their_ends():
    close = figure(steps(100, 98, 97)).layout.annotations
    shifts = [note.yshift for note in close]
    assert all(above - below >= 16 for above, below in pairwise(shifts))
    assert [note.yshift for note in figure(steps(100, 50)).layout.annotations] == [0, 0]


@pytest.mark.parametrize(
    ("last", "step"), [(date(2025, 3, 1), "M1"), (date(2025, 12, 1), "M2"), (date(2027, 1, 1), "M3")]
)
def test_months_are_named_once_and_at_most_nine_times(last, step):
    until = Lines((Line(Series("A", "#28A197"), ((date(2025, 1, 1), 1),), "1"),), last)
    assert figure(until).layout.xaxis.dtick == step


def test_invented_data_say_so_in_the_picture_itself():
    notes = [note.text for note in figure(steps(3), invented=True).layout.annotations]
    assert "<b>Invented demonstration data</b>" in notes
    assert "<b>Invented demonstration data</b>" not in [
        note.text for note in figure(steps(3)).layout.annotations
    ]


def test_what_gains_nothing_from_plotly_is_not_drawn_with_it():
    with pytest.raises(KeyError):
        figure(Bars((), ()))
