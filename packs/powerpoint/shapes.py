"""Text and tables on a slide: sizes in pixels of a slide 1280 wide, type in one scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from functools import cache

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from charts.drawing import Series
from charts.style import GRID, INK, PAPER
from charts.svg.lettering import width
from charts.svg.sheet import FORBIDDEN, Box, plain
from charts.svg.themes import text_on

PIXEL = 9525  # EMU: 1280 pixels are 13.33 inches
WIDE, HIGH = 1280, 720
TITLE, TEXT, SMALL = 28, 15, 12
FONT = "Calibri"
QUIET = "#34434D"


def pixels(points: float) -> float:
    """A size of type in pixels."""
    return points * 4 / 3


def points(size: float) -> float:
    """A size in pixels as one of type, in half points."""
    return round(size * 1.5) / 2


def place(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """left, top, width and height as PowerPoint counts."""
    return tuple(Emu(round(value * PIXEL)) for value in (box.x, box.y, box.w, box.h))


def colour(code: str) -> RGBColor:
    """A colour of the charts, '#12436D', as PowerPoint takes it."""
    return RGBColor.from_string(code.lstrip("#"))


def write(
    frame, lines: Sequence[str], size: float, *, fill: str = INK, strong: bool = False, right: bool = False
):
    """Put lines into a text frame, a paragraph each."""
    frame.word_wrap = True
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        add_run(paragraph, line, size, fill=fill, strong=strong)


def add_run(paragraph, text: str, size: float, *, fill: str = INK, strong: bool = False) -> None:
    """One stretch of text in British English at the end of a paragraph."""
    run = deepcopy(_pattern(size, fill, strong))
    run[-1].text = re.sub(r"[^\S\u00a0]+", " ", FORBIDDEN.sub("", text))
    paragraph._p.append(run)


@cache
def _pattern(size: float, fill: str, strong: bool):
    """A run without its text: setting each property of each run by itself takes most of a pack's time."""
    return parse_xml(
        f'<a:r {nsdecls("a")}><a:rPr lang="en-GB" sz="{round(size * 100)}" b="{int(strong)}">'
        f'<a:solidFill><a:srgbClr val="{fill.lstrip("#")}"/></a:solidFill>'
        f'<a:latin typeface="{FONT}"/></a:rPr><a:t/></a:r>'
    )


def add_text(slide, box: Box, lines: Sequence[str], size: float, *, bottom: bool = False, **given) -> None:
    """A box of text without a frame. bottom: it grows upwards."""
    shape = slide.shapes.add_textbox(*place(box))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if bottom else MSO_ANCHOR.TOP
    write(frame, lines, size, **given)


def add_rule(slide, box: Box) -> None:
    """A line along the top of a box."""
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *place(Box(box.x, box.y, box.right, box.y)))
    line.line.color.rgb, line.line.width = colour(INK), Pt(1.5)
    # The style that python-pptx gives a line has a shadow.
    line._element.remove(line._element.find(qn("p:style")))


def set_title(slide, box: Box, text: str, size: float = TITLE) -> None:
    """The title that the outline and a screen reader know."""
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = place(box)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    write(frame, [text], size, strong=True)


def add_table(
    slide,
    box: Box,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    heights: Sequence[float],
    alt: str,
    right: Sequence[bool],
) -> None:
    """A native table, its first row the heading. widths, heights: of columns and rows. right: columns of figures."""
    graphic = slide.shapes.add_table(
        len(rows), len(rows[0]), *place(Box(box.x, box.y, sum(widths), sum(heights)))
    )
    describe(graphic, alt)
    table = graphic.table
    table.horz_banding, table.first_col = False, True
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Emu(round(wide * PIXEL))
    for row, high in zip(table.rows, heights, strict=True):
        row.height = Emu(round(high * PIXEL))
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            _fill_cell(table.cell(down, across), text, head=down == 0, under=down == 1, right=right[across])


def _fill_cell(cell, text: str, *, head: bool, under: bool, right: bool) -> None:
    """Text on paper between lines, the ones round the heading dark; python-pptx knows no borders.

    Each line is said by both cells that it parts, as programs differ in which of them they ask.
    """
    write(cell.text_frame, [text], TEXT, strong=head, right=right)
    lines = (PAPER if head else INK if under else GRID), (INK if head else GRID)
    cell._tc.replace(cell._tc.tcPr, deepcopy(_cell_pattern(*lines, "b" if head else "ctr")))


@cache
def _cell_pattern(over: str, below: str, anchor: str):
    across, down = 6 * PIXEL, 3 * PIXEL
    sides = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR"))
    lines = "".join(
        f'<a:{side} w="12700"><a:solidFill><a:srgbClr val="{line.lstrip("#")}"/></a:solidFill></a:{side}>'
        for side, line in (("lnT", over), ("lnB", below))
    )
    return parse_xml(
        f'<a:tcPr {nsdecls("a")} marL="{across}" marR="{across}" marT="{down}" marB="{down}" anchor="{anchor}">'
        f'{sides}{lines}<a:solidFill><a:srgbClr val="{PAPER.lstrip("#")}"/></a:solidFill></a:tcPr>'
    )


def add_key(slide, box: Box, series: Sequence[Series]) -> None:
    """What each colour means, on one line."""
    x, side = box.x, 18
    for each in series:
        _add_swatch(slide, Box(x, box.y + 3, side, side), each)
        long = width(each.name, pixels(TEXT)) + 12
        add_text(slide, Box(x + side + 6, box.y, long, 24), [each.name], TEXT)
        x += side + long + 18


def _add_swatch(slide, box: Box, series: Series) -> None:
    """A square in the colour of a series, with its letter if it has one."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place(box))
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(PAPER if series.outlined else series.fill)
    shape.line.color.rgb = colour(series.fill if series.outlined else QUIET)
    shape.line.width = Pt(2 if series.outlined else 0.5)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    if series.letter:
        write(
            frame, [series.letter], SMALL, fill=INK if series.outlined else text_on(series.fill), strong=True
        )
        frame.paragraphs[0].alignment, frame.word_wrap = PP_ALIGN.CENTER, False


def describe(shape, alt: str) -> None:
    """The text of a picture, chart or table for those who cannot see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", plain(alt))
