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
