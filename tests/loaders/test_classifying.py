"""Places that say by words or patterns of their own what a text is, outside the packages that are there for it.

Their number may only fall: a new word is a row of data/reference, and a new way to read a text belongs to the readers.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

LOADERS = Path(__file__).resolve().parents[2] / "loaders"
PATTERNS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "split"}
MOST = {"surveys": 17, "tables": 17}


def places(package: Path) -> list[str]:
    """Where a package makes a pattern of its own: file and line."""
    found = []
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if _makes_a_pattern(node):
                found.append(f"{path.name}:{node.lineno}")
    return found


def _makes_a_pattern(node: ast.AST) -> bool:
    call = node.func if isinstance(node, ast.Call) else None
    of = call.value if isinstance(call, ast.Attribute) and call.attr in PATTERNS else None
    return isinstance(of, ast.Name) and of.id == "re"


@pytest.mark.parametrize("package", MOST)
def test_no_more_patterns_than_there_were(package):
    found = places(LOADERS / package)
    assert len(found) <= MOST[package], found


@pytest.mark.parametrize("package", MOST)
def test_the_number_is_lowered_when_it_falls(package):
    assert len(places(LOADERS / package)) >= MOST[package] - 2


def test_the_count_sees_a_pattern(tmp_path):
    (tmp_path / "one.py").write_text("import re\nA = re.compile('a')\nB = A.match('a')\n", encoding="utf-8")
    assert places(tmp_path) == ["one.py:2"]
