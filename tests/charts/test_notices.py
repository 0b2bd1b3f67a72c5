"""Practices per service on the ladder, counted and reported."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from charts import Provenance, notices

ON = date(2025, 3, 1)
NAMES = {"ring": "Ring pessary", "psa": "PSA monitoring", "ecg": "ECG"}
WHERE = Provenance("Testshire")
COLUMNS = [
    "region", "service", "basis", "rung", "count", "out_of", "share", "low", "high", "in_effect", "signed_up",
    "first_effective_on", "next_effective_on", "qualifier", "unit", "as_of", "source", "wanted",
]  # fmt: skip


def drawn(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([{name: row.get(name) for name in COLUMNS} for row in rows], columns=COLUMNS)


def counted(service, count, effect, signed, out_of=48):
    return {
        "region": "x", "service": service, "basis": "counted", "rung": "served", "count": count,
        "out_of": out_of,
        "share": count / out_of if out_of else None, "in_effect": effect, "signed_up": signed,
        "qualifier": "exact", "unit": "practices", "as_of": "2025-03-01", "source": "log.xlsx",
    }  # fmt: skip


def reported(service, **given):
    row = {"region": "x", "service": service, "basis": "reported", "rung": "served", "unit": "practices"}
    return row | {"qualifier": "exact", "as_of": "2025-01", "source": "Pulse"} | given


def lengths(chart, name):
    (at,) = [at for at, series in enumerate(chart.drawing.series) if series.name == name]
    return [row.values[at] for row in chart.drawing.rows]


def words(chart):
    return [row.words for row in chart.drawing.rows]


def test_bars_are_shares_split_by_what_is_in_effect():
    chart = notices.chart(drawn(counted("ring", 36, 12, 6), counted("psa", 24, 24, 0)), NAMES, WHERE, on=ON)
    assert lengths(chart, "In effect") == [0.25, 0.5]
    assert lengths(chart, "Served, not yet in effect") == [0.5, None]
    assert lengths(chart, "Signed up or wanted") == [0.125, None]
    assert words(chart) == ["36 of 48 (75%) + 6 signed up", "24 of 48 (50%)"]


def test_wanting_to_is_not_signing_up():
    rows = drawn(counted("ring", 36, 12, 6) | {"wanted": 3}, counted("psa", 24, 24, 0) | {"wanted": 12})
    chart = notices.chart(rows, NAMES, WHERE, on=ON)
    assert words(chart) == ["36 of 48 (75%) + 6 signed up + 3 wanted", "24 of 48 (50%) + 12 wanted"]
    assert lengths(chart, "Signed up or wanted") == [9 / 48, 12 / 48]
    assert chart.table[["Signed up", "Wanted"]].to_numpy().tolist() == [["6", "3"], ["0", "12"]]


def test_without_a_number_of_practices_bars_are_counts():
    chart = notices.chart(drawn(counted("ring", 36, 12, 0, out_of=None)), NAMES, WHERE, on=ON)
    assert lengths(chart, "In effect") == [12]
    assert not chart.drawing.shares


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [counted("ring", 36, 12, 6), counted("psa", 24, 24, 0)],
            "Ring pessary has the most notices: 36 of 48 practices (75%), 12 in effect on 1 March 2025.",
        ),
        (
            [counted("psa", 1, 1, 0, 1)],
            "PSA monitoring has the most notices: 1 of 1 practice (100%), in effect on 1 March 2025.",
        ),
        (
            [counted("psa", 3, 3, 0)],
            "PSA monitoring has the most notices: 3 of 48 practices (6%), all in effect on 1 March 2025.",
        ),
        (
            [counted("psa", 3, 0, 0)],
            "PSA monitoring has the most notices: 3 of 48 practices (6%), none in effect on 1 March 2025.",
        ),
        (
            [counted("psa", 1, 0, 0)],
            "PSA monitoring has the most notices: 1 of 48 practices (2%), not yet in effect on 1 March 2025.",
        ),
        (
            [counted("ring", 5, 0, 0), counted("psa", 5, 1, 0)],
            "Two services have the most notices, 5 of 48 practices (10%) each: "
            "Ring pessary and PSA monitoring.",
        ),
        ([counted("psa", 0, 0, 0)], "No notice stands on 1 March 2025."),
        (
            [counted("psa", 0, 0, 1)],
            "No notice stands on 1 March 2025; up to 1 practice signed up.",
        ),
        (
            [
                reported("ring", share=0.9, out_of=64, qualifier="almost"),
                reported("psa", share=0.82, out_of=64),
            ],
            "Ring pessary: almost 90% of 64 practices served notice, as reported.",
        ),
        (
            [reported("ring", count=50, share=0.65, qualifier="about")],
            "Ring pessary: about 50 practices (65%) served notice, as reported.",
        ),
        (
            [reported("ring", qualifier="named"), reported("ecg", qualifier="named")],
            "2 services named by the source, without a figure: Ring pessary and ECG.",
        ),
    ],
)
def test_the_headline_says_how_many_of_how_many(rows, sentence):
    assert notices.chart(drawn(*rows), NAMES, WHERE, on=ON).headline == sentence


def test_a_reported_percentage_is_outlined_and_no_count_is_made_of_it():
    chart = notices.chart(
        drawn(reported("ring", share=0.9, out_of=64, qualifier="almost")), NAMES, WHERE, on=ON
    )
    assert lengths(chart, "Reported by others") == [0.9]
    assert [series.name for series in chart.drawing.series if series.outlined][-1] == "Reported by others"
    assert words(chart) == ["almost 90% of 64 practices served"]
    assert not any("57" in str(cell) or "58" in str(cell) for cell in chart.table.to_numpy().ravel())
    assert chart.qualifier == "“almost”: as the source put it"


def test_patients_have_no_bar_on_an_axis_of_practices():
    chart = notices.chart(
        drawn(
            reported("psa", count=150000, unit="patients", qualifier="over"),
            reported("ring", count=16),
            reported("ecg", qualifier="named"),
        ),
        NAMES,
        WHERE,
        on=ON,
    )
    assert lengths(chart, "Reported by others") == [16, None, None]
    assert words(chart) == ["16 practices served", "named, no figure", "over 150,000 patients served"]


def test_a_part_of_another_figure_says_so():
    rows = drawn(reported("ring", count=50), reported("ring", count=40, qualifier="at_least"))
    chart = notices.chart(rows.assign(parent=[None, "f1"]), NAMES, WHERE, on=ON)
    assert words(chart) == ["50 practices served", "at least 40 practices served (part of a figure above)"]


def test_scope_and_start_of_a_published_figure_stand_beside_it():
    rows = drawn(reported("ring", share=0.9, qualifier="almost"), reported("psa", qualifier="named"))
    rows = rows.assign(effective_on=["2025-02-01", "2024-09"], scope=[None, "new_requests"])
    chart = notices.chart(rows, NAMES, WHERE, on=ON)
    assert words(chart) == [
        "almost 90% served, from 1 February 2025",
        "named, no figure, new requests only, from September 2024",
    ]


def test_no_notices_are_refused_by_name():
    with pytest.raises(ValueError, match="No notices"):
        notices.chart(drawn(), NAMES, WHERE, on=ON)
