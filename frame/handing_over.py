"""On Data: the file that an LMC gives to its federation or to the national committee, and what it does not hold."""

from __future__ import annotations

from datetime import date

import streamlit as st

from charts.wording import counted
from disclosure.hand_over import hand_over
from disclosure.tables import threshold
from frame.downloads import csv_bytes, file_name
from frame.showing import plain, show_table
from frame.visit import Visit
from frame.watch import taken

COUNTED = ("counted", "demonstration")


def show_hand_over(visit: Visit) -> None:
    """What would be handed over, and the file; for those who may change what is kept, as the first one is noted."""
    st.title("What you give to others: totals, and no practice", anchor=False)
    few = threshold("handed_over")
    st.caption(
        "Region by region what was counted here, with bases, dates and wordings. Counts of fewer than "
        f"{few} practices, or of all but fewer than {few}, are withheld, and so is what would tell them. Another store "
        "loads the file on its Upload page, in place of the one before."
    )
    if not visit.viewer.may_upload:
        st.caption("It is handed over by the LMC's analysts.")
        return
    frame = visit.measure("surveys")
    regions = sorted(set(frame[frame["store"].isna()]["region_name"]) | _noticed(visit))
    if not regions:
        st.caption("Nothing was counted here yet, so there is nothing to hand over.")
        return
    st.write(plain(f"{counted(len(regions), 'region')}: {', '.join(regions)}."))
    name = f"{file_name('hand-over', date.today().isoformat())}.csv"
    st.download_button(
        "Download the hand-over", taken(lambda: csv_bytes(hand_over(visit.store, by=visit.viewer.name)), name), name,
        "text/csv", key="hand-over", on_click="ignore", type="primary",
    )  # fmt: skip
    _show_received(visit)


def _noticed(visit: Visit) -> set[str]:
    frame = visit.measure("notices", on=visit.on)
    return set(frame[frame["basis"].isin(COUNTED) & frame["store"].isna()]["region_name"])


def _show_received(visit: Visit) -> None:
    """Which other stores handed over to this one."""
    frame = visit.measure("regions", on=visit.on)
    frame = frame[frame["handed_over_on"].notna()]
    if frame.empty:
        return
    st.subheader("Handed over to this store", anchor=False)
    rows = (
        frame.groupby(["region_name", "store", "handed_over_on"], sort=False)
        .size()
        .reset_index(name="figures")
    )
    rows["handed_over_on"] = rows["handed_over_on"].dt.strftime("%d/%m/%Y")
    rows.columns = ["Region", "Store", "Handed over on", "Figures"]
    show_table(rows)
