"""An ordinary table is read as one, however few its rows and whatever the order of its columns.

The steps that write unusual tables out as ordinary ones (loaders/turning) look at every sheet: each table here is one
that such a step could take for its own, and says for certain what it says.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime

import pytest

from loaders.kinds import Options
from loaders.recognition import draft_of
from tests.loaders.quirks.conftest import workbook

ACTIONS = {
    "Advice & Guidance": "advice_guidance",
    "Referrals: stop rationing": "referrals",
    "Limit daily patient contacts": "limit_contacts",
    "Defer declarations": "defer_declarations",
    "Serve notice": "serve_notice",
}
SERVICES = {"ECG": "ecg", "Spirometry": "spirometry", "Ring pessary": "ring_pessary", "DVT": "dvt_management"}
SCALE = {"Green": "green", "Amber": "amber", "Red": "red"}
BESIDE = {
    "Practice name": lambda number: f"Oak Surgery {number}",
    "PCN": lambda number: "North PCN",
    "List size": lambda number: 6_000 + 13 * number,
    "Comments": lambda number: "see e-mail" if number % 2 else None,
}


def table(chance: random.Random, expected: dict[str, str], say) -> tuple[list[list], Counter]:
    """Rows under headings in any order, and how often each thing is said. say: a cell, and what it says or None."""
    heads = chance.sample(list(expected), chance.randint(1, len(expected) - 1))
    columns = ["ODS code", *heads, *(name for name in BESIDE if chance.random() < 0.35)]
    chance.shuffle(columns)
    counts: Counter = Counter()
    rows: list[list] = [columns]
    for number in range(chance.randint(2, 6)):
        row = []
        for name in columns:
            if name in expected:
                cell, words = say(chance, number)
                counts[expected[name], words] += words is not None
                row.append(cell)
            else:
                row.append(BESIDE[name](number) if name in BESIDE else f"Z99{number + 1:03d}")
        rows.append(row)
    title = chance.choice([[], [["The office's table"]], [["The office's table"], []]])
    return [*title, *rows], +counts


def an_answer(chance: random.Random, _number: int) -> tuple[str | None, str | None]:
    word = chance.choice([*SCALE, *SCALE, None])
    return word, SCALE.get(word or "")


def a_notice(chance: random.Random, number: int) -> tuple[object, str | None]:
    there = chance.random() < 0.6
    return (datetime(2025, 2, 13 + number), "served") if there else (None, None)


def a_tick(chance: random.Random, _number: int) -> tuple[str | None, str | None]:
    there = chance.random() < 0.6
    return ("✓", "served") if there else (None, None)


CASES = {
    "a survey": (
        ACTIONS,
        an_answer,
        "answers",
        ("action", "answer"),
        Options(region="sefton", survey="autumn"),
    ),
    "notices by date": (SERVICES, a_notice, "notices", ("service", "status"), Options(region="sefton")),
    "notices by tick": (SERVICES, a_tick, "notices", ("service", "status"), Options(region="sefton")),
}


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_an_ordinary_table_is_read_as_one(vocabulary, case, seed):
    sentences, say, rows_of, columns, options = case
    rows, counts = table(random.Random(seed), sentences, say)
    draft = draft_of(workbook({"Sheet1": rows}), "book.xlsx", options, vocabulary, datetime(2025, 6, 1, 12))
    frames = draft.rows.get(rows_of, [])
    result = Counter(
        tuple(map(str, pair)) for frame in frames for pair in frame[list(columns)].astype(object).to_numpy()
    )
    if counts:
        assert (result, list(draft.questions.values()), draft.problems) == (counts, [], []), rows
