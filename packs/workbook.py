"""A pack as a formatted Excel workbook: contents, a sheet per chart with its figures as numbers, the method."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime, time

import pandas as pd
import xlsxwriter

from charts import Chart
from charts.style import INK, INVENTED, PAPER, RED, RULE
from measures.formats import inert
from packs.markdown import blocks
from packs.pack import Pack

PERCENT = re.compile(r"(\d{1,3})%")
COUNT = re.compile(r"\d{1,3}(,\d{3})+|\d{1,15}")
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST_NAME, WIDEST, FIRST_ROW = 31, 60, 8
QUIET = "#34434D"


def workbook(pack: Pack, tell: Callable[[str], None] = lambda _: None) -> bytes:
    """The pack as XLSX. tell: is given the headline of each chart once its sheet is filled."""
    out = io.BytesIO()
    # Text stays text: nothing that a file brought in becomes a formula or a link.
    plain = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(out, plain) as book:
        book.set_properties(
            {
                "title": f"{pack.title}, {pack.subtitle}",
                "subject": "GP collective action",
                "author": pack.organisation,
                "company": pack.organisation,
                "created": datetime.combine(pack.on, time()),
            }
        )
        look = _looks(book)
        names = _names(pack)
        _write_contents(book, pack, names, look)
        for chart, name in zip(pack.charts, names, strict=True):
            _write_chart(book.add_worksheet(name), pack, chart, look)
            tell(chart.headline)
        _write_method(book.add_worksheet("Method"), pack, look)
    return out.getvalue()


def _looks(book) -> dict:
    base = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
    kinds = {
        "title": {"font_size": 16, "bold": True, "text_wrap": True},
        "quiet": {"font_color": QUIET, "text_wrap": True},
        "warning": {"font_color": RED, "bold": True},
        "head": {"bold": True, "bottom": 2, "bottom_color": INK, "text_wrap": True, "bg_color": PAPER},
        "text": {"text_wrap": True, "bottom": 1, "bottom_color": RULE},
        "number": {"num_format": "#,##0", "bottom": 1, "bottom_color": RULE},
        "percent": {"num_format": "0%", "bottom": 1, "bottom_color": RULE},
        "strong": {"bold": True, "text_wrap": True},
        "link": {"font_color": "#12436D", "underline": 1, "text_wrap": True},
    }
    return {name: book.add_format(base | more) for name, more in kinds.items()}


def _names(pack: Pack) -> list[str]:
    """A name for each chart's sheet that no other has: '1 preferences'."""
    plain = [FORBIDDEN.sub(" ", chart.name.replace("-", " ")).strip(" '") for chart in pack.charts]
    return [f"{at + 1} {name}"[:LONGEST_NAME] for at, name in enumerate(plain)]


def _write_contents(book, pack: Pack, names: list[str], look: dict) -> None:
    sheet = book.add_worksheet("Contents")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    if pack.logo:
        sheet.insert_image(0, 1, f"logo.{pack.logo.kind}", _logo(pack))
        sheet.set_row(0, 70)
    about = [(pack.title, "title"), (pack.subtitle, "quiet"), (pack.organisation, "strong"), *_warnings(pack)]
    for row, (words, kind) in enumerate(about, 1):
        sheet.write_string(row, 1, inert(words), look[kind])
    top = len(about) + 2
    for at, (name, chart) in enumerate(zip(names, pack.charts, strict=True)):
        sheet.write_url(top + at, 0, f"internal:'{name}'!A1", look["link"], name)
        sheet.write_string(top + at, 1, inert(chart.headline), look["text"])
    sheet.write_url(top + len(names), 0, "internal:'Method'!A1", look["link"], "Method")
    sheet.write_string(top + len(names), 1, "How the figures are worked out", look["text"])


def _logo(pack: Pack) -> dict:
    from PIL import Image

    with Image.open(io.BytesIO(pack.logo.data)) as image:
        scale = min(1, 90 / image.height, 300 / image.width)
    whose = pack.organisation or "the LMC"
    return {
        "image_data": io.BytesIO(pack.logo.data), "x_scale": scale, "y_scale": scale,
        "description": f"Logo of {whose}",
    }  # fmt: skip


def _warnings(pack: Pack, chart: Chart | None = None) -> list[tuple[str, str]]:
    invented = chart.invented if chart else pack.invented
    words = INVENTED if chart else f"{INVENTED} in this pack"
    return [(mark, "warning") for mark in (*pack.marks, *([words] if invented else []))]


def _write_chart(sheet, pack: Pack, chart: Chart, look: dict) -> None:
    """Headline, base, date and source above the figures, caveats below: all on one sheet that prints."""
    sheet.hide_gridlines(2)
    about = [
        (chart.headline, "strong"),
        *_warnings(pack, chart),
        *(
            (f"{name}: {words}", "quiet")
            for name, words in (
                ("Base", chart.base), ("As of", chart.as_of), ("Source", chart.source), ("Qualifier", chart.qualifier)
            )
            if words
        ),
    ]  # fmt: skip
    last = max(len(chart.table.columns) - 1, 5)
    for row, (words, kind) in enumerate(about):
        sheet.merge_range(row, 0, row, last, "", look[kind])
        sheet.write_string(row, 0, inert(words), look[kind])
        sheet.set_row(row, 15.5 * (1 + len(words) // 110))
    top = len(about) + 1
    _write_table(sheet, chart.table, top, look)
    below = top + len(chart.table) + 2
    for at, caveat in enumerate(chart.caveats):
        sheet.merge_range(below + at, 0, below + at, last, "", look["quiet"])
        sheet.write_string(below + at, 0, f"Note: {caveat}", look["quiet"])
        sheet.set_row(below + at, 15.5 * (1 + len(caveat) // 110))
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    foot = " · ".join(part for part in (pack.organisation, pack.title, pack.subtitle) if part)
    sheet.set_footer(f"&L{foot.replace('&', '&&')[:200]}&R&P of &N")


def _write_table(sheet, table: pd.DataFrame, top: int, look: dict) -> None:
    for across, name in enumerate(table.columns):
        cells = ["" if pd.isna(value) else str(value) for value in table[name]]
        longest = max((len(cell) for cell in [str(name), *cells]), default=8)
        sheet.set_column(across, across, min(WIDEST, max(9, longest + 2)))
        sheet.write_string(top, across, inert(str(name)), look["head"])
        for down, cell in enumerate(cells, top + 1):
            _write_cell(sheet, down, across, cell, look)
    if len(table):
        sheet.autofilter(top, 0, top + len(table), len(table.columns) - 1)


def _write_cell(sheet, row: int, column: int, cell: str, look: dict) -> None:
    """A count as a number, a whole percentage as one, everything else as the text it is."""
    if match := PERCENT.fullmatch(cell):
        sheet.write_number(row, column, int(match[1]) / 100, look["percent"])
    elif COUNT.fullmatch(cell) and not (cell.startswith("0") and len(cell) > 1):
        sheet.write_number(row, column, int(cell.replace(",", "")), look["number"])
    else:
        sheet.write_string(row, column, inert(cell), look["text"])


def _write_method(sheet, pack: Pack, look: dict) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 120)
    row = 0
    for block in blocks(pack.method):
        kind = "quiet" if block.kind != "heading" else "title" if block.level == 1 else "strong"
        dot = "• " if block.kind == "item" else ""
        for words in [" · ".join(cells) for cells in block.rows] or [dot + block.text]:
            sheet.write_string(row, 0, inert(words), look[kind])
            sheet.set_row(row, (21 if kind == "title" else 15.5) * (1 + len(words) // 125))
            row += 1
