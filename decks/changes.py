"""What changed on a slide since the last meeting, in a sentence for its caption."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts.meeting import moves
from charts.wording import counted, day, known, listing, number
from decks.reading import Reading

LOGGED = ("standing", "notices", "ladder", "windows", "coming", "dates", "totals")
ANSWERED = ("preferences", "support", "waves", "comments")
REGIONAL = ("matrix", "subject")
NOTHING = "nothing new"


def since_words(reading: Reading, name: str, asked: dict, since: date, on: date) -> str:
    """'Since 14 January 2025: 5 notices served, 1 ended'; '' for a slide that is about the change itself, or of
    which what is new cannot be told."""
    if name in LOGGED:
        changes = _notices(reading, asked, since, on)
    elif name in ANSWERED:
        changes = _replies(reading, asked, since, on)
    elif name == "responses":
        changes = _happened(reading, asked, since, on)
    elif name in REGIONAL:
        changes = _figures(reading, asked, since, on)
    else:
        changes = ""
    return f"since {day(since)}: {changes}" if changes else ""


def _notices(reading: Reading, asked: dict, since: date, on: date) -> str:
    regions, services = (asked["region"],), tuple(asked.get("services", ()))
    history = reading.measure("notice_history", regions=regions, services=services, on=on)
    if history.empty:
        return ""
    changed = moves(history, since)
    served, ended = int(changed["served"].sum()), int(changed["ended"].sum())
    parts = [f"{counted(served, 'notice')} served"] if served else []
    parts += [f"{number(ended)} ended" if served else f"{counted(ended, 'notice')} ended"] if ended else []
    return listing(parts) or NOTHING


def _replies(reading: Reading, asked: dict, since: date, on: date) -> str:
    """Replies by the day they were sent; '' where they have no times, as their age is not known then."""
    frame = reading.measure("surveys", regions=(asked["region"],), survey=asked["survey"], on=on)
    if frame.empty or pd.isna(frame.iloc[0]["last_reply_on"]):
        return ""
    row = frame.iloc[0]
    if pd.Timestamp(row["last_reply_on"]).date() <= since:
        return NOTHING
    if pd.Timestamp(row["first_reply_on"]).date() > since:
        return f"all {counted(row['responded'], 'reply', 'replies')}"
    return f"replies until {day(str(row['last_reply_on'])[:10])}"


def _happened(reading: Reading, asked: dict, since: date, on: date) -> str:
    frame = reading.measure("responses", regions=tuple(asked.get("regions_shown", ())))
    dates = surely_by(frame["happened_on"])
    new = frame[(dates > pd.Timestamp(since)) & (dates <= pd.Timestamp(on))]
    return counted(len(new), "event") if len(new) else NOTHING


def _figures(reading: Reading, asked: dict, since: date, on: date) -> str:
    """Published figures by their date; what was counted is of the day shown and says nothing of its age."""
    frame = reading.measure("regions", on=on)
    frame = frame[(frame["kind"] == asked["kind"]) & (frame["basis"] == "reported")]
    if "regions_shown" in asked:
        frame = frame[frame["region"].isin(asked["regions_shown"])]
    if "subject" in asked:
        frame = frame[frame["subject"] == asked["subject"]]
    new = frame[surely_by(frame["as_of"]) > pd.Timestamp(since)].drop_duplicates("figure")
    return counted(len(new), "published figure") if len(new) else "no published figure"


def surely_by(dates: pd.Series) -> pd.Series:
    """The day by which each had surely happened: '2025-03' is the last of March; NaT where no date is known."""
    lengths = {4: "Y", 7: "M"}

    def end(moment: object) -> pd.Timestamp:
        text = str(moment)[:10] if known(moment) else ""
        if len(text) not in (*lengths, 10):
            return pd.NaT
        return pd.Period(text, lengths.get(len(text), "D")).end_time.normalize()

    return dates.map(end).astype("datetime64[ns]")
