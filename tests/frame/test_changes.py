"""What a write would change, worked out by the measures themselves on a trial."""

from __future__ import annotations

from datetime import date

import pytest
from pandas.testing import assert_frame_equal

from frame.upload.changes import changes, figures
from loaders.deciding import save
from loaders.importing import Decided, load, preview
from loaders.kinds import Options
from measures import measure
from store import Store
from store.trial import trial

HEAD = "ODS code,Stop rationing referrals,Freeze sign-up to any new data sharing agreements"
SURVEY = f"{HEAD}\r\nZ98101,Green,Red\r\nZ98102,Green,Amber\r\n".encode()
MORE = f"{HEAD}\r\nZ98101,Red,Red\r\nZ98103,Green,\r\n".encode()
LOG = b"ODS code,Service,Effective from\r\nZ98101,Spirometry,13/02/2025\r\nZ98102,Spirometry,13/02/2099\r\n"
AUTUMN = Options(region="sefton", survey="autumn")


@pytest.fixture
def store() -> Store:
    return Store.open()


def would_change(store: Store, data: bytes, options: Options) -> dict[tuple, tuple]:
    draft = preview(store, data, "new.csv", options)
    frame = changes(store, lambda trial: save(trial, data, draft, options, Decided()))
    frame = frame.astype(object).where(frame.notna(), None)
    return {(r.subject, r.figure): (r.before, r.after) for r in frame.itertuples()}


def test_a_first_survey_brings_figures_that_were_not_there(store):
    changes = would_change(store, SURVEY, AUTUMN)
    assert changes[("referrals", "green")] == (None, 2)
    assert changes[("", "practices that answered")] == (None, 2)
    assert list(changes) == [
        ("referrals", "green"),
        ("dsa_freeze", "amber"),
        ("dsa_freeze", "red"),
        ("", "practices that answered"),
    ]


def test_a_second_file_changes_what_it_changes_and_nothing_else(store):
    load(store, SURVEY, "first.csv", AUTUMN)
    generation = store.generation
    changes = would_change(store, MORE, AUTUMN)
    assert changes == {
        ("referrals", "red"): (0, 1),
        ("", "practices that answered"): (2, 3),
    }
    assert store.generation == generation
    load(store, MORE, "second.csv", AUTUMN)
    counted = measure(store.snapshot(), "preferences", regions="sefton").set_index(["action", "answer"])
    assert counted.loc[("referrals", "red"), "practices"] == 1
    assert counted.loc[("referrals", "green"), "practices"] == 2


def test_a_log_changes_notices_served_and_in_effect(store):
    changes = would_change(store, LOG, Options(kind="notices", region="sefton"))
    assert changes[("spirometry", "served")] == (None, 2)
    assert changes[("spirometry", "in effect")] == (None, 1 if date.today() >= date(2025, 2, 13) else 0)


def test_a_register_changes_how_many_practices_a_region_has(store):
    register = (
        b"Organisation Code,Name,List size\r\nZ98101,Alpha Surgery,5000\r\nZ98102,Beta Surgery,6000\r\n"
        b"Z98103,Gamma Surgery,7000\r\n"
    )
    load(store, LOG, "log.csv", Options(kind="notices", region="sefton"))
    changes = would_change(store, register, Options(kind="practices", region="sefton"))
    assert [after for (_, figure), (_, after) in changes.items() if "in the region" in figure] == [3]


def test_a_file_that_says_what_is_known_changes_no_figure(store):
    load(store, SURVEY, "first.csv", AUTUMN)
    same = SURVEY + b"\r\n"
    assert would_change(store, same, AUTUMN) == {}


def test_a_published_figure_is_told_in_words(store):
    tally = (
        b"Area,Service,Practices,As of,Source\r\nSefton,Phlebotomy,at least 34,February 2025,Newsletter\r\n"
    )
    changes = would_change(store, tally, Options())
    assert changes == {("phlebotomy", "at least · practices · February 2025 · Newsletter"): (None, 34)}


REGISTER = b"Organisation Code,Name,List size\r\nZ98101,Alpha Surgery,5000\r\nZ98102,Beta Surgery,6000\r\n"
TALLY = b"Area,Service,Practices,As of,Source\r\nSefton,Phlebotomy,at least 34,February 2025,Newsletter\r\n"
OFFERS = b"Date,Region,Kind,What happened\r\n12/12/2024,Sefton,Offer,The ICB made an interim offer\r\n"
FILES = {
    "survey": (MORE, AUTUMN), "log": (LOG, Options(kind="notices", region="sefton")),
    "register": (REGISTER, Options(kind="practices", region="sefton")), "tally": (TALLY, Options()),
    "events": (OFFERS, Options(kind="events")),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_what_a_file_does_not_touch_need_not_be_counted_again(store, kind):
    load(store, SURVEY, "first.csv", AUTUMN)
    load(store, LOG.replace(b"2099", b"2025"), "log.csv", Options(kind="notices", region="sefton"))
    data, options = FILES[kind]
    draft = preview(store, data, "new.csv", options)
    before = figures(store.snapshot())
    with trial(store) as tried:
        save(tried, data, draft, options, Decided())
        touched = tried.snapshot().tables_changed(store.snapshot())
        assert touched, "known for every kind of file"
        assert_frame_equal(
            figures(tried.snapshot(), before, touched), figures(tried.snapshot()), check_dtype=False
        )


def test_after_a_setting_everything_is_counted_again(store):
    with trial(store) as tried:
        tried.set("lmc", "region", "sefton")
        assert tried.snapshot().tables_changed(store.snapshot()) is None
