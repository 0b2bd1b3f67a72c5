"""The ledger as a chart: what each line says by itself, and how its table is sorted."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import Provenance, ledger
from charts.chart import SENTENCE
from charts.ordering import columns_ranked, ranks

NAMES = {"x": "X-shire", "y": "Y-shire", "ring": "Ring pessary", "psa": "PSA monitoring"}
BLANK = dict.fromkeys(
    ["rung", "count", "out_of", "share", "qualifier", "unit", "as_of", "offer", "offer_kind", "offer_on", "amount",
     "position", "days", "at_least", "at_most", "notice_on", "notice_from", "source", "offer_source", "words", "status",
     "basis"]
)  # fmt: skip


def line(region: str, service: str, **known) -> dict:
    known = {"basis": "reported", "noticed": known.get("rung") == "served", "regions_noticed": 1} | known
    return BLANK | {"region": region, "service": service} | known


def counted(region: str, service: str, count: int, of: int, **known) -> dict:
    figure = {"basis": "counted", "rung": "served", "count": count, "out_of": of, "share": count / of}
    return line(
        region,
        service,
        **figure,
        qualifier="exact",
        unit="practices",
        as_of="2025-03-01",
        source="log.csv",
        **known,
    )


OFFER = {
    "offer": "A fee for each fitting.", "offer_kind": "offer", "offer_on": "2025-02", "amount": "£80 each",
    "at_least": 1, "at_most": 28, "notice_on": "2025-01-31", "notice_from": "log", "position": "reject",
    "offer_source": "Letter",
}  # fmt: skip


def drawn(*rows: dict, **asked):
    return ledger.chart(pd.DataFrame(list(rows)), NAMES, Provenance(), **asked)


def test_a_line_says_figure_offer_amount_days_and_sources_by_itself():
    chart = drawn(counted("x", "ring", 12, 40, **OFFER))
    assert list(chart.table[SENTENCE]) == [
        "X-shire, Ring pessary: 12 of 40 (30%) served (counted, as of 1 March 2025). Offer, February 2025: A fee for "
        "each fitting. Amount: £80 each. That was 1 to 28 days after the first notice in the log (31 January 2025). "
        "The LMC rejected it. Source: log.csv; Letter"
    ]
    (row,) = chart.drawing.rows
    assert [[figure.words for figure in cell] for cell in row.cells] == [
        ["12 of 40 (30%) served"], ["A fee for each fitting."], ["£80 each"], ["1 to 28 days"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "says"),
    [
        (
            {"share": 0.9, "qualifier": "almost", "unit": "practices", "rung": "served"},
            "almost 90% served (reported).",
        ),
        ({"qualifier": "words", "words": "replicated", "rung": "served"}, "“replicated”, served (reported)."),
        ({"qualifier": "named", "rung": "wanted"}, "named, no figure, wanted (reported)."),
        ({}, "no figure is known."),
    ],
)
def test_what_a_source_gave_no_figure_for_is_quoted(figure, says):
    assert ledger.sentence(line("y", "psa", **figure), NAMES) == f"Y-shire, PSA monitoring: {says}"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            [counted("x", "ring", 12, 40)],
            "Notice stands on 1 service in 1 region; no offer of an ICB is on record.",
        ),
        (
            [counted("x", "ring", 12, 40, **OFFER), counted("y", "ring", 1, 5), counted("y", "psa", 1, 5)],
            "Notice stands on 2 services in 2 regions; an ICB has made an offer on 1 service in 1 region.",
        ),
        (
            [line("x", "ring", **OFFER)],
            "No notice is on record; an ICB has made an offer on 1 service in 1 region.",
        ),
        ([line("x", "ring", qualifier="named")], "No notice and no offer is on record; 1 line in 1 region."),
    ],
)
def test_headlines(rows, says):
    assert drawn(*rows).headline == says


def test_services_that_many_gave_notice_on_are_the_headline():
    rows = [line(region, "psa", qualifier="named", rung="served") | {"regions_noticed": 3} for region in "xy"]
    assert drawn(*rows, wide=3).headline == "Notice in at least 3 regions on 1 service: PSA monitoring (3)."


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["1 March 2025", "", "January 2025", "2025"], [2, 3, 1, 0]),
        (["almost 90%", "8 days", "1,000"], [1, 0, 2]),
        (["b", "A", "", "a"], [1, 0, 2, 0]),
        (["12 of 40", "named"], [0, 1]),  # words are among them: no column of numbers
        ([], []),
    ],
)
def test_columns_sort_as_people_read_them(texts, order):
    assert ranks(texts) == order


def test_every_column_of_the_ledger_can_be_sorted():
    table = drawn(counted("x", "ring", 12, 40), counted("y", "ring", 9, 10)).table
    result = dict(zip(table.columns, columns_ranked(table), strict=True))
    assert [result[name] for name in ("Share", "Region", "Service")] == [[0, 1], [0, 1], [0, 0]]
