"""What a server is built from is written down whole: every package by version, hash and licence, and no test's tool."""

from __future__ import annotations

import re

import pytest

from supply import bill as bills
from supply.lock import LOCK, ROOT, TESTS, canonical, locked, wanted


def test_every_package_is_pinned_with_hashes_and_is_the_products():
    result = locked()
    assert {canonical(re.split(r"[<>=\[]", line)[0]) for line in wanted()} <= result.keys()
    assert not result.keys() & TESTS
    assert all(hashes for _, hashes in result.values())
    assert "authlib" in result  # streamlit[auth]: signing in


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
    result = re.compile(rf"^\s*(?:import|from) (?:{names})\b", re.MULTILINE)
    assert [path.name for path in modules if result.search(path.read_text(encoding="utf-8"))] == []


def test_a_line_without_a_hash_is_refused(monkeypatch, tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text("# a comment\nduckdb==2.0.1\n")
    monkeypatch.setattr("supply.lock.LOCK", lock)
    with pytest.raises(ValueError, match="duckdb"):
        locked()


def test_the_bill_of_materials_names_every_package_with_its_hashes():
    result = bills.bill()
    assert (result["bomFormat"], result["specVersion"]) == ("CycloneDX", "1.6")
    libraries = {library["name"]: library for library in result["components"] if library["type"] == "library"}
    assert {name: library["version"] for name, library in libraries.items()} == {
        name: version for name, (version, _) in locked().items()
    }
    assert all(
        re.fullmatch("[0-9a-f]{64}", each["content"])
        for library in libraries.values()
        for each in library["hashes"]
    )
    assert bills.licence_of("duckdb").startswith("MIT")
    assert bills.licence_of("no-such-package") == bills.UNKNOWN
    assert bills.bill() == result


def test_every_licence_is_listed():
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| ([a-z0-9-]+) \| (\S+) \|", page, re.MULTILINE))
    assert listed >= {(name, version) for name, (version, _) in locked().items()}
    assert bills.UNKNOWN not in page
    assert LOCK.name in page
