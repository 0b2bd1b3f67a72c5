"""What pages send to whoever may not see names: no file, sheet, cell, practice or time, in any element of any view."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from store import Store
from tests.pages.conftest import REGION, record
from tests.pages.test_pages import opened, text_of

VIEWS = {
    "preferences": ("shares", "support", "onset", "waves", "moves", "comments"),
    "notices": ("services", "ladder", "windows", "dates", "totals", "onset"),
    "regions": (
        "figures",
        "map",
        "beside",
        "differences",
        "patients",
        "networks",
        "local",
        "limits",
        "lmcs",
        "england",
    ),
    "responses": ("line", "days", "outcomes", "positions"),
    "data": ("sources", "problems", "left_out", "mended", "downloads", "access", "hand_over"),
    "present": ("",),
    "dashboard": ("",),
}
TELLING = re.compile(r"winter\.csv|autumn\.csv|log\.csv|Z98\d{3}|Elm Surgery|T\d\d:\d\d:\d\d")


def sent(page) -> str:
    """Everything that a page sends to the browser, as text: elements, charts, hover texts, tables."""
    result, waiting = [], [page.main, page.sidebar]
    while waiting:
        node = waiting.pop()
        result.append(str(getattr(node, "proto", "")))
        if hasattr(node, "value") and isinstance(node.value, pd.DataFrame):
            result.append(node.value.to_csv())
        waiting += list(getattr(node, "children", {}).values())
    return "\n".join(result)


@pytest.mark.parametrize("name", VIEWS)
def test_a_committee_gets_no_file_cell_practice_or_time(full, monkeypatch, name):
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    for view in VIEWS[name]:
        page = opened(name, **({"view": view} if view else {}))
        assert TELLING.findall(sent(page)) == [], view


def test_the_search_finds_what_an_analyst_gets(full):
    assert {"winter.csv"} <= set(TELLING.findall(sent(opened("preferences"))))


def test_files_are_counted_where_they_may_not_be_named(full, monkeypatch):
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    page = opened("preferences", survey="winter")
    assert any("1 file received" in caption.value for caption in page.caption)


def test_the_public_sees_published_figures_alone(full, monkeypatch):
    monkeypatch.setenv("UPTAKE_VIEWER", "public")
    assert "No survey is loaded yet" in text_of(opened("preferences"))
    assert "Gloucestershire" in text_of(opened("regions"))


@pytest.fixture
def commented(store_directory):
    """A survey of Dorset with one comment."""
    store = Store.open(store_directory)
    key = {"survey": "summer", "region": REGION, "respondent": "Z98101", "sheet": "S", "row": 1}
    reply = key | {
        "practice": "Z98101",
        "name": "Elm Surgery",
        "submitted_at": pd.Timestamp("2025-06-01 10:11:12"),
    }
    rows = {
        "surveys": [{"survey": "summer", "title": "Summer", "scale": "rag", "menu": None}],
        "replies": [reply],
        "answers": [
            key | {"action": "pilots", "answer": "green", "col": 1, "submitted_at": reply["submitted_at"]}
        ],
        "comments": [key | {"question": "Anything else?", "text": "We at Elm are full", "col": 2}],
    }
    kept = record(store, "summer.csv", "survey", survey="summer", demonstration=False)
    store.add_import(kept, {name: pd.DataFrame(each) for name, each in rows.items()})
    return store


def test_comments_reach_a_committee_once_an_analyst_has_read_them(commented, monkeypatch):
    asked = {"view": "comments", "region": REGION, "survey": "summer"}
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    assert "No comment of this survey has been read" in text_of(opened("preferences", **asked))
    monkeypatch.setenv("UPTAKE_VIEWER", "analyst")
    page = opened("preferences", **asked)
    page.button(key="read_comments").click().run()
    assert "A committee sees this comment" in text_of(page)
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    shown = sent(opened("preferences", **asked))
    assert "We at [a practice] are full" in shown.replace("\\", "")
    assert "Elm" not in shown


def test_an_analyst_sees_who_came_in_and_what_they_did(commented, monkeypatch):
    opened("preferences")
    page = opened("data", view="access")
    result = page.table[0].value
    assert {"came in", "loaded summer.csv"} <= set(result["Did"].str.replace("\\", ""))
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    assert not opened("data", view="access").table
