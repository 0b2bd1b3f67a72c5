"""Regions across, services or actions down: each cell says its figure, with a small bar for its share."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Cells, Figure, Grid
from charts.regions import base_words, table
from charts.rows import (
    BASES_DRAWN,
    by_size,
    outlined,
    qualifier_words,
    rows_of,
    rung_words,
    sources,
)
from charts.wording import counted, figure_words, known, named, of_shown, percent, spelled

TOP = 8  # rows of a slide
NOTICED = ("served", "extended", "in_effect")
SHORT = 20  # letters of a source's own words that a cell has room for


def chart(
    frame: pd.DataFrame,
    names: dict[str, str],
    provenance: Provenance,
    *,
    regions: list[str],
    chosen: bool = False,
) -> Chart:
    """The figures of the chosen regions on every subject, as a grid.

    A cell shows the counted figure and the largest reported one, neither in place of the other; the table
    has all of them.
    chosen: other regions have figures too, and these are a choice. Raises ValueError when no region has a figure.
    """
    frame = frame[frame["region"].isin(regions)]
    if frame.empty:
        raise ValueError("None of these regions has a figure.")
    rows = rows_of(frame)
    subjects = _subjects(rows)
    columns = [region for region in regions if any(row["region"] == region for row in rows)]
    sentence = _matrix_headline(rows, subjects, columns, names, chosen)
    return provenance.chart(
        name="regions-matrix",
        headline=sentence,
        table=table(rows, names),
        base=base_words(rows),
        source=provenance.source or sources(frame),
        qualifier=qualifier_words(frame),
        alt=f"A grid of regions and subjects. {sentence}",
        drawing=drawing(rows, subjects, columns, names),
    )


def _subjects(rows: list[dict]) -> list[str]:
    """Those with notice in most regions first, then those that most regions have, with figures, and by share.

    Invented figures come after all that is known: a slide has no room for every row.
    """
    noticed = noticed_in(rows)
    real = [row for row in rows if row["basis"] != "demonstration"]
    named_in = _regions_by_subject(real)
    figures = _regions_by_subject([row for row in real if _has_figure(row)])
    largest: dict[str, float] = {}
    for row in rows:
        largest[row["subject"]] = max(largest.get(row["subject"], 0), row["share"] or 0)

    def place(subject: str) -> tuple:
        # Notice is a finding where more than one region has given it.
        spread = max(len(noticed.get(subject, ())), 1)
        return (-spread, -len(named_in.get(subject, ())), -len(figures.get(subject, ())), -largest[subject])

    return sorted(largest, key=place)


def _regions_by_subject(rows: list[dict]) -> dict[str, set[str]]:
    regions: dict[str, set[str]] = {}
    for row in rows:
        regions.setdefault(row["subject"], set()).add(row["region"])
    return regions


def noticed_in(rows: list[dict]) -> dict[str, set[str]]:
    """By service the real regions in which notice on it is known to have been given, whether or not a figure is."""
    return _regions_by_subject(
        [
            row
            for row in rows
            if row["kind"] == "service" and row["rung"] in NOTICED and row["count"] != 0
            and row["basis"] != "demonstration"
        ]
    )  # fmt: skip


def _has_figure(row: dict) -> bool:
    return known(row["share"]) or known(row["count"])


def _matrix_headline(
    rows: list[dict], subjects: list[str], columns: list[str], names: dict[str, str], chosen: bool
) -> str:
    """How many of the regions have figures, and what is known from several of them."""
    if len(columns) == 1:
        place = named(columns[0], names)
        return f"{place} has figures or mentions for {counted(len(subjects), 'subject')}."
    if finding := _finding(rows, subjects, columns, names, chosen):
        return finding
    figures = {row["region"] for row in rows if _has_figure(row)}
    wide = {subject: {row["region"] for row in rows if row["subject"] == subject} for subject in subjects}
    widest = max(subjects, key=lambda subject: len(wide[subject]))
    have = "has" if len(figures) == 1 else "have"
    of = of_shown(len(columns)) if chosen else f" of {counted(len(columns), 'region')}"
    first = f"{len(figures)}{of} {have} figures."
    if len(wide[widest]) == 1:
        return f"{first} No service or action is known from two of them."
    return f"{first} {named(widest, names)} is known from {len(wide[widest])}."


def _finding(
    rows: list[dict], subjects: list[str], columns: list[str], names: dict[str, str], chosen: bool
) -> str:
    """'Spirometry: notice in two of the four regions shown, the most in Dorset, 82%.'; '' where none has it in two."""
    noticed = noticed_in(rows)
    first = subjects[0]
    regions = noticed.get(first, set())
    if len(regions) < 2:
        return ""
    given = [
        row
        for row in rows
        if row["subject"] == first and row["rung"] in NOTICED and row["unit"] in (None, "practices")
    ]
    top = max((row for row in given if known(row["share"])), key=lambda row: row["share"], default=None)
    most = f", the most in {named(top['region'], names)}: {_cell_words(top)}" if top else ""
    return f"{named(first, names)}: notice in {_of(len(regions), len(columns), chosen)}{most}."


def _of(regions: int, columns: int, chosen: bool) -> str:
    """'three of the four regions shown', 'all four regions', 'both regions'."""
    shown = " shown" if chosen else ""
    if regions < columns:
        return f"{spelled(regions)} of {'the ' if chosen else ''}{spelled(columns)} regions{shown}"
    return f"{'both' if columns == 2 else f'all {spelled(columns)}'} regions{shown}"


def cell(rows: list[dict]) -> list[dict]:
    """What a cell of one region and subject shows: the counted figure, and the largest reported one beside it.

    A mention without a figure is not worth a place beside a figure.
    """
    ranked = sorted(rows, key=by_size)
    counted_here = [row for row in ranked if not outlined(row["basis"])][:1]
    reported = [row for row in ranked if outlined(row["basis"])][:1]
    return counted_here + [row for row in reported if not counted_here or _has_figure(row)]


def drawing(rows: list[dict], subjects: list[str], columns: list[str], names: dict[str, str]) -> Grid:
    """A row per subject, a column per region: in each cell the figures that `cell` chooses."""
    grid = {}
    for row in rows:
        grid.setdefault((row["subject"], row["region"]), []).append(row)
    lines = []
    for subject in subjects:
        cells_of_row = [cell(grid.get((subject, region), [])) for region in columns]
        cells = tuple(tuple(_drawn(row, at) for at, row in enumerate(each)) for each in cells_of_row)
        lines.append(Cells(named(subject, names), cells))
    return Grid(tuple(named(region, names) for region in columns), tuple(lines), BASES_DRAWN, top=TOP)


def _drawn(row: dict, place: int) -> Figure:
    """A figure in words; a bar for the share of practices of the first in a cell alone."""
    shown = place == 0 and known(row["share"]) and row["unit"] in (None, "practices")
    return Figure(_cell_words(row), float(row["share"]) if shown else None, outlined(row["basis"]))


def _cell_words(row: dict) -> str:
    if row["qualifier"] == "named":
        return "named"
    if row["qualifier"] == "words":
        return "in words"
    if row["unit"] not in (None, "practices"):
        return figure_words(row)
    if known(row["share"]) and outlined(row["basis"]):
        # 'around two thirds' is not 'about 67%'; only what has no room in a cell is put as a percentage.
        written_words = row.get("words") if len(str(row.get("words") or "")) <= SHORT else None
        words = figure_words(row | {"count": None, "out_of": None, "words": written_words})
    else:
        words = percent(row["share"]) if known(row["share"]) else figure_words(row)
    return words if row["rung"] == "served" else " ".join((words, rung_words(row))).strip()
