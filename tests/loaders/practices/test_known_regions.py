"""A file whose practices the store knows is not asked for its region."""

from __future__ import annotations

import pytest

from loaders.importing import load
from loaders.kinds import Options
from store import Store
from store.lmc import KIND, REGION

SEFTON = ["Z99801", "Z99802", "Z99803", "Z99804", "Z99805", "Z99806", "Z99807", "Z99808", "Z99809"]
DORSET = ["Z99811", "Z99812", "Z99813"]
NEW = ["Z99899"]


def listed(codes: list[str]) -> bytes:
    return "\n".join(["ODS code,Practice name", *(f"{code},{name(code)}" for code in codes)]).encode()


def name(code: str) -> str:
    return f"{code[-2:]} Mill Lane Surgery"


def replies(whose: list[str], heading: str = "ODS code") -> bytes:
    rows = [f"{who},Green,Red" for who in whose]
    return "\n".join([f"{heading},Stop rationing referrals,Switch off GP Connect", *rows]).encode()


def log(whose: list[str]) -> bytes:
    rows = [f"{code},Spirometry,13/02/2025" for code in whose]
    return "\n".join(["ODS code,Service,Effective from", *rows]).encode()


@pytest.fixture
def store(store_directory):
    store = Store.open(store_directory)
    load(store, listed(SEFTON), "list one.csv", Options(kind="practices", region="sefton"))
    load(store, listed(DORSET), "list two.csv", Options(kind="practices", region="dorset"))
    return store


def region_of(store: Store, data: bytes) -> str | None:
    """The region that a file is loaded for; None where it is asked."""
    report = load(store, data, "replies.csv")
    asked = [question["about"] for question in report["questions"]]
    assert asked in ([], ["region"])
    assert bool(asked) == (report["region"] is None)
    return report["region"]


@pytest.mark.parametrize(
    ("whose", "region"),
    [
        (SEFTON, "sefton"),
        (DORSET, "dorset"),
        (SEFTON[:1], "sefton"),
        (SEFTON + NEW, "sefton"),  # nine of ten are known
        (SEFTON[:3] + NEW, None),  # three of four
        (SEFTON + DORSET[:1], None),  # two regions
        (NEW, None),
    ],
)
def test_practices_on_a_list_tell_the_region(store, whose, region):
    assert region_of(store, replies(whose)) == region


def test_so_do_three_names_and_two_do_not(store):
    names = [name(code) for code in SEFTON]
    assert region_of(store, replies(names[:2], "Practice name")) is None
    assert region_of(store, replies(names[:3], "Practice name")) == "sefton"


def test_a_log_by_practice_needs_no_region_either(store):
    assert region_of(store, log(DORSET)) == "dorset"


def test_what_a_file_says_itself_comes_first(store):
    report = load(store, replies(SEFTON), "Dudley replies.csv")
    assert report["region"] == "dudley"


def test_where_it_is_said_whose_store_it_is_its_own_files_tell_too(store_directory):
    store = Store.open(store_directory)
    load(store, replies(SEFTON), "first.csv", Options(region="sefton"))
    assert region_of(store, log(SEFTON[:2])) is None
    store.set(KIND, REGION, "sefton")
    assert region_of(store, log(SEFTON)) == "sefton"


def test_our_own_region_is_the_first_choice_where_it_has_to_be_asked(store_directory):
    store = Store.open(store_directory)
    store.set(KIND, REGION, "sefton")
    (question,) = load(store, replies(NEW), "replies.csv")["questions"]
    assert question["choices"][0] == "sefton"


def test_invented_practices_tell_nothing_of_a_real_file(store_directory):
    store = Store.open(store_directory)
    load(
        store,
        listed(SEFTON),
        "list.csv",
        Options(kind="practices", region="exampleshire"),
        demonstration=True,
    )
    assert region_of(store, replies(SEFTON)) is None
