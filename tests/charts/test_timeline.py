"""Dates on which notices take effect, and how many stood by any day."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from charts import Provenance, timeline
from charts.timeline import standing

ON = date(2025, 3, 1)
NAMES = {"ring": "Ring pessary", "psa": "PSA monitoring", "ecg": "ECG"}
WHERE = Provenance("Testshire", source="log.xlsx")


def dates(*rows: tuple[str, str | None, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["service", "effective_on", "notices"])


def history(*rows: tuple[str | None, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["happened_on", "notices_served", "notices_ended"])


DATES = dates(
    ("ring", "2025-02-01", 20), ("ring", "2025-04-01", 5), ("psa", "2025-04-01", 7), ("ecg", None, 3)
)


def test_dots_are_filled_once_the_date_has_come_and_say_how_many():
    chart = timeline.dates(DATES, NAMES, WHERE, on=ON)
    marks = [(lane.label, mark.words, mark.series) for lane in chart.drawing.lanes for mark in lane.marks]
    assert marks == [("Ring pessary", "20", 0), ("Ring pessary", "5", 1), ("PSA monitoring", "7", 1)]
    assert [(series.name, series.outlined) for series in chart.drawing.series] == [
        ("In effect", False),
        ("Still to come", True),
    ]


def test_a_notice_takes_effect_on_its_day():
    chart = timeline.dates(dates(("ring", "2025-03-01", 2)), NAMES, WHERE, on=ON)
    assert [mark.series for mark in chart.drawing.lanes[0].marks] == [0]


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (DATES, "12 notices come into effect next, on 1 April 2025: Ring pessary and PSA monitoring."),
        (
            dates(("ring", "2025-04-01", 1)),
            "1 notice comes into effect next, on 1 April 2025: Ring pessary.",
        ),
        (
            dates(("ring", "2025-02-01", 1)),
            "1 notice has come into effect by 1 March 2025; none is still to come.",
        ),
        (dates(("ecg", None, 3)), "No notice has an effective date."),
    ],
)
def test_the_headline_says_what_comes_next(frame, sentence):
    assert timeline.dates(frame, NAMES, WHERE, on=ON).headline == sentence


def test_notices_without_a_date_are_counted_in_the_base_and_the_table():
    chart = timeline.dates(DATES, NAMES, WHERE, on=ON)
    assert chart.base.startswith("35 standing notices")
    assert "3 without an effective date" in chart.base
    assert "no effective date" in list(chart.table["In effect from"])


HISTORY = history((None, 4, 0), ("2024-11-01", 20, 0), ("2025-01-10", 0, 2), ("2025-05-01", 9, 0))


def test_standing_notices_add_up_from_the_undated_ones_and_stop_at_the_day():
    assert standing(HISTORY, ON).tolist() == [24, 22]


def test_the_lines_end_at_the_figures_of_the_headline():
    chart = timeline.totals(HISTORY, DATES, WHERE, on=ON)
    ends = {line.series.name: line.points[-1][1] for line in chart.drawing.lines}
    assert ends == {"Standing": 22, "In effect": 20}
    assert chart.headline == "22 notices stand on 1 March 2025, 20 of them in effect."
    assert "4 notices without a served date" in chart.base
    assert chart.table.iloc[-1].to_dict() == {"After": "1 February 2025", "Standing": "22", "In effect": "20"}


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("2025-01-01", 1, 0)], "1 notice stands on 1 March 2025, not yet in effect."),
        ([("2025-01-01", 1, 0), ("2025-02-01", 0, 1)], "No notice stands on 1 March 2025."),
        ([("2025-06-01", 1, 0)], "No notice stands on 1 March 2025."),
    ],
)
def test_the_headline_is_right_for_one_and_for_none(rows, sentence):
    assert timeline.totals(history(*rows), DATES.head(0), WHERE, on=ON).headline == sentence


def test_nothing_to_draw_is_refused():
    with pytest.raises(ValueError, match="No notices"):
        timeline.dates(DATES.head(0), NAMES, WHERE, on=ON)
    with pytest.raises(ValueError, match="No notices"):
        timeline.totals(HISTORY.head(0), DATES, WHERE, on=ON)
