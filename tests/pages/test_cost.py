"""What a click costs, counted and not timed: queries, tables and downloads that nobody opened, messages and bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.testing.v1 import AppTest

from benchmarks.views import every_view
from store.attached import Attached

ROOT = Path(__file__).resolve().parents[2]
# Of the views whose tables are what they are about.
TABLED = ("upload", "data", "preferences, comments", "regions, local", "regions, limits", "regions, lmcs")
# The most of any view, with the demonstration loaded: a click sends what a screen shows, and nothing else.
MESSAGES, BYTES = 60, 130_000
WALL = 600_000  # every slide of a meeting at once, before the first key
VIEWS = {name: (file, asked) for name, file, asked in every_view()}


@pytest.fixture
def queries(monkeypatch) -> list[str]:
    """A line for each query that is put to a generation."""
    asked: list[str] = []
    cursor = Attached.cursor

    def counted(self):
        asked.append("query")
        return cursor(self)

    monkeypatch.setattr(Attached, "cursor", counted)
    return asked


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    """The bytes of each message that is sent to the browser."""
    sizes: list[int] = []
    enqueue = ForwardMsgQueue.enqueue

    def weighed(self, message):
        sizes.append(message.ByteSize())
        enqueue(self, message)

    monkeypatch.setattr(ForwardMsgQueue, "enqueue", weighed)
    return sizes


def opened(name: str) -> AppTest:
    file, asked = VIEWS[name]
    page = AppTest.from_file(str(ROOT / file), default_timeout=60)
    for parameter, value in asked.items():
        page.query_params[parameter] = value
    page.run()
    assert not page.exception
    assert not page.error
    return page


@pytest.mark.parametrize("name", VIEWS)
def test_a_warm_click_asks_nothing_and_sends_what_a_screen_shows(demonstrated, queries, sent, name):
    page = opened(name)
    queries.clear()
    sent.clear()
    page.run()
    assert queries == []
    assert len(sent) <= MESSAGES
    assert sum(sent) <= (WALL if name == "present" else BYTES)


@pytest.mark.parametrize("name", [name for name in VIEWS if not name.startswith(TABLED)])
def test_no_table_and_no_download_is_made_until_somebody_opens_it(demonstrated, name):
    page = opened(name)
    assert not page.table
    assert not page.get("download_button")
    assert not page.code


def test_what_is_opened_is_made(demonstrated):
    page = opened("preferences, shares")
    page.session_state["table"] = True
    page.run()
    assert page.table
    assert len(page.get("download_button")) == 4
    assert page.code
    assert not page.get("plotly_chart")


def test_a_chart_to_explore_is_made_for_who_asks(demonstrated):
    page = opened("preferences, shares")
    page.session_state["table"] = True
    page.run()
    page.toggle(key="explore-preferences").set_value(True).run()
    (chart,) = page.get("plotly_chart")
    assert {trace.get("name") for trace in json.loads(chart.proto.spec)["data"]} >= {
        "G  Green",
        "A  Amber",
        "R  Red",
    }
