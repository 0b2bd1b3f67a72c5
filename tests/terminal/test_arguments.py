"""What a command line takes, and what it does not."""

from __future__ import annotations

from datetime import date

import pytest

from terminal.arguments import day


@pytest.mark.parametrize("text", ["2025-1-5", "20250105", "2025-W01-1", "2025-02-31", "05/01/2025", ""])
def test_a_day_is_written_in_one_form(text):
    assert day("2025-01-05") == date(2025, 1, 5)
    with pytest.raises(ValueError, match="is not a day"):
        day(text)
