"""Notices over time: when each service's notices come into effect, and how many there were by any day."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Lane, Lanes, Line, Lines, Mark, Series
from charts.rows import draw_labels
from charts.style import BLUE, GRID, INK, PAGE, PAPER, QUIET, TEAL, Look, canvas
from charts.wording import capital, counted, day, left_over, listing, named, number

UNDATED = "no effective date"


def dates(
    frame: pd.DataFrame,
    names: dict[str, str],
    provenance: Provenance,
    *,
    on: date,
    look: Look = PAGE,
) -> Chart:
    """A row per service, a numbered dot per effective date: filled once the date has come, open before.

    frame: service, effective_on (a date, blank where there is none), practices. ValueError when empty.
    """
    if frame.empty:
        raise ValueError("No notices to draw.")
    frame = frame.assign(effective_on=pd.to_datetime(frame["effective_on"]))
    dated = frame.dropna(subset=["effective_on"])
    services = list(
        frame.groupby("service")["practices"].sum().sort_values(ascending=False, kind="stable").index
    )
    present = [service for service in services if service in set(dated["service"])]
    drawn = present[: look.rows]
    sentence = dates_headline(dated, names, on)
    return provenance.chart(
        name="notice-dates",
        headline=sentence,
        figure=_dots(dated[dated["service"].isin(drawn)], drawn, names, provenance, on, look),
        table=_dates_table(frame, names),
        base=_dates_base(frame, dated),
        more=left_over(len(services) - len(drawn), "service"),
        as_of=provenance.as_of or day(on),
        alt=f"Dates on which notices come into effect, by service. {sentence}",
        drawing=dates_drawing(dated, present, names, on),
    )


# Filled once the date has come, open before.
STATES = (Series("In effect", BLUE), Series("Still to come", BLUE, outlined=True))


def dates_drawing(dated: pd.DataFrame, services: list[str], names: dict[str, str], on: date) -> Lanes:
    """A lane per service, a mark with the number of practices per effective date."""
    lanes = []
    for service in services:
        part = dated[dated["service"] == service].sort_values("effective_on")
        marks = tuple(
            Mark(moment.date(), int(moment > pd.Timestamp(on)), number(count))
            for moment, count in zip(part["effective_on"], part["practices"], strict=True)
        )
        lanes.append(Lane(named(service, names), marks))
    return Lanes(STATES, tuple(lanes), on)


def dates_headline(dated: pd.DataFrame, names: dict[str, str], on: date) -> str:
    """What comes into effect next, after the day looked at."""
    coming = dated[dated["effective_on"] > pd.Timestamp(on)]
    past = int(dated["practices"].sum() - coming["practices"].sum())
    if coming.empty:
        if not past:
            return "No notice has an effective date."
        verb = "has" if past == 1 else "have"
        return f"{counted(past, 'notice')} {verb} come into effect by {day(on)}; none is still to come."
    first = coming["effective_on"].min()
    then = coming[coming["effective_on"] == first]
    services = listing([named(service, names) for service in then["service"]])
    count = int(then["practices"].sum())
    verb = "comes" if count == 1 else "come"
    return f"{counted(count, 'notice')} {verb} into effect next, on {day(first.date())}: {services}."


def _dates_base(frame: pd.DataFrame, dated: pd.DataFrame) -> str:
    text = f"{counted(frame['practices'].sum(), 'standing notice')} (a practice and a service each)"
    undated = int(frame["practices"].sum() - dated["practices"].sum())
    return text + (f"; {number(undated)} without an effective date" if undated else "")


def _dates_table(frame: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    rows = frame.sort_values(["effective_on", "service"])
    return pd.DataFrame(
        {
            "In effect from": [day(value) or UNDATED for value in rows["effective_on"]],
            "Service": [named(service, names) for service in rows["service"]],
            "Practices": [str(int(count)) for count in rows["practices"]],
        }
    )


def _dots(dated, services, names, provenance, on, look):
    figure = canvas(look, provenance.invented, heads=2)
    largest = max(dated["practices"].max(), 1) if len(dated) else 1
    place = {service: at for at, service in enumerate(services)}
    for later, series in enumerate(STATES):
        part = dated[(dated["effective_on"] > pd.Timestamp(on)) == bool(later)]
        if part.empty:
            continue
        fill = PAPER if series.outlined else series.fill
        # The area of a dot, not its width, says how many; the number in it says it exactly.
        sizes = [look.font * (1.35 + 0.4 * (count / largest) ** 0.5) for count in part["practices"]]
        figure.add_scatter(
            x=part["effective_on"], y=[place[service] for service in part["service"]],
            mode="markers+text", name=series.name, text=[number(count) for count in part["practices"]],
            marker={"size": sizes, "color": fill, "opacity": 1, "line": {"color": series.fill, "width": 2.5}},
            textfont={"size": look.font - 1, "color": INK if series.outlined else PAPER}, cliponaxis=False,
            hovertemplate="%{x|%-d %B %Y}: %{text}<extra></extra>",
        )  # fmt: skip
    draw_labels(figure, [named(service, names) for service in services], look)
    _time_axis(figure, list(dated["effective_on"]), on, look)
    figure.update_yaxes(showgrid=True, gridcolor=GRID)
    figure.update_layout(showlegend=True)
    return figure


def _time_axis(figure, moments: list, on: date, look: Look) -> None:
    """Months as words, room at both ends, and a line on the day looked at where it is in sight."""
    moments = [*moments] or [pd.Timestamp(on)]
    first, last = min(moments), max(moments)
    day_on = pd.Timestamp(on)
    near = pd.Timedelta(days=120)
    if first - near <= day_on <= last + near:
        first, last = min(first, day_on), max(last, day_on)
        figure.add_vline(x=day_on, line={"color": QUIET, "width": 1.5, "dash": "dot"})
        figure.add_annotation(
            x=day_on, y=1, yref="paper", yanchor="bottom", text=day(on), showarrow=False,
            font={"size": look.font - 1, "color": QUIET}, xanchor="center",
        )  # fmt: skip
    room = max((last - first) * 0.07, pd.Timedelta(days=12))
    figure.update_xaxes(type="date", range=[first - room, last + room], **month_ticks(first, last))


def month_ticks(first, last) -> dict:
    """Ticks on the first of a month, at most nine, each month named once."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120) if months / step <= 9 or step == 120)
    return {"dtick": f"M{step}", "tickformat": "%b<br>%Y"}


def totals(
    history: pd.DataFrame,
    timeline: pd.DataFrame,
    provenance: Provenance,
    *,
    on: date,
    look: Look = PAGE,
) -> Chart:
    """Two steps over time: notices standing, and those of them that were in effect.

    history: happened_on (blank: from the start), served, ended; notices added and lost that day.
    timeline: effective_on (blank unknown), practices. Raises ValueError when nothing ever stood.
    """
    if history.empty:
        raise ValueError("No notices to draw.")
    served, effect = standing(history, on), _effective(timeline, on)
    undated = int(history.loc[history["happened_on"].isna(), "served"].sum())
    figure = canvas(look, provenance.invented, heads=1)
    drawn = totals_drawing(served, effect, on)
    _draw_steps(figure, drawn, look)
    sentence = totals_headline(served, effect, on)
    base = "Notices, a practice and a service each; a withdrawn or resolved notice leaves the line"
    return provenance.chart(
        name="notice-totals",
        headline=sentence,
        figure=figure,
        table=_totals_table(served, effect),
        base=base
        + (f"; {counted(undated, 'notice')} without a served date stand from the start" if undated else ""),
        as_of=provenance.as_of or day(on),
        alt=f"Notices standing and in effect over time. {sentence}",
        drawing=drawn,
    )


def standing(history: pd.DataFrame, on: date) -> pd.Series:
    """Notices standing after each day on which their number changed; undated ones from the first."""
    moments = pd.to_datetime(history["happened_on"])
    first = moments.min() if moments.notna().any() else pd.Timestamp(on)
    changes = (
        (history["served"] - history["ended"]).groupby(moments.fillna(first)).sum().sort_index().cumsum()
    )
    return changes[changes.index <= pd.Timestamp(on)]


def _effective(timeline: pd.DataFrame, on: date) -> pd.Series:
    moments = pd.to_datetime(timeline["effective_on"])
    changes = timeline["practices"].groupby(moments).sum().sort_index().cumsum()
    return changes[changes.index <= pd.Timestamp(on)]


def totals_headline(served: pd.Series, effect: pd.Series, on: date) -> str:
    """How many notices stood on the day, and how many of them were in effect."""
    stood = int(served.iloc[-1]) if len(served) else 0
    active = int(effect.iloc[-1]) if len(effect) else 0
    if not stood:
        return f"No notice stood on {day(on)}."
    share = (
        f"{number(active) if active else 'none'} of them"
        if stood > 1
        else ("it was" if active else "not yet")
    )
    return f"{counted(stood, 'notice')} stood on {day(on)}, {share} in effect."


def totals_drawing(served: pd.Series, effect: pd.Series, on: date) -> Lines:
    """A line for the notices standing and one for those in effect, each with its last number in words."""
    lines = []
    for name, counts, colour in (("standing", served, TEAL), ("in effect", effect, BLUE)):
        if counts.empty:
            continue
        points = tuple((moment.date(), int(count)) for moment, count in counts.items())
        lines.append(Line(Series(capital(name), colour), points, f"{number(counts.iloc[-1])} {name}"))
    return Lines(tuple(lines), on)


def _draw_steps(figure, drawn: Lines, look: Look) -> None:
    until = pd.Timestamp(drawn.until)
    for line in drawn.lines:
        days, counts = zip(*line.points, strict=True)
        figure.add_scatter(
            x=[days[0], *days, until], y=[0, *counts, counts[-1]], mode="lines", name=line.series.name.lower(),
            line={"shape": "hv", "color": line.series.fill, "width": 4},
            hovertemplate="%{x|%-d %B %Y}: %{y}<extra></extra>", cliponaxis=False,
        )  # fmt: skip
    ends = [line.points[-1][1] for line in drawn.lines]
    close = len(ends) == 2 and abs(ends[0] - ends[1]) < 0.1 * max(*ends, 1)
    for place, line in enumerate(drawn.lines):
        figure.add_annotation(
            x=until, y=ends[place], text=f"<b>{line.words}</b>", showarrow=False, xanchor="left", xshift=8,
            yshift=(look.font * (0.7 if place == 0 else -0.7)) if close else 0,
            font={"size": look.font, "color": INK},
        )  # fmt: skip
    first = pd.Timestamp(min((line.points[0][0] for line in drawn.lines), default=drawn.until))
    span = max(until - first, pd.Timedelta(days=30))
    figure.update_xaxes(
        type="date", range=[first - span * 0.02, until + span * 0.22], **month_ticks(first, until),
    )  # fmt: skip
    figure.update_yaxes(rangemode="tozero", showgrid=True, gridcolor=GRID, tickformat=",d", nticks=5)


def _totals_table(served: pd.Series, effect: pd.Series) -> pd.DataFrame:
    both = pd.DataFrame({"Standing": served, "In effect": effect}).sort_index().ffill().fillna(0).astype(int)
    both.insert(0, "After", [day(moment) for moment in both.index])
    return both.astype(str).reset_index(drop=True)
