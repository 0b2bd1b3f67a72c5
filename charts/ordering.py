"""How the rows of a table for people are sorted: its cells are words, and days, numbers and names sort unlike."""

from __future__ import annotations

import re

import pandas as pd

from charts.wording import MONTHS

DAY = re.compile(rf"(?:(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) )?((?:19|20)\d\d)")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def ranks(texts: list[str]) -> list[int]:
    """The place of each cell of a column from the lowest on, equal ones sharing one; blanks come last.

    A column of days sorts by day, one of numbers with words about them by the number, any other by its words.
    ['1 March 2025', '', 'January 2025'] → [1, 2, 0]; ['almost 90%', '8 days'] → [1, 0]
    """
    filled = [text for text in texts if text]
    key = next(
        (key for key in (_by_day, _by_number) if all(key(text) is not None for text in filled)), str.casefold
    )
    order = {value: place for place, value in enumerate(sorted({key(text) for text in filled}))}
    return [order[key(text)] if text else len(order) for text in texts]


def _by_day(text: str) -> tuple[int, int, int] | None:
    match = DAY.fullmatch(text)
    return (
        (int(match[3]), MONTHS.index(match[2]) + 1 if match[2] else 0, int(match[1] or 0)) if match else None
    )


def _by_number(text: str) -> float | None:
    match = NUMBER.search(text)
    return float(match[0].replace(",", "")) if match else None


def columns_ranked(table: pd.DataFrame) -> list[list[int]]:
    """The ranks of every column of a table whose cells are texts."""
    return [ranks([str(cell) for cell in table[name]]) for name in table.columns]
