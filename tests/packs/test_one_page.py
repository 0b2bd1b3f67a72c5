"""One page of A4: what is new first, then where the region stands, and each chart in a sentence."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf

from packs.one_page import one_page


def read(made: bytes) -> tuple[int, str]:
    reader = pypdf.PdfReader(io.BytesIO(made))
    return len(reader.pages), " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_all_of_it_is_on_one_page(pack):
    pages, words = read(one_page(pack))
    assert pages == 1
    assert pack.charts[0].name == "since"
    assert pack.charts[0].headline in words
    assert all(chart.headline in words for chart in pack.charts if chart.name != "standing")
    assert all(fact.figure in words for fact in pack.charts[1].drawing.facts)
    assert "Exampleshire LMC" in words


def test_sentences_that_have_no_room_are_left_to_the_pack(pack):
    many = tuple(replace(pack.charts[3], headline=f"Sentence {at} is here.") for at in range(90))
    pages, words = read(one_page(replace(pack, charts=(*pack.charts[:2], *many))))
    assert pages == 1
    assert "Sentence 0 is here." in words
    assert "Sentence 89 is here." not in words


def test_a_pack_without_news_says_where_the_region_stands(pack):
    pages, words = read(one_page(replace(pack, charts=pack.charts[1:], logo=None, organisation="")))
    assert pages == 1
    assert "Where we stand" in words
    assert "Came into effect" not in words
