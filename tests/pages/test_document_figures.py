"""Every figure of the five documents stands on a page, with its qualifier, base, unit, date and source.

The list names the document and the words that each figure comes from. All texts of a line must stand in one row
of a table, one headline or one caption: beside each other, not somewhere on the page.
"""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import open_everything

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"notices": "2_notices.py", "regions": "3_regions.py", "responses": "4_responses.py"}
with (ROOT / "tests" / "files" / "document_figures.csv").open(encoding="utf-8", newline="") as file:
    FIGURES = list(csv.DictReader(file))
DOCUMENTS = {
    "Pulse, January 2025",
    "Pulse, November 2024",
    "Dudley LMC update, March 2025",
    "Sefton LMC toolkit, autumn 2024",
    "Sefton LMC survey, August 2024",
}


@pytest.fixture(scope="module")
def lines():
    """address -> what stands together on that page; each page is loaded once."""
    result: dict[str, list[str]] = {}

    def read(address: str) -> list[str]:
        if address not in result:
            result[address] = _lines(address)
        return result[address]

    return read


def _lines(address: str) -> list[str]:
    name, _, query = address.partition("?")
    page = AppTest.from_file(str(ROOT / "pages" / PAGES[name]), default_timeout=60)
    for parameter, value in parse_qsl(query):
        page.query_params[parameter] = value
    open_everything(page)
    page.run()
    assert not page.exception
    assert not page.error
    assert not page.warning, "the address asks for what is not there"
    texts = [element.value for part in (page.title, page.caption) for element in part]
    rows = [" | ".join(map(str, row)) for table in page.table for row in table.value.to_numpy()]
    return [text.replace("\\", "") for text in texts + rows]


@pytest.mark.parametrize(
    "figure", FIGURES, ids=[f"{at}-{row['phrase'][:40]}" for at, row in enumerate(FIGURES, 2)]
)
def test_a_figure_of_the_documents_stands_on_its_page(empty, lines, figure):
    wanted = figure["texts"].split(" | ")
    best = max(lines(figure["address"]), key=lambda line: sum(text in line for text in wanted))
    assert [text for text in wanted if text not in best] == []


def test_all_five_documents_are_walked_and_no_line_is_there_twice():
    assert {row["document"] for row in FIGURES} == DOCUMENTS
    assert len({tuple(row.values()) for row in FIGURES}) == len(FIGURES)
    assert all(row["phrase"] and row["what"] and row["region"] for row in FIGURES)
