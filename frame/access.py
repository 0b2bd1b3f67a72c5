"""Who came in, looked at names, took something away, loaded and undid; and who has which role: for analysts."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from charts.wording import capital, counted
from disclosure import ROLE
from frame.local_time import local_time
from frame.showing import plain, show_table
from frame.visit import Visit
from store import StoreError, journal

MOST = 200
DEEDS = {"import": "loaded", "undo": "undid", "redo": "brought back", "erase": "erased", "rebuild": "rebuilt"}


def show_access(visit: Visit) -> None:
    """The newest entries of the log of access and of the journal in one table, and the roles that were given."""
    if not visit.viewer.may_see_names:
        st.title("Who came in is for the LMC's analysts to see.", anchor=False)
        return
    try:
        journal.read(visit.store.journal)
    except StoreError as damaged:
        st.warning(plain(str(damaged)))
    done, given = visit.kept("deeds", (), lambda: (_did(visit), visit.snapshot.settings(ROLE)))
    entries = sorted([*_came(visit), *done], key=lambda entry: entry["When"], reverse=True)[:MOST]
    st.title(
        plain(f"{counted(len(entries), 'entry', 'entries')} on who came in and what they did"), anchor=False
    )
    if entries:
        show_table(pd.DataFrame(entries))
    st.caption("Times are those of London. The whole log is access.jsonl, beside journal.jsonl in the store.")
    st.header("Roles", anchor=False)
    if given:
        show_table(pd.DataFrame([_role(who, grant) for who, grant in given.items()]))
    st.caption(
        "Where people sign in, each needs a role: python -m disclosure give WHO ROLE (docs/security.md)."
    )


def _when(at: object) -> str:
    """'2026-07-01 13:00:05' of a time in UTC; what is no time as it is."""
    try:
        return f"{local_time(at):%Y-%m-%d %H:%M:%S}"
    except (ValueError, TypeError):
        return str(at)


def _role(who: str, given: dict) -> dict[str, str]:
    return {
        "Who": who,
        "Role": capital(given.get("role", "")),
        "Regions": ", ".join(given.get("regions") or ()) or "all",
    }


def _came(visit: Visit) -> list[dict[str, str]]:
    return [
        {
            "When": _when(entry.get("at", "")),
            "Who": entry.get("who", ""),
            "Role": entry.get("role", ""),
            "Did": " ".join(part for part in (entry.get("did", ""), entry.get("what", "")) if part),
        }
        for entry in visit.store.access.read(MOST)
    ]


def _did(visit: Visit) -> list[dict[str, str]]:
    events = visit.store.events().tail(MOST)
    return [
        {
            "When": _when(row.at),
            "Who": row.by or "",
            "Role": "",
            "Did": _deed_words(row.event, row.payload),
        }
        for row in events[events["event"].isin(DEEDS)].itertuples()
    ]


def _deed_words(event: str, payload: str) -> str:
    about = json.loads(payload)
    what = about.get("file") or (f"import {about['import']}" if "import" in about else "")
    return f"{DEEDS[event]} {what}".strip()
