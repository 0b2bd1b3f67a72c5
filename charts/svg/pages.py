"""The page round a drawing: headline above, key and marks under it, the line of base, date and source below.

All sizes are those of a slide 720 high, which grows with the screen. The same thing is in the same place on
every slide. What does not fit at the smallest size of type goes on to a second slide: nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from charts.captions import caption
from charts.chart import Chart
from charts.drawing import Drawing, Grid, Series, Tiles, first_rows
from charts.style import INVENTED
from charts.svg import bars, beside, facts, grid, lanes, lines, tiles
from charts.svg.lettering import balanced, broken, width
from charts.svg.sheet import Box, Sheet, leading
from charts.svg.tables import as_grid
from charts.svg.themes import LIGHT, Theme

HEIGHT = 720
# One typographic scale. The headline never shrinks; the type in a drawing is the largest that fits.
HEADLINE, SIZES, SMALL = 38, (28, 24, 20), 20
EDGE, TOP, BOTTOM, GAP = 44, 28, 24, 14
LEAST_MAP = 600
FLUSH = (0, 26)  # of a picture in a page; on the right there is room for half of the last number of an axis
MOST_HEADLINE_LINES = 5
NUMBER = 110  # the room at the foot for "1 of 2"
LOGO, LOGO_ROOM = "lmc-logo", (150, 47)
# A picture as high as it needs: how much higher than its rows, and at most how many times wider than asked for.
ENDLESS, AIRY, MOST_HALVES = 100_000, 1.1, 24
# How each kind of drawing is drawn: series, what its key names; parts, the drawing in pieces that fit a box at a size
# of type, one where all of it does; height, what a piece needs; draw, a piece on the sheet. whole: the drawing that a
# piece is of, as scales and widths are the same in all its pieces.
KINDS = {module.KIND: module for module in (bars, beside, facts, grid, lanes, lines, tiles)}


@dataclass(frozen=True)
class Page:
    """Where things go on every slide of one chart. strap: the row of key and marks. body: the drawing's."""

    whole: Box
    headline: tuple[str, ...]
    strap: Box
    body: Box
    caption: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What is the same for every slide of one chart. bare: without headline and caption, for a page of text.

    edges: what is free on the left and on the right. logo: how many times wider than high the logo is that stands at
    the foot; None for none.
    """

    chart: Chart
    theme: Theme = LIGHT
    marks: tuple[str, ...] = ()
    bare: bool = False
    edges: tuple[float, float] = (EDGE, EDGE)
    logo: float | None = None

    @property
    def drawing(self) -> Drawing:
        return self.chart.drawing or as_grid(self.chart.table)


def slides(
    chart: Chart,
    *,
    width: int = 1280,
    height: int = 720,
    theme: Theme = LIGHT,
    marks: Iterable[str] = (),
    logo: float | None = None,
) -> list[str]:
    """The chart as SVG documents, several where its rows do not fit on one.

    width, height: of the screen in pixels; the layout is that of their ratio, from 4:3 on. marks: what must be
    seen beside the figures, such as that practices are named. Invented data are always marked. logo: how many times
    wider than high a picture is that stands at the foot of each: the symbol LOGO of the page that shows them.
    """
    across = HEIGHT * width / height
    asked = _at_a_glance(replace(_asked(chart, theme, marks), logo=logo), across, HEIGHT)
    page, size, parts = _planned(asked, across, HEIGHT)
    return [
        _slide(asked, page, size, part, (at + 1, len(parts)), (width, height))
        for at, part in enumerate(parts)
    ]


def slide(chart: Chart, part: int = 1, **asked) -> str:
    """One of the slides of a chart, counted from 1; beyond the last, the last."""
    pictures = slides(chart, **asked)
    return pictures[min(max(part, 1), len(pictures)) - 1]


def parts(chart: Chart, *, width: int = 1280, height: int = 720) -> list[Drawing]:
    """What each slide of a chart shows, for others who draw the same slides."""
    across = HEIGHT * width / height
    return _planned(_at_a_glance(_asked(chart), across, HEIGHT), across, HEIGHT)[2]


def picture(chart: Chart, *, across: int = 1280, theme: Theme = LIGHT, marks: Iterable[str] = ()) -> str:
    """The whole chart as one SVG document, as high as its rows need it, and wider where its columns do."""
    return _whole(_asked(chart, theme, marks), across)


def inset(chart: Chart, *, across: int) -> list[str]:
    """The same for a page that has headline and caption as text: key, mark of invented data and drawing, flush left.

    One below the other where the columns do not fit side by side: a page keeps the size of its type. Where a map has no
    room for its names, it is a list of what is known.
    """
    marks = (INVENTED,) if chart.invented else ()
    if isinstance(chart.drawing, Tiles) and across < LEAST_MAP:
        chart = replace(chart, drawing=tiles.as_rows(chart.drawing))
    asked = replace(_asked(chart, marks=marks, bare=True), edges=FLUSH)
    parts = KINDS[type(asked.drawing)].parts(asked.drawing, _page(asked, across, ENDLESS).body, SMALL)
    return [_grown(asked, across, part, (at + 1, len(parts))) for at, part in enumerate(parts)]


def _whole(asked: Asked, across: int) -> str:
    kind = KINDS[type(asked.drawing)]
    for wide in (across * step / 2 for step in range(2, MOST_HALVES)):
        if len(kind.parts(asked.drawing, _page(asked, wide, ENDLESS).body, SMALL)) == 1:
            break
    return _grown(asked, wide, asked.drawing)


def pictures(
    chart: Chart, *, across: int, most: float, theme: Theme = LIGHT, filled: bool = False
) -> list[str]:
    """Key and drawing alone, for a page that has the rest as text: SVG documents at most so wide and high.

    filled: each is just as high.
    """
    asked = _at_a_glance(_asked(chart, theme, bare=True), across, most)
    body = _page(asked, across, most).body
    parts = KINDS[type(asked.drawing)].parts(asked.drawing, body, SMALL)
    return [
        _grown(asked, across, part, (at + 1, len(parts)), most if filled else 0)
        for at, part in enumerate(parts)
    ]


def _grown(
    asked: Asked, across: float, part: Drawing, place: tuple[int, int] = (1, 1), least: float = 0
) -> str:
    """A picture as high as its rows need it."""
    page = _page(asked, across, ENDLESS)
    need = KINDS[type(part)].height(part, page.body, SMALL, asked.drawing)
    tall = max(page.whole.h - page.body.h + need * AIRY, least)
    return _slide(asked, _page(asked, across, tall), SMALL, part, place, (round(across), round(tall)))


def _asked(chart: Chart, theme: Theme = LIGHT, marks: Iterable[str] = (), *, bare: bool = False) -> Asked:
    seen = tuple(marks) if bare else (*marks, *([INVENTED] if chart.invented else []))
    return Asked(chart, theme, seen, bare)


def _planned(asked: Asked, across: float, height: float) -> tuple[Page, float, list[Drawing]]:
    """The page, the size of the type in the drawing, and the drawing in as many parts as it takes."""
    kind, page = KINDS[type(asked.drawing)], _page(asked, across, height)
    for size in SIZES:
        parts = kind.parts(asked.drawing, page.body, size)
        if len(parts) == 1:
            break
    return page, size, parts


def _at_a_glance(asked: Asked, across: float, height: float) -> Asked:
    """What is asked for, a grid of which a slide shows the top alone with as many of its first rows as fit on one."""
    drawing = asked.drawing
    if not (isinstance(drawing, Grid) and drawing.top):
        return asked
    for rows in range(min(drawing.top, len(drawing.rows)), 0, -1):
        shorter = replace(asked, chart=replace(asked.chart, drawing=first_rows(drawing, rows)))
        if len(_planned(shorter, across, height)[2]) == 1:
            return shorter
    return asked


def _page(asked: Asked, across: float, height: float) -> Page:
    left, right = asked.edges
    room = across - left - right
    headline, caption_lines, top = (), (), GAP
    if not asked.bare:
        headline = balanced(asked.chart.headline, HEADLINE, room, strong=True, lines=MOST_HEADLINE_LINES)
        taken = NUMBER + (LOGO_ROOM[0] + GAP if asked.logo else 0)
        caption_lines = broken(caption(asked.chart, marked=True), SMALL, room - taken)
        top = TOP + len(headline) * leading(HEADLINE) + GAP / 2
    key = _key(KINDS[type(asked.drawing)].series(asked.drawing))
    lines = len(_keyed(key, room - _marks_width(asked.marks)))
    strap = Box(left, top, room, max(lines, bool(asked.marks), not asked.bare) * 32)
    tall = max(len(caption_lines) * leading(SMALL), LOGO_ROOM[1] if asked.logo else 0)
    foot = height - (BOTTOM + tall if caption_lines else 0)
    body = Box(left, strap.bottom + GAP / 2, room, foot - GAP - strap.bottom - GAP / 2)
    return Page(Box(0, 0, across, height), headline, strap, body, caption_lines)


def _slide(
    asked: Asked, page: Page, size: float, part: Drawing, place: tuple[int, int], pixels: tuple[int, int]
) -> str:
    sheet, chart, kind = Sheet(asked.theme), asked.chart, KINDS[type(part)]
    sheet.lines(EDGE, TOP, page.headline, HEADLINE, strong=True)
    _draw_key(sheet, page.strap, kind.series(part), asked.marks)
    _draw_marks(sheet, page.strap, asked.marks)
    kind.draw(sheet, part, page.body, size, asked.drawing)
    if page.caption:
        _draw_foot(sheet, page, *place, asked.logo)
    at, of = place
    title = chart.headline + (f" ({at} of {of})" if of > 1 else "")
    words = " ".join(part for part in (chart.alt, caption(chart), *chart.caveats) if part)
    return sheet.svg(page.whole, *pixels, f"{chart.name}-{at}", title, words)


def _draw_foot(sheet: Sheet, page: Page, at: int, of: int, logo: float | None) -> None:
    """The line of base, date and source, which part of the chart this is, and the logo."""
    foot, right = page.body.bottom + GAP, page.whole.w - EDGE
    sheet.line([(EDGE, foot - GAP / 2), (right, foot - GAP / 2)], sheet.theme.rule)
    sheet.lines(EDGE, foot, page.caption, SMALL, fill=sheet.theme.quiet)
    if logo:
        wide, tall = LOGO_ROOM
        across, down = min(wide, tall * logo), min(tall, wide / logo)
        place = Box(right - across, page.whole.h - BOTTOM - down, across, down)
        sheet.symbol(LOGO, place)
        right -= wide + GAP
    if of > 1:
        middle = page.whole.h - BOTTOM - leading(SMALL) / 2
        sheet.text(right, middle, f"{at} of {of}", SMALL, anchor="end", strong=True)


SWATCH, APART = 22, 28


def _key(series: tuple[Series, ...]) -> list[tuple[Series, float]]:
    """What each colour means, with the room that saying so takes."""
    return [(each, SWATCH + 8 + width(each.name, SMALL)) for each in series]


def _keyed(key: list[tuple[Series, float]], room: float) -> list[list[tuple[Series, float]]]:
    """The entries of a key on lines."""
    rows_of_key, used = [], 0.0
    for entry, long in key:
        if not rows_of_key or used + APART + long > room:
            rows_of_key.append([])
            used = -APART
        rows_of_key[-1].append((entry, long))
        used += APART + long
    return rows_of_key


def _draw_key(sheet: Sheet, strap: Box, series: tuple[Series, ...], marks: tuple[str, ...]) -> None:
    for row, entries in enumerate(_keyed(_key(series), strap.w - _marks_width(marks))):
        x, middle = strap.x, strap.y + 32 * row + 16
        for entry, long in entries:
            sheet.swatch(x, middle, SWATCH, entry)
            sheet.text(x + SWATCH + 8, middle, entry.name, SMALL)
            x += long + APART


def _marks_width(marks: tuple[str, ...]) -> float:
    return sum(width(mark, SMALL, strong=True) + 36 for mark in marks)


def _draw_marks(sheet: Sheet, strap: Box, marks: tuple[str, ...]) -> None:
    """At the right end of the row of the key: a frame and words, in the colour of a warning."""
    right = strap.right
    for mark in reversed(marks):
        long = width(mark, SMALL, strong=True) + 24
        place = Box(right - long, strap.y + 1, long, 30)
        sheet.box(place, "none", edge=sheet.theme.warning, thick=2, round_=4)
        sheet.text(place.x + 12, place.y + 15, mark, SMALL, fill=sheet.theme.warning, strong=True)
        right = place.x - 12
