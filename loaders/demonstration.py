"""The demonstration spreadsheets, through the ordinary loaders."""

from __future__ import annotations

import csv
from pathlib import Path

from loaders.importing import load
from loaders.kinds import Options
from loaders.report import Report
from store import Store

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "examples"


def load_demonstration(store: Store, examples: Path = EXAMPLES, *, by: str = "") -> list[Report]:
    """Load every file that demonstration.csv lists, in its order, marked as invented."""
    with (examples / "demonstration.csv").open(encoding="utf-8", newline="") as listing:
        rows = list(csv.DictReader(listing))
    reports = []
    for row in rows:
        options = Options(**{name: row.get(name) or None for name in ("kind", "region", "survey", "menu")})
        data = (examples / row["file"]).read_bytes()
        reports.append(load(store, data, row["file"], options, by=by, demonstration=True))
    return reports
