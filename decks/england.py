"""Charts of England from what its LMCs handed over, and what of it there is to choose from."""

from __future__ import annotations

import hashlib
from datetime import date

import pandas as pd

from charts import Chart, Provenance, national
from charts.wording import day, known
from decks.origins import on_day
from decks.reading import Reading, once

BOUNDARIES = {
    "2024": "The ICBs of 2024/25",
    "2026": "The ICBs of April 2026",
    "2027": "The ICBs of April 2027",
}


def draw_lmcs(reading: Reading, *, on: date, layout: str = "2024") -> Chart | None:
    """Which LMCs have handed over, by the boundaries of one year."""
    frame = reading.measure("lmcs", on=on)
    frame = frame[frame["boundaries"] == layout]
    if frame.empty:
        return None
    source = "; ".join(dict.fromkeys(frame["source"].dropna()))
    return national.lmcs(frame, Provenance(as_of=on_day(on), source=source))


def draw_england(reading: Reading, *, asked: str, on: date) -> Chart | None:
    """One subject of England by week. asked: one of national_subjects."""
    frame = reading.measure("national", on=on)
    if frame.empty:
        return None
    own = frame[_keys(frame) == asked]
    if not own["count"].notna().any():
        return None
    last = own.iloc[-1]
    others = int(last["wordings"]) - 1 if known(last["wordings"]) else 0
    origin = Provenance(
        as_of=_span(own), source="what LMCs handed over, region by region in the table of LMCs",
        invented=bool((own["basis"] == "demonstration").any()),
    )  # fmt: skip
    return national.weeks(own, origin, on=on, others=others)


@once
def boundaries_known(reading: Reading, on: date) -> dict[str, str]:
    """The sets of ICBs that are filled, by the year from which they hold."""
    there = set(reading.measure("lmcs", on=on)["boundaries"])
    return {year: name for year, name in BOUNDARIES.items() if year in there}


@once
def national_subjects(reading: Reading, kind: str, on: date) -> dict[str, str]:
    """What can be added up, most practices first: its key, for the address, to its name; where it was asked with
    several wordings each stands by itself."""
    frame = reading.measure("national", on=on)
    frame = frame[(frame["kind"] == kind) & frame["count"].notna()]
    if frame.empty:
        return {}
    newest = frame.assign(key=_keys(frame)).groupby("key", sort=False).tail(1)
    newest = newest.sort_values("count", ascending=False, kind="stable")
    several = newest["subject_label"].duplicated(keep=False)
    return {
        row.key: f"{row.subject_label}, asked as “{row.wording}”"
        if apart and known(row.wording)
        else row.subject_label
        for row, apart in zip(newest.itertuples(), several, strict=True)
    }


def _keys(frame: pd.DataFrame) -> pd.Series:
    """By what figures of one subject may be added up: 'ecg', or 'pilots-3f9c2a' with scale, wording and basis."""
    texts = (
        frame[["scale", "wording", "basis"]]
        .astype(object)
        .where(frame[["scale", "wording", "basis"]].notna(), "")
    )
    marks = [hashlib.sha256("\n".join(row).encode()).hexdigest()[:6] for row in texts.to_numpy().tolist()]
    return frame["subject"].astype(object) + "-" + pd.Series(marks, index=frame.index, dtype=object)


def _span(frame: pd.DataFrame) -> str:
    """The dates of what is in the newest sum: '5 November 2026 to 1 December 2026'."""
    last = frame[frame["count"].notna()].iloc[-1]
    first, latest = day(last["first_as_of"]), day(last["last_as_of"])
    return first if first == latest else f"{first} to {latest}"
