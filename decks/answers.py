"""Charts of surveys: what practices answered, how they are ranked, and how that changed."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts import (
    Chart,
    backing,
    preferences,
    waves,
)
from charts.wording import day, known
from decks.labels import labels
from decks.origins import answered_by, provenance, with_files
from decks.reading import Reading


def draw_preferences(
    reading: Reading,
    *,
    region: str,
    survey: str,
    order: str = "green",
    base: str = "all",
    on: date | None = None,
) -> Chart | None:
    """Answers per action of one survey in one region, as of a day."""
    frame = reading.measure("preferences", regions=(region,), survey=survey, on=on)
    if frame.empty:
        return None
    origin = provenance(reading, frame, region, "action", answered_by(reading, region, survey, on))
    return preferences.chart(frame, labels(reading).names, origin, order=order, base=base)


def draw_comparison(
    reading: Reading,
    *,
    first: tuple[str, str],
    second: tuple[str, str],
    order: str = "green",
    base: str = "all",
    on: date | None = None,
) -> Chart | None:
    """Two surveys, each given as (region, survey), side by side, as of a day."""
    frames = [
        reading.measure("preferences", regions=(region,), survey=survey, on=on)
        for region, survey in (first, second)
    ]
    if any(frame.empty for frame in frames):
        return None
    origin = provenance(
        reading, pd.concat(frames, ignore_index=True), first[0], "action", answered_by(reading, *first, on)
    )
    titles = tuple(survey_title(reading, region, survey, on) for region, survey in (first, second))
    return preferences.compare(tuple(frames), titles, labels(reading).names, origin, order=order, base=base)


def survey_title(reading: Reading, region: str, survey: str, on: date | None = None) -> str:
    """'Exampleshire, December 2024', with the survey's title where two of a region share a month."""
    frame = reading.measure("surveys", regions=(region,), on=on)
    dates = {row.survey: day(str(row.as_of)[:7]) for row in frame.itertuples()}
    name = labels(reading).regions.get(region, region)
    when = dates.get(survey, survey)
    alone = list(dates.values()).count(when) == 1
    return f"{name}, {when}" if alone else f"{name}, {survey}"


def draw_support(
    reading: Reading,
    *,
    region: str,
    survey: str,
    base: str = "answered",
    on: date | None = None,
) -> Chart | None:
    """Actions by support, as of a day."""
    frame = reading.measure("support", regions=(region,), survey=survey, on=on)
    if not frame["will"].notna().any():
        return None
    origin = provenance(reading, frame, region, "action", answered_by(reading, region, survey, on))
    return backing.ranked(frame, labels(reading).names, origin, base=base)


def draw_onset(
    reading: Reading,
    *,
    region: str,
    kind: str,
    on: date,
    survey: str | None = None,
) -> Chart | None:
    """How many would act if all did: actions of one survey, or services. kind: action or service."""
    frame = reading.measure("onset", regions=(region,), survey=survey, on=on)
    frame = frame[(frame["kind"] == kind) & (frame["would"] > 0)]
    if frame.empty:
        return None
    shown = with_files(reading, frame, region, kind, on, survey)
    if kind == "action" and frame["dated"].any():  # from when on is in the notices
        log = with_files(reading, frame, region, "service", on)
        shown = shown.assign(source=shown["source"] + "; " + log["source"])
    origin = provenance(reading, shown, region, "subject")
    return backing.onset(frame, labels(reading).names, origin)


def draw_waves(
    reading: Reading,
    *,
    region: str,
    survey: str,
    on: date | None = None,
) -> Chart | None:
    """The waves of a survey until a day, the first against the last."""
    frame = reading.measure("waves", regions=(region,), on=on)
    scale = set(frame.loc[frame["survey"] == survey, "scale"])
    frame = frame[frame["scale"].isin(scale)]
    if frame.empty:
        return None
    ends = frame.sort_values("wave").iloc[[0, -1]]
    verdicts = reading.measure("differences", regions=(region,), on=on)
    verdicts = verdicts[(verdicts["kind"] == "surveys") & _pair(verdicts, ends)]
    origin = provenance(
        reading,
        frame.assign(source=frame["title"]),
        region,
        "action",
        answered_by(reading, region, survey, on),
    )
    return waves.chart(frame, verdicts, labels(reading).names, origin)


def _pair(frame: pd.DataFrame, ends: pd.DataFrame) -> pd.Series:
    """Which rows compare the first wave with the last."""
    first, last = ends.to_dict("records")

    def same(side: str, wave: dict) -> pd.Series:
        week = frame[f"{side}_wave_on"]
        alike = week.isna() if not known(wave["wave_on"]) else week == wave["wave_on"]
        return (frame[f"{side}_survey"] == wave["survey"]) & alike

    return same("first", first) & same("second", last)


def draw_moves(
    reading: Reading,
    *,
    region: str,
    survey: str,
    before: str,
    action: str = "",
    on: date | None = None,
) -> Chart | None:
    """Who moved from which answer to which, from an earlier survey to another, as of a day."""
    frame = reading.measure("moves", regions=(region,), survey=survey, on=on)
    frame = frame[(frame["first_survey"] == before) & (frame["second_survey"] == survey)]
    if frame.empty or (action and action not in set(frame["action"])):
        return None
    origin = provenance(
        reading, frame.assign(as_of=frame["second_as_of"], source=frame["second_title"]), region, "action",
        answered_by(reading, region, survey, on),
    )  # fmt: skip
    return waves.moves(frame, labels(reading).names, origin, action=action)


def draw_comments(
    reading: Reading,
    *,
    region: str,
    survey: str,
    on: date | None = None,
) -> Chart | None:
    """What practices wrote until a day, names off."""
    frame = reading.measure("comments", regions=(region,), survey=survey, on=on)
    if frame.empty:
        return None
    shown = with_files(reading, frame, region, "action", on, survey)
    origin = provenance(reading, shown, region, "action", answered_by(reading, region, survey, on))
    return backing.comments(frame, labels(reading).names, origin)
