"""Waves of a survey, and who moved between them: headlines, drawings and tables."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import Provenance, waves

NAMES = {"a": "Action A", "b": "Action B", "green": "Green", "amber": "Amber", "red": "Red"}
WHERE = Provenance("Testshire", as_of="1 March 2025", source="survey.csv")


def two_waves() -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = [
        ("a", "green", 1, "2024-10-17", 33, 3, 30, 0.1), ("a", "red", 1, "2024-10-17", 33, 27, 30, 0.9),
        ("a", "green", 2, "2025-10-15", 36, 16, 32, 0.5), ("a", "red", 2, "2025-10-15", 36, 16, 32, 0.5),
    ]  # fmt: skip
    columns = ["action", "answer", "wave", "as_of", "responded", "practices", "answered", "share"]
    frame = pd.DataFrame(rows, columns=columns).assign(wave_on=None, action_order=1, low=None, high=None)
    frame["answer_order"] = frame["answer"].map({"green": 1, "red": 3})
    return frame, pd.DataFrame([{"action": "a", "answer": "green", "verdict": "difference"}])


def test_waves_say_how_many_replied_in_each_and_whether_there_is_a_difference():
    chart = waves.chart(*two_waves(), NAMES, WHERE)
    assert chart.drawing.columns == ("October 2024: 33 replies", "October 2025: 36 replies", "First to last")
    (line,) = chart.drawing.rows
    assert [cell[0].words for cell in line.cells] == ["10%", "50%", "difference"]
    assert chart.headline == "2 waves: from the first to the last, 1 action shows a difference in Green."


def test_one_wave_is_said_to_be_one():
    frame, verdicts = two_waves()
    chart = waves.chart(frame[frame["wave"] == 1], verdicts[:0], NAMES, WHERE)
    assert chart.headline == "One wave so far, October 2024, with 33 replies."
    assert len(chart.drawing.columns) == 1


#          was      now      practices
MOVES = """
           green    green    4
           green    red      1
           amber    green    3
           red      amber    2
"""


def moved() -> pd.DataFrame:
    places = {"green": 1, "amber": 2, "red": 3}
    rows = [line.split() for line in MOVES.strip().splitlines()]
    frame = pd.DataFrame(rows, columns=["first_answer", "second_answer", "practices"])
    frame = frame.astype({"practices": int}).assign(action="a", answered_both=10)
    frame["share"] = frame["practices"] / 10
    frame["first_order"], frame["second_order"] = (
        frame[c].map(places) for c in ("first_answer", "second_answer")
    )
    return frame.assign(first_as_of="2024-10-17", second_as_of="2025-10-15")


def test_moves_towards_and_away():
    chart = waves.moves(moved(), NAMES, WHERE)
    (line,) = chart.drawing.rows
    assert [cell[0].words for cell in line.cells] == ["5 (50%)", "4 (40%)", "1 (10%)"]
    assert (
        chart.headline == "Of 10 pairs of answers by the same practices, 5 moved towards acting and 1 away."
    )


def test_the_flow_of_one_action():
    chart = waves.moves(moved(), NAMES, WHERE, action="a")
    flow = {line.label: [cell[0].words if cell else "" for cell in line.cells] for line in chart.drawing.rows}
    assert chart.drawing.columns == ("now Green", "now Amber", "now Red")
    assert flow == {"was Green": ["4", "", "1"], "was Amber": ["3", "", ""], "was Red": ["", "2", ""]}
    assert chart.headline == (
        "Action A: of 10 practices that answered both times, 5 moved towards acting, 1 away."
    )


def test_nobody_moved():
    assert waves.moves(moved()[:1], NAMES, WHERE).headline == (
        "No practice changed an answer between the two waves."
    )


@pytest.mark.parametrize(
    "draw",
    [lambda frame: waves.chart(frame, frame, NAMES, WHERE), lambda frame: waves.moves(frame, NAMES, WHERE)],
)
def test_an_empty_frame_is_refused(draw):
    with pytest.raises(ValueError, match="No"):
        draw(pd.DataFrame())
