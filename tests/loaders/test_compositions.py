"""Tables whose layout is put together at random: read as what they say, asked about or refused, and never otherwise.

The long run: python -m benchmarks.fuzzing --composed --count 5000.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest

from benchmarks.fuzzing.compositions import composed, verdict_of

SEED = int(os.environ.get("FUZZ_SEED", "2"))
PART = 50


@pytest.mark.parametrize("part", range(4))
def test_no_layout_is_read_as_something_that_it_does_not_say(vocabulary, part):
    outcomes: Counter[str] = Counter()
    for number in range(part * PART, (part + 1) * PART):
        table = composed(SEED, number)
        outcome, wrong = verdict_of(table, vocabulary)
        assert not wrong, f"table {number} ({table.how}): {wrong}"
        outcomes[outcome] += 1
    assert outcomes["right"] > PART / 6


def test_the_same_number_is_the_same_table():
    item, other = composed(SEED, 7), composed(SEED, 7)
    assert (item.sheets, item.facts, item.merged) == (other.sheets, other.facts, other.merged)
