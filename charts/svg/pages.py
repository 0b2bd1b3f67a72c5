"""The page round a drawing: headline above, key and marks under it, the line of base, date and source below.

All sizes are those of a slide 720 high, which grows with the screen. The same thing is in the same place on
every slide. What does not fit at the smallest size of type goes on to a second slide: nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from charts.captions import caption
from charts.chart import Chart
from charts.drawing import Drawing, Series
from charts.style import INVENTED
from charts.svg import bars, beside, facts, grid, lanes, lines
from charts.svg.lettering import balanced, broken, width
from charts.svg.sheet import Box, Sheet, leading
from charts.svg.tables import as_grid
from charts.svg.themes import LIGHT, Theme

HEIGHT = 720
# One typographic scale. The headline never shrinks; the type in a drawing is the largest that fits.
HEADLINE, SIZES, SMALL = 38, (28, 24, 20), 20
EDGE, TOP, BOTTOM, GAP = 44, 28, 24, 14
MOST_HEADLINE_LINES = 5
KINDS = {module.KIND: module for module in (bars, beside, facts, grid, lanes, lines)}


@dataclass(frozen=True)
class Page:
    """Where things go on every slide of one chart. strap: the row of key and marks. body: the drawing's."""

    whole: Box
    headline: tuple[str, ...]
    strap: Box
    body: Box
    caption: tuple[str, ...]
    number: Box


def slides(
    chart: Chart, *, width: int = 1280, height: int = 720, theme: Theme = LIGHT, marks: Iterable[str] = ()
) -> list[str]:
    """The chart as SVG documents, several where its rows do not fit on one.

    width, height: of the screen in pixels; the layout is that of their ratio, from 4:3 on. marks: what must be
    seen beside the figures, such as that practices are named. Invented data are always marked.
    """
    marks = [*marks, *([INVENTED] if chart.invented else [])]
    whole = chart.drawing or as_grid(chart.table)
    page, size, parts = _planned(chart, whole, HEIGHT * width / height, marks)
    return [
        _slide(chart, page, size, (part, whole), (at + 1, len(parts)), (width, height), theme, marks)
        for at, part in enumerate(parts)
    ]


def slide(chart: Chart, part: int = 1, **asked) -> str:
    """One of the slides of a chart, counted from 1; beyond the last, the last."""
    found = slides(chart, **asked)
    return found[min(max(part, 1), len(found)) - 1]


def _planned(
    chart: Chart, drawing: Drawing, across: float, marks: list[str]
) -> tuple[Page, float, list[Drawing]]:
    """The page, the size of the type in the drawing, and the drawing in as many parts as it takes."""
    kind = KINDS[type(drawing)]
    page = _page(chart, across, _key(kind.series(drawing)), marks)
    for size in SIZES:
        parts = kind.parts(drawing, page.body, size)
        if len(parts) == 1:
            break
    return page, size, parts


def _page(chart: Chart, across: float, key: list[tuple[Series, float]], marks: list[str]) -> Page:
    room = across - 2 * EDGE
    headline = balanced(chart.headline, HEADLINE, room, strong=True, lines=MOST_HEADLINE_LINES)
    top = TOP + len(headline) * leading(HEADLINE) + GAP / 2
    under = _keyed(key, room - _marks_width(marks))
    strap = Box(EDGE, top, room, max(len(under), bool(marks), 1) * 32)
    said = broken(caption(chart, marked=True), SMALL, room - 110)
    foot = HEIGHT - BOTTOM - len(said) * leading(SMALL)
    body = Box(EDGE, strap.bottom + GAP / 2, room, foot - GAP - strap.bottom - GAP / 2)
    number = Box(across - EDGE - 100, HEIGHT - BOTTOM - leading(SMALL), 100, leading(SMALL))
    return Page(Box(0, 0, across, HEIGHT), headline, strap, body, said, number)


def _slide(chart, page, size, drawn, place, pixels, theme, marks) -> str:
    part, whole = drawn
    sheet = Sheet(theme)
    sheet.lines(EDGE, TOP, page.headline, HEADLINE, strong=True)
    _draw_key(sheet, page.strap, KINDS[type(part)].series(part), marks)
    _draw_marks(sheet, page.strap, marks)
    KINDS[type(part)].draw(sheet, part, page.body, size, whole)
    foot = page.body.bottom + GAP
    sheet.line([(EDGE, foot - GAP / 2), (page.whole.w - EDGE, foot - GAP / 2)], theme.rule)
    sheet.lines(EDGE, foot, page.caption, SMALL, fill=theme.quiet)
    at, of = place
    if of > 1:
        middle = page.number.y + page.number.h / 2
        sheet.text(page.number.right, middle, f"{at} of {of}", SMALL, anchor="end", strong=True)
    title = chart.headline + (f" ({at} of {of})" if of > 1 else "")
    words = " ".join(part for part in (chart.alt, caption(chart), *chart.caveats) if part)
    return sheet.svg(page.whole, *pixels, f"{chart.name}-{at}", title, words)


SWATCH, APART = 22, 28


def _key(series: tuple[Series, ...]) -> list[tuple[Series, float]]:
    """What each colour means, with the room that saying so takes."""
    return [(one, SWATCH + 8 + width(one.name, SMALL)) for one in series]


def _keyed(key: list[tuple[Series, float]], room: float) -> list[list[tuple[Series, float]]]:
    """The entries of a key on lines."""
    found, used = [], 0.0
    for one, long in key:
        if not found or used + APART + long > room:
            found.append([])
            used = -APART
        found[-1].append((one, long))
        used += APART + long
    return found


def _draw_key(sheet: Sheet, strap: Box, series: tuple[Series, ...], marks: list[str]) -> None:
    for row, entries in enumerate(_keyed(_key(series), strap.w - _marks_width(marks))):
        x, middle = strap.x, strap.y + 32 * row + 16
        for one, long in entries:
            sheet.swatch(x, middle, SWATCH, one)
            sheet.text(x + SWATCH + 8, middle, one.name, SMALL)
            x += long + APART


def _marks_width(marks: list[str]) -> float:
    return sum(width(mark, SMALL, strong=True) + 36 for mark in marks)


def _draw_marks(sheet: Sheet, strap: Box, marks: list[str]) -> None:
    """At the right end of the row of the key: a frame and words, in the colour of a warning."""
    right = strap.right
    for mark in reversed(marks):
        long = width(mark, SMALL, strong=True) + 24
        place = Box(right - long, strap.y + 1, long, 30)
        sheet.box(place, "none", edge=sheet.theme.warning, thick=2, round_=4)
        sheet.text(place.x + 12, place.y + 15, mark, SMALL, fill=sheet.theme.warning, strong=True)
        right = place.x - 12
