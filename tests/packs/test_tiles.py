"""The map of ICBs in a pack: a picture where SVG is drawn, a table of what is known where it is not."""

from __future__ import annotations

import io
from datetime import date

from pptx import Presentation

from decks.meetings import Meeting
from decks.slides import Slide
from packs.making import make
from packs.pack import assemble


def test_a_map_is_a_table_in_powerpoint(reading):
    slide = Slide.of("tiles", subject="ring_pessary", kind="service", layout="2024", on=date(2026, 11, 24))
    pack = assemble(reading, Meeting("Map", "exampleshire", slides=(slide,)), date(2026, 11, 24))
    made = make(pack, ["pptx", "pdf"])
    deck = Presentation(io.BytesIO(made["pptx"]))
    tables = [shape.table for page in deck.slides for shape in page.shapes if shape.has_table]
    cells = [[cell.text for cell in row.cells] for row in tables[0].rows]
    assert ["Gloucestershire", "reported almost 90%"] in cells
    assert len(cells) == 4
    assert made["pdf"].startswith(b"%PDF")
