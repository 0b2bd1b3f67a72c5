"""Files in, questions answered, history and undo."""

import streamlit as st

from frame import choose_part, start
from frame.upload.files import headline, take_files
from frame.upload.history import history, still_open
from frame.upload.remembered import mended, remembered
from frame.upload.templates import templates

VIEWS = {
    "loaded": "What has been loaded",
    "remembered": "Remembered answers",
    "mended": "Cells mended by hand",
    "templates": "Templates to fill in",
}

visit = start("upload")

with visit.guarding():
    imports = visit.measure("imports")
    with headline(imports):
        take_files(visit)
    still_open(visit)
    view = choose_part("Also here", "view", VIEWS)
    st.header(VIEWS[view], anchor=False)
    if view == "remembered":
        remembered(visit)
    elif view == "mended":
        mended(visit)
    elif view == "templates":
        templates(visit)
    else:
        history(visit, imports)
