"""A tile per ICB on our own grid of England, with what is known of one subject in the regions that lie in it."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Figure, Series, Tile, Tiles
from charts.lists import listed
from charts.matrix import cell
from charts.rows import BASES_DRAWN, outlined, rows_of, rung_words
from charts.style import GRID
from charts.wording import counted, day, figure_words, known, listing, named

SERIES = (*BASES_DRAWN, Series("Nothing known", GRID))


def chart(
    tiles: pd.DataFrame, figures: pd.DataFrame, subject: str, names: dict[str, str], provenance: Provenance
) -> Chart:
    """One subject on the map; figures of several regions in one ICB stand side by side and are never added.

    tiles: the measure `tiles` of one layout. figures: the measure `regions`, any subjects. Raises ValueError for
    no tiles.
    """
    if tiles.empty:
        raise ValueError("No tiles.")
    rows, figures_by_region = rows_of(tiles), _by_region(figures, subject)
    drawn = tuple(_tile(row, _of_icb(row, figures_by_region)) for row in rows)
    return listed(
        "tiles",
        _headline(rows, figures_by_region, named(subject, names)),
        _table(rows, figures_by_region, names),
        provenance,
        base=f"{counted(len(rows), 'ICB')}; figures of regions, which may be a part of an ICB; never added",
        qualifier=_limits(rows, figures_by_region, names),
        drawing=Tiles(drawn, SERIES),
    )


def _by_region(figures: pd.DataFrame, subject: str) -> dict[str, list[dict]]:
    by_region: dict[str, list[dict]] = {}
    for row in rows_of(figures[figures["subject"] == subject]):
        by_region.setdefault(row["region"], []).append(row)
    return by_region


def _of_icb(row: dict, figures_by_region: dict[str, list[dict]]) -> list[dict]:
    """The figure that a grid shows first of each region that lies in an ICB."""
    regions = (region for region in _ids(row["regions"]) if region in figures_by_region)
    return [cell(figures_by_region[region])[0] for region in regions]


def _limits(rows: list[dict], figures_by_region: dict[str, list[dict]], names: dict[str, str]) -> str:
    """What the map does not show as it is: divided ICBs, short names, regions that lie in no one ICB."""
    divided = (region for row in rows for region in _ids(row["divided"]) if region in figures_by_region)
    regions_divided = listing([named(region, names) for region in dict.fromkeys(divided)])
    placed = {region for row in rows for region in _ids(row["regions"])}
    elsewhere = listing([named(region, names) for region in figures_by_region if region not in placed])
    short = [row for row in rows if _of_icb(row, figures_by_region) and row["short_name"].isupper()]
    parts = (
        regions_divided and f"{regions_divided}: the ICB was divided, so each part says it",
        "; ".join(f"{row['short_name']}: {row['name']}" for row in short),
        elsewhere and f"in no one ICB: {elsewhere}",
    )
    return "; ".join(filter(None, parts))


def _ids(joined: str | None) -> list[str]:
    return [region for region in (joined or "").split(";") if region]


def _tile(row: dict, figures: list[dict]) -> Tile:
    figure = None
    if figures:
        mixed = len({outlined(each["basis"]) for each in figures}) > 1
        figures_short = ["rep. " * (mixed and outlined(each["basis"])) + _short(each) for each in figures]
        words = " / ".join(figures_short)
        share = figures[0]["share"] if len(figures) == 1 else None
        figure = Figure(words, share, all(outlined(each["basis"]) for each in figures))
    brief = counted(len(figures), "figure") if figures else ""
    return Tile(row["short_name"], row["row"], row["col"], figure, row.get("tile") or "", brief)


def _short(row: dict) -> str:
    """'almost 90%', '67% signed up', 'named', 'in words': what a tile has room for. No rung: served."""
    if row["qualifier"] == "named":
        return "named"
    if known(row["share"]):
        words = figure_words({"share": row["share"], "qualifier": row["qualifier"], "unit": row["unit"]})
    elif row["qualifier"] == "words":
        words = "in words"
    else:
        words = figure_words(row)
    return words if row["rung"] == "served" else f"{words} {rung_words(row)}".strip()


def _headline(rows: list[dict], figures_by_region: dict[str, list[dict]], name: str) -> str:
    """Where anything is known, and the highest share of practices; of several figures in one ICB each counts alone."""
    figures = [(row["short_name"], figure) for row in rows for figure in _of_icb(row, figures_by_region)]
    places = len({place for place, _ in figures})
    if not figures:
        return f"{name}: nothing is known in any of {counted(len(rows), 'ICB')}."
    of = f"{name}: something is known in {places} of {counted(len(rows), 'ICB')}"
    with_share = [(place, figure) for place, figure in figures if known(figure["share"])]
    if not with_share:
        return f"{of}, no share of practices."
    place, top = max(with_share, key=lambda pair: pair[1]["share"])
    basis = "reported" if outlined(top["basis"]) else "counted"
    return f"{of}; highest in {place}: {_short(top)}, {basis}."


def _table(rows: list[dict], figures_by_region: dict[str, list[dict]], names: dict[str, str]) -> pd.DataFrame:
    """A row per figure of an ICB's regions; an ICB of which nothing is known has one that says so."""
    lines = []
    for row in rows:
        figures = [figure for region in _ids(row["regions"]) for figure in figures_by_region.get(region, ())]
        lines += [(row, figure) for figure in figures] or [(row, None)]
    return pd.DataFrame(
        {
            "ICB": [row["name"] for row, _ in lines],
            "Region": [named(figure["region"], names) if figure else "" for _, figure in lines],
            "Figure": [figure_words(figure) if figure else "nothing known" for _, figure in lines],
            "Step": [rung_words(figure) if figure else "" for _, figure in lines],
            "Basis": [figure["basis"] if figure else "" for _, figure in lines],
            "As of": [day(figure["as_of"]) if figure else "" for _, figure in lines],
            "Source": [(figure["source"] or "") if figure else "" for _, figure in lines],
        }
    )
