"""From a figure on a page to what it is made of: file, sheet and cell of each answer or notice, and the words of
each published figure."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from charts.wording import counted, day, known, number, percent
from decks.labels import labels
from frame.showing import plain, show_table
from frame.visit import Visit

MOST = 400  # rows on screen; all of them are on the Data page
DAYS = {"served_on": "served", "effective_on": "from", "extended_to": "extended to", "ended_on": "ended"}


def trace_preferences(visit: Visit, region: str, survey: str) -> None:
    """The answers of one action of a survey, those that count and those that were replaced."""
    _open(visit, "trace_preferences", "action", region, survey=survey)


def trace_notices(visit: Visit, region: str, on: date) -> None:
    """The rows of the log about one service on a day, and what was published about it."""
    _open(visit, "trace_notices", "service", region, on=on)


def trace_subject(visit: Visit, kind: str, subject: str, on: date) -> None:
    """What the regions' figures for one service or action are made of."""
    with st.expander("What each figure is made of"):
        asked = {"services" if kind == "service" else "actions": (subject,)}
        _show(visit, visit.measure("trace_regions", on=on, **asked))


def _open(visit: Visit, measure: str, about: str, region: str, **asked) -> None:
    with st.expander("What each figure is made of"):
        frame = visit.measure(measure, regions=(region,), **asked)
        names = labels(visit).names
        offered = {one: names.get(one, one) for one in dict.fromkeys(frame[about]) if known(one)}
        if not offered:
            st.caption("There is nothing behind these figures.")
            return
        chosen = st.selectbox(
            about.capitalize(),
            list(offered),
            format_func=lambda one: offered.get(one, one),
            key=f"traced_{about}",
        )
        _show(visit, frame[frame[about] == chosen])


def _show(visit: Visit, frame: pd.DataFrame) -> None:
    counts = frame["counts"].fillna(False).astype(bool)
    ours = frame["basis"] != "reported"
    standing = int((counts & ours).sum())
    parts = [f"{counted(standing, 'cell')} counted"] if ours.any() else []
    if len(frame[ours]) > standing:
        parts.append(f"{number(len(frame[ours]) - standing)} replaced or over")
    if (~ours).any():
        parts.append(f"{counted(int((~ours).sum()), 'published figure')}")
    st.caption(plain(", ".join(parts)))
    # A page may be on a wall: nobody is named until somebody who may see names asks for it.
    named = visit.viewer.may_see_names and st.toggle("Name the practices", key="traced_names")
    show_table(_readable(visit, frame[:MOST], named))
    if len(frame) > MOST:
        st.caption(f"The first {MOST} of {number(len(frame))}: all of them are under Data, Downloads.")


def _readable(visit: Visit, frame: pd.DataFrame, named: bool) -> pd.DataFrame:
    names = labels(visit).names
    columns = {
        "Region": [names.get(region, region) for region in frame["region"]],
        "Practice": _who(frame) if named else [""] * len(frame),
        "Said": [_said(row, names) for row in frame.to_dict("records")],
        "Counts": ["yes" if counts else "no" for counts in frame["counts"].fillna(False)],
        "Why": [why if known(why) else "" for why in frame["why"]],
        "Where": [_where(row) for row in frame.to_dict("records")],
    }
    if frame["region"].nunique() < 2:
        del columns["Region"]
    return pd.DataFrame({name: values for name, values in columns.items() if any(values)})


def _who(frame: pd.DataFrame) -> list[str]:
    pairs = zip(frame["practice"], frame["practice_name"], strict=True)
    return [" ".join(str(part) for part in pair if known(part)) for pair in pairs]


def _said(row: dict, names: dict[str, str]) -> str:
    """An answer, a step of a notice with its dates, or a published figure in its own words."""
    if row["basis"] == "reported":
        figure = percent(row["share"]) if known(row.get("share")) else ""
        count = number(row["count"]) if known(row.get("count")) else ""
        return row["words"] if known(row.get("words")) else " ".join(part for part in (count, figure) if part)
    if known(row.get("answer")):
        return names.get(row["answer"], row["answer"])
    said = str(row.get("status") or row.get("said") or "")
    dated = said == "served" and known(row.get("served_on"))  # the date says it too
    parts = [] if dated else [names.get(said, said.replace("_", " "))]
    parts += [f"{before} {day(row[column])}" for column, before in DAYS.items() if known(row.get(column))]
    return ", ".join(part for part in parts if part)


def _where(row: dict) -> str:
    """'log.xlsx, Log!D17', or where it was published."""
    if row["basis"] == "reported" and not known(row.get("cell")):
        return " · ".join(str(row[part]) for part in ("source", "read_as") if known(row.get(part)))
    place = f"{row['sheet']}!{row['cell']}" if known(row.get("sheet")) else str(row.get("cell") or "")
    return ", ".join(part for part in (str(row.get("file") or ""), place) if part)
