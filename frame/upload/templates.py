"""Templates to download: a survey sheet, a notice log and a list of events that come back without a question."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from decks.own import own_region
from frame.handing import XLSX
from frame.upload.labels import labels
from frame.visit import Visit
from loaders import templates as workbooks
from loaders.vocabulary.vocabulary import vocabulary_of


def templates(visit: Visit) -> None:
    """Three downloads, made when they are asked for, with the practices of a region written in where known."""
    vocabulary, label = vocabulary_of(visit.where, visit.snapshot), labels(visit)
    menus = list(vocabulary.menu_sizes())
    st.write("Workbooks with drop-down answers. What comes back in them needs no question.")
    regions, own = vocabulary.known("region"), own_region(visit)
    region = st.selectbox(
        "Region",
        regions,
        index=regions.index(own) if own in regions else None,
        format_func=lambda identifier: label("region", identifier),
        placeholder="Any region",
        help="The practices of the region are written in where the dashboard knows them.",
        key="template_region",
    )
    asked = (region or "", date.today())
    current = visit.kept("current menu", asked, lambda: workbooks.current_menu(visit.snapshot, *asked))
    menu = st.selectbox(
        "List of actions",
        menus,
        index=menus.index(current) if current in menus else 0,
        format_func=lambda identifier: label("menu", identifier),
        key="template_menu",
    )
    place = f"{label('region', region)} " if region else ""
    offered = {
        "Survey sheet": ("survey", partial(workbooks.survey_sheet, menu=menu)),
        "Notice log": ("notice log", workbooks.notice_log),
        "List of events": ("events", workbooks.event_list),
    }
    with st.container(horizontal=True):
        for words, (name, make) in offered.items():
            st.download_button(
                f"{words} (XLSX)",
                data=partial(make, visit.snapshot, region=region),
                file_name=f"{place}{name}.xlsx",
                mime=XLSX,
                on_click="ignore",
            )
