"""Answers per action as 100% bars, by support or in menu order; one survey, or two side by side."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart, Provenance
from charts.drawing import Bar, Bars, Beside, Series
from charts.style import (
    ANSWERS,
    INK,
    NO_REPLY,
    OTHERS,
    PAGE,
    PAPER,
    TEXT_ON,
    Look,
    canvas,
    row_labels,
    share_axis,
    wrap,
)
from charts.support import base_words, both_headline, headline, label, ordered, shares, table
from charts.wording import known, of_practices, percent


def chart(
    frame: pd.DataFrame,
    names: dict[str, str],
    provenance: Provenance,
    *,
    order: str = "green",
    base: str = "all",
    look: Look = PAGE,
) -> Chart:
    """One survey in one region.

    frame: the measure `preferences` for one survey and region, in menu order. names: ids to labels.
    base: 'all' practices of the region (no reply is a part of the bar) or those that 'answered'.
    Raises ValueError for an empty frame: the page says so in words instead.
    """
    bars = shares(frame, base)
    actions = ordered(bars, order)
    drawn = drawing(bars, actions, names)
    figure = canvas(look, provenance.invented, heads=1)
    _add_bars(figure, drawn, bars, actions, names, look, words=True)
    _label_actions(figure, actions, names, look)
    share_axis(figure)
    figure.update_layout(showlegend=True, bargap=0.24)
    sentence = headline(bars, names)
    return provenance.chart(
        name="preferences",
        headline=sentence,
        figure=figure,
        table=table(bars, actions, names),
        base=base_words(frame, bars),
        alt=f"Bars of answers per action in {provenance.area}. {sentence}",
        drawing=drawn,
    )


def compare(
    frames: tuple[pd.DataFrame, pd.DataFrame],
    titles: tuple[str, str],
    names: dict[str, str],
    provenance: Provenance,
    *,
    order: str = "green",
    base: str = "all",
    look: Look = PAGE,
) -> Chart:
    """Two surveys or regions side by side, in the order of the first; what only one asked is blank."""
    left, right = (shares(frame, base) for frame in frames)
    actions = ordered(left, order)
    actions += [action for action in ordered(right, order) if action not in actions]
    figure = canvas(look, provenance.invented, heads=2)
    halves = [drawing(bars, actions, names, title) for bars, title in zip((left, right), titles, strict=True)]
    _add_bars(figure, halves[0], left, actions, names, look, words=False)
    _add_bars(figure, halves[1], right, actions, names, look, words=False, xaxis="x2")
    _label_actions(figure, actions, names, look)
    axis = figure.layout.xaxis.to_plotly_json()
    figure.update_layout(xaxis=axis | {"domain": [0, 0.47]}, xaxis2=axis | {"domain": [0.53, 1]})
    share_axis(figure)
    figure.update_xaxes(tickvals=[0, 0.5, 1])
    figure.update_layout(showlegend=True, bargap=0.24)
    _title_halves(figure, titles, look)
    tables = [table(bars, actions, names) for bars in (left, right)]
    for part, title in zip(tables, titles, strict=True):
        part.insert(0, "Survey", title)
    sentence = f"{titles[0]}: {headline(left, names)} {titles[1]}: {headline(right, names)}"
    return provenance.chart(
        name="preferences-compared",
        headline=both_headline(left, right, titles, names),
        figure=figure,
        table=pd.concat(tables, ignore_index=True),
        base=" · ".join(
            f"{t}: {base_words(f, b)}" for t, f, b in zip(titles, frames, (left, right), strict=True)
        ),
        qualifier="Two surveys may have reached different practices: a difference is not yet a change.",
        alt=sentence,
        drawing=Beside(*halves),
    )


def drawing(bars: pd.DataFrame, actions: list[str], names: dict[str, str], title: str = "") -> Bars:
    """A row per action, a part per answer in the order of the scale, no reply last."""
    answers = [answer for answer in dict.fromkeys(bars["answer"]) if answer != "no_reply"] + ["no_reply"]
    wide = bars.pivot(index="action", columns="answer", values="share").reindex(actions, columns=answers)
    series = tuple(
        Series(label(answer, names), _fill(answer, place), letter=label(answer, names)[:1])
        for place, answer in enumerate(answers)
        if wide[answer].notna().any()
    )
    wide = wide.dropna(axis="columns", how="all")
    rows = []
    for action in actions:
        values = tuple(float(share) if known(share) else None for share in wide.loc[action])
        inside = tuple("" if value is None else percent(value) for value in values)
        rows.append(Bar(label(action, names), values, inside))
    return Bars(series, tuple(rows), title=title)


def _fill(answer: str, place: int) -> str:
    return NO_REPLY if answer == "no_reply" else ANSWERS.get(answer, OTHERS[place % len(OTHERS)])


def _add_bars(
    figure: go.Figure,
    drawn: Bars,
    bars: pd.DataFrame,
    actions: list[str],
    names: dict[str, str],
    look: Look,
    *,
    words: bool,
    xaxis: str = "x",
) -> None:
    """A trace per answer, with its word and share written in the bar where they fit."""
    answers = {label(answer, names): answer for answer in bars["answer"].unique()}
    for place, series in enumerate(drawn.series):
        part = bars[bars["answer"] == answers[series.name]].set_index("action").reindex(actions)
        lengths = [row.values[place] for row in drawn.rows]
        figure.add_bar(
            y=actions,
            x=lengths,
            xaxis=xaxis,
            orientation="h",
            name=series.name,
            showlegend=xaxis == "x",
            marker={"color": series.fill, "line": {"color": PAPER, "width": 1.5}},
            text=[_in_bar(series.name, share, words, look) for share in lengths],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": look.font - 1, "color": TEXT_ON.get(series.fill, INK)},
            constraintext="none",
            cliponaxis=False,
            customdata=[
                "" if share is None else f"{row.label}<br>{series.name}: {of_practices(count, of)}"
                for row, share, count, of in zip(
                    drawn.rows, lengths, part["practices"], part["of"], strict=True
                )
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )


def _in_bar(name: str, share: float | None, words: bool, look: Look) -> str:
    """The word and the share, the share alone, or nothing, by the room there is."""
    if not known(share) or share < (0.05 if words else 0.11):
        return ""
    # On the narrowest screen a whole bar holds about 75 characters at 16 px.
    room = share * 75 * 16 / look.font if words else 0
    return f"{name} {percent(share)}" if len(name) + 6 <= room else percent(share)


def _label_actions(figure: go.Figure, actions: list[str], names: dict[str, str], look: Look) -> None:
    figure.update_yaxes(
        autorange="reversed",
        tickvals=actions,
        ticktext=row_labels([label(action, names) for action in actions], look),
        categoryorder="array",
        categoryarray=actions,
    )


def _title_halves(figure: go.Figure, titles: tuple[str, str], look: Look) -> None:
    for title, at in zip(titles, (0, 0.53), strict=True):
        figure.add_annotation(
            text=f"<b>{wrap(title, 44, 1)}</b>",
            xref="paper", yref="paper", x=at, y=1, xanchor="left", yanchor="bottom", yshift=2,
            showarrow=False, font={"size": look.font, "color": INK},
        )  # fmt: skip
