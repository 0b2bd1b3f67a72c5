"""Between two meetings: what changed since the last one, and what comes into effect before the next."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Bar, Bars, Series
from charts.rows import COUNTED_FILL, PENDING_FILL
from charts.wording import counted, day, named, number

LOST_LINE = "#740F06"
CHANGES = (
    Series("Standing before and now", COUNTED_FILL),
    Series("Served since", PENDING_FILL),
    Series("Ended since", LOST_LINE, outlined=True),
)
COMING = (Series("In effect", COUNTED_FILL), Series("Comes into effect", PENDING_FILL))


def changes(
    history: pd.DataFrame,
    names: dict[str, str],
    provenance: Provenance,
    *,
    since: date,
    on: date,
) -> Chart:
    """Notices per service that were served or ended after one day and until another.

    history: the measure `notice_history` of one region up to `on`. A notice whose date of service nobody wrote
    down counts as standing before. Raises ValueError when empty.
    """
    if history.empty:
        raise ValueError("No notices to draw.")
    moved = moves(history, since)
    rows = moved[(moved["served"] > 0) | (moved["ended"] > 0)]
    shown = rows if len(rows) else moved
    sentence = _changes_headline(rows, names, since, on)
    return provenance.chart(
        name="changes",
        headline=sentence,
        table=_changes_table(moved, names),
        base=_changes_base(moved, rows, history, provenance.area),
        as_of=provenance.as_of or day(on),
        alt=f"Bars of notices per service with what changed since {day(since)}. {sentence}",
        drawing=_changes_drawing(shown, names),
    )


def moves(history: pd.DataFrame, since: date) -> pd.DataFrame:
    """Per service: now (notices standing at the end), served and ended after the day, those that changed most
    first."""
    happened = pd.to_datetime(history["happened_on"])
    served = history.assign(served=history["notices_served"], ended=history["notices_ended"])
    later = served[happened > pd.Timestamp(since)].groupby("service")[["served", "ended"]].sum()
    now = history.assign(at=happened).sort_values("at", na_position="first", kind="stable")
    now = now.groupby("service")["notices"].last().rename("now").to_frame()
    table = now.join(later).fillna(0).astype(int).reset_index()
    table["changed"] = table["served"] + table["ended"]
    return table.sort_values(["changed", "now"], ascending=False, kind="stable").reset_index(drop=True)


def _changes_drawing(rows: pd.DataFrame, names: dict[str, str]) -> Bars:
    bars = []
    for row in rows.itertuples():
        kept = max(row.now - row.served, 0)
        values = (kept or None, min(row.served, row.now) or None, row.ended or None)
        bars.append(Bar(named(row.service, names), values, words=_change_words(row)))
    return Bars(CHANGES, tuple(bars), shares=False)


def _change_words(row) -> str:
    """'17 now: 5 more, 2 ended'."""
    parts = [f"{number(row.served)} more"] if row.served else []
    parts += [f"{number(row.ended)} ended"] if row.ended else []
    return f"{number(row.now)} now: {', '.join(parts) or 'no change'}"


def _changes_headline(rows: pd.DataFrame, names: dict[str, str], since: date, on: date) -> str:
    served, ended = int(rows["served"].sum()), int(rows["ended"].sum())
    if not served and not ended:
        return f"No notice was served or ended between {day(since)} and {day(on)}."
    parts = []
    if served:
        parts.append(f"{counted(served, 'notice')} served {_on_services(rows[rows['served'] > 0], names)}")
    if ended:
        noun = counted(ended, "notice") if not served else number(ended)
        parts.append(f"{noun} ended {_on_services(rows[rows['ended'] > 0], names)}")
    return f"{', '.join(parts)} since {day(since)}."


def _on_services(rows: pd.DataFrame, names: dict[str, str]) -> str:
    if len(rows) == 1:
        return f"on {named(rows['service'].iloc[0], names)}"
    return f"on {counted(len(rows), 'service')}"


def _changes_base(moved: pd.DataFrame, rows: pd.DataFrame, history: pd.DataFrame, area: str) -> str:
    text = f"{counted(moved['now'].sum(), 'standing notice')} in {area}"
    same = len(moved) - len(rows)
    if len(rows) and same:
        text += f"; {counted(same, 'service')} unchanged, in the table"
    undated = int(history.loc[history["happened_on"].isna(), "notices_served"].sum())
    return text + (f"; {number(undated)} without a date of service counted as before" if undated else "")


def _changes_table(moved: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Service": [named(service, names) for service in moved["service"]],
            "Then": [number(count) for count in moved["now"] - moved["served"] + moved["ended"]],
            "Served since": [number(count) for count in moved["served"]],
            "Ended since": [number(count) for count in moved["ended"]],
            "Now": [number(count) for count in moved["now"]],
        }
    )


def coming(
    timeline: pd.DataFrame,
    names: dict[str, str],
    provenance: Provenance,
    *,
    on: date,
    until: date,
) -> Chart:
    """Notices that come into effect after one day and up to another, a bar per service and date.

    timeline: the measure `notice_timeline` of one region on `on`. Raises ValueError when empty.
    """
    if timeline.empty:
        raise ValueError("No notices to draw.")
    dated = timeline.assign(effective_on=pd.to_datetime(timeline["effective_on"]))
    later = dated[dated["effective_on"] > pd.Timestamp(on)].sort_values(
        ["effective_on", "notices"], ascending=[True, False], kind="stable"
    )
    near = later[later["effective_on"] <= pd.Timestamp(until)]
    # Where nothing is to come, what stands is shown: a picture of nothing would say less.
    shown = next((rows for rows in (near, later) if len(rows)), dated)
    sentence = _coming_headline(near, later, names, until)
    return provenance.chart(
        name="coming",
        headline=sentence,
        table=_coming_table(later, names, until),
        base=_coming_base(dated, later, near, provenance.area),
        as_of=provenance.as_of or day(on),
        alt=f"Bars of notices per service and date of effect. {sentence}",
        drawing=_coming_drawing(shown, names, on),
    )


def _coming_drawing(rows: pd.DataFrame, names: dict[str, str], on: date) -> Bars:
    bars = []
    for row in rows.itertuples():
        later = row.effective_on > pd.Timestamp(on)
        values = (None, row.notices) if later else (row.notices, None)
        bars.append(Bar(named(row.service, names), values, words=_coming_words(row, later)))
    return Bars(COMING, tuple(bars), shares=False)


def _coming_words(row, later: bool) -> str:
    """'5 notices on 1 March 2025'."""
    if pd.isna(row.effective_on):
        when = "without a date"
    else:
        when = f"{'on' if later else 'since'} {day(row.effective_on.date())}"
    return f"{counted(row.notices, 'notice')} {when}"


def _coming_headline(near: pd.DataFrame, later: pd.DataFrame, names: dict[str, str], until: date) -> str:
    if len(near):
        count = int(near["notices"].sum())
        verb = "comes" if count == 1 else "come"
        services = near.drop_duplicates("service")
        return (
            f"{counted(count, 'notice')} {verb} into effect by {day(until)}, {_on_services(services, names)}."
        )
    if later.empty:
        return f"No notice comes into effect by {day(until)}, and no later date is known."
    first = later["effective_on"].min()
    count = int(later.loc[later["effective_on"] == first, "notices"].sum())
    return f"No notice comes into effect by {day(until)}; the next, {number(count)}, on {day(first.date())}."


def _coming_base(dated: pd.DataFrame, later: pd.DataFrame, near: pd.DataFrame, area: str) -> str:
    text = f"{counted(dated['notices'].sum(), 'standing notice')} in {area}"
    undated = int(dated.loc[dated["effective_on"].isna(), "notices"].sum())
    text += f"; {number(undated)} without an effective date" if undated else ""
    after = int(later["notices"].sum() - near["notices"].sum())
    return text + (f"; {number(after)} after that, in the table" if len(near) and after else "")


def _coming_table(later: pd.DataFrame, names: dict[str, str], until: date) -> pd.DataFrame:
    by = f"By {day(until)}"
    return pd.DataFrame(
        {
            "In effect from": [day(moment.date()) for moment in later["effective_on"]],
            by: ["yes" if moment <= pd.Timestamp(until) else "no" for moment in later["effective_on"]],
            "Service": [named(service, names) for service in later["service"]],
            "Notices": [number(count) for count in later["notices"]],
        }
    )


def practices(
    frame: pd.DataFrame, names: dict[str, str], provenance: Provenance, *, on: date, until: date
) -> Chart:
    """Whose notices come into effect after one day and up to another: a table that names practices.

    frame: the measure `trace_notices` of one region on `on`. Raises ValueError where nobody's do.
    """
    rows = named_rows(frame, on, until)
    if rows.empty:
        raise ValueError("No notices to draw.")
    sentence = (
        f"{counted(rows['practice'].nunique(), 'practice')} "
        f"with a notice that comes into effect by {day(until)}"
    )
    return provenance.chart(
        name="practices",
        headline=sentence,
        table=pd.DataFrame(
            {
                "Practice": rows["practice"],
                "Service": [named(service, names) for service in rows["service"]],
                "In effect from": [day(moment.date()) for moment in rows["starts"]],
            }
        ),
        base=f"{counted(len(rows), 'notice')} in {provenance.area}",
        as_of=provenance.as_of or day(on),
        caveats=(),
        alt=sentence,
    )


def named_rows(frame: pd.DataFrame, on: date, until: date) -> pd.DataFrame:
    """practice (name, else code, else 'not named'), service, starts: one row a practice and service, by name."""
    ours = frame[(frame["basis"] != "reported") & frame["counts"].fillna(False).astype(bool)]
    starts = pd.to_datetime(ours["extended_to"].fillna(ours["effective_on"]), errors="coerce")
    who = ours["practice_name"].fillna(ours["practice"]).fillna("not named")
    rows = pd.DataFrame({"practice": who, "service": ours["service"], "starts": starts})
    rows = rows.groupby(["practice", "service"], as_index=False)["starts"].max()
    near = rows[(rows["starts"] > pd.Timestamp(on)) & (rows["starts"] <= pd.Timestamp(until))]
    return near.sort_values(["practice", "service"], kind="stable").reset_index(drop=True)
