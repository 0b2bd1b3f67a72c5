"""From a figure on a page to what it is made of: file, sheet and cell of each answer, notice, comment or event, and the
words of each published figure."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.wording import capital, counted, day, known, number, percent
from decks.labels import labels
from decks.slides import Slide
from decks.traces import Trace, traces_of
from frame.showing import plain, show_table
from frame.visit import Visit
from frame.watch import names_seen

MOST = 400  # rows on screen; all of them are on the Data page
DAYS = {"served_on": "served", "effective_on": "from", "extended_to": "extended to", "ended_on": "ended"}


def show_behind(visit: Visit, *slides: Slide) -> None:
    """Under charts: what their figures are made of, one figure at a time, read when somebody opens it."""
    for at, (slide, nth, title) in enumerate(visit.kept("traces", slides, lambda: _titles(visit, slides))):
        with st.expander(title, key=f"behind_{at}", on_change="rerun") as opened:
            if opened.open:
                _open(visit, traces_of(visit, slide)[nth])


def _titles(visit: Visit, slides: tuple[Slide, ...]) -> tuple[tuple[Slide, int, str], ...]:
    """The tables that this viewer may open: of which slide, the how manieth of its traces, and what it is called."""
    return tuple(
        (slide, nth, trace.title)
        for slide in slides
        for nth, trace in enumerate(traces_of(visit, slide))
        if visit.viewer.may_see_names or not trace.naming
    )


def _open(visit: Visit, trace: Trace) -> None:
    names, chosen = labels(visit).names, ""
    if trace.about and trace.choices:
        chosen = st.selectbox(
            trace.about.capitalize(),
            trace.choices,
            format_func=lambda identifier: names.get(identifier, identifier),
            key=f"traced_{trace.about}",
        )
    frame = trace.find(chosen) if chosen or not trace.about else pd.DataFrame()
    if frame.empty and not visit.viewer.may_see_names:
        st.caption("What these figures are made of names practices: it stays with the LMC's analysts.")
    elif frame.empty:
        st.caption("There is nothing behind these figures.")
    else:
        _show(visit, frame, trace.about or "whole")


def _show(visit: Visit, frame: pd.DataFrame, about: str) -> None:
    st.caption(plain(_tally(frame)))
    # A page may be on a wall: nobody is named until somebody who may see names asks for it.
    nameable = visit.viewer.may_see_names and "practice" in frame and frame["practice"].notna().any()
    naming = nameable and st.toggle("Name the practices", key=f"traced_names_{about}")
    if naming:
        names_seen(f"{visit.place.name}: {about}")
    show_table(_readable(visit, frame[:MOST], naming))
    if len(frame) > MOST:
        st.caption(f"The first {MOST} of {number(len(frame))}: all of them are under Data, Downloads.")


def _tally(frame: pd.DataFrame) -> str:
    """'3 cells counted, 2 replaced or over, 1 published figure'."""
    counts = frame["counts"].fillna(False).astype(bool)
    if "happened_on" in frame:
        return (
            f"{counted(int(counts.sum()), 'event')}, {number((~counts).sum())} replaced or not yet happened"
        )
    if "list_size" in frame:
        return f"{counted(int(counts.sum()), 'open practice')}, {number((~counts).sum())} closed"
    ours = frame["basis"] != "reported"
    standing = int((counts & ours).sum())
    parts = [f"{counted(standing, 'cell')} counted"] if ours.any() else []
    if ours.sum() > standing:
        parts.append(f"{number(ours.sum() - standing)} replaced, over, or not support")
    if (~ours).any():
        parts.append(counted(int((~ours).sum()), "published figure"))
    return ", ".join(parts)


def _readable(visit: Visit, frame: pd.DataFrame, naming: bool) -> pd.DataFrame:
    names, rows = labels(visit).names, frame.to_dict("records")
    columns = {
        "Region": [names.get(region, region) for region in frame["region"]],
        "Survey": [str(row.get("survey") or "") for row in rows],
        "Practice": _who(frame) if naming else [""] * len(frame),
        "Said": [_words_of(row, names, naming) for row in rows],
        "Sent": [_sent(row) for row in rows],
        "Counts": ["yes" if counts else "no" for counts in frame["counts"].fillna(False)],
        "Why": [why if known(why) else "" for why in frame["why"]],
        "Where": [_where(row) for row in rows],
    }
    alike = [column for column in ("Region", "Survey") if len(set(columns[column])) < 2]
    shown = {name: values for name, values in columns.items() if any(values) and name not in alike}
    return pd.DataFrame(shown)


def _sent(row: dict) -> str:
    return day(str(row["submitted_at"])[:10]) if known(row.get("submitted_at")) else ""


def _who(frame: pd.DataFrame) -> list[str]:
    pairs = zip(frame["practice"], frame["practice_name"], strict=True)
    return [" ".join(str(part) for part in pair if known(part)) for pair in pairs]


def _words_of(row: dict, names: dict[str, str], naming: bool) -> str:
    """An answer, a step of a notice with its dates, a published figure in its own words, what happened, or how many
    patients; a comment as it was written only beside the names."""
    if "list_size" in row:
        return f"{number(row['list_size'])} patients" if known(row["list_size"]) else "list size not known"
    if "happened_on" in row:
        return _happening(row)
    if "as_written" in row:
        return row["as_written"] if naming else ""
    if row["basis"] == "reported":
        return _published(row)
    return names.get(row["answer"], row["answer"]) if known(row.get("answer")) else _notice(row, names)


def _happening(row: dict) -> str:
    kind, when = capital(str(row["kind"]).replace("_", " ")), day(row["happened_on"]) or "not dated"
    amount = f" ({row['amount']})" if known(row["amount"]) else ""
    return f"{kind}, {when}: {row['words']}{amount}"


def _published(row: dict) -> str:
    """A published figure in its own words, else as count and share."""
    if known(row.get("words")):
        return row["words"]
    count = number(row["count"]) if known(row.get("count")) else ""
    share = percent(row["share"]) if known(row.get("share")) else ""
    return " ".join(part for part in (count, share) if part)


def _notice(row: dict, names: dict[str, str]) -> str:
    """The step of a notice with its days; 'served' stands in the day of service already."""
    status = str(row.get("status") or row.get("said") or "")
    dated = status == "served" and known(row.get("served_on"))
    parts = [] if dated else [names.get(status, status.replace("_", " "))]
    parts += [f"{before} {day(row[column])}" for column, before in DAYS.items() if known(row.get(column))]
    return ", ".join(part for part in parts if part)


def _where(row: dict) -> str:
    """'log.xlsx, Log!D17', or where it was published."""
    if row.get("basis") == "reported" and not known(row.get("cell")):
        return " · ".join(str(row[part]) for part in ("source", "read_as") if known(row.get(part)))
    place = f"{row['sheet']}!{row['cell']}" if known(row.get("sheet")) else str(row.get("cell") or "")
    return ", ".join(part for part in (str(row.get("file") or ""), place) if part)
