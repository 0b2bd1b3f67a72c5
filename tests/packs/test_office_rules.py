"""What PowerPoint is strict about and python-pptx is not: ids, relationships, the order of what is written by hand."""

from __future__ import annotations

import io
import posixpath
from collections import Counter
from zipfile import ZipFile

import pytest
from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SLIDE = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
SHOWN = "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize"
AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos "
    "spPr txPr crossAx crosses crossesAt"
)
# The sequences of ECMA-376, parts 1 and 21.2, for the elements that are made or added to here.
ORDER = {
    f"{CHART}dLbl": f"idx delete layout tx {SHOWN} separator extLst",
    f"{CHART}dLbls": f"dLbl delete {SHOWN} separator showLeaderLines leaderLines extLst",
    f"{CHART}dateAx": f"{AXIS} auto lblOffset baseTimeUnit majorUnit majorTimeUnit minorUnit minorTimeUnit extLst",
    f"{CHART}catAx": f"{AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst",
    f"{CHART}valAx": f"{AXIS} crossBetween majorUnit minorUnit dispUnits extLst",
    f"{CHART}scaling": "logBase orientation max min extLst",
    f"{CHART}ser": "idx order tx spPr invertIfNegative marker pictureOptions dPt dLbls trendline errBars cat val "
    "smooth shape extLst",
    f"{CHART}plotArea": "layout barChart lineChart catAx dateAx valAx dTable spPr extLst",
    f"{CHART}manualLayout": "layoutTarget xMode yMode wMode hMode x y w h extLst",
    f"{MAIN}tcPr": "lnL lnR lnT lnB lnTlToBr lnBlToTr noFill solidFill extLst",
    f"{MAIN}rPr": "ln noFill solidFill effectLst highlight latin ea cs sym hlinkClick extLst",
}  # fmt: skip


@pytest.fixture(scope="module")
def parts(made) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(made["pptx"])) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        return {name: archive.read(name) for name in names}


@pytest.fixture(scope="module")
def trees(parts) -> dict:
    return {name: etree.fromstring(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}


def test_every_part_has_a_type_and_every_relationship_a_part(parts, trees):
    types = trees["[Content_Types].xml"]
    endings = {node.get("Extension") for node in types if node.get("Extension")}
    names = {node.get("PartName").lstrip("/") for node in types if node.get("PartName")}
    assert all(name in names or name.rsplit(".", 1)[-1] in endings for name in parts if name[0] != "[")
    assert names <= parts.keys()
    for name, tree in trees.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for link in tree:
                if link.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/" + folder, link.get("Target"))).lstrip("/")
                    assert target in parts, (name, target)


def test_no_slide_has_two_shapes_of_one_id_or_a_text_without_a_paragraph(trees):
    slides = {
        name: tree for name, tree in trees.items() if name.startswith(("ppt/slides/", "ppt/notesSlides/"))
    }
    assert len(slides) > 20
    for name, tree in slides.items():
        counted = Counter(node.get("id") for node in tree.iter(f"{SLIDE}cNvPr"))
        assert max(counted.values(), default=1) == 1, name
        for body in tree.iter(f"{SLIDE}txBody", f"{MAIN}txBody"):
            assert body.find(f"{MAIN}p") is not None, name


def test_what_a_chart_and_a_cell_hold_stands_in_the_order_of_the_format(trees):
    met = Counter()
    for name, tree in trees.items():
        for node in tree.iter(*ORDER):
            order = {tag: at for at, tag in enumerate(ORDER[node.tag].split())}
            tags = [etree.QName(child).localname for child in node if isinstance(child.tag, str)]
            assert set(tags) <= order.keys(), (name, node.tag, set(tags) - order.keys())
            places = [order[tag] for tag in tags]
            assert places == sorted(places), (name, node.tag, tags)
            met[node.tag] += 1
    assert met.keys() == ORDER.keys()


def test_axes_are_named_by_numbers_that_the_format_allows_and_cross_each_other(trees):
    for name, tree in trees.items():
        if name.startswith("ppt/charts/chart"):
            own = [
                node.get("val") for node in tree.iter(f"{CHART}axId") if node.getparent().tag.endswith("Ax")
            ]
            crossed = [node.get("val") for node in tree.iter(f"{CHART}crossAx")]
            assert all(int(value) > 0 for value in own)
            assert sorted(own) == sorted(crossed)
