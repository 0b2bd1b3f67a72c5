"""Notices over time: when each service's notices come into effect, and how many there were by any day."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Lane, Lanes, Line, Lines, Mark, Series
from charts.style import BLUE, TEAL
from charts.wording import capital, counted, day, listing, named, number

UNDATED = "no effective date"


def dates(
    frame: pd.DataFrame,
    names: dict[str, str],
    provenance: Provenance,
    *,
    on: date,
) -> Chart:
    """A row per service, a numbered dot per effective date: filled once the date has come, open before.

    frame: service, effective_on (a date, blank where there is none), notices. ValueError when empty.
    """
    if frame.empty:
        raise ValueError("No notices to draw.")
    frame = frame.assign(effective_on=pd.to_datetime(frame["effective_on"]))
    dated = frame.dropna(subset=["effective_on"])
    services = list(
        frame.groupby("service")["notices"].sum().sort_values(ascending=False, kind="stable").index
    )
    present = [service for service in services if service in set(dated["service"])]
    sentence = dates_headline(dated, names, on)
    return provenance.chart(
        name="notice-dates",
        headline=sentence,
        table=_dates_table(frame, names),
        base=_dates_base(frame, dated),
        as_of=provenance.as_of or day(on),
        alt=f"Dates on which notices come into effect, by service. {sentence}",
        drawing=dates_drawing(dated, present, names, on),
    )


# Filled once the date has come, open before.
STATES = (Series("In effect", BLUE), Series("Still to come", BLUE, outlined=True))


def dates_drawing(dated: pd.DataFrame, services: list[str], names: dict[str, str], on: date) -> Lanes:
    """A lane per service, a mark with the number of notices per effective date."""
    lanes = []
    for service in services:
        part = dated[dated["service"] == service].sort_values("effective_on")
        marks = tuple(
            Mark(moment.date(), int(moment > pd.Timestamp(on)), number(count))
            for moment, count in zip(part["effective_on"], part["notices"], strict=True)
        )
        lanes.append(Lane(named(service, names), marks))
    return Lanes(STATES, tuple(lanes), on)


def dates_headline(dated: pd.DataFrame, names: dict[str, str], on: date) -> str:
    """What comes into effect next, after the day looked at."""
    coming = dated[dated["effective_on"] > pd.Timestamp(on)]
    past = int(dated["notices"].sum() - coming["notices"].sum())
    if coming.empty:
        if not past:
            return "No notice has an effective date."
        verb = "has" if past == 1 else "have"
        return f"{counted(past, 'notice')} {verb} come into effect by {day(on)}; none is still to come."
    first = coming["effective_on"].min()
    then = coming[coming["effective_on"] == first]
    services = listing([named(service, names) for service in then["service"]])
    count = int(then["notices"].sum())
    verb = "comes" if count == 1 else "come"
    return f"{counted(count, 'notice')} {verb} into effect next, on {day(first.date())}: {services}."


def _dates_base(frame: pd.DataFrame, dated: pd.DataFrame) -> str:
    text = counted(frame["notices"].sum(), "standing notice")
    undated = int(frame["notices"].sum() - dated["notices"].sum())
    return text + (f"; {number(undated)} without an effective date" if undated else "")


def _dates_table(frame: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    rows = frame.sort_values(["effective_on", "service"])
    return pd.DataFrame(
        {
            "In effect from": [day(value) or UNDATED for value in rows["effective_on"]],
            "Service": [named(service, names) for service in rows["service"]],
            "Notices": [str(int(count)) for count in rows["notices"]],
        }
    )


def totals(
    history: pd.DataFrame,
    timeline: pd.DataFrame,
    provenance: Provenance,
    *,
    on: date,
) -> Chart:
    """Two steps over time: notices standing, and those of them that were in effect.

    history: happened_on (blank: from the start), notices_served, notices_ended; added and lost that day.
    timeline: effective_on (blank unknown), notices. Raises ValueError when nothing ever stood.
    """
    if history.empty:
        raise ValueError("No notices to draw.")
    served, effect = standing(history, on), _effective(timeline, on)
    undated = int(history.loc[history["happened_on"].isna(), "notices_served"].sum())
    sentence = totals_headline(served, effect, on)
    base = "Notices, each with its scope and life; a withdrawn or resolved notice leaves the line"
    return provenance.chart(
        name="notice-totals",
        headline=sentence,
        table=_totals_table(served, effect),
        base=base
        + (f"; {counted(undated, 'notice')} without a served date stand from the start" if undated else ""),
        as_of=provenance.as_of or day(on),
        alt=f"Notices standing and in effect over time. {sentence}",
        drawing=totals_drawing(served, effect, on),
    )


def standing(history: pd.DataFrame, on: date) -> pd.Series:
    """Notices standing after each day on which their number changed; undated ones from the first."""
    moments = pd.to_datetime(history["happened_on"])
    first = moments.min() if moments.notna().any() else pd.Timestamp(on)
    changes = (
        (history["notices_served"] - history["notices_ended"])
        .groupby(moments.fillna(first))
        .sum()
        .sort_index()
        .cumsum()
    )
    return changes[changes.index <= pd.Timestamp(on)]


def _effective(timeline: pd.DataFrame, on: date) -> pd.Series:
    moments = pd.to_datetime(timeline["effective_on"])
    changes = timeline["notices"].groupby(moments).sum().sort_index().cumsum()
    return changes[changes.index <= pd.Timestamp(on)]


def totals_headline(served: pd.Series, effect: pd.Series, on: date) -> str:
    """How many notices stand on the day, and how many of them are in effect."""
    stood = int(served.iloc[-1]) if len(served) else 0
    active = int(effect.iloc[-1]) if len(effect) else 0
    if not stood:
        return f"No notice stands on {day(on)}."
    verb = "stand" if stood > 1 else "stands"
    share = (
        f"{number(active) if active else 'none'} of them" if stood > 1 else ("it is" if active else "not yet")
    )
    return f"{counted(stood, 'notice')} {verb} on {day(on)}, {share} in effect."


def totals_drawing(served: pd.Series, effect: pd.Series, on: date) -> Lines:
    """A line for the notices standing and one for those in effect, each with its last number in words."""
    lines = []
    for name, counts, colour in (("standing", served, TEAL), ("in effect", effect, BLUE)):
        if counts.empty:
            continue
        points = tuple((moment.date(), int(count)) for moment, count in counts.items())
        lines.append(Line(Series(capital(name), colour), points, f"{number(counts.iloc[-1])} {name}"))
    return Lines(tuple(lines), on)


def _totals_table(served: pd.Series, effect: pd.Series) -> pd.DataFrame:
    both = pd.DataFrame({"Standing": served, "In effect": effect}).sort_index().ffill().fillna(0).astype(int)
    both.insert(0, "After", [day(moment) for moment in both.index])
    return both.astype(str).reset_index(drop=True)
