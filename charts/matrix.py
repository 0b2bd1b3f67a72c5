"""Regions across, services or actions down: each cell says its figure, with a small bar for its share."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Cells, Figure, Grid
from charts.regions import base_words, table
from charts.rows import (
    BASES_DRAWN,
    COUNTED_FILL,
    NARROWEST,
    REPORTED_LINE,
    by_size,
    draw_labels,
    outlined,
    qualifier_words,
    rows_of,
    rung_words,
    sources,
)
from charts.style import INK, PAGE, PAPER, RULE, Look, canvas, wrap
from charts.wording import counted, figure_words, known, left_over, named, percent

SHORT = 20  # letters of a source's own words that a cell has room for
NOTHING = "–"


def chart(
    frame: pd.DataFrame,
    names: dict[str, str],
    provenance: Provenance,
    *,
    regions: list[str],
    look: Look = PAGE,
) -> Chart:
    """The figures of the chosen regions on every subject, as a grid.

    A cell shows the counted figure and the largest reported one, neither in place of the other; the table
    has all of them.
    Raises ValueError when no region has a figure.
    """
    frame = frame[frame["region"].isin(regions)]
    if frame.empty:
        raise ValueError("None of these regions has a figure.")
    rows = rows_of(frame)
    subjects = _subjects(rows)
    shown = subjects[: look.rows - 1]
    columns = [region for region in regions if any(row["region"] == region for row in rows)]
    sentence = _matrix_headline(rows, subjects, columns, names)
    left = (
        left_over(len(subjects) - len(shown), "subject"),
        left_over(len(columns) - look.columns, "region"),
    )
    return provenance.chart(
        name="regions-matrix",
        headline=sentence,
        figure=_cells(drawing(rows, shown, columns[: look.columns], names), provenance, look),
        table=table(rows, names),
        base=base_words(rows),
        more="; ".join(part for part in left if part),
        source=provenance.source or sources(frame),
        qualifier=qualifier_words(frame),
        alt=f"A grid of regions and subjects. {sentence}",
        drawing=drawing(rows, subjects, columns, names),
    )


def _subjects(rows: list[dict]) -> list[str]:
    """Those with real figures from most regions first, then those that most regions have, then by share.

    Invented figures come after all that is known: the grid may have no room for every row.
    """
    real, regions, largest = {}, {}, {}
    for row in rows:
        subject = row["subject"]
        regions.setdefault(subject, set()).add(row["region"])
        if row["basis"] != "demonstration" and _has_figure(row):
            real.setdefault(subject, set()).add(row["region"])
        largest[subject] = max(largest.get(subject, 0), row["share"] or 0)
    return sorted(
        regions,
        key=lambda subject: (-len(real.get(subject, ())), -len(regions[subject]), -largest[subject]),
    )


def _has_figure(row: dict) -> bool:
    return known(row["share"]) or known(row["count"])


def _matrix_headline(rows: list[dict], subjects: list[str], columns: list[str], names: dict[str, str]) -> str:
    """How many of the regions have figures, and what is known from several of them."""
    if len(columns) == 1:
        place = named(columns[0], names)
        return f"{place} has figures or mentions for {counted(len(subjects), 'subject')}."
    figures = {row["region"] for row in rows if _has_figure(row)}
    wide = {subject: {row["region"] for row in rows if row["subject"] == subject} for subject in subjects}
    widest = max(subjects, key=lambda subject: len(wide[subject]))
    have = "has" if len(figures) == 1 else "have"
    first = f"{len(figures)} of {counted(len(columns), 'region')} {have} figures."
    if len(wide[widest]) == 1:
        return f"{first} No service or action is known from two of them."
    return f"{first} {named(widest, names)} is known from {len(wide[widest])}."


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
        found = [cell(grid.get((subject, region), [])) for region in columns]
        cells = tuple(tuple(_drawn(row, at) for at, row in enumerate(each)) for each in found)
        lines.append(Cells(named(subject, names), cells))
    return Grid(tuple(named(region, names) for region in columns), tuple(lines), BASES_DRAWN)


def _drawn(row: dict, place: int) -> Figure:
    """A figure in words; a bar for the share of practices of the first in a cell alone."""
    shown = place == 0 and known(row["share"]) and row["unit"] in (None, "practices")
    return Figure(_cell_words(row), float(row["share"]) if shown else None, outlined(row["basis"]))


def _cells(grid: Grid, provenance: Provenance, look: Look):
    figure = canvas(look, provenance.invented, heads=3.4)
    texts, shapes = [], []
    width = max(15, 2 * NARROWEST // len(grid.columns) // 15)  # a letter is about 7.5 pixels wide
    spots = [(across, down) for down in range(len(grid.rows)) for across in range(len(grid.columns))]
    for across, down in spots:
        chosen = grid.rows[down].cells[across]
        texts.append(_cell_text(chosen, width))
        # Words on two lines leave no room for a bar under them.
        shapes += [] if "<br>" in texts[-1] else _cell_bar(chosen, across, down)
    figure.add_scatter(
        x=[across + 0.06 for across, _ in spots], y=[down for _, down in spots], text=texts, mode="text",
        textposition="middle right", textfont={"size": look.font - 1, "color": INK}, cliponaxis=False,
        hoverinfo="skip", showlegend=False,
    )  # fmt: skip
    figure.update_layout(shapes=shapes + [_rule(at + 0.5, len(grid.columns)) for at in range(len(grid.rows))])
    draw_labels(figure, [row.label for row in grid.rows], look)
    _column_heads(figure, grid.columns, look)
    _basis_legend(figure)
    return figure


def _rule(at: float, across: int) -> dict:
    return {"type": "line", "x0": 0, "x1": across, "y0": at, "y1": at, "line": {"color": RULE, "width": 1}}


def _column_heads(figure, columns: tuple[str, ...], look: Look) -> None:
    """Region names above the columns, upright and on two lines, which tick labels would not stay."""
    figure.update_xaxes(range=[0, len(columns)], showgrid=False, showticklabels=False)
    for at, region in enumerate(columns):
        figure.add_annotation(
            x=at + 0.06, y=1, yref="paper", xanchor="left", yanchor="bottom", align="left", showarrow=False,
            text=f"<b>{wrap(region, 15)}</b>",
            font={"size": min(look.font - 1, 16), "color": INK},
        )  # fmt: skip


def _basis_legend(figure) -> None:
    """What solid and outlined mean; the marks themselves are shapes, which have no legend."""
    for series in BASES_DRAWN:
        fill = PAPER if series.outlined else series.fill
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name=series.name,
            marker={"symbol": "square", "size": 12, "color": fill, "line": {"color": series.fill, "width": 2}},
        )  # fmt: skip
    figure.update_layout(showlegend=True)


def _cell_text(figures: tuple[Figure, ...], width: int) -> str:
    """The words of a cell. A counted and a reported figure stand on one line where the column has room."""
    if len(figures) < 2:
        return wrap(figures[0].words, width) if figures else NOTHING
    first, second = (figure.words for figure in figures)
    for both in (f"{first}; reported {second}", f"{first}; rep. {second}"):
        # The column's width leaves room for five letters: its words are mostly narrow ones.
        if len(both) <= width + 5:
            return both
    return wrap(f"{first}; rep. {second}", width)


def _cell_words(row: dict) -> str:
    if row["qualifier"] == "named":
        return "named"
    if row["qualifier"] == "words":
        return "in words"
    if row["unit"] not in (None, "practices"):
        return figure_words(row)
    if known(row["share"]) and outlined(row["basis"]):
        # 'around two thirds' is not 'about 67%'; only what has no room in a cell is put as a percentage.
        said = row.get("words") if len(str(row.get("words") or "")) <= SHORT else None
        words = figure_words(row | {"count": None, "out_of": None, "words": said})
    else:
        words = percent(row["share"]) if known(row["share"]) else figure_words(row)
    return words if row["rung"] == "served" else " ".join((words, rung_words(row))).strip()


def _cell_bar(figures: tuple[Figure, ...], across: int, down: int) -> list[dict]:
    """A bar under the words: solid when counted, outlined when reported, none without a share."""
    if not figures or figures[0].share is None:
        return []
    reported = figures[0].outlined
    colour = REPORTED_LINE if reported else COUNTED_FILL
    return [
        {
            "type": "rect", "x0": across + 0.06, "x1": across + 0.06 + 0.8 * min(1, figures[0].share),
            "y0": down + 0.27, "y1": down + 0.4, "line": {"color": colour, "width": 1.5},
            "fillcolor": PAPER if reported else colour,
        }
    ]  # fmt: skip
