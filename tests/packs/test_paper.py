"""The PDF: tagged, in English, with a title, real headings and tables, and pictures with their text."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date

import pandas as pd
import pypdf
import pytest
from pypdf.generic import DictionaryObject

from charts.captions import caption
from packs.paper import numbered_sources, varying, widths
from tests.packs.conftest import texts


def tagged(pages: pypdf.PdfReader) -> list[tuple[str, str | None]]:
    """Every tag in reading order with its alternative text."""
    result = []

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, DictionaryObject):
            if "/S" in node:
                result.append((node["/S"], node.get("/Alt")))
            if "/K" in node:
                walk(node["/K"])
        elif isinstance(node, list):
            for each in node:
                walk(each)

    walk(pages.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return result


@pytest.fixture(scope="session")
def tags(pages) -> list[tuple[str, str | None]]:
    return tagged(pages)


def test_the_file_says_that_it_is_accessible(pages):
    root = pages.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert pages.metadata["/Title"] == "Exampleshire: collective action, Agenda pack, 24 November 2026"
    assert pages.metadata["/Author"] == "Exampleshire LMC"
    assert pages.metadata.creation_date.date() == date(2026, 11, 24)


def test_headlines_are_headings_and_pictures_have_their_text(pack, tags):
    count = Counter(tag for tag, _ in tags)
    assert count["/H1"] >= len(pack.charts)
    assert count["/Table"] == 0
    words = [alt for tag, alt in tags if tag == "/Figure"]
    assert all(words)
    assert {" ".join(chart.alt.split()) for chart in pack.charts} <= {" ".join(alt.split()) for alt in words}


def test_the_committees_file_is_charts_with_their_captions(pack, made):
    paper = pypdf.PdfReader(io.BytesIO(made["pdf-a4"]))
    assert len(paper.pages) <= len(pack.charts) + 3
    assert "are in the workbook and in a second file" in texts(paper)[0]
    assert not any("How the figures are worked out" in page for page in texts(paper)[1:])


def test_the_second_file_has_the_figures_as_tables_and_the_method(pack, tables):
    count = Counter(tag for tag, _ in tagged(tables))
    assert count["/Table"] >= len(pack.charts) - 1
    assert count["/TH"] > count["/Table"]
    assert count["/Figure"] <= 1  # the logo
    words = texts(tables)
    whole = " ".join(words)
    assert all(chart.headline in whole and caption(chart, marked=True) in whole for chart in pack.charts)
    assert any(page.startswith("How the figures are worked out") for page in words[-9:])


def test_every_headline_and_its_base_date_and_source_can_be_read(pack, words):
    whole = " ".join(words)
    for chart in pack.charts:
        assert chart.headline in whole
        assert caption(chart, marked=True) in whole


def test_each_page_of_a_chart_has_its_base_date_and_source(pack, words):
    headlines = {chart.headline for chart in pack.charts}
    first = next(
        at
        for at, page in enumerate(words)
        if at > 0 and any(page.startswith(headline) for headline in headlines)
    )
    for page in words[first:]:
        assert any(caption(chart, marked=True) in page for chart in pack.charts), page[:80]


def test_whose_pack_it_is_and_the_page_are_on_every_page(words):
    for at, page in enumerate(words, 1):
        assert "Exampleshire LMC · Exampleshire: collective action · Agenda pack, 24 November 2026" in page
        assert f"{at} of {len(words)}" in page


def test_columns_that_say_nothing_new_are_a_line_above_the_table():
    table = pd.DataFrame(
        {"Service": ["A", "B"], "Basis": ["counted"] * 2, "Words": ["", ""], "Figure": ["1", "2"]}
    )
    shown, same = varying(table)
    assert list(shown) == ["Service", "Figure"]
    assert same == {"Basis": "counted"}


def test_a_single_row_keeps_what_it_says():
    shown, same = varying(pd.DataFrame({"Service": ["A"], "Basis": ["counted"], "Words": [""]}))
    assert list(shown) == ["Service", "Basis"]
    assert same == {}


def test_long_sources_become_numbers_with_a_list():
    table = pd.DataFrame({"Figure": ["1", "2", "3"], "Source": ["Log", "Journal", "Log"]})
    shown, listed = numbered_sources(table)
    assert list(shown["Source"]) == ["1", "2", "1"]
    assert listed == ["Source 1: Log", "Source 2: Journal"]


def test_columns_share_a_page_by_what_they_hold():
    lines = [["A", "B", "C", "D", "E"], ["word " * 60, "1", "2", "3", "incontrovertible"]]
    result = widths(lines)
    assert sum(result) <= 62
    assert result[0] > result[4] > result[1]
    assert widths([["A", "B"], ["1", "2"]]) == []
