"""A pack as a tagged PDF, on paper or for a screen: real headings, tables and text, pictures with theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from charts import Chart
from charts.captions import caption
from charts.style import INVENTED
from charts.svg import pictures
from charts.svg.lettering import broken, width
from charts.svg.pages import EDGE
from packs.markdown import Block, blocks
from packs.pack import Pack
from packs.typesetting import pdf

# Width of a picture on each kind of page, and how high it may be, in its own units.
TABLES = "tables"
ACROSS = {"a4": 1180, "16:9": 1280, TABLES: 1180}
BESIDE = "The figures as tables, and how they are worked out, are in the workbook and in a second file."
HIGHEST = 1180
PAPERS = tuple(ACROSS)
# On a page for a screen, in the same units: what is over, between and under headline, picture and caption.
AROUND, HEADLINE, CAPTION = 132, 37.3, 16
MOST_ROWS = 40
# A table with more columns than this shares its width out by what they hold.
FEW, WIDEST, ROOM = 4, 30, 62  # the widths in sizes of type
SOURCE = "Source"
NUMBER = re.compile(r"[<>]?[\d,]+%?")


def paper(pack: Pack, kind: str = "a4", tell: Callable[[str], None] = lambda _: None) -> bytes:
    """The pack as PDF/UA: charts with their captions, or for TABLES its figures as tables and the method. kind: one of
    PAPERS. tell: is given the headline of each chart once it is drawn."""
    files, charts = {}, []
    for at, chart in enumerate(pack.charts):
        pictures = [] if kind == TABLES else _pictures(chart, kind)
        drawn = {f"chart-{at}-{part}.svg": svg.encode() for part, svg in enumerate(pictures)}
        files |= drawn
        charts.append(_chart(chart, pack, list(drawn)))
        tell(chart.headline)
    if pack.logo:
        files[f"logo.{pack.logo.kind}"] = pack.logo.data
    data = {**_about(pack), "paper": kind, "across": ACROSS[kind], "edge": EDGE, "charts": charts}
    data |= {"tables": kind == TABLES, "beside": "" if kind == TABLES else BESIDE}
    return pdf("pack.typ", data, files)


def _pictures(chart: Chart, kind: str) -> list[str]:
    """As many as it takes; on a page for a screen each fills what headline and caption leave."""
    if kind == "a4":
        return pictures(chart, across=ACROSS[kind], most=HIGHEST)
    room = ACROSS[kind] - 2 * EDGE
    head = len(broken(chart.headline + " (10 of 10)", HEADLINE, room, strong=True)) * HEADLINE * 1.25
    foot = len(broken(caption(chart, marked=True), CAPTION, room)) * CAPTION * 1.35
    return pictures(chart, across=ACROSS[kind], most=720 - AROUND - head - foot, filled=True)


def _about(pack: Pack) -> dict[str, Any]:
    return {
        "title": pack.title,
        "subtitle": pack.subtitle,
        "organisation": pack.organisation,
        "on": [pack.on.year, pack.on.month, pack.on.day],
        "logo": f"logo.{pack.logo.kind}" if pack.logo else None,
        "marks": list(pack.marks),
        "warnings": [f"{INVENTED} in this pack"] if pack.invented else [],
        "method": [_block(block) for block in blocks(pack.method)],
    }


def _chart(chart: Chart, pack: Pack, names: list[str]) -> dict[str, Any]:
    table, same = varying(chart.table)
    table, sources = numbered_sources(table)
    rows = table.astype(object).where(table.notna(), "").head(MOST_ROWS).itertuples(index=False)
    left = len(table) - MOST_ROWS
    lines = [[str(name) for name in table.columns], *([str(cell) for cell in row] for row in rows)]
    return {
        "headline": chart.headline,
        "alt": chart.alt or chart.headline,
        "caption": caption(chart, marked=True),
        "caveats": list(chart.caveats),
        "marks": [*pack.marks, *([INVENTED] if chart.invented else [])],
        "pictures": names,
        "rows": lines,
        "widths": widths(lines),
        "right": [_numeric(cells[1:]) for cells in zip(*lines, strict=True)],
        "same": [f"{name}: {value}" for name, value in same.items()],
        "more": f"{left} more rows are in the workbook." if left > 0 else "",
        "sources": sources or ([f"Source: {chart.source}"] if chart.source else []),
    }


def varying(table: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """A table without the columns that are empty or say the same in every row, and what those say."""
    same: dict[str, str] = {}
    kept = list(table.columns[:1])
    for name in table.columns[1:]:
        values = set(table[name].astype(str))
        if len(table) > 1 and len(values) == 1:
            same |= {str(name): value for value in values if value}
        elif values != {""}:
            kept.append(name)
    return table[kept], same


def numbered_sources(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """A table whose sources are numbers, and what the numbers stand for: long titles leave no room for figures."""
    if SOURCE not in table:
        return table, []
    given = [str(value) for value in dict.fromkeys(table[SOURCE]) if str(value)]
    numbers = {value: str(at + 1) for at, value in enumerate(given)}
    shown = table.assign(**{SOURCE: [numbers.get(str(value), "") for value in table[SOURCE]]})
    return shown, [f"Source {number}: {value}" for value, number in numbers.items()]


def widths(lines: list[list[str]]) -> list[float]:
    """How wide each column of a table should be, as shares; empty where all fit as they are.

    A column is as wide as its longest cell, up to a limit that falls until all fit on the page; never
    narrower than its longest word.
    """
    if len(lines[0]) <= FEW:
        return []
    columns = list(zip(*lines, strict=True))
    words = [max(width(word, 1) for cell in cells for word in [*cell.split(), ""]) for cells in columns]
    whole = [max(width(cell, 1) for cell in cells) for cells in columns]
    for limit in range(WIDEST, 3, -2):
        widths_of_columns = [max(word, min(cell, limit)) + 1 for word, cell in zip(words, whole, strict=True)]
        if sum(widths_of_columns) <= ROOM:
            break
    return [round(share, 2) for share in widths_of_columns]


def _numeric(cells: Iterable[str]) -> bool:
    """Whether a column holds nothing but counts or shares, which stand right under each other."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(NUMBER.fullmatch(cell) for cell in filled)


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "level": min(block.level, 3),
        "text": block.text,
        "runs": [{"text": run.text, "strong": run.strong} for run in block.runs],
        "rows": [list(row) for row in block.rows],
    }
