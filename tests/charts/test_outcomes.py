"""Days until the ICB moved, what came of each service, and positions on offers: from hand-made rows."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import Provenance, outcomes

NAMES = {"x": "X-shire", "y": "Y-shire", "ring": "Ring pessary", "psa": "PSA monitoring"}
WHERE = Provenance(as_of="1 March 2025", source="letters")


def step(region: str, days: int | None, at_least: int | None, at_most: int | None, **given) -> dict:
    row = {"region": region, "step": "offer", "days": days, "at_least": at_least, "at_most": at_most}
    row |= {"notice_on": "2025-01", "notice_from": "notice", "happened_on": "2025-02", "summary": "An offer."}
    return row | {"amount": None, "source": "S"} | given


def test_days_are_a_span_where_dates_are_known_to_the_month():
    frame = pd.DataFrame([step("x", None, 1, 58), step("y", 12, 12, 12), step("x", None, None, None)])
    chart = outcomes.days(frame, NAMES, WHERE)
    assert chart.headline == "2 offers with a date; dates are too vague to say which was quickest."
    assert [(bar.values, bar.words) for bar in chart.drawing.rows] == [
        ((1, 57), "1 to 58 days after the notice"),
        ((12, None), "12 days after the notice"),
        ((None, None), "not dated after the notice"),
    ]
    assert list(chart.table["Counted from"]) == ["the notice, January 2025"] * 3


def test_the_quickest_is_named_only_where_it_is_for_certain():
    frame = pd.DataFrame([step("x", None, 30, 58), step("y", 12, 12, 12)])
    says = "The quickest offer came in Y-shire, 12 days after the notice."
    assert outcomes.days(frame, NAMES, WHERE).headline == says
    alone = "One offer with a date, in X-shire; the dates are too vague to say after how many days."
    assert outcomes.days(frame[:1], NAMES, WHERE).headline == alone


def test_no_date_no_days():
    chart = outcomes.days(pd.DataFrame([step("x", None, None, None)]), NAMES, WHERE)
    assert chart.headline == "No step of an ICB is dated, so no days can be counted."


def came(region: str, service: str, **given) -> dict:
    steps = ("first_response", "offer", "review", "extension", "new_contract")
    row = dict.fromkeys([*steps, *(f"{step}_on" for step in steps)]) | {"region": region, "service": service}
    row |= dict.fromkeys(
        ["served", "in_effect", "out_of", "share", "rung", "amount", "position", "last_step"]
    )
    row |= dict.fromkeys(
        [f"reported_{step}" for step in ("rung", "count", "share", "qualifier", "unit", "words")]
    )
    return row | {"funding": None, "unverified": False, "source": "S"} | given


def test_what_worked_where_counted_and_reported_apart():
    rows = [
        came("x", "ring", served=12, out_of=40, share=0.3, rung="served", reported_qualifier="almost",
             reported_share=0.9, reported_unit="practices", reported_rung="served", last_step="new_contract",
             new_contract="A local contract.", new_contract_on="2025-04", amount="£20 each"),
        came("y", "psa", last_step="meeting"),
        came("y", "ring"),
    ]  # fmt: skip
    chart = outcomes.outcomes(pd.DataFrame(rows), NAMES, WHERE)
    assert chart.headline == "A new contract for 1 service is on record in X-shire."
    first, second = chart.drawing.rows
    assert [[figure.words for figure in cell] for cell in first.cells] == [
        ["12 of 40 (30%) served", "almost 90% served"],
        ["New contract, April 2025"],
        ["£20 each"],
    ]
    assert second.cells == ((), (chart.drawing.rows[1].cells[1][0],), ())
    assert second.cells[1][0].words == "Meeting"
    assert len(chart.table) == 3
    assert chart.table.loc[0, "New contract"] == "April 2025: A local contract."


def test_where_nothing_came_of_it():
    chart = outcomes.outcomes(pd.DataFrame([came("y", "ring")]), NAMES, WHERE)
    assert chart.headline == "No act of an ICB is on record for any of 1 service."


def test_positions_on_offers_and_those_not_told():
    common = {"kind": "offer", "basis": "reported", "amount": None, "note": None, "happened_on": "2025-03"}
    common |= {"source": "S", "summary": "A fee."}
    rows = [
        common | {"region": "x", "service_labels": "Ring pessary", "position": "accept"},
        common | {"region": "y", "service_labels": None, "position": None},
    ]
    chart = outcomes.positions(pd.DataFrame(rows), NAMES, WHERE)
    assert chart.headline == "2 items put to LMCs: 1 accepted and 1 with no position told."
    chosen = outcomes.positions(pd.DataFrame(rows), NAMES, WHERE, of_regions=8)
    assert chosen.headline.startswith("2 items put to 2 LMCs of the 8 shown: ")
    assert list(chart.table["LMC's position"]) == ["accepted", "not told"]
    assert chart.drawing.rows[1].label == "Y-shire: no service named"


@pytest.mark.parametrize("draw", [outcomes.days, outcomes.outcomes, outcomes.positions])
def test_nothing_at_all_is_the_pages_to_say(draw):
    with pytest.raises(ValueError, match=r"\w"):
        draw(pd.DataFrame({"region": []}), NAMES, WHERE)
