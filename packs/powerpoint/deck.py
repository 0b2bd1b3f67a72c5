"""The slides of a pack: front page, a slide per part of each chart, the method, and notes under every figure."""

from __future__ import annotations

import io
from collections.abc import Callable

from pptx import Presentation
from pptx.util import Emu

from charts import Chart
from charts.captions import caption
from charts.drawing import Bars, Beside, Drawing, Facts, Grid, Lanes, Lines, Tiles
from charts.style import INVENTED, RED
from charts.svg import parts
from charts.svg.lettering import broken
from charts.svg.pages import KINDS
from charts.svg.tables import as_grid
from charts.svg.tiles import as_rows
from packs.markdown import Block, blocks
from packs.pack import Pack
from packs.powerpoint.about import set_properties
from packs.powerpoint.bars import add_bars, label_room
from packs.powerpoint.shapes import (
    HIGH,
    PIXEL,
    QUIET,
    SMALL,
    TEXT,
    TITLE,
    WIDE,
    Box,
    add_key,
    add_run,
    add_text,
    pixels,
    place,
    set_title,
)
from packs.powerpoint.tables import add_facts, add_grid
from packs.powerpoint.times import add_lanes, add_lines
from packs.words import notes

TITLE_ONLY = 5  # of the layouts that python-pptx brings
EDGE = 44
# Where the method stands, its size of type, between its columns and after each paragraph; how far they are filled.
METHOD, METHOD_TYPE, GUTTER, AFTER, FILLED = Box(EDGE, 96, WIDE - 2 * EDGE, 560), 13, 40, 6, 0.94
STRETCH = WIDE * PIXEL / 9_144_000


def powerpoint(pack: Pack, tell: Callable[[str], None] = lambda _: None) -> bytes:
    """The pack as a PowerPoint file. tell: is given the headline of each slide once it is made."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDE * PIXEL), Emu(HIGH * PIXEL)
    _widen(deck)
    set_properties(deck, pack)
    _add_front(deck, pack)
    for chart in pack.charts:
        chart_parts = parts(chart)
        for at, part in enumerate(chart_parts):
            _add_chart(deck, pack, chart, part, (at + 1, len(chart_parts)))
        tell(chart.headline)
    _add_method(deck, pack)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _widen(deck) -> None:
    """The layouts that python-pptx brings are 10 inches wide: a slide that somebody adds should be as wide as ours."""
    for page in (deck.slide_master, *deck.slide_layouts):
        # What has no place of its own stands where the master has it.
        for where in page.shapes._spTree.xpath(".//p:spPr/a:xfrm"):
            where.off.x, where.ext.cx = (Emu(round(value * STRETCH)) for value in (where.off.x, where.ext.cx))


def _new(deck, title: str, box: Box, size: float = TITLE):
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    set_title(slide, box, title, size)
    return slide


def _add_front(deck, pack: Pack) -> None:
    slide = _new(deck, pack.title, Box(EDGE, 250, WIDE - 2 * EDGE, 110), 40)
    add_text(slide, Box(EDGE, 372, WIDE - 2 * EDGE, 40), [pack.subtitle], 20, fill=QUIET)
    add_text(slide, Box(EDGE, 424, WIDE - 2 * EDGE, 70), [pack.organisation], 20, strong=True)
    if pack.logo:
        picture = slide.shapes.add_picture(io.BytesIO(pack.logo.data), Emu(EDGE * PIXEL), Emu(48 * PIXEL))
        ratio = min(300 * PIXEL / picture.width, 140 * PIXEL / picture.height)
        picture.width, picture.height = (Emu(round(side * ratio)) for side in (picture.width, picture.height))
        picture._element.xpath(".//p:cNvPr")[0].set("descr", f"Logo of {pack.organisation or 'the LMC'}")
    marks = [*pack.marks, *([f"{INVENTED} in this pack"] if pack.invented else [])]
    add_text(slide, Box(EDGE, 620, WIDE - 2 * EDGE, 60), marks, TEXT, fill=RED, strong=True)


def _add_chart(deck, pack: Pack, chart: Chart, part: Drawing, spot: tuple[int, int]) -> None:
    at, of = spot
    # No-break spaces: "(1 of 2)" stays on one line.
    head = chart.headline + (f" ({at}\u00a0of\u00a0{of})" if of > 1 else "")
    lines = len(broken(head, pixels(TITLE), WIDE - 2 * EDGE, strong=True))
    slide = _new(deck, head, Box(EDGE, 28, WIDE - 2 * EDGE, 46 * lines))
    caption_lines = broken(caption(chart, marked=True), pixels(SMALL), WIDE - 2 * EDGE)
    marks = [*pack.marks, *([INVENTED] if chart.invented else [])]
    top = 34 + 46 * lines
    # A table says in words what was counted and what was reported.
    key = () if isinstance(part, Grid) else KINDS[type(part)].series(part)
    if marks or key:
        words = " · ".join(marks)
        add_key(slide, Box(EDGE, top, WIDE - 2 * EDGE, 26), key)
        add_text(
            slide, Box(WIDE - EDGE - 500, top, 500, 26), [words], TEXT, fill=RED, strong=True, right=True
        )
        top += 36
    foot = HIGH - 54 - 20 * len(caption_lines)
    _draw(slide, chart, part, Box(EDGE, top, WIDE - 2 * EDGE, foot - top - 8))
    add_text(
        slide,
        Box(EDGE, foot, WIDE - 2 * EDGE, 20 * len(caption_lines)),
        [" ".join(caption_lines)],
        SMALL,
        fill=QUIET,
    )
    _add_foot(deck, slide, pack)
    slide.notes_slide.notes_text_frame.text = notes(chart)


def _draw(slide, chart: Chart, part: Drawing, box: Box) -> None:
    alt = chart.alt or chart.headline
    match part:
        case Bars():
            add_bars(slide, part, box, alt, label_room(part, box))
        case Beside():
            _draw_beside(slide, part, box, alt)
        case Grid():
            add_grid(slide, part, box, alt, chart.drawing or as_grid(chart.table))
        case Lanes():
            add_lanes(slide, part, box, alt, chart.drawing)
        case Lines():
            add_lines(slide, part, box, alt)
        case Facts():
            add_facts(slide, part, box)
        case Tiles():
            add_grid(slide, as_rows(part), box, alt, as_rows(part))


def _draw_beside(slide, part: Beside, box: Box, alt: str) -> None:
    """Two charts, of which the left one names the rows."""
    room = label_room(part.left, box)
    wide = (box.w - room - 24) / 2
    left, right = Box(box.x, box.y, room + wide, box.h), Box(box.right - wide, box.y, wide, box.h)
    for half, where, names in ((part.left, left, room), (part.right, right, 0)):
        title = Box(where.x + names, box.y, wide, 26)
        add_text(slide, title, [half.title], TEXT, strong=True)
        add_bars(slide, half, where.below(30), alt, names)


def _add_foot(deck, slide, pack: Pack) -> None:
    """Whose pack it is and which slide, at the same place on each."""
    middle = Box(EDGE, HIGH - 40, WIDE - 2 * EDGE - 100, 20)
    foot = " · ".join(part for part in (pack.organisation, pack.title, pack.subtitle) if part)
    add_text(slide, middle, [foot], SMALL, fill=QUIET)
    number = str(len(deck.slides))
    add_text(slide, Box(WIDE - EDGE - 90, HIGH - 40, 90, 20), [number], SMALL, fill=QUIET, right=True)


def _add_method(deck, pack: Pack) -> None:
    """The method in two columns, on as many slides as it takes."""
    paragraphs = [block for block in blocks(pack.method) if block.kind != "heading" or block.level > 1]
    room, used, pages = METHOD.h * 2 * FILLED, 0.0, []
    for block in paragraphs:
        tall = sum(_tall(runs) for runs in _paragraphs(block))
        if not pages or used + tall > room:
            pages.append([])
            used = 0
        pages[-1].append(block)
        used += tall
    title = next((block.text for block in blocks(pack.method) if block.kind == "heading"), "Method")
    for at, page in enumerate(pages):
        head = title + (f" ({at + 1} of {len(pages)})" if len(pages) > 1 else "")
        slide = _new(deck, head, Box(EDGE, 28, WIDE - 2 * EDGE, 46))
        shape = slide.shapes.add_textbox(*place(METHOD))
        _in_columns(shape.text_frame)
        _write_blocks(shape.text_frame, page)
        _add_foot(deck, slide, pack)


def _tall(runs: list[tuple[str, bool]]) -> float:
    """Of a paragraph in a column."""
    text = "".join(words for words, _ in runs)
    wide = (METHOD.w - GUTTER) / 2
    return len(broken(text, pixels(METHOD_TYPE), wide)) * pixels(METHOD_TYPE) * 1.22 + AFTER


def _in_columns(frame) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    body = frame._txBody.bodyPr
    body.set("numCol", "2")
    body.set("spcCol", str(GUTTER * PIXEL))


def _write_blocks(frame, page: list[Block]) -> None:
    frame.word_wrap = True
    first = True
    for block in page:
        for runs in _paragraphs(block):
            paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
            paragraph.space_after = Emu(AFTER * PIXEL)
            first = False
            for text, strong in runs:
                add_run(paragraph, text, METHOD_TYPE, strong=strong or block.kind == "heading")


def _paragraphs(block: Block) -> list[list[tuple[str, bool]]]:
    if block.kind == "table":
        return [[(" · ".join(row), at == 0)] for at, row in enumerate(block.rows)]
    if block.kind == "code":
        given, *result = (" · ".join(part.split("\n")) for part in block.text.split("\n---\n"))
        return [[(" → ".join([given, *result]), False)]]
    dot = [("• ", False)] if block.kind == "item" else []
    return [dot + [(run.text, run.strong) for run in block.runs]]
