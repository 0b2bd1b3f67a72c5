"""Answers per action as 100% bars, by support or in menu order; one survey, or two side by side."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Bar, Bars, Beside, Series
from charts.style import ANSWERS, NO_ANSWER, NO_REPLY, OTHERS, WITHHELD
from charts.support import (
    BESIDE,
    base_words,
    both_headline,
    headline,
    label,
    ordered,
    shares,
    table,
    with_bounds,
)
from charts.wording import known, of_practices, one_of, percent

LETTERS = {"no_answer": "?", "withheld": "–"}  # the letter of its name is that of another part


def chart(
    frame: pd.DataFrame,
    names: dict[str, str],
    provenance: Provenance,
    *,
    order: str = "green",
    base: str = "all",
) -> Chart:
    """One survey in one region.

    frame: the measure `preferences` for one survey and region, in menu order. names: ids to labels.
    base: 'all' practices of the region (no reply is a part of the bar) or those that 'answered'.
    Raises ValueError for an empty frame: the page says so in words instead.
    """
    bars = shares(frame, base)
    actions = ordered(bars, order)
    unit = one_of(frame.iloc[0])
    sentence = headline(bars, names, unit)
    return provenance.chart(
        name="preferences",
        headline=sentence,
        table=with_bounds(table(bars, actions, names), frame, actions, names),
        base=base_words(frame, bars),
        alt=f"Bars of answers per action in {provenance.area}. {sentence}",
        drawing=drawing(bars, actions, names, unit=unit),
    )


def compare(
    frames: tuple[pd.DataFrame, pd.DataFrame],
    titles: tuple[str, str],
    names: dict[str, str],
    provenance: Provenance,
    *,
    order: str = "green",
    base: str = "all",
) -> Chart:
    """Two surveys or regions side by side, in the order of the first; what only one asked is blank."""
    left, right = (shares(frame, base) for frame in frames)
    actions = ordered(left, order)
    actions += [action for action in ordered(right, order) if action not in actions]
    ones = tuple(one_of(frame.iloc[0]) for frame in frames)
    halves = [
        drawing(bars, actions, names, title, unit=unit)
        for bars, title, unit in zip((left, right), titles, ones, strict=True)
    ]
    tables = [table(bars, actions, names) for bars in (left, right)]
    for part, title in zip(tables, titles, strict=True):
        part.insert(0, "Survey", title)
    sentence = f"{titles[0]}: {headline(left, names, ones[0])} {titles[1]}: {headline(right, names, ones[1])}"
    return provenance.chart(
        name="preferences-compared",
        headline=both_headline(left, right, titles, names, ones),
        table=pd.concat(tables, ignore_index=True),
        base=" · ".join(
            f"{t}: {base_words(f, b)}" for t, f, b in zip(titles, frames, (left, right), strict=True)
        ),
        qualifier="Two surveys may have reached different practices: a difference is not yet a change.",
        alt=sentence,
        drawing=Beside(*halves),
    )


def drawing(
    bars: pd.DataFrame, actions: list[str], names: dict[str, str], title: str = "", *, unit: str = "practice"
) -> Bars:
    """A row per action, a part per answer in the order of the scale, no reply last. one: whom it counts."""
    answers = [answer for answer in dict.fromkeys(bars["answer"]) if answer not in BESIDE] + [*BESIDE]
    wide = bars.pivot(index="action", columns="answer", values="share").reindex(actions, columns=answers)
    series = tuple(
        Series(
            label(answer, names), _fill(answer, place), letter=LETTERS.get(answer, label(answer, names)[:1])
        )
        for place, answer in enumerate(answers)
        if wide[answer].notna().any()
    )
    wide = wide.dropna(axis="columns", how="all")
    notes = {
        (row.action, row.answer): of_practices(row.practices, row.of, unit)
        for row in bars.itertuples()
        if known(row.share)
    }
    rows = []
    for action in actions:
        values = tuple(float(share) if known(share) else None for share in wide.loc[action])
        inside = tuple("" if value is None else percent(value) for value in values)
        figures_noted = tuple(notes.get((action, answer), "") for answer in wide.columns)
        rows.append(Bar(label(action, names), values, inside, notes=figures_noted))
    return Bars(series, tuple(rows), title=title)


def _fill(answer: str, place: int) -> str:
    beside = {"withheld": WITHHELD, "no_answer": NO_ANSWER, "no_reply": NO_REPLY}
    return beside.get(answer) or ANSWERS.get(answer, OTHERS[place % len(OTHERS)])
