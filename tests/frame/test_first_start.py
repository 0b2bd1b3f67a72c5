"""The first visitor of a process: the way around at once, then step by step what is being done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from frame import opening
from frame.places import BY_NAME

ROOT = Path(__file__).resolve().parents[2]
LATE = ("pandas", "measures", "charts", "decks", "disclosure", "loaders")  # a second of a core together


def test_what_draws_the_navigation_first_imports_nothing_that_draws_figures():
    asked = f"import frame.starting, sys; print([name for name in {LATE!r} if name in sys.modules])"
    process = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert process.stdout.strip() == "[]"


def test_each_example_is_told_of_as_it_goes_in_and_that_it_is_invented(store_directory):
    steps = []
    store = opening._opened(lambda done, words: steps.append((done, words)))
    files = 5
    assert [words for _, words in steps] == [
        f"Loading the example data, which are invented: {number} of {files} files"
        for number in range(1, files + 1)
    ]
    assert all(0 < done < 1 for done, _ in steps)
    assert steps == sorted(steps)
    assert store.snapshot().rows("SELECT count(*) FROM imports WHERE demonstration") == [(files,)]
    assert opening.opened_before()
    again = []
    assert opening._opened(lambda done, words: again.append(words)) is store
    assert again == []


def first_words(name: str) -> None:
    from frame.opening import open_first
    from frame.places import BY_NAME

    open_first(BY_NAME[name])


def test_nothing_of_the_first_words_stays(store_directory):
    page = AppTest.from_function(first_words, args=(BY_NAME["dashboard"].name,), default_timeout=60).run()
    assert not page.exception
    assert not page.title
    assert opening.opened_before()


def test_a_store_that_will_not_open_is_left_to_the_page_to_tell(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("UPTAKE_STORE", str(tmp_path / "file"))
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not page.exception
    assert [title.value for title in page.title] == ["The data could not be opened"]
    assert len(page.error) == 1
