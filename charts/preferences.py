"""Answers per action as 100% bars, sorted by the first answer or in menu order; one survey, or two side by side."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart, Provenance
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
from charts.wording import capital, counted, known, listing, of_practices, percent, spelled

NO_REPLY_LABEL = "No reply"
ORDERS = ("green", "menu")
BASES = ("all", "answered")

# What the first answer of a scale says that a practice does, after "practices".
STANCES = {"green": "would readily do this", "taking": "are doing this", "accept": "accept"}
STANCES_OF_ONE = {"green": "would readily do this", "taking": "is doing this", "accept": "accepts"}


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

    frame: the measure `preferences` for one survey and region, in menu order. names: action and answer ids to labels.
    base: 'all' practices of the region (those who did not reply are a part of the bar) or those who 'answered'.
    Raises ValueError for an empty frame: the page says so in words instead.
    """
    bars = shares(frame, base)
    actions = ordered(bars, order)
    figure = canvas(look, provenance.invented, heads=1)
    _add_bars(figure, bars, actions, names, look, words=True)
    _label_actions(figure, actions, names, look)
    share_axis(figure)
    figure.update_layout(showlegend=True, bargap=0.24)
    sentence = headline(bars, names)
    return Chart(
        name="preferences",
        headline=sentence,
        figure=figure,
        table=table(bars, actions, names),
        base=base_words(frame, bars),
        as_of=provenance.as_of,
        source=provenance.source,
        invented=provenance.invented,
        caveats=provenance.caveats,
        alt=f"Bars of answers per action in {provenance.area}. {sentence}",
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
    """Two surveys or regions side by side, rows in the order of the first; actions that only one asked are blank."""
    left, right = (shares(frame, base) for frame in frames)
    actions = ordered(left, order)
    actions += [action for action in ordered(right, order) if action not in actions]
    figure = canvas(look, provenance.invented, heads=2)
    _add_bars(figure, left, actions, names, look, words=False)
    _add_bars(figure, right, actions, names, look, words=False, xaxis="x2")
    _label_actions(figure, actions, names, look)
    axis = figure.layout.xaxis.to_plotly_json()
    figure.update_layout(xaxis=axis | {"domain": [0, 0.48]}, xaxis2=axis | {"domain": [0.52, 1]})
    share_axis(figure)
    figure.update_layout(showlegend=True, bargap=0.24)
    _title_halves(figure, titles, look)
    tables = [table(bars, actions, names) for bars in (left, right)]
    for part, title in zip(tables, titles, strict=True):
        part.insert(0, "Survey", title)
    sentence = f"{titles[0]}: {headline(left, names)} {titles[1]}: {headline(right, names)}"
    return Chart(
        name="preferences-compared",
        headline=f"{titles[0]} and {titles[1]} side by side",
        figure=figure,
        table=pd.concat(tables, ignore_index=True),
        base=" · ".join(
            f"{t}: {base_words(f, b)}" for t, f, b in zip(titles, frames, (left, right), strict=True)
        ),
        as_of=provenance.as_of,
        source=provenance.source,
        qualifier="Two surveys may have reached different practices: a difference between them is not yet a change.",
        invented=provenance.invented,
        caveats=provenance.caveats,
        alt=sentence,
    )


def shares(frame: pd.DataFrame, base: str = "all") -> pd.DataFrame:
    """Columns action, answer, practices, of, share: a row per action and answer, with 'no_reply' last where there is one.

    The whole of a bar is all practices of the region where their number is known, else the practices that answered
    anything; with base 'answered', those who answered that action. Rows keep the order of the frame.
    """
    if frame.empty:
        raise ValueError("No answers to draw.")
    rows = []
    for action, group in frame.groupby("action", sort=False):
        first = group.iloc[0]
        whole = _whole(first, base)
        for answer, practices in zip(group["answer"], group["practices"], strict=True):
            rows.append((action, answer, int(practices), whole))
        if whole > first["answered"]:
            rows.append((action, "no_reply", int(whole - first["answered"]), whole))
    bars = pd.DataFrame(rows, columns=["action", "answer", "practices", "of"])
    return bars.assign(share=bars["practices"] / bars["of"].where(bars["of"] > 0))


def _whole(row: pd.Series, base: str) -> int:
    """A bar's whole; a register smaller than the replies is no whole."""
    answered, responded = int(row["answered"]), int(row["responded"])
    if base == "answered":
        return answered
    if known(row["out_of"]) and row["out_of"] >= responded:
        return int(row["out_of"])
    return max(answered, responded)


def ordered(bars: pd.DataFrame, order: str) -> list[str]:
    """Actions from the top down: as they stand in the menu, or by share of the first answer, then of the second."""
    actions = list(dict.fromkeys(bars["action"]))
    if order == "menu":
        return actions
    wide = bars.pivot(index="action", columns="answer", values="share").fillna(0)
    keys = [answer for answer in dict.fromkeys(bars["answer"]) if answer != "no_reply"][:2]
    return sorted(actions, key=lambda action: [-round(wide.loc[action, key], 9) for key in keys])


def headline(bars: pd.DataFrame, names: dict[str, str]) -> str:
    """The action or actions with most of the scale's first answer, with count, base and share."""
    first = bars["answer"].iloc[0]
    tops = bars[bars["answer"] == first]
    best = tops["share"].max()
    if not known(best) or best == 0:
        return f"No practice answered “{label(first, names).lower()}” for any action."
    tied = tops[(tops["share"] - best).abs() < 1e-9]
    figure = of_practices(tied["practices"].iloc[0], tied["of"].iloc[0])
    if len(tied) == 1:
        one = tied["practices"].iloc[0] == 1
        stance = (STANCES_OF_ONE if one else STANCES).get(first, f"answered “{label(first, names).lower()}”")
        return f"{label(tied['action'].iloc[0], names)} has the most support: {figure} {stance}."
    both = listing([label(action, names) for action in tied["action"]])
    if len(tied) == len(tops):
        return f"{capital(spelled(len(tied)))} actions have equal support: {figure} each."
    return f"{capital(spelled(len(tied)))} actions share the most support, {figure} each: {both}."


def base_words(frame: pd.DataFrame, bars: pd.DataFrame) -> str:
    """'61 of 64 practices answered', and what the bars are shares of when it is not all of the practices."""
    responded, out_of = frame["responded"].max(), frame["out_of"].max()
    if known(out_of) and out_of >= responded:
        text = f"{of_practices(responded, out_of)} answered"
    else:
        text = f"{counted(responded, 'practice')} answered; the number of practices in the area is not known"
        if known(out_of):
            text = f"{counted(responded, 'practice')} answered, more than the {counted(out_of, 'practice')} on record"
    low, high = bars["of"].min(), bars["of"].max()
    if known(out_of) and low == high == out_of:
        return text + "; shares are of all practices"
    if low == high == responded:
        return text + "; shares are of those that answered"
    return text + f"; shares are of those that answered each question ({low} to {high} practices)"


def table(bars: pd.DataFrame, actions: list[str], names: dict[str, str]) -> pd.DataFrame:
    """A row per action, and for each answer its practices and its share in words."""
    answers = list(dict.fromkeys(bars["answer"]))
    cells = bars.set_index(["action", "answer"])
    rows = []
    for action in actions:
        row = {"Action": label(action, names)}
        for answer in answers:
            present = (action, answer) in cells.index
            count = cells.loc[(action, answer), "practices"] if present else None
            share = cells.loc[(action, answer), "share"] if present else None
            row[label(answer, names)] = "" if count is None else int(count)
            row[f"{label(answer, names)}, share"] = percent(share) if known(share) else ""
        asked = bars.loc[bars["action"] == action, "of"]
        row["Shares of"] = int(asked.iloc[0]) if len(asked) else ""
        rows.append(row)
    # Text throughout: a blank beside whole numbers would turn them into 48.0.
    return pd.DataFrame(rows).astype(str)


def label(code: str, names: dict[str, str]) -> str:
    """The label of an action or answer; an id without one reads as words."""
    if code == "no_reply":
        return names.get(code, NO_REPLY_LABEL)
    return names.get(code, capital(code.replace("_", " ")))


def _add_bars(
    figure: go.Figure,
    bars: pd.DataFrame,
    actions: list[str],
    names: dict[str, str],
    look: Look,
    *,
    words: bool,
    xaxis: str = "x",
) -> None:
    """A trace per answer, with its word and share written in the bar where they fit."""
    answers = [answer for answer in dict.fromkeys(bars["answer"]) if answer != "no_reply"] + ["no_reply"]
    for place, answer in enumerate(answers):
        part = bars[bars["answer"] == answer].set_index("action").reindex(actions)
        if part["practices"].isna().all():
            continue
        fill = NO_REPLY if answer == "no_reply" else ANSWERS.get(answer, OTHERS[place % len(OTHERS)])
        name = label(answer, names)
        figure.add_bar(
            y=actions,
            x=part["share"],
            xaxis=xaxis,
            orientation="h",
            name=name,
            showlegend=xaxis == "x",
            marker={"color": fill, "line": {"color": PAPER, "width": 1.5}},
            text=[_in_bar(name, share, words) for share in part["share"]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": look.font - 1, "color": TEXT_ON.get(fill, INK)},
            constraintext="none",
            cliponaxis=False,
            customdata=[
                "" if not known(share) else f"{label(action, names)}<br>{name}: {of_practices(count, of)}"
                for action, share, count, of in zip(
                    actions, part["share"], part["practices"], part["of"], strict=True
                )
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )


def _in_bar(name: str, share: float, words: bool) -> str:
    """The word and the share, the share alone, or nothing, by the room there is."""
    if not known(share) or share < (0.05 if words else 0.11):
        return ""
    room = share * 85 if words else 0
    return f"{name} {percent(share)}" if len(name) + 5 <= room else percent(share)


def _label_actions(figure: go.Figure, actions: list[str], names: dict[str, str], look: Look) -> None:
    figure.update_yaxes(
        autorange="reversed",
        tickvals=actions,
        ticktext=row_labels([label(action, names) for action in actions], look),
        categoryorder="array",
        categoryarray=actions,
    )


def _title_halves(figure: go.Figure, titles: tuple[str, str], look: Look) -> None:
    for title, at in zip(titles, (0, 0.52), strict=True):
        figure.add_annotation(
            text=f"<b>{wrap(title, 44, 1)}</b>",
            xref="paper", yref="paper", x=at, y=1, xanchor="left", yanchor="bottom", yshift=2,
            showarrow=False, font={"size": look.font, "color": INK},
        )  # fmt: skip
