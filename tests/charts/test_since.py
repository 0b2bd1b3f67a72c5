"""What is new between two days, from hand-made rows."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from charts import Provenance
from charts.since import News, chart, news

NAMES = {"ring": "Ring pessary", "psa": "PSA monitoring", "stop": "Stop rationing"}
SINCE = date(2025, 1, 14)
EFFECT = ["service", "effective_on", "notices"]
EVENTS = ["kind", "happened_on", "summary"]


def row(subject: str, count: int, kind: str = "service", survey: str | None = None) -> dict:
    return {"subject": subject, "kind": kind, "survey": survey, "count": count, "out_of": 40}


def news_of(before: list[dict], now: list[dict], effect: list = (), events: list = ()) -> News:
    columns = ["subject", "kind", "survey", "count", "out_of"]
    return news(
        pd.DataFrame(before, columns=columns),
        pd.DataFrame(now, columns=columns),
        pd.DataFrame(effect, columns=EFFECT),
        pd.DataFrame(events, columns=EVENTS),
        NAMES,
    )


def test_what_rose_fell_came_into_effect_and_what_the_icb_did():
    result = news_of(
        [row("ring", 5), row("psa", 9)],
        [row("ring", 9), row("psa", 8), row("stop", 3, "action", "winter")],
        [("ring", date(2025, 2, 1), 4)],
        [("offer", "2025-01-20", "A fee."), ("letter", "2025-01-21", "From the LMC.")],
    )
    assert result.lines == {
        "Rose": ("Ring pessary: 5 → 9 of 40 practices with notice",),
        "Fell": ("PSA monitoring: 9 → 8 of 40 practices with notice",),
        "Came into effect": ("Ring pessary: 4 notices on 1 February 2025",),
        "The ICB": ("Offer, 20 January 2025: A fee.",),
    }
    drawn = chart(result, Provenance("Dorset"), since=SINCE)
    assert drawn.headline == (
        "Since 14 January 2025: Ring pessary rose from 5 to 9 practices; PSA monitoring fell from 9 to 8 practices; "
        "4 notices came into effect; the ICB moved once."
    )
    assert len(drawn.table) == 4


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ([], [row("ring", 2)], ["Ring pessary: 0 → 2 of 40 practices with notice"]),
        ([row("ring", 2)], [], ["Ring pessary: 2 → 0 of 40 practices with notice"]),
        ([row("ring", 2)], [row("ring", 2)], []),
        # Another survey asks anew, and one that had not begun had no answers to rise from.
        ([row("stop", 2, "action", "autumn")], [row("stop", 9, "action", "winter")], []),
        ([row("stop", 2, "action", "winter")], [row("stop", 9, "action", "winter")],
         ["Stop rationing: 2 → 9 of 40 practices that would act"]),
    ],
)  # fmt: skip
def test_counts_compare_with_their_own_alone(before, now, words):
    assert [move.words for move in news_of(before, now).moved] == words


def test_the_largest_change_leads_and_the_others_are_counted():
    result = news_of([], [row("psa", 1), row("ring", 7), row("stop", 3)])
    words = chart(result, Provenance(), since=SINCE).headline
    assert (
        words
        == "Since 14 January 2025: Ring pessary rose from 0 to 7 practices, and 2 other figures rose too."
    )


def test_nothing_new_is_no_chart():
    with pytest.raises(ValueError, match="Nothing is new"):
        chart(news_of([row("ring", 2)], [row("ring", 2)]), Provenance(), since=SINCE)
