"""Which regions lie in which tile, before and after the mergers of April 2026."""

from __future__ import annotations

from measures import measure
from store import Store


def test_regions_lie_in_their_icb_and_in_its_successors(store_directory):
    frame = measure(Store.open(store_directory).snapshot(), "tiles").set_index(["layout", "icb"])
    assert len(frame) == 42 + 36
    assert frame.loc[("2024", "QOQ"), "regions"] == "north_yorkshire_and_york;humberside"
    assert frame.loc[("2024", "QR1"), "short_name"] == "Gloucestershire"
    assert frame.loc[("2026", "S9B9J"), "short_name"] == "Surrey and Sussex"
    # Hertfordshire's ICB was divided between two: nobody here knows which holds it.
    assert frame.loc[("2026", "S1Y5D"), "regions"] == "bedfordshire;hertfordshire"
    assert frame.loc[("2026", "S1Y5D"), "divided"] == "hertfordshire"
    assert "hertfordshire" in frame.loc[("2026", "D7T5G"), "divided"]


def test_an_icb_keeps_its_short_name_only_where_it_goes_on_as_it_was(facts, records):
    facts.put(
        "icbs",
        [
            {"icb": "QA", "name": "NHS Ashes ICB", "short_name": "Ash", "successor": "QA"},
            {"icb": "QB", "name": "NHS Birches ICB", "short_name": None, "successor": "QB"},
            {"icb": "QC", "name": "NHS Cedars ICB", "short_name": "Ced", "successor": "QC"},
            {"icb": "QD", "name": "NHS Dogwoods ICB", "short_name": "Dog", "successor": "QC"},
        ],
    )
    facts.put(
        "icbs_2026",
        [
            {"icb": "QA", "name": "NHS Ashes ICB", "former_icbs": "QA"},
            {"icb": "QB", "name": "NHS Birches ICB", "former_icbs": "QB"},
            {"icb": "QC", "name": "NHS Cedars and Dogwoods ICB", "former_icbs": "QC;QD"},
        ],
    )
    facts.put("icb_tiles", [{"layout": "2026", "icb": icb, "row": 0, "col": 0} for icb in ("QA", "QB", "QC")])

    assert {row["icb"]: row["short_name"] for row in records(measure(facts, "tiles"))} == {
        "QA": "Ash", "QB": "Birches", "QC": "Cedars and Dogwoods",
    }  # fmt: skip
