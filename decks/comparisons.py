"""Charts of several regions side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from charts import (
    Chart,
    Provenance,
    comparison,
    matrix,
    reach,
    regions,
    terms,
    tiles,
)
from charts.wording import day, listing
from decks.labels import labels
from decks.origins import on_day, provenance, published, with_counts, with_files
from decks.reading import Reading
from decks.subjects import of_one_world


def subjects_of(reading: Reading, kind: str, on: date) -> pd.DataFrame:
    """The measure `regions` for services alone or actions alone."""
    frame = reading.measure("regions", on=on)
    return frame[frame["kind"] == kind]


def draw_matrix(reading: Reading, *, regions_shown: tuple[str, ...], kind: str, on: date) -> Chart | None:
    """Regions against services or actions."""
    every = subjects_of(reading, kind, on)
    shown = of_one_world(reading, regions_shown)
    frame = every[every["region"].isin(shown)]
    if frame.empty:
        return None
    origin = provenance(reading, frame, "", kind, published(frame))
    left_out = listing(labels(reading).regions[region] for region in regions_shown if region not in shown)
    if left_out:
        origin = replace(
            origin, caveats=(f"{left_out}: invented, so never beside real regions.", *origin.caveats)
        )
    chosen = len(frame) < len(every)
    return matrix.chart(frame, labels(reading).names, origin, regions=shown, chosen=chosen)


def draw_subject(reading: Reading, *, subject: str, kind: str, on: date) -> Chart | None:
    """One service or action across every region that has a figure for it."""
    frame = subjects_of(reading, kind, on)
    frame = frame[frame["subject"] == subject]
    frame = frame[frame["region"].isin(of_one_world(reading, frame["region"]))]
    if frame.empty:
        return None
    origin = provenance(reading, frame, "", kind, published(frame))
    frame = with_counts(reading, frame, "subject")
    return regions.chart(frame, subject, labels(reading).names, origin)


def draw_beside(
    reading: Reading,
    *,
    region: str,
    kind: str,
    on: date,
) -> Chart | None:
    """The shares of one region beside the other regions' range and the surveys of England."""
    frame = reading.measure("comparators", regions=(region,), on=on)
    frame = frame[frame["kind"] == kind]
    if frame.empty:
        return None
    origin = provenance(
        reading, frame.assign(source=frame["comparator_source"]), region, kind, published(frame)
    )
    return comparison.beside(frame, labels(reading).names, origin)


def draw_differences(
    reading: Reading,
    *,
    region: str,
    other: str,
    on: date | None = None,
) -> Chart | None:
    """Two regions, each with its newest survey by a day: whether they differ."""
    frame = reading.measure("differences", regions=(region, other), on=on)
    frame = frame[frame["kind"] == "regions"]
    if frame.empty:
        return None
    titles = [frame[f"{side}_title"] for side in ("first", "second")]
    shown = frame.assign(
        region=frame["first_region"], as_of=frame["second_as_of"], source=titles[0] + "; " + titles[1]
    )
    return comparison.differences(frame, labels(reading).names, provenance(reading, shown, "", "action"))


def draw_patients(
    reading: Reading,
    *,
    region: str,
    kind: str,
    on: date,
) -> Chart | None:
    """The registered patients of the practices that act."""
    frame = reading.measure("list_weight", regions=(region,), on=on)
    frame = frame[frame["kind"] == kind]
    if frame.empty:
        return None
    return reach.patients(frame, labels(reading).names, provenance(reading, frame, region, "subject"))


def draw_networks(
    reading: Reading,
    *,
    region: str,
    subject: str,
    kind: str,
    on: date,
) -> Chart | None:
    """How many practices of each network act on one service or action."""
    asked = {"services" if kind == "service" else "actions": (subject,)}
    frame = reading.measure("by_pcn", regions=(region,), on=on, **asked)
    frame = frame[(frame["kind"] == kind) & (frame["subject"] == subject)]
    if frame.empty:
        return None
    shown = with_files(reading, frame.assign(as_of=None), region, kind, on)
    return reach.networks(frame, labels(reading).names, provenance(reading, shown, region, kind, on_day(on)))


def draw_local(reading: Reading, *, subject: str) -> Chart | None:
    """One service under its local names, contracts and funding."""
    frame = reading.measure("local_services", services=(subject,))
    if frame.empty:
        return None
    shown = frame.assign(as_of=None, basis="reported")
    return terms.local(frame, labels(reading).names, provenance(reading, shown, "", "service"))


def draw_menu(reading: Reading, *, menu: str) -> Chart | None:
    """What the items of one menu mean among the common actions."""
    frame = reading.measure("menu_mapping")
    frame = frame[frame["menu"] == menu]
    if frame.empty:
        return None
    origin = Provenance(
        as_of=day(frame.iloc[0]["starts_on"]), source="; ".join(dict.fromkeys(frame["source"].dropna()))
    )
    return terms.menu(frame, labels(reading).names, origin)


def draw_limits(reading: Reading, *, kind: str) -> Chart | None:
    """What limits the meaning of figures about services, or about actions."""
    frame = reading.measure("caveats")
    frame = frame[frame["kind"].isna() | (frame["kind"] == kind)]
    if frame.empty:
        return None
    source = "; ".join(dict.fromkeys(frame["source"].dropna()))
    return terms.limits(frame, labels(reading).names, Provenance(source=source))


def draw_tiles(
    reading: Reading,
    *,
    subject: str,
    kind: str,
    on: date,
    layout: str = "2024",
) -> Chart | None:
    """One service or action on the map of ICBs. layout: 2024 for the 42, 2026 for the 36."""
    places = reading.measure("tiles")
    places, frame = places[places["layout"] == layout], subjects_of(reading, kind, on)
    if places.empty:
        return None
    frame = frame[(frame["subject"] == subject) & (frame["region"] != "england")]
    placed = {region for joined in places["regions"].dropna() for region in joined.split(";")}
    drawn = frame[frame["region"].isin(placed)]
    origin = provenance(reading, drawn, "", kind, published(drawn))
    return tiles.chart(places, frame, subject, labels(reading).names, origin)
