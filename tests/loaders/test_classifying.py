"""Places outside the readers that say by themselves what a text is: patterns and questions to the words.

Their number may only fall: a new word is a row of data/reference, a new sense one of loaders/cells, and whoever wants
to know what a cell or a heading is asks `typed`.
"""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

LOADERS = Path(__file__).resolve().parents[2] / "loaders"
READERS = {"vocabulary", "dates", "reading", "texts", "cells"}
PATTERNS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "split"}
# What a vocabulary, or a reader of one sense, is asked.
WORDS = {
    "heading", "is_heading", "action", "services_in", "service", "status", "scope", "region", "is_answer", "answer",
    "no_answer", "practice",
}  # fmt: skip
SENSES = {
    "mark", "is_any_cross", "read_written", "figure_in", "step_in", "read_phrases", "practices_in", "plain_reader",
    "read_date", "is_date",
}  # fmt: skip
MOST = 67
SLACK = 8  # below this the number is lowered


def places(package: Path) -> Counter[str]:
    """How many places classify a text, by file."""
    return Counter(
        path.relative_to(package).as_posix()
        for path in sorted(package.rglob("*.py"))
        if not READERS & {*path.relative_to(package).parts}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _classifies(node.func)
    )


def _classifies(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id in SENSES
    if not isinstance(called, ast.Attribute):
        return False
    of = called.value.id if isinstance(called.value, ast.Name) else ""
    return called.attr in WORDS or of.endswith("ODS_CODE") or (of == "re" and called.attr in PATTERNS)


def test_no_more_places_classify_a_text_than_there_were():
    counted = places(LOADERS)
    assert counted.total() <= MOST, counted.most_common()


def test_the_number_is_lowered_when_it_falls():
    assert places(LOADERS).total() > MOST - SLACK


def test_the_count_sees_patterns_and_questions(tmp_path):
    (tmp_path / "rows.py").write_text(
        "import re\nA = re.compile('a')\nB = A.match('a')\nC = words.action('a')\nD = typed('a', words).action\n"
        "E = figure_in('1')\nF = ODS_CODE.search('a')\n",
        encoding="utf-8",
    )
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "reader.py").write_text("import re\nA = re.compile('a')\n", encoding="utf-8")
    assert places(tmp_path) == {"rows.py": 4}
