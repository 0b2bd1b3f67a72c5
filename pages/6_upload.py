"""Files in, questions answered, history and undo."""

from __future__ import annotations

import streamlit as st

from frame import choose_part, start
from frame.upload.files import headline, take_files
from frame.upload.history import still_open
from frame.upload.views import VIEWS

visit = start("upload")

with visit.guarding():
    with headline(visit):
        take_files(visit)
    still_open(visit)
    view = choose_part("Also here", "view", {name: label for name, (label, _) in VIEWS.items()})
    label, draw = VIEWS[view]
    st.header(label, anchor=False)
    draw(visit)
