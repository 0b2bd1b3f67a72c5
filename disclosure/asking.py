"""Asking a store for a measure as it may leave for somebody: where every rule is applied, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from disclosure import comments, members, texts
from disclosure.clearance import Clearance
from disclosure.days import day_shown, weeks_shown
from disclosure.files import without_names
from disclosure.known import files, region_order
from disclosure.tables import columns, treatment
from measures import MEASURES, measure
from store import Snapshot

PUBLISHED = "reported"
SIDES = ("region", "first_region", "second_region")
APART = ("differences", "comparators", "moves")
"""Measures that set one region or survey beside another: their regions are asked for together, as of one day."""


def ask(snapshot: Snapshot, clearance: Clearance, name: str, **asked: Any) -> pd.DataFrame:
    """The table of a measure as it may leave: what measures.measure gives, with its columns in their order.

    What is withheld is blank, and rows that may not be seen are not there. Raises ValueError for an unknown name.
    """
    if clearance.everything and name != "comments":
        return measure(snapshot, name, **asked)
    frame = _as_of(snapshot, clearance, name, asked)
    if name == "comments":
        frame = comments.read_and_masked(snapshot, clearance, frame)
    frame = _of_theirs(clearance, name, frame)
    if clearance.names:
        return frame
    return _nameless(snapshot, name, asked, frame)


def _as_of(snapshot: Snapshot, clearance: Clearance, name: str, asked: dict[str, Any]) -> pd.DataFrame:
    """The measure, what depends on replies as of the days that may be shown (days.py); each region as of its own."""
    on = asked.get("on")
    if on is None or "until" not in MEASURES[name].binds or on >= date.today():
        return measure(snapshot, name, **asked)
    given = asked.get("regions", ())
    given = (given,) if isinstance(given, str) else tuple(given)
    regions = given or tuple(region_order(snapshot))
    if name in APART:
        return measure(snapshot, name, **(asked | {"on": day_shown(snapshot, clearance, given, on)}))
    days = {region: day_shown(snapshot, clearance, (region,), on) for region in regions}
    moved = {
        day: tuple(place for place, at in days.items() if at == day) for day in set(days.values()) - {on}
    }
    frame = measure(snapshot, name, **asked)
    for day, places in moved.items():
        frame = _exchanged(frame, measure(snapshot, name, **(asked | {"regions": places, "on": day})), places)
    order = region_order(snapshot)
    return (
        frame.sort_values("region", key=lambda column: column.map(order), kind="stable") if moved else frame
    )


def _exchanged(frame: pd.DataFrame, earlier: pd.DataFrame, regions: tuple[str, ...]) -> pd.DataFrame:
    """The frame with the rows of these regions that depend on replies as they stood earlier."""

    def replies(table: pd.DataFrame) -> pd.Series:
        of_theirs = table["region"].isin(regions)
        return of_theirs & (table["kind"] != "service") if "kind" in table else of_theirs

    parts = [part for part in (frame[~replies(frame)], earlier[replies(earlier)]) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else frame[:0]


def _of_theirs(clearance: Clearance, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Without the counted rows of regions that are not theirs."""
    sides = [side for side in SIDES if side in frame]
    if frame.empty or not sides or (clearance.counted and not clearance.regions):
        return frame
    if "basis" in frame:
        published = frame["basis"] == PUBLISHED
        if "handed_over_on" in frame:  # an LMC gave it away for others to see
            published |= frame["handed_over_on"].notna()
    elif treatment(name) == "open" and name not in COUNTED_WITHOUT_BASIS:
        return frame
    else:
        published = pd.Series(data=False, index=frame.index)
    own = pd.Series(data=True, index=frame.index)
    for side in sides:
        own &= frame[side].map(clearance.owns).astype(bool)
    kept = published | own
    if name == "comparators":  # the range of the other regions' counted shares is theirs, not this one's
        kept &= published | (frame["comparator"] != "other regions")
    return frame[kept]


COUNTED_WITHOUT_BASIS = ("freshness",)


def _nameless(snapshot: Snapshot, name: str, asked: dict[str, Any], frame: pd.DataFrame) -> pd.DataFrame:
    """For a role without names: no file, cell, time or practice, and no figure that gives one away."""
    how = treatment(name)
    if how == "inside":
        frame = frame[:0]
    elif how == "published":
        frame = frame[frame["basis"] == PUBLISHED]
    if name in SPECIAL:
        frame = SPECIAL[name](snapshot, asked, frame)
    known = columns(name)
    changed = {
        column: change
        for column in frame.columns
        if (change := _changed(snapshot, frame, column, known.get(column, "withheld"))) is not None
    }
    return frame.assign(**changed) if changed else frame


def _changed(snapshot: Snapshot, frame: pd.DataFrame, column: str, how: str) -> pd.Series | None:
    """A column as it may leave; None where it may as it is."""
    if how == "withheld":
        return pd.Series([None] * len(frame), index=frame.index, dtype=object)
    if how == "file":
        return without_names(frame[column], files(snapshot))
    if how == "title":
        names_file = frame[column].isin(list(files(snapshot)))
        return texts.without_names(snapshot, frame, column).mask(names_file, None)
    if how == "text":
        return texts.without_names(snapshot, frame, column)
    if how == "services":
        return frame[column].astype(object).where(frame["kind"] == "service", None)
    return None


SPECIAL: dict[str, Callable[[Snapshot, dict[str, Any], pd.DataFrame], pd.DataFrame]] = {
    "by_pcn": members.networks_shown,
    "list_weight": members.patients_shown,
    "tallies": members.parts_shown,
    "waves": weeks_shown,
    "moves": weeks_shown,
    "differences": weeks_shown,
}
