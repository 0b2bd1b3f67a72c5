"""Imports follow the data: store, loaders, measures; disclosure; charts alone; decks, packs; frame and pages over all.

The terminal is no step of that: the command lines of loaders, measures and packs write to it."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = {
    "store", "loaders", "measures", "disclosure", "charts", "decks", "packs", "terminal", "service", "frame", "pages",
    "dashboard",
}  # fmt: skip
MAY = {
    "store": {"store"},
    "terminal": {"terminal"},
    "loaders": {"loaders", "store", "terminal"},
    "measures": {"measures", "store", "terminal"},
    "disclosure": {"disclosure", "measures", "store", "terminal"},
    "charts": {"charts"},
    "decks": {"decks", "charts", "disclosure", "measures", "store"},
    "packs": {"packs", "decks", "charts", "disclosure", "measures", "store", "terminal"},
    "service": {"service", "disclosure", "measures", "store", "terminal"},
    "frame": OURS - {"pages", "dashboard"},
    "pages": OURS - {"pages", "dashboard"},
    "dashboard.py": OURS - {"pages", "dashboard"},
}
SCREEN = {"frame", "pages", "dashboard.py"}
STARTS = {"measures/__main__.py": {"disclosure"}}
"""What a command starts beside its own package: nothing imports an entry, so that no circle can come of it."""


def imported(path: Path) -> set[str]:
    """The top-level names that a module imports, anywhere in it."""
    values = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            values |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively; the rule reads absolute imports"
            values.add(node.module.split(".")[0])
    return values


def imported_modules(path: Path) -> set[str]:
    """The modules that a module names in its imports, in full; of 'from a import b' both a and a.b: b may be one."""
    values = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            values |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            values |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return values


def modules(part: str) -> list[Path]:
    path = ROOT / part
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


@pytest.mark.parametrize("part", MAY)
def test_imports_go_one_way(part):
    for path in modules(part):
        wrong = imported(path) & OURS - MAY[part] - STARTS.get(path.relative_to(ROOT).as_posix(), set())
        assert not wrong, f"{path.relative_to(ROOT)} imports {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("part", [part for part in MAY if part not in SCREEN])
def test_streamlit_is_imported_for_the_screen_alone(part):
    for path in modules(part):
        assert "streamlit" not in imported(path), path.relative_to(ROOT)


def test_no_module_imports_in_a_circle():
    """Late imports count too: what must be imported late to work is in a circle all the same."""
    ours = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path for part in MAY for path in modules(part)
    }
    ours = {name.removesuffix(".__init__"): path for name, path in ours.items()}
    uses = {name: imported_modules(path) & ours.keys() for name, path in ours.items()}
    for name, used in uses.items():  # a package is there before what is in it: that is no circle
        used -= {other for other in used if name.startswith(f"{other}.") or name == other}
    TopologicalSorter(uses).prepare()  # raises CycleError, which names the circle


def test_every_part_is_there_to_be_checked():
    assert all(modules(part) for part in MAY)
