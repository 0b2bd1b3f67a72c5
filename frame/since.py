"""Since the last meeting, on the landing page: what is new in a sentence each, and one page of paper to take along."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from charts.style import INVENTED
from charts.wording import day
from decks.meetings import Meeting, last_meeting
from decks.slides import Slide
from frame.meeting import kept_meetings, letterhead
from frame.showing import plain
from frame.visit import Visit
from frame.watch import taken
from packs.making import FORMATS, file_name, make
from packs.pack import assemble


def show_since(visit: Visit, region: str) -> None:
    """What is new in a region since its last meeting, or where none is kept since a month ago. region: '' for none."""
    if not region:
        return
    last = last_meeting(kept_meetings(visit).values(), region, visit.on)
    since = last or (pd.Timestamp(visit.on) - pd.DateOffset(months=1)).date()
    st.header(f"Since the last meeting, {day(since)}" if last else f"Since {day(since)}", anchor=False)
    chart = Slide.of("since", region=region, since=since, on=visit.on).chart(visit)
    if chart:
        mark = f" :red-badge[{INVENTED}]" if chart.invented else ""
        lines = (
            f"- **{row.label}**: {plain('; '.join(figure.words for cell in row.cells for figure in cell))}"
            for row in chart.drawing.rows
        )
        st.markdown(f"{plain(chart.headline)}{mark}\n\n" + "\n".join(lines))
    else:
        st.markdown("Nothing that is loaded here changed.")
    _offer_page(visit, Meeting("", region, last_on=since))


def _offer_page(visit: Visit, meeting: Meeting) -> None:
    """The page as a committee may have it, made in the moment of saving."""
    form = FORMATS["page"]
    with st.expander("All of it on one page of A4", key="one_page", on_change="rerun") as opened:
        if opened.open:
            name = file_name(meeting.region, visit.on.isoformat()) + form.ending
            st.download_button(
                f"Download: {form.label}", taken(partial(_page, visit.nameless(), meeting), name), name, form.kind,
                key="take_one_page", on_click="ignore",
            )  # fmt: skip


def _page(visit: Visit, meeting: Meeting) -> bytes:
    name, logo = letterhead(visit)
    pack = assemble(visit, meeting, visit.on, organisation=name, logo=logo)
    return make(pack, ["page"])["page"]
