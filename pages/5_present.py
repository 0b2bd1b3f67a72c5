"""A meeting on the wall, one slide a screen, turned by key; and where it is arranged."""

from __future__ import annotations

import streamlit as st

from frame import show_empty, start
from frame.arranging import arrange
from frame.meeting import day_asked_for, meeting_asked_for, show_meeting

visit = start("present")
with visit.guarding():
    on = day_asked_for()
    meeting = meeting_asked_for(visit, on)
    if meeting is None:
        show_empty("Nothing to present yet.", "Bring in a survey or a notice log on the Upload page.")
    elif "arrange" in st.query_params:
        arrange(visit, meeting, on)
    elif not show_meeting(visit, meeting, on):
        show_empty("None of the slides of this meeting has anything to draw.")
