"""Charts of what the ICBs did after."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts import (
    Chart,
    Provenance,
    outcomes,
    responses,
)
from charts.wording import day, known
from decks.labels import labels
from decks.origins import on_day, provenance
from decks.reading import Reading
from decks.subjects import regions_chosen


def draw_responses(
    reading: Reading, *, regions_shown: tuple[str, ...] = (), on: date | None = None
) -> Chart | None:
    """What the ICBs did after until a day, in the regions asked for or in all."""
    frame = reading.measure("responses", regions=regions_shown, on=on)
    if frame.empty:
        return None
    last = max((str(value) for value in frame["happened_on"] if known(value)), default="")
    chosen = regions_chosen(reading, regions_shown)
    return responses.chart(frame, labels(reading).names, Provenance(as_of=day(last)), of_regions=chosen)


def draw_days(
    reading: Reading,
    *,
    regions_shown: tuple[str, ...] = (),
    on: date | None = None,
) -> Chart | None:
    """Days from the notice to what the ICB did until a day."""
    frame = reading.measure("response_times", regions=regions_shown, on=on)
    if frame.empty:
        return None
    shown = frame.assign(as_of=frame["happened_on"], service="")
    origin = provenance(reading, shown, "", "service")
    return outcomes.days(
        frame, labels(reading).names, origin, of_regions=regions_chosen(reading, regions_shown)
    )


def draw_outcomes(
    reading: Reading,
    *,
    on: date,
    regions_shown: tuple[str, ...] = (),
) -> Chart | None:
    """What worked where, service by service."""
    frame = reading.measure("outcomes", regions=regions_shown, on=on)
    if frame.empty:
        return None
    origin = provenance(reading, frame.assign(as_of=None), "", "service", on_day(on))
    return outcomes.outcomes(
        frame, labels(reading).names, origin, of_regions=regions_chosen(reading, regions_shown)
    )


def draw_positions(
    reading: Reading,
    *,
    regions_shown: tuple[str, ...] = (),
    on: date | None = None,
) -> Chart | None:
    """Offers until a day, and all that an LMC has told its position on."""
    frame = reading.measure("responses", regions=regions_shown, on=on)
    frame = frame[frame["kind"].isin(("offer", "position")) | frame["position"].notna() | _with_view(frame)]
    if frame.empty:
        return None
    shown = frame.assign(as_of=frame["happened_on"], service="")
    return outcomes.positions(
        frame, labels(reading).names, provenance(reading, shown, "", "service"),
        of_regions=regions_chosen(reading, regions_shown),
    )  # fmt: skip


def _with_view(frame: pd.DataFrame) -> pd.Series:
    """Reviews of a region that has told a position: Dudley's priority areas are one offer, one review, one position."""
    regions = set(frame.loc[frame["position"].notna() | (frame["kind"] == "position"), "region"])
    return (frame["kind"] == "review") & frame["region"].isin(regions)
