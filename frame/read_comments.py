"""A person reads what practices wrote before a committee sees it: names stand there in forms that nobody foresaw."""

from __future__ import annotations

import streamlit as st

from charts.wording import counted
from disclosure.comments import READ, marks, setting
from frame.visit import Visit


def offer_reading(visit: Visit, region: str, survey: str) -> None:
    """For an analyst, under the comments of a survey: how many a committee sees, and that these have been read."""
    if not visit.viewer.may_upload:
        return
    here, passed = visit.kept("read", (region, survey, visit.on), lambda: _read(visit, region, survey))
    if len(passed) == len(here):
        st.caption(f"A committee sees {_all(len(here))}: they have been read for it.")
        if st.button("Keep them from committees", key="unread_comments", type="tertiary"):
            _keep(visit, region, survey, None)
        return
    st.caption(
        f"A committee sees {counted(len(passed), 'comment')} of {len(here)}: each has to be read by a person first."
    )
    if st.button("I have read these: none gives a practice away", key="read_comments"):
        _keep(visit, region, survey, here)


def _read(visit: Visit, region: str, survey: str) -> tuple[list[str], list[str]]:
    """The marks of the comments of a survey, and of those that were read."""
    here = marks(visit.measure("comments", regions=(region,), survey=survey, on=visit.on))
    read = visit.snapshot.settings(READ).get(setting(region, survey), ())
    return here, [mark for mark in here if mark in read]


def _all(count: int) -> str:
    return "this comment" if count == 1 else f"these {count} comments"


def _keep(visit: Visit, region: str, survey: str, read: list[str] | None) -> None:
    visit.store.set(READ, setting(region, survey), read, visit.viewer.name)
    st.rerun()
