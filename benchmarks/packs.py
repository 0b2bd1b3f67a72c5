"""Making an agenda pack of twenty charts in each format; PowerPoint also against twenty empty native charts."""

from __future__ import annotations

import io
import statistics
import tempfile
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from benchmarks.pairs import TURNS, compare, report, seconds
from decks.meetings import Meeting
from decks.reading import Once
from loaders.demonstration import load_demonstration
from packs.making import FORMATS, make
from packs.pack import Pack, assemble
from store import Store

CHARTS = 20
LIMIT = 5.0  # seconds
RATIO = 16.0  # ours are 37 slides with notes, tables and keys
ON = date(2026, 11, 24)


def twenty(store: Store) -> Pack:
    """The demonstration's usual meeting, its charts repeated until there are twenty."""
    pack = assemble(Once(store.snapshot()), Meeting("", "exampleshire"), ON, organisation="Exampleshire LMC")
    return replace(pack, charts=tuple(islice(cycle(pack.charts), CHARTS)))


def empty_charts(_turn: int = 0) -> None:
    """What python-pptx takes for as many slides with one small chart each."""
    deck = Presentation()
    for _ in range(CHARTS):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        data = CategoryChartData()
        data.categories = ["A", "B"]
        data.add_series("S", [1, 2])
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, Inches(1), Inches(2), Inches(8), Inches(4), data)
    deck.save(io.BytesIO())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "store")
        load_demonstration(store)
        pack = twenty(store)
        for name in FORMATS:
            make(pack, [name])
            took = statistics.median(
                seconds(lambda _, name=name: make(pack, [name]), turn) for turn in range(TURNS)
            )
            verdict = "within" if took <= LIMIT else "OVER"
            print(f"{FORMATS[name].label}, {CHARTS} charts: {took:.2f} s ({verdict} {LIMIT:g} s)")
        times = compare(lambda _: make(pack, ["pptx"]), empty_charts)
        report(f"PowerPoint, {CHARTS} charts, against as many empty ones", times, RATIO)


if __name__ == "__main__":
    main()
