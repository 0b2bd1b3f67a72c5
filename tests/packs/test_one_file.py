"""The pack as one HTML file: the same figures as everywhere, nothing fetched, and no text of a file becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from charts import Chart
from packs.wall.page import CALLED, EXPORTED, POLICY, page
from packs.wall.screens import part

HOSTILE = '"><script>alert(1)</script><img src="https://example.org/x.png" onerror="alert(2)">'


class Seen(HTMLParser):
    """Tags with their attributes, and what stands in the cells of each section's table."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.tables: list[list[str]] = []
        self._in_cell = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "table":
            self.tables.append([])
        elif tag in ("td", "th"):
            self.tables[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag):
        self._in_cell &= tag not in ("td", "th")

    def handle_data(self, data):
        if self._in_cell:
            self.tables[-1][-1] += data

    def of(self, tag: str) -> list[dict]:
        return [attrs for result, attrs in self.tags if result == tag]


@pytest.fixture(scope="module")
def seen(pack) -> Seen:
    return Seen(page(pack).decode())


def test_every_chart_is_a_section_with_both_shapes_and_its_figures_behind(pack, seen):
    assert [words["data-said"].split(" · ")[0].startswith(chart.headline) for words, chart in
            zip(seen.of("section"), pack.charts, strict=True)] == [True] * len(pack.charts)  # fmt: skip
    assert len(seen.of("template")) == len(pack.charts)
    for cells, chart in zip(seen.tables, pack.charts, strict=True):
        assert cells == [*map(str, chart.table.columns), *chart.table.astype(str).to_numpy().ravel()]


def test_nothing_is_fetched_and_no_name_stands_twice_where_it_is_read(pack, seen):
    assert [
        item["content"] for item in seen.of("meta") if item.get("http-equiv") == "Content-Security-Policy"
    ] == [POLICY]
    for tag, attrs in seen.tags:
        for name in ("src", "href", "action", "srcset", "poster"):
            assert not re.match(r"\s*(https?:)?//", attrs.get(name) or ""), (tag, attrs)
    assert not seen.of("link")
    names = [attrs["id"] for _, attrs in seen.tags if "id" in attrs]
    wide = [name for name in names if name.endswith("-title")]
    assert len(set(wide)) >= sum(1 for _ in pack.charts)


def test_a_text_of_a_file_stays_text(pack):
    chart = Chart("x", HOSTILE, pd.DataFrame({HOSTILE: [HOSTILE]}), source=HOSTILE, caveats=(HOSTILE,))
    hostile = Seen(
        page(replace(pack, charts=(chart,), title=HOSTILE, organisation=HOSTILE, marks=(HOSTILE,))).decode()
    )
    assert len(hostile.of("script")) == 1
    assert not hostile.of("img")
    assert hostile.tables == [[HOSTILE, HOSTILE]]


def test_the_player_is_the_wall_s_own(pack):
    assert part("projector.js").count(EXPORTED) == 1
    script = page(pack).decode().split('<script type="module">')[1]
    assert CALLED in script
    assert "export " not in script


def test_slides_that_turn_by_themselves_and_a_dark_hall(pack):
    deck = Seen(page(replace(pack, every=20, theme="dark")).decode()).of("main")[0]
    assert (deck["data-every"], deck["data-theme"]) == ("20", "dark")
