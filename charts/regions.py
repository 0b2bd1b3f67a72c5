"""One service or action across the regions: counted and reported figures told apart."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Bar, Bars
from charts.rows import (
    BASES_DRAWN,
    by_share,
    by_size,
    details,
    figure_columns,
    length,
    outlined,
    qualifier_words,
    rows_of,
    rung_words,
    sources,
)
from charts.wording import (
    beside,
    capital,
    counted,
    day,
    figure_words,
    known,
    listing,
    named,
    number,
    percent,
    spelled,
)


def chart(
    frame: pd.DataFrame,
    subject: str,
    names: dict[str, str],
    provenance: Provenance,
) -> Chart:
    """A bar per region for one service or action, a second one where a region has a published figure too.

    frame: the measure `regions`, any subjects. Raises ValueError when none is about `subject`.
    """
    frame = frame[frame["subject"] == subject]
    if frame.empty:
        raise ValueError("No region has a figure for this subject.")
    rows = sorted(rows_of(frame), key=by_size)
    sentence = headline(rows, names, subject)
    return provenance.chart(
        name="regions-one",
        headline=sentence,
        table=table(rows, names),
        base=base_words(rows),
        source=provenance.source or sources(frame),
        qualifier=qualifier_words(frame),
        alt=f"Bars per region. {sentence}",
        drawing=drawing(rows, names),
    )


def headline(rows: list[dict], names: dict[str, str], subject: str) -> str:
    """How many regions have a figure for the subject, and the largest; reported figures are called so."""
    name = named(subject, names)
    practices = [row for row in rows if row["unit"] in (None, "practices")]
    with_figure = [row for row in practices if known(row["share"])]
    regions = len({row["region"] for row in rows})
    start = f"{name}: {counted(regions, 'region')}"
    if not with_figure:
        return f"{start}, no share of practices known."
    top = with_figure[0]
    tied = [row for row in with_figure if abs(row["share"] - top["share"]) < 1e-9]
    if len({row["region"] for row in tied}) > 1:
        places = listing(list(dict.fromkeys(named(row["region"], names) for row in tied)))
        return f"{start}; highest, {percent(top['share'])} each, in {places}."
    basis = "reported" if outlined(top["basis"]) else "counted"
    place = named(top["region"], names)
    figure = f"{figure_words(top)} {rung_words(top)}".strip() + beside(top.get("off_list"))
    if len({row["region"] for row in with_figure}) == 1:
        others = f"; {counted(regions - 1, 'other region')} without a share" if regions > 1 else ""
        return f"{name}: {figure} in {place}, {basis}{others}."
    return f"{start}; highest in {place}, {figure}, {basis}."


def base_words(rows: list[dict]) -> str:
    """How many figures were counted and how many reported; they are never added."""
    reported = sum(outlined(row["basis"]) for row in rows)
    ours = len(rows) - reported
    if not ours:
        mentions = "mention" if reported == 1 else "mentions"
        return f"{counted(reported, 'figure')} or {mentions} reported by others; bases differ"
    counts = f"{_count(ours)} counted from practices and {_count(reported)} reported by others"
    return capital(f"{counts}; never added together, bases differ")


def _count(figures: int) -> str:
    return spelled(figures) if figures else "none"


def table(rows: list[dict], names: dict[str, str]) -> pd.DataFrame:
    """A row per figure, with basis, rung, qualifier and unit in words."""
    return pd.DataFrame(
        {
            "Region": [named(row["region"], names) for row in rows],
            "Subject": [named(row["subject"], names) for row in rows],
            **figure_columns(rows),
            "Share": [percent(row["share"]) if known(row["share"]) else "" for row in rows],
            "Of": [str(int(row["out_of"])) if known(row["out_of"]) else "" for row in rows],
            "Unit": [row["unit"] or "" for row in rows],
            "Closed or not on the list": [
                number(row["off_list"]) if known(row.get("off_list")) else "" for row in rows
            ],
            "As of": [day(row["as_of"]) for row in rows],
            "Source": [row["source"] or "" for row in rows],
        }
    )


def drawing(rows: list[dict], names: dict[str, str]) -> Bars:
    """A row per figure, solid where it was counted and outlined where it was reported, its words after it."""
    shares = by_share(pd.DataFrame(rows))
    bars = []
    for row in rows:
        size, reported = length(row, shares), outlined(row["basis"])
        values = (None, size) if reported else (size, None)
        bars.append(Bar(named(row["region"], names), values, words=_after_bar(row)))
    return Bars(BASES_DRAWN, tuple(bars), shares)


def _after_bar(row: dict) -> str:
    limits = f", {details(row)}" if details(row) else ""
    if row["qualifier"] in ("named", "words"):
        return figure_words(row) + limits
    limits = beside(row.get("off_list")) + limits
    apart = " (not a count of practices)" if row["unit"] == "patients" else ""
    return f"{figure_words(row)} {rung_words(row)}".strip() + apart + limits
