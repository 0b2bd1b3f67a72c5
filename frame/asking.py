"""The question as it was asked: wording, menu and dates of a survey, with what each action was called there."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.wording import beside_survey, counted, day, known, number, one_of
from decks.labels import labels
from frame.showing import plain, show_table
from frame.visit import Visit


def show_asked(visit: Visit, region: str, survey: str) -> None:
    """Who was asked what, with which menu and when; who had replied by the day, who had not, and who is not in the
    register."""
    with st.expander(
        "The question as it was asked, and who answered", key="asked", on_change="rerun"
    ) as opened:
        frame = visit.measure("surveys", regions=(region,), survey=survey, on=visit.on)
        if opened.open and len(frame):
            _open(visit, frame.iloc[0].to_dict())


def _open(visit: Visit, row: dict) -> None:
    for sentence in (_asked(row), _replied(row), _source(row)):
        if sentence:
            st.markdown(plain(sentence))
    table = _wordings(visit, row)
    if len(table):
        show_table(table)


def _asked(row: dict) -> str:
    question = f"Asked: {row['question']}" if known(row["question"]) else "The question is not known."
    scale = f" Answers: {row['scale_name']}." if known(row["scale_name"]) else ""
    menu = f" Menu: {row['menu_name']}." if known(row["menu_name"]) else " The menu is not known."
    return question + scale + menu


def _replied(row: dict) -> str:
    when = ""
    if known(row["first_reply_on"]):
        first, last = day(str(row["first_reply_on"])[:10]), day(str(row["last_reply_on"])[:10])
        when = f" on {first}" if first == last else f" between {first} and {last}"
    parts = [f"{counted(row['responded'], one_of(row))} replied{when}"]
    if known(row["no_reply"]):
        parts.append(f"{number(row['no_reply'])} did not")
    if away := beside_survey(row):
        parts.append(f"beside them {away.removeprefix(', and ')}")
    if row["anonymous"] and one_of(row) == "practice":
        parts.append(f"{number(row['anonymous'])} without a name")
    return ", ".join(parts) + "."


def _source(row: dict) -> str:
    if one_of(row) == "GP":
        return "Each reply is one GP's, of no practice; how many GPs the region has is not known."
    if not known(row["out_of"]):
        return "How many practices the region has is not known."
    return f"{counted(row['out_of'], 'practice')} in the region: {row['out_of_source']}."


def _wordings(visit: Visit, row: dict) -> pd.DataFrame:
    """What the menu called each action; empty where the menu is not known."""
    frame = visit.measure("menu_mapping")
    items = (
        frame[(frame["menu"] == row["menu"]) & frame["wording"].notna()] if known(row["menu"]) else frame[:0]
    )
    names = labels(visit).names
    return pd.DataFrame(
        {
            "Item": [str(item) if known(item) else "" for item in items["item"]],
            "As it was worded": list(items["wording"]),
            "Action here": [
                names.get(action, action) if known(action) else "not mapped" for action in items["action"]
            ],
            "Mapped": list(items["mapped"]),
        }
    )
