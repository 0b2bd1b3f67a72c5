"""The number that a cell is."""

from __future__ import annotations

import re
from typing import Any

_FIGURE = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+(?:,\d{1,2})?)\s*%?")
_BESIDE = re.compile(r"\s*(?:\(\s*\d[\d.,]*\s*%?\s*\)|(?:out )?of \d[\d,]*)$")  # '4 (50%)', '4 of 8'
_THOUSANDS = re.compile(r",(?=\d{3})")


def figure_in(value: Any) -> float | None:
    """The number that a cell is, as a share or with commas too, the first where its share or its base stands beside it;
    None for anything else.

    >>> [figure_in(value) for value in ("20%", "1,204", "12,5%", "4 (50%)", "4 of 8", "4 surgeries")]
    [20.0, 1204.0, 12.5, 4.0, 4.0, None]
    """
    if isinstance(value, str):
        text = _BESIDE.sub("", value.strip())
        figure = (text[:1].isdigit() or text[:1] == ".") and _FIGURE.fullmatch(text)
        return float(_THOUSANDS.sub("", text.strip(" %")).replace(",", ".")) if figure else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
