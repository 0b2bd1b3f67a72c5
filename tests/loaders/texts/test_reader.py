"""A text is covered by spans: no word of it is passed over."""

from __future__ import annotations

import doctest
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.texts import SpanKind, read_text, reader
from loaders.vocabulary.vocabulary import Vocabulary

PARTS = [
    "Green",
    "was",
    "A",
    "zork",
    "(",
    ")",
    "-",
    "->",
    "if",
    "funded",
    "2",
    "of",
    "3",
    "partners",
    "?",
    "✗",
]
WORDS = st.sampled_from([*PARTS, "01/02/2025", "May"])


def classes(text: str, about: str, vocabulary) -> list[tuple[str, str]]:
    """What each span is: a term's or an operator's class, else its kind."""
    spans = read_text(text, about, vocabulary).spans
    return [(span.words, span.classes[0][0] if span.classes else str(span.kind)) for span in spans]


def test_the_examples_of_the_docstrings(vocabulary):
    failures, _ = doctest.testmod(reader, extraglobs={"words": vocabulary})
    assert failures == 0


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("RED -> G", [("RED", "answer"), ("->", "revision"), ("G", "answer")]),
        ("Green (was A)", [("Green", "answer"), ("was", "past"), ("A", "answer")]),
        ("Red - 2 of 3 partners", [("Red", "answer"), ("2 of 3 partners", "part")]),
        ("Green ✗", [("Green", "answer"), ("✗", "unknown")]),
        ("Green from May", [("Green", "answer"), ("from", "from_day"), ("May", "day")]),
        ("Green, we may", [("Green", "answer"), ("we", "harmless"), ("may", "modality")]),
        ("Green?", [("Green", "answer"), ("?", "doubt")]),
    ],
)  # fmt: skip
def test_what_stands_behind_an_answer(vocabulary, text, spans):
    assert classes(text, "answer", vocabulary) == spans


@given(st.lists(WORDS, max_size=9))
@settings(max_examples=200, deadline=None)
def test_every_word_is_in_one_span(vocabulary, parts):
    text = " ".join(parts)
    spans = read_text(text, "answer", vocabulary).spans
    assert all(item.end <= other.start for item, other in pairwise(spans))
    uncovered = "".join(
        sign for at, sign in enumerate(text) if not any(span.start <= at < span.end for span in spans)
    )
    assert set(uncovered) <= set(" ()-")


def test_what_nobody_defined_asks(vocabulary):
    reading = read_text("Green (ICB view)", "answer", vocabulary)
    assert (reading.operators, reading.effect(), reading.certain) == (("other_speaker",), "ask", False)


def test_a_condition_is_what_the_middle_answer_means(vocabulary):
    reading = read_text("Amber, if funded", "answer", vocabulary)
    assert (reading.effect("middle"), reading.effect("first")) == ("keep", "ask")


def test_terms_come_before_operators_of_the_same_words(vocabulary):
    reading = read_text("withdrawn", "notice", vocabulary)
    assert [(span.kind, span.ids("status")) for span in reading.spans] == [(SpanKind.TERM, ("withdrawn",))]


def test_generations_with_the_same_words_share_their_phrases(store_of_reference):
    """Nearly every import makes a new generation; covering a text anew for each took a quarter of a small import."""
    generations = [Vocabulary(store_of_reference.snapshot()) for _ in range(2)]
    assert reader.phrases_of("answer", generations[0]) is reader.phrases_of("answer", generations[1])
    taught = Vocabulary(store_of_reference.snapshot(), {("phrase", "zork"): "it changes nothing"})
    assert reader.phrases_of("answer", taught) is not reader.phrases_of("answer", generations[0])
    assert read_text("Green, zork", "answer", taught).certain
    assert not read_text("Green, zork", "answer", generations[0]).certain
