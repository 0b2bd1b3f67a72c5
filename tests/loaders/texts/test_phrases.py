"""What a cell with words says of a notice: as a whole, or nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.texts.phrases import Said, read_phrases

SERVED, EFFECTIVE = ("served_on", "1/11/24"), ("effective_on", "1/2/25")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("served 1/11/24, effective 1/2/25", Said("served", dates=[SERVED, EFFECTIVE])),
        ("Served 1/11/24 effective 1/2/25", Said("served", dates=[SERVED, EFFECTIVE])),
        ("1/11/24 (served)", Said("served", dates=[SERVED])),
        ("notice served; extended to 31/3/25", Said("extended", dates=[("extended_to", "31/3/25")])),
        (
            "withdrawn 13/1/25 (was served 1/11/24)",
            Said("withdrawn", dates=[("withdrawn_on", "13/1/25"), SERVED]),
        ),
        ("in effect since 1/2/25", Said("served", dates=[EFFECTIVE])),
        ("eff 1/2/25", Said(dates=[EFFECTIVE])),
        ("Eff. from 1/2/25", Said(dates=[EFFECTIVE])),
        ("ceased 1/2/25", Said("served", dates=[EFFECTIVE])),
        ("notice served with effect from 1/2/25", Said("served", dates=[EFFECTIVE])),
        ("1/2/25 - new patients only", Said(scope="new_requests", dates=[(None, "1/2/25")])),
        ("all patients from 1/2/25", Said(scope="all", dates=[EFFECTIVE])),
        ("served 1/11/24, 3 months", Said("served", dates=[SERVED], period="3 months")),
        ("3 months from 1/11/24", Said("served", dates=[SERVED], period="3 months")),
        ("signed up to serve from 1/2/25", Said("signed_up", dates=[EFFECTIVE])),
        ("served; withdrawn", Said("withdrawn")),
        ("at capacity", Said(scope="at_capacity")),
        ("Withdrawn – new partners", Said("withdrawn", note="Withdrawn – new partners")),
    ],
)
def test_what_is_understood(vocabulary, text, expected):
    assert read_phrases(text, vocabulary) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1/11/24 - 1/2/25", "1/11/24 and 1/2/25", "served from 1/2/25", "served until 1/2/25", "probably 1/2/25",
        "1/2/25 - not yet", "1/2/25 (tbc)", "1/2/25 - if the ICB agrees", "served 1/11/24, served 2/11/24",
        "letter drafted 1/11/24", "served 1/11/24 - see zork of 3 March", "served, not sent",
        "new only; all patients", "wants to serve 1/2/25", "no", "",
    ],
)  # fmt: skip
def test_what_leaves_a_doubt_is_not_read(vocabulary, text):
    assert read_phrases(text, vocabulary) is None


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
SPELT = st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%Y-%m-%d"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DAYS, DAYS, SPELT, st.permutations([0, 1, 2]), st.sampled_from([", ", "; ", "\n", " - ", " and "]))
def test_the_order_and_the_signs_between_the_clauses_change_nothing(
    vocabulary, first, last, spelt, order, sign
):
    clauses = [
        f"served {first.strftime(spelt)}",
        f"effective from {last.strftime(spelt)}",
        "new requests only",
    ]
    words = read_phrases(sign.join(clauses[n] for n in order), vocabulary)
    assert (words.status, words.scope, words.period, words.note) == ("served", "new_requests", None, None)
    assert dict(words.dates) == {"served_on": first.strftime(spelt), "effective_on": last.strftime(spelt)}
