"""An event typed into a form is a file of one row; what cannot be read is not saved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders.entering import Event, enter, file_of
from store import Store

EVENT = Event(
    "March 2026",
    "Offer",
    "Ring pessary fitting or change",
    'A "fee", at last',
    "£55 each",
    "Reject",
    "Letter",
)


def test_the_file_is_a_heading_and_a_row():
    assert file_of(EVENT).decode() == (
        "Date,What happened,Service,Summary,Amount and unit,LMC position,Source\n"
        'March 2026,Offer,Ring pessary fitting or change,"A ""fee"", at last",£55 each,Reject,Letter\n'
    )


@pytest.mark.parametrize(
    ("when", "kept"), [("3 March 2026", "2026-03-03"), ("03/04/2026", "2026-04-03"), ("2026", "2026")]
)
def test_a_date_is_kept_as_precise_as_it_is_given(store_directory, when, kept):
    store = Store.open(store_directory)
    report = enter(store, replace(EVENT, happened_on=when), "dorset", by="tester")
    assert (report["outcome"], report["kind"]) == ("loaded", "events")
    assert store.snapshot().rows("SELECT happened_on, region, position FROM happenings") == [
        (kept, "dorset", "reject")
    ]


@pytest.mark.parametrize(
    "changed", [{"happened_on": "31/02/2026"}, {"position": "perhaps"}, {"services": "xyz"}]
)
def test_what_cannot_be_read_leaves_nothing_behind(store_directory, changed):
    store = Store.open(store_directory)
    before = store.generation
    report = enter(store, replace(EVENT, **changed), "dorset")
    assert report["outcome"] == "refused"
    assert report["problems"] or report["questions"]
    assert store.generation == before
