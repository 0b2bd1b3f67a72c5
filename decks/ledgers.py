"""The ledger of a representative: who gave notice on what, what the ICB offered, and after how many days."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts import Chart, ledger
from charts.wording import spelled
from decks.labels import labels
from decks.origins import on_day, provenance
from decks.reading import Reading, once

WIDE = 3
"""From notice in how many regions on a service is one that many have given notice on."""
ONLY = {
    "wide": f"Notice in at least {spelled(WIDE)} regions",
    "offer": "An offer of the ICB",
    "notice": "Notice that stands",
}
"""What the rows may be narrowed down to, each in words; several narrow down further."""


@once
def ledger_regions(reading: Reading, on: date) -> dict[str, str]:
    """Regions with a line in the ledger: the real ones, or where there is none the invented ones."""
    known = labels(reading)
    present = set(reading.measure("ledger", on=on)["region"])
    real = {region: name for region, name in known.regions.items() if region in present - known.invented}
    return real or {region: name for region, name in known.regions.items() if region in present}


def draw_ledger(
    reading: Reading, *, on: date, regions_shown: tuple[str, ...] = (), only: tuple[str, ...] = ()
) -> Chart | None:
    """The lines of the regions asked for, or of all real ones. only: some of ONLY."""
    frame = reading.measure("ledger", on=on)
    frame = frame[frame["region"].isin(regions_shown or tuple(ledger_regions(reading, on)))]
    frame = frame[_kept(frame, only)]
    if frame.empty:
        return None
    read_in = frame[["source", "offer_source"]].apply(lambda row: "; ".join(row.dropna()) or None, axis=1)
    origin = provenance(reading, frame.assign(source=read_in), "", "service", on_day(on))
    return ledger.chart(frame, labels(reading).names, origin, wide=WIDE if "wide" in only else 0)


def _kept(frame: pd.DataFrame, only: tuple[str, ...]) -> pd.Series:
    tests = {
        "wide": frame["regions_noticed"] >= WIDE,
        "offer": frame["offer"].notna(),
        "notice": frame["noticed"].astype(bool),
    }
    kept = pd.Series(data=True, index=frame.index)
    for name in only:
        kept &= tests[name]
    return kept
