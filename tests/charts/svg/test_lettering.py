"""Text is measured with the font that is named, and broken so that each line fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.svg.lettering import balanced, broken, cut, width

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=80)


def test_a_width_is_that_of_the_font():
    # Advances of Source Sans 3 in thousandths of its size: H 652, i 246.
    assert width("Hi", 1000) == pytest.approx(652 + 246, abs=2)
    assert width("Hi", 20) == pytest.approx(width("Hi", 1000) / 50)
    assert width("Hi", 20, strong=True) > width("Hi", 20)


@given(TEXT, st.integers(20, 400))
def test_every_line_fits_and_no_letter_is_lost(text, room):
    lines = broken(text, 20, room)
    assert all(width(line, 20) <= room or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_lines_break_at_spaces_and_long_words_after_a_hyphen():
    assert broken("serve notice on it", 20, width("serve notice", 20) + 1) == ("serve notice", "on it")
    assert broken("medium-sized", 20, width("medium-si", 20)) == ("medium-", "sized")


def test_what_is_cut_ends_in_an_ellipsis():
    assert broken("one two three four", 20, width("one two", 20) + 1, lines=1)[0].endswith("…")
    assert cut("short", 20, 100) == "short"


def test_a_headline_does_not_leave_a_word_alone():
    text = "Ring pessary fitting or change is known from 3."
    lines = balanced(text, 38, width(text, 38, strong=True) - 10, strong=True)
    assert len(lines) == 2
    assert width(lines[1], 38, strong=True) > width(lines[0], 38, strong=True) / 2
