"""The last day that a title or a name speaks of."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.dates.stated_periods import last_day_stated


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Survey 3 – 28 August 2024", date(2024, 8, 28)),
        ("Survey 3-28 August 2024", date(2024, 8, 28)),
        ("RAG survey (28 July to 3rd August 2024)", date(2024, 8, 3)),
        ("closed 28/8/24", date(2024, 8, 28)),
        ("responses_20240828_final", date(2024, 8, 28)),
        ("Aug 2024", date(2024, 8, 31)),
        ("2024-02 responses", date(2024, 2, 29)),
    ],
)
def test_a_text_that_says_when(text, day):
    assert last_day_stated(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "on 3/8/2024",
        "Survey 2024",
        "Survey",
        "12 Nov 2024; 3 December 2024",
        "August",
        "31 February 2024",
        "v2.1",
    ],
)
def test_a_text_that_does_not(text):
    assert last_day_stated(text) is None


def test_replies_without_times_are_dated_by_the_title_and_never_by_the_day_of_loading(draft_from):
    rows = [["ODS code", "Stop Advice & Guidance"], ["Z99001", "Green"], ["Z99002", "Red"]]
    dated = draft_from([["LMC survey 3 – 28 August 2024"], [], *rows], region="dorset")
    replies = dated.rows["replies"][0]
    assert {f"{moment:%Y-%m-%d}" for moment in replies["submitted_at"]} == {"2024-08-28"}
    assert set(replies["survey"]) == {"dorset-2024-08"}
    assert any(
        "“LMC survey 3 – 28 August 2024”, and counts from 28 August 2024" in note for note in dated.notes
    )
    undated = draft_from(rows, region="dorset").rows["replies"][0]
    assert undated["submitted_at"].isna().all()
