"""The map of tiles: solid, outlined and blank; several regions of an ICB side by side, never added."""

from __future__ import annotations

from xml.etree import ElementTree

import pandas as pd
import pytest

from charts import Provenance, tiles
from charts.svg import inset, slides
from charts.svg.tiles import as_rows

NAMES = {"s": "Subject", "a": "A-shire", "b": "B-shire", "c": "C-shire", "d": "D-shire"}
WHERE = Provenance(as_of="2025", source="S")
PLACES = pd.DataFrame(
    [
        ("X1", "NHS North ICB", "North", 0, 1, "a", None),
        ("X2", "NHS Middle ICB", "Middle", 1, 0, "b;c", "c"),
        ("X3", "NHS East ICB", "East", 1, 1, "d", None),
        ("X4", "NHS South ICB", "South", 2, 1, None, None),
    ],
    columns=["icb", "name", "short_name", "row", "col", "regions", "divided"],
)


def figure(region: str, share: float | None, basis: str, **given) -> dict:
    row = {
        "region": region,
        "subject": "s",
        "kind": "service",
        "basis": basis,
        "rung": "served",
        "share": share,
    }
    row |= {"count": None, "out_of": None, "unit": "practices", "qualifier": "exact", "words": None}
    return row | {"as_of": "2025", "source": "S"} | given


FIGURES = pd.DataFrame(
    [
        figure("a", 0.73, "counted"),
        figure("b", 0.9, "reported", qualifier="almost"),
        figure("c", None, "reported", qualifier="named"),
        figure("z", 0.5, "reported"),
    ]
)


def drawn(figures: pd.DataFrame = FIGURES):
    return tiles.chart(PLACES, figures, "s", NAMES, WHERE)


def test_a_tile_says_the_figure_known_of_the_regions_in_it():
    result = {
        tile.label: tile.figure and (tile.figure.words, tile.figure.outlined)
        for tile in drawn().drawing.tiles
    }
    assert result == {
        "North": ("73%", False),
        "Middle": ("almost 90% / named", True),
        "East": None,
        "South": None,
    }


def test_a_counted_and_a_reported_figure_in_one_icb_are_told_apart():
    figures = pd.DataFrame([figure("b", 0.5, "counted"), figure("c", 0.25, "reported")])
    assert drawn(figures).drawing.tiles[1].figure.words == "50% / rep. 25%"


def test_the_words_beside_the_map():
    chart = drawn()
    assert chart.headline == (
        "Subject: something is known in 2 of 4 ICBs; highest in Middle: almost 90%, reported."
    )
    assert chart.qualifier == "C-shire: the ICB was divided, so each part says it; in no one ICB: Z"
    assert list(chart.table["Figure"]) == [
        "73%", "almost 90%", "named, no figure", "nothing known", "nothing known",
    ]  # fmt: skip
    assert drawn(FIGURES[:0]).headline == "Subject: nothing is known in any of 4 ICBs."


def test_the_map_is_one_picture_with_a_name_on_every_tile():
    for document in (*inset(drawn(), across=1180), *slides(drawn())):
        words = [
            text.text for text in ElementTree.fromstring(document).iter("{http://www.w3.org/2000/svg}text")
        ]
        assert {"North", "Middle", "East", "South", "73%", "Nothing known"} <= set(words)
    assert len(slides(drawn(), width=1024, height=768)) == 1


def test_as_a_table_for_what_draws_no_map():
    assert [(row.label, row.cells[0][0].words) for row in as_rows(drawn().drawing).rows] == [
        ("North", "73%"),
        ("Middle", "almost 90% / named"),
    ]


def test_no_tiles_is_the_pages_to_say():
    with pytest.raises(ValueError, match="No tiles"):
        tiles.chart(PLACES[:0], FIGURES, "s", NAMES, WHERE)
