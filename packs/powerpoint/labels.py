"""What stands in and after native bars: labels that follow the figures, so that an edit changes both."""

from __future__ import annotations

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from packs.powerpoint.shapes import FONT

SHARE = "0%"


def number_format(name: str, words: str, value: float) -> str | None:
    """A format that shows a value as its words, after a name; None where no format can.

    Words such as '<1%' are no rounding of the value, and a count beside a share is another figure.
    """
    if words != f"{int(value * 100 + 0.5)}%":
        return None
    literal = name.replace('"', "")
    return f'"{literal} "{SHARE}' if name else SHARE


def label_value(series, at: int, form: str, size: float, fill: str) -> None:
    """The value of one point, in a number format."""
    _labels(series).insert(
        _before(series, at),
        parse_xml(
            f'<c:dLbl {nsdecls("c", "a")}><c:idx val="{at}"/>'
            f'<c:numFmt formatCode="{_quoted(form)}" sourceLinked="0"/><c:spPr/>'
            f'<c:txPr><a:bodyPr wrap="none"/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}">'
            f'<a:solidFill><a:srgbClr val="{fill.lstrip("#")}"/></a:solidFill><a:latin typeface="{FONT}"/>'
            "</a:defRPr></a:pPr></a:p></c:txPr>"
            '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
            '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl>'
        ),
    )


def label_words(series, at: int, words: str, size: float, fill: str, *, inside_base: bool = False) -> None:
    """Words of their own at one point."""
    label = series.points[at].data_label
    label.has_text_frame = True
    frame = label.text_frame
    frame.word_wrap = False
    paragraph = frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = words
    run.font.size, run.font.name = Pt(size), FONT
    run.font.color.rgb = RGBColor.from_string(fill.lstrip("#"))
    if inside_base:
        label.position = XL_LABEL_POSITION.INSIDE_BASE


def no_label(series) -> None:
    """No labels but those that single points have."""
    labels = _labels(series)
    for tag in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"):
        element = labels.find(qn(f"c:{tag}"))
        if element is None:
            element = etree.SubElement(labels, qn(f"c:{tag}"))
        element.set("val", "0")


def number_axes(chart) -> None:
    """Axes under numbers that the format allows: python-pptx's are below nought, which strict readers refuse."""
    given: dict[str, str] = {}
    for node in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        node.set("val", given.setdefault(node.get("val"), str(1001 + len(given))))


def inner_plot(chart, x: float, y: float, w: float, h: float) -> None:
    """Where the axes stand, as parts of the chart, so that what is beside it can be lined up."""
    number_axes(chart)
    area = chart._chartSpace.find(".//" + qn("c:plotArea"))
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    places = "".join(
        f'<c:{name} val="{part:.4f}"/>' for name, part in (("x", x), ("y", y), ("w", w), ("h", h))
    )
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{places}</c:manualLayout></c:layout>'
        ),
    )


def _labels(series):
    return series._element.get_or_add_dLbls()


def _before(series, at: int) -> int:
    """Where the label of a point belongs: single ones come first, in the order of their points."""
    places = [int(label.find(qn("c:idx")).get("val")) for label in _labels(series).findall(qn("c:dLbl"))]
    return len([place for place in places if place < at])


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
