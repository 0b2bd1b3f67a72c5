"""The ladder of a region's services, and the next ninety days."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import Provenance, ladder

NAMES = {"ring": "Ring pessary", "any_les": "Any enhanced service", "ecg": "ECG"}
WHERE = Provenance("Testshire", as_of="1 March 2025", source="log.xlsx")
STEPS = ("wanted", "signed_up", "served", "extended", "in_effect", "resolved", "withdrawn")


def counted(service: str, *steps: int, **more) -> dict:
    row = dict(zip(STEPS, steps, strict=True)) | {"service": service, "basis": "counted", "rung": "served"}
    row |= {"parent": None, "level": 0, "out_of": 64, "as_of": "2025-03-01", "source": "log.xlsx"}
    return (
        row | {"scope_new_requests": 0, "scope_unsaid": steps[2], "qualifier": "exact", "words": None} | more
    )


def reported(rung: str, parent: str | None = None, **figure) -> dict:
    row = dict.fromkeys(STEPS) | {"service": "any_les", "basis": "reported", "rung": rung, "parent": parent}
    row |= {"level": int(parent is not None), "unit": "practices", "as_of": "2025-01", "source": "Pulse"}
    return row | {"count": None, "share": None, "qualifier": "exact", "words": None, "out_of": None} | figure


def test_a_row_is_a_service_and_a_column_a_rung():
    chart = ladder.steps(pd.DataFrame([counted("ring", 1, 2, 20, 5, 15, 3, 2)]), NAMES, WHERE)
    (line,) = chart.drawing.rows
    assert chart.drawing.columns == (
        "Wanted", "Signed up", "Served", "Extended", "In effect", "Resolved", "Withdrawn"
    )  # fmt: skip
    assert [cell[0].words for cell in line.cells] == ["1", "2", "20", "5", "15", "3", "2"]
    assert chart.headline == "1 service of 1 has notices in effect; 5 notices ended."


def test_the_scope_stands_beside_the_count():
    chart = ladder.steps(
        pd.DataFrame([counted("ring", 0, 0, 9, 0, 0, 0, 0, scope_new_requests=4)]), NAMES, WHERE
    )
    assert chart.drawing.rows[0].label == "Ring pessary (4 new requests only)"
    assert chart.headline == "None of the services has notices in effect."


def test_a_part_stands_inside_its_whole_and_is_never_added():
    frame = pd.DataFrame(
        [reported("served", count=50, share=0.65, qualifier="about"),
         reported("served", "nyy", count=40, qualifier="at_least")]
    )  # fmt: skip
    chart = ladder.steps(frame, NAMES, WHERE)
    assert [line.label for line in chart.drawing.rows] == [
        "Any enhanced service, reported", "– Any enhanced service, reported"
    ]  # fmt: skip
    words = [[cell[0].words for cell in line.cells if cell] for line in chart.drawing.rows]
    assert words == [["about 50 practices (65%)"], ["at least 40 practices"]]
    assert chart.headline == "1 service, known from published figures alone."


def window(service: str | None, effect: int, near: int, mid: int, far: int, later: int, **more) -> dict:
    row = {"service": service, "in_effect": effect, "in_30_days": near, "in_60_days": mid, "in_90_days": far}
    row |= {"later": later, "undated": 0, "put_off": 0, "standing": effect + far + later}
    return row | {"next_effective_on": None, "next_practices": None} | more


def test_what_comes_in_thirty_sixty_and_ninety_days_is_cut_into_parts():
    frame = pd.DataFrame(
        [window(None, 5, 2, 6, 6, 0),
         window("ring", 5, 2, 5, 6, 1, put_off=3, next_effective_on="2025-03-08", next_practices=2)]
    )  # fmt: skip
    chart = ladder.windows(frame, NAMES, WHERE)
    (bar,) = chart.drawing.rows
    assert bar.values == (5, 2, 3, 1, 1)
    assert bar.words == "12 standing, 2 on 8 March 2025; 3 put off by extension"
    assert chart.headline == "6 notices come into effect in the next 90 days, on 1 service, by 6 practices."


@pytest.mark.parametrize(
    ("near", "sentence"),
    [
        (0, "No notice comes into effect in the next 90 days."),
        (1, "1 notice comes into effect in the next 90 days, on 1 service."),
    ],
)
def test_in_the_singular_and_with_none(near, sentence):
    frame = pd.DataFrame([window("ecg", 0, near, near, near, 0)])
    assert ladder.windows(frame, NAMES, WHERE).headline == sentence
