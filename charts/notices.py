"""Practices per service on the ladder: in effect, served, signed up; published figures outlined."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Bar, Bars, Series
from charts.rows import (
    COUNTED_FILL,
    LILAC_OUTLINE,
    PENDING_FILL,
    REPORTED_LINE,
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
    of_practices,
    percent,
    spelled,
)

# What practices on a rung did, after "almost 90% of practices".
DID = {
    "wanted": " wanted to act",
    "signed_up": " signed up to serve notice",
    "served": " served notice",
    "extended": " served notice, since extended",
    "in_effect": " have notice in effect",
}


def chart(
    frame: pd.DataFrame,
    names: dict[str, str],
    provenance: Provenance,
    *,
    on: object,
) -> Chart:
    """The notices of one region on one day.

    frame: the measure `notices` for one region. names: service ids to labels. Raises ValueError when empty.
    """
    if frame.empty:
        raise ValueError("No notices to draw.")
    rows = ordered(frame)
    sentence = headline(rows, names, on)
    return provenance.chart(
        name="notices",
        headline=sentence,
        table=table(rows, names),
        base=_base(rows, provenance.area),
        as_of=provenance.as_of or day(on),
        source=provenance.source or sources(frame),
        qualifier=qualifier_words(frame),
        alt=f"Bars of practices per service in {provenance.area}. {sentence}",
        drawing=drawing(rows, names),
    )


def ordered(frame: pd.DataFrame) -> list[dict]:
    """Rows as dicts: counted before reported, the largest first, then no figure, then patients."""
    return sorted(
        rows_of(frame),
        key=lambda row: (outlined(row["basis"]), *by_size(row), -_not_served(row)),
    )


def _not_served(row: dict) -> int:
    """Practices that signed up or want to act, and have served nothing."""
    return (row["signed_up"] or 0) + (row.get("wanted") or 0)


def headline(rows: list[dict], names: dict[str, str], on: object) -> str:
    """The service with most notices, counted figures first; else the largest published figure."""
    ours = [row for row in rows if not outlined(row["basis"])]
    if ours:
        return _counted_headline(ours, names, on)
    figures = [row for row in rows if known(row["share"]) or known(row["count"])]
    if figures:
        top = figures[0]
        # "50 practices (65%)" and "90% of 64 practices" already say practices; a bare percentage does not.
        bare = not known(top["count"]) and not known(top["out_of"]) and top["unit"] in (None, "practices")
        of = " of practices" if bare else ""
        did = DID.get(top["rung"], "")
        return f"{capital(named(top['service'], names))}: {figure_words(top)}{of}{did}, as reported."
    services = list(dict.fromkeys(named(row["service"], names) for row in rows))
    return f"{counted(len(services), 'service')} named by the source, without a figure: {listing(services)}."


def _counted_headline(rows: list[dict], names: dict[str, str], on: object) -> str:
    best = max(row["count"] or 0 for row in rows)
    if best == 0:
        return _none_standing(rows, on)
    tops = [row for row in rows if row["count"] == best]
    top = tops[0]
    figure = of_practices(best, top["out_of"]) if known(top["out_of"]) else counted(best, "practice")
    if len(tops) > 1:
        services = listing([named(row["service"], names) for row in tops])
        return f"{capital(spelled(len(tops)))} services have the most notices, {figure} each: {services}."
    figure += beside(top.get("off_list"))
    state = f"{_in_effect(top['in_effect'] or 0, best)} on {day(on)}"
    return f"{capital(named(top['service'], names))} has the most notices: {figure}, {state}."


def _none_standing(rows: list[dict], on: object) -> str:
    """'No notice stands on 1 March 2025; up to 12 practices signed up.'"""
    parts = (("signed_up", "signed up"), ("wanted", "wanted to"))
    most = [(max(row.get(name) or 0 for row in rows), words) for name, words in parts]
    more = "".join(f"; up to {counted(count, 'practice')} {words}" for count, words in most if count)
    away = max(row.get("off_list") or 0 for row in rows)
    some = f"; of up to {counted(away, 'practice')} not on the list one does" if away else ""
    return f"No notice stands on {day(on)}{some}{more}."


def _in_effect(effect: float, standing: float) -> str:
    """'all in effect', 'three in effect', 'none in effect'; of one notice 'in effect' or 'not yet in effect'."""
    if standing == 1:
        return "in effect" if effect else "not yet in effect"
    some = "all" if effect == standing else spelled(int(effect)) if effect else "none"
    return f"{some} in effect"


def table(rows: list[dict], names: dict[str, str]) -> pd.DataFrame:
    """A row per figure; blank is unknown, never zero."""
    return pd.DataFrame(
        {
            "Service": [named(row["service"], names) for row in rows],
            **figure_columns(rows),
            "In effect": [_count(row["in_effect"]) for row in rows],
            "Signed up": [_count(row["signed_up"]) for row in rows],
            "Wanted": [_count(row.get("wanted")) for row in rows],
            "Practices": [_count(row["out_of"]) for row in rows],
            "Closed or not on the list": [_count(row.get("off_list")) for row in rows],
            "Share": [percent(row["share"]) if known(row["share"]) else "" for row in rows],
            "First in effect": [day(row["first_effective_on"]) for row in rows],
            "Next in effect": [day(row["next_effective_on"]) for row in rows],
            "As of": [day(row["as_of"]) for row in rows],
            "Source": [row["source"] or "" for row in rows],
        }
    )


def _count(value: object) -> str:
    return str(int(value)) if known(value) else ""


def _base(rows: list[dict], area: str) -> str:
    out_of = {row["out_of"] for row in rows if known(row["out_of"]) and not outlined(row["basis"])}
    return f"{counted(out_of.pop(), 'practice')} in {area}" if len(out_of) == 1 else area


def drawing(rows: list[dict], names: dict[str, str]) -> Bars:
    """A row per figure: what was counted as stacked parts, what was reported outlined, words after both."""
    shares = by_share(pd.DataFrame(rows))
    bars = []
    for row in rows:
        values = _parts(row, shares)
        bars.append(Bar(named(row["service"], names), values, _inside(row, values), _words(row)))
    return Bars(SERIES, tuple(bars), shares)


SERIES = (
    Series("In effect", COUNTED_FILL),
    Series("Served, not yet in effect", PENDING_FILL),
    Series("Signed up or wanted", LILAC_OUTLINE, outlined=True),
    Series("Reported by others", REPORTED_LINE, outlined=True),
)


def _parts(row: dict, shares: bool) -> tuple:
    """Lengths of a row's bars, in the order of SERIES."""
    if outlined(row["basis"]):
        return None, None, None, length(row, shares)
    unit = row["out_of"] if shares and known(row["out_of"]) else 1
    count, effect, signed = row["count"] or 0, row["in_effect"] or 0, _not_served(row)
    # A bar of no length would still have an outline: blank draws none.
    return (*(value / unit or None for value in (effect, count - effect, signed)), None)


def _inside(row: dict, values: tuple) -> tuple[str, ...]:
    """The counts of a bar's parts, where there is more than one: the words after it give the whole."""
    if outlined(row["basis"]) or sum(value is not None for value in values) < 2:
        return ("",) * len(values)
    effect = row["in_effect"] or 0
    counts = (effect, (row["count"] or 0) - effect, _not_served(row))
    return (*(number(count) if count else "" for count in counts), "")


def _words(row: dict) -> str:
    if outlined(row["basis"]):
        part = " (part of a figure above)" if known(row.get("parent")) else ""
        figure = figure_words(row)
        # The source's own words say what happened; so does "named".
        rung = "" if row["qualifier"] in ("named", "words") else rung_words(row)
        limits = details(row)
        return f"{figure} {rung}".strip() + part + (f", {limits}" if limits else "")
    also = ((row["signed_up"], "signed up"), (row.get("wanted"), "wanted"))
    return (
        figure_words(row)
        + beside(row.get("off_list"))
        + "".join(f" + {number(count)} {words}" for count, words in also if count)
    )
