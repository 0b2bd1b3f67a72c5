"""One subject across regions, and the grid of regions and subjects."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import Provenance, matrix, regions
from charts.drawing import Figure
from charts.svg import inset, parts
from charts.wording import capital

NAMES = {"north": "North", "south": "South", "west": "West", "ring": "Ring pessary", "psa": "PSA monitoring"}
WHERE = Provenance()


def row(region, subject, basis="reported", **given):
    blank = dict.fromkeys(("rung", "count", "out_of", "share", "as_of", "source"))
    return blank | {
        "region": region, "subject": subject, "kind": "service", "basis": basis, "qualifier": "exact",
        "unit": "practices", "rung": "served",
    } | given  # fmt: skip


GRID = pd.DataFrame(
    [
        row("north", "ring", "counted", count=30, out_of=40, share=0.75),
        row("north", "ring", share=0.7, qualifier="about"),
        row("south", "ring", share=0.9, qualifier="almost"),
        row("west", "ring", qualifier="named"),
        row("south", "psa", count=150000, unit="patients", qualifier="over"),
    ]
)


def test_counted_and_reported_are_two_kinds_of_bars_and_never_one():
    chart = regions.chart(GRID, "ring", NAMES, WHERE)
    assert [(row.label, row.values) for row in chart.drawing.rows] == [
        ("South", (None, 0.9)),
        ("North", (0.75, None)),
        ("North", (None, 0.7)),
        ("West", (None, None)),
    ]
    assert [(series.name, series.outlined) for series in chart.drawing.series] == [
        ("Counted", False),
        ("Reported by others", True),
    ]
    assert chart.base.startswith("One counted from practices and three reported by others")


def test_the_headline_names_the_highest_and_whose_figure_it_is():
    chart = regions.chart(GRID, "ring", NAMES, WHERE)
    assert chart.headline == "Ring pessary: 3 regions; highest in South, almost 90% served, reported."


def test_one_region_alone_is_not_called_the_highest():
    alone = pd.DataFrame([row("north", "ring", share=2 / 3, words="around two thirds", rung="signed_up")])
    chart = regions.chart(alone, "ring", NAMES, WHERE)
    assert chart.headline == "Ring pessary: around two thirds signed up in North, reported."
    both = pd.concat([alone, pd.DataFrame([row("west", "ring", qualifier="named")])])
    chart = regions.chart(both, "ring", NAMES, WHERE)
    assert chart.headline.endswith("in North, reported; 1 other region without a share.")


def test_an_action_is_taken_and_not_served():
    frame = pd.DataFrame([row("north", "ring", "counted", count=3, out_of=4, share=0.75, rung="wanted")])
    chart = regions.chart(frame.assign(kind="action"), "ring", NAMES, WHERE)
    assert chart.headline == "Ring pessary: 3 of 4 (75%) in favour in North, counted."


def test_two_regions_that_tie_are_both_named():
    tied = pd.DataFrame([row("north", "ring", share=0.5), row("south", "ring", share=0.5)])
    chart = regions.chart(tied, "ring", NAMES, WHERE)
    assert chart.headline == "Ring pessary: 2 regions; highest, 50% each, in North and South."


def test_patients_have_words_and_no_bar():
    chart = regions.chart(GRID, "psa", NAMES, WHERE)
    (alone,) = chart.drawing.rows
    assert not any(alone.values)
    assert alone.words == "over 150,000 patients served (not a count of practices)"
    assert chart.headline == "PSA monitoring: 1 region, no share of practices known."


def test_a_subject_that_no_region_has_is_refused():
    with pytest.raises(ValueError, match="No region"):
        regions.chart(GRID, "nothing", NAMES, WHERE)


def cells(chart) -> list[list[list[str]]]:
    """The grid's words, row by row."""
    return [[[figure.words for figure in cell] for cell in row.cells] for row in chart.drawing.rows]


def test_each_cell_says_its_figure_and_neither_counted_nor_reported_hides_the_other():
    chart = matrix.chart(GRID, NAMES, WHERE, regions=["north", "south", "west"])
    assert [row.label for row in chart.drawing.rows] == ["Ring pessary", "PSA monitoring"]
    assert cells(chart) == [
        [["75%", "about 70%"], ["almost 90%"], ["named"]],
        [[], ["over 150,000 patients"], []],
    ]
    assert [figure.outlined for figure in chart.drawing.rows[0].cells[0]] == [False, True]
    assert len(chart.table) == 5


def test_a_grid_has_bars_for_shares_of_practices_alone():
    chart = matrix.chart(GRID, NAMES, WHERE, regions=["north", "south", "west"])
    bars = [[figure.share for figure in cell] for row in chart.drawing.rows for cell in row.cells]
    assert bars == [[0.75, None], [0.9], [None], [], [None], []]


def test_a_share_of_respondents_says_so_and_has_no_bar():
    frame = pd.DataFrame([row("north", "ring", share=0.46, unit="respondents")])
    chart = matrix.chart(frame, NAMES, WHERE, regions=["north"])
    assert chart.drawing.rows[0].cells == ((Figure("46% of respondents", None, outlined=True),),)


def test_regions_without_a_figure_have_no_column_and_the_headline_counts_the_others():
    chart = matrix.chart(GRID, NAMES, WHERE, regions=["north", "south", "east"])
    assert chart.headline == "Ring pessary: notice in both regions, the most in South: almost 90%."
    with pytest.raises(ValueError, match="None of these"):
        matrix.chart(GRID, NAMES, WHERE, regions=["east"])


def test_what_is_really_known_comes_before_what_is_invented():
    frame = pd.DataFrame([
        row("north", "ring", share=0.9, basis="demonstration"),
        row("south", "ring", qualifier="named", basis="reported"),
        row("south", "psa", share=0.67, qualifier="about", rung="signed_up", basis="reported"),
    ])  # fmt: skip
    chart = matrix.chart(frame, NAMES, WHERE, regions=["north", "south"])
    assert [row.label for row in chart.drawing.rows] == ["PSA monitoring", "Ring pessary"]
    assert cells(chart) == [[[], ["about 67% signed up"]], [["90%"], ["named"]]]


def test_columns_that_do_not_fit_beside_the_others_stand_below_them_in_letters_of_one_size():
    many = [f"r{at}" for at in range(9)]
    frame = pd.DataFrame([row(region, "ring", share=0.5) for region in many])
    chart = matrix.chart(frame, NAMES, WHERE, regions=many)
    assert len(inset(chart, across=1480)) == 1
    narrow = inset(chart, across=640)
    assert len(narrow) > 1
    assert all('viewBox="0 0 640 ' in picture for picture in narrow)
    assert all(sum(f">{capital(item)}<" in picture for picture in narrow) == 1 for item in many)


def test_one_region_alone_is_not_compared():
    chart = matrix.chart(GRID, NAMES, WHERE, regions=["south"])
    assert chart.headline == "South has figures or mentions for 2 subjects."


def test_the_finding_is_the_headline_and_its_service_the_first_row():
    frame = pd.DataFrame([
        row("north", "psa", share=0.9), row("north", "ring", qualifier="named"),
        row("south", "ring", share=0.4), row("west", "ring", qualifier="named", rung="wanted"),
    ])  # fmt: skip
    shown = matrix.chart(frame, NAMES, WHERE, regions=["north", "south", "west"], chosen=True)
    assert shown.headline == "Ring pessary: notice in two of the three regions shown, the most in South: 40%."
    assert shown.drawing.rows[0].label == "Ring pessary"
    all_of_them = pd.concat([frame, pd.DataFrame([row("west", "ring", share=0.3)])])
    words = matrix.chart(all_of_them, NAMES, WHERE, regions=["north", "south", "west"]).headline
    assert words == "Ring pessary: notice in all three regions, the most in South: 40%."


def test_a_notice_that_is_withdrawn_wanted_or_invented_is_no_finding():
    frame = pd.DataFrame([
        row("north", "ring", "counted", count=0, out_of=9, share=0.0), row("south", "ring", rung="wanted"),
        row("west", "ring", "demonstration", count=4, out_of=9, share=0.4), row("west", "psa"),
    ])  # fmt: skip
    assert "notice in" not in matrix.chart(frame, NAMES, WHERE, regions=["north", "south", "west"]).headline


@pytest.mark.parametrize("shape", [(1280, 720), (1024, 768)])
@pytest.mark.parametrize("regions", [2, 4, 5])
def test_the_wall_shows_the_regions_together_and_the_first_rows_on_one_slide(shape, regions):
    places, subjects = (
        [f"Gloucestershire{at}" for at in range(regions)],
        [f"Service number {at}" for at in range(30)],
    )
    frame = pd.DataFrame(
        [row(place, subject, share=0.5, qualifier="about") for place in places for subject in subjects]
    )
    chart = matrix.chart(frame, NAMES, WHERE, regions=places)
    (slide,) = parts(chart, width=shape[0], height=shape[1])
    assert len(slide.columns) == regions
    assert slide.rows == chart.drawing.rows[: len(slide.rows)]
    assert 6 <= len(slide.rows) <= 8
    assert len(chart.drawing.rows) == 30  # on a page all of them
