"""A cell is typed in one place: its signs, and the words that are known."""

from __future__ import annotations

import doctest
from datetime import datetime

import pytest

from loaders.cells import codes, figures, lines, typed
from loaders.texts import money, pairs, practice_states, service_headings


@pytest.mark.parametrize("module", [codes, figures, lines, money, pairs, practice_states, service_headings])
def test_the_examples_hold(module):
    failures, tried = doctest.testmod(module)
    assert tried
    assert not failures


@pytest.mark.parametrize(
    ("value", "sense", "expected"),
    [
        (" z99 001", "code", "Z99001"),
        ("Elm Surgery, Z99001", "code", None),
        ("Elm Surgery, Z99001", "codes", ["Z99001"]),
        ("✓", "tick", True),
        ("No", "tick", False),
        ("x", "tick", None),
        ("x", "cross", True),
        (12, "figure", 12),
        (True, "figure", None),
        ("12%", "figure", 12.0),
        ("1 March 2025", "day", True),
        (datetime(2025, 3, 1), "day", True),
        ("Elm Surgery", "day", False),
        (None, "figure", None),
    ],
)
def test_signs_need_no_words(value, sense, expected):
    assert getattr(typed(value), sense) == expected


@pytest.mark.parametrize(
    ("text", "sense", "expected"),
    [
        ("Green", "answer", True),
        ("Elm Surgery", "answer", False),
        ("n/a", "silence", "not_applicable"),
        ("Practices that have served (2)", "step", "served"),
        ("ODS code", "heads_practices", True),
        ("Effective date", "heads_practices", False),
    ],
)
def test_words_are_those_of_the_vocabulary(vocabulary, text, sense, expected):
    assert getattr(typed(text, vocabulary), sense) == expected


def test_each_part_of_a_text_names_a_service_or_none(vocabulary):
    assert [bool(match) for match in typed("ECG; zork", vocabulary).services] == [True, False]
    assert typed("Green", vocabulary).on("rag") == "green"
    assert typed("Effective date", vocabulary).role("notices") == "effective_on"
