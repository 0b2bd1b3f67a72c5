"""Names of files that came in, kept from those who may not see them: a file of one reply may bear its practice's."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

BETWEEN = "; "
TOKEN = re.compile(r"file received no\. (\d+)")


def token(number: int) -> str:
    """What stands for a file in a table: 'file received no. 12', the number being that of its import."""
    return f"file received no. {number}"


def named_off(text: str, files: dict[str, int]) -> str:
    """A text in which names of files stand, as captions and tables name sources, with a token in place of each.

    'oak_surgery.csv; BMA, 2024' → 'file received no. 12; BMA, 2024'
    """
    for name, number in files.items():
        if name in text:
            text = text.replace(name, token(number))
    return text


def without_names(column: pd.Series, files: dict[str, int]) -> pd.Series:
    """A column of sources without names of files. files: name to number of import, longer names first."""
    known = {value: named_off(value, files) for value in set(column.dropna()) if isinstance(value, str)}
    return column.map(lambda value: known.get(value, value) if isinstance(value, str) else value)


def gathered(sources: Iterable[str]) -> str:
    """Sources as one text, each once; files that came in are counted, where their names are withheld.

    ['file received no. 3; file received no. 7', 'BMA'] → '2 files received; BMA'
    """
    sources = list(dict.fromkeys(sources))
    pieces = dict.fromkeys(piece for source in sources for piece in source.split(BETWEEN))
    numbers = {match[1] for piece in pieces for match in TOKEN.finditer(piece)}
    if not numbers:
        return BETWEEN.join(sources)
    words = f"{len(numbers)} file{'' if len(numbers) == 1 else 's'} received"
    others = [TOKEN.sub("file received", piece) for piece in pieces if not TOKEN.fullmatch(piece)]
    return BETWEEN.join([words, *dict.fromkeys(others)])
