"""The demonstration spreadsheets, through the ordinary loaders."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from loaders.importing import load
from loaders.kinds import Options
from loaders.report import Report
from store import Store

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "examples"


def load_demonstration(
    store: Store,
    examples: Path = EXAMPLES,
    *,
    by: str = "",
    telling: Callable[[int, int], None] = lambda _done, _of: None,
) -> list[Report]:
    """Load every file that demonstration.csv lists, in its order, marked as invented.

    telling: is told before each file how many are done, and of how many.
    """
    with (examples / "demonstration.csv").open(encoding="utf-8", newline="") as listing:
        rows = list(csv.DictReader(listing))
    reports = []
    for done, row in enumerate(rows):
        telling(done, len(rows))
        options = Options(**{name: row.get(name) or None for name in ("kind", "region", "survey", "menu")})
        data = (examples / row["file"]).read_bytes()
        reports.append(load(store, data, row["file"], options, by=by, demonstration=True))
    return reports
