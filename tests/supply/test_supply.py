"""What a server is built from is written down whole: every package by version, hash and licence, and no test's tool."""

from __future__ import annotations

import re

import pytest

from supply import bill as bills
from supply.lock import LOCK, ROOT, TESTS, canonical, locked, wanted


def test_every_package_is_pinned_with_hashes_and_is_the_products():
    found = locked()
    assert {canonical(re.split(r"[<>=\[]", line)[0]) for line in wanted()} <= found.keys()
    assert not found.keys() & TESTS
    assert all(hashes for _, hashes in found.values())
    assert "authlib" in found  # streamlit[auth]: signing in


def test_what_the_tests_alone_need_is_imported_by_them_alone():
    parts = (
        "store",
        "loaders",
        "measures",
        "disclosure",
        "charts",
        "decks",
        "packs",
        "terminal",
        "frame",
        "pages",
    )
    modules = [path for part in parts for path in (ROOT / part).rglob("*.py")]
    names = "|".join(name.replace("-", "_") for name in TESTS)
    told = re.compile(rf"^\s*(?:import|from) (?:{names})\b", re.MULTILINE)
    assert [path.name for path in modules if told.search(path.read_text(encoding="utf-8"))] == []


def test_a_line_without_a_hash_is_refused(monkeypatch, tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text("# a comment\nduckdb==2.0.1\n")
    monkeypatch.setattr("supply.lock.LOCK", lock)
    with pytest.raises(ValueError, match="duckdb"):
        locked()


def test_the_bill_of_materials_names_every_package_with_its_hashes():
    told = bills.bill()
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    libraries = {one["name"]: one for one in told["components"] if one["type"] == "library"}
    assert {name: one["version"] for name, one in libraries.items()} == {
        name: version for name, (version, _) in locked().items()
    }
    assert all(
        re.fullmatch("[0-9a-f]{64}", each["content"]) for one in libraries.values() for each in one["hashes"]
    )
    assert bills.licence_of("duckdb").startswith("MIT")
    assert bills.licence_of("no-such-package") == bills.UNKNOWN
    assert bills.bill() == told


def test_every_licence_is_listed():
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| ([a-z0-9-]+) \| (\S+) \|", page, re.MULTILINE))
    assert listed >= {(name, version) for name, (version, _) in locked().items()}
    assert bills.UNKNOWN not in page
    assert LOCK.name in page
