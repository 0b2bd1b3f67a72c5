"""Files in, questions answered, history and undo."""

import streamlit as st

from frame import start
from frame.upload import take_files
from frame.upload_history import history, remembered, still_open
from frame.upload_templates import templates
from frame.upload_words import standing

visit = start("upload")

with visit.guarding():
    imports = visit.measure("imports")
    st.title(standing(imports))
    take_files(visit)
    still_open(visit)
    st.header("What has been loaded")
    history(visit, imports)
    left, right = st.columns(2)
    with left:
        templates(visit)
    with right:
        remembered(visit)
