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
    found: dict[str, list[dict]] = {}
    for row in rows_of(figures[figures["subject"] == subject]):
        found.setdefault(row["region"], []).append(row)
    rows = rows_of(tiles)
    told = {
        row["icb"]: [_of_region(found[one]) for one in _ids(row["regions"]) if one in found] for row in rows
    }
    drawn = tuple(_tile(row, told[row["icb"]]) for row in rows)
    placed = {one for row in rows for one in _ids(row["regions"])}
    divided = dict.fromkeys(one for row in rows for one in _ids(row["divided"]) if one in found)
    elsewhere = [one for one in found if one not in placed]
    short = [row for row in rows if told[row["icb"]] and row["short_name"].isupper()]
    spelled_out = [f"{row['short_name']}: {row['name']}" for row in short]
    return listed(
        "tiles",
        _headline(drawn, named(subject, names)),
        _table(rows, found, names),
        provenance,
        base=f"{counted(len(rows), 'ICB')}; figures of regions, which may be a part of an ICB; never added",
        qualifier="; ".join(
            part for part in (
                f"{listing([named(one, names) for one in divided])}: the ICB was divided, so each part says it"
                if divided else "",
                "; ".join(spelled_out),
                f"in no one ICB: {listing([named(one, names) for one in elsewhere])}" if elsewhere else "",
            ) if part
        ),
        drawing=Tiles(drawn, SERIES),
    )  # fmt: skip


def _ids(joined: str | None) -> list[str]:
    return [one for one in (joined or "").split(";") if one]


def _of_region(rows: list[dict]) -> dict:
    """The figure that a grid shows of a region first."""
    return cell(rows)[0]


def _tile(row: dict, found: list[dict]) -> Tile:
    figure = None
    if found:
        mixed = len({outlined(one["basis"]) for one in found}) > 1
        said = ["rep. " * (mixed and outlined(one["basis"])) + _short(one) for one in found]
        words = " / ".join(said)
        share = found[0]["share"] if len(found) == 1 else None
        figure = Figure(words, share, all(outlined(one["basis"]) for one in found))
    brief = counted(len(found), "figure") if found else ""
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


def _headline(tiles: tuple[Tile, ...], name: str) -> str:
    told = [tile for tile in tiles if tile.figure]
    if not told:
        return f"{name}: nothing is known in any of {counted(len(tiles), 'ICB')}."
    with_share = [tile for tile in told if tile.figure.share is not None]
    of = f"{name}: something is known in {len(told)} of {counted(len(tiles), 'ICB')}"
    if not with_share:
        return f"{of}, no share of practices."
    top = max(with_share, key=lambda tile: tile.figure.share)
    basis = "reported" if top.figure.outlined else "counted"
    return f"{of}; highest in {top.label}: {top.figure.words}, {basis}."


def _table(rows: list[dict], found: dict[str, list[dict]], names: dict[str, str]) -> pd.DataFrame:
    """A row per figure of an ICB's regions; an ICB of which nothing is known has one that says so."""
    lines = []
    for row in rows:
        figures = [one for region in _ids(row["regions"]) for one in found.get(region, ())]
        lines += [(row, one) for one in figures] or [(row, None)]
    return pd.DataFrame(
        {
            "ICB": [row["name"] for row, _ in lines],
            "Region": [named(one["region"], names) if one else "" for _, one in lines],
            "Figure": [figure_words(one) if one else "nothing known" for _, one in lines],
            "Rung": [rung_words(one) if one else "" for _, one in lines],
            "Basis": [one["basis"] if one else "" for _, one in lines],
            "As of": [day(one["as_of"]) if one else "" for _, one in lines],
            "Source": [(one["source"] or "") if one else "" for _, one in lines],
        }
    )
