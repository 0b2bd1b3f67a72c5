"""The ladder of each service in one region, and what comes into effect in the next weeks."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Bar, Bars, Cells, Figure, Grid, Series
from charts.lists import listed
from charts.rows import COUNTED_FILL, PENDING_FILL, SCOPES, outlined, qualifier_words, rows_of
from charts.style import GREY, LILAC, ORANGE
from charts.wording import beside, capital, counted, day, figure_words, known, named, number, number_known

STEPS = {
    "wanted": "Wanted",
    "signed_up": "Signed up",
    "served": "Served",
    "extended": "Extended",
    "in_effect": "In effect",
    "resolved": "Resolved",
    "withdrawn": "Withdrawn",
}
SCOPE_COLUMNS = {f"scope_{scope}": words for scope, words in SCOPES.items()}
PART = "– "


def steps(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance) -> Chart:
    """Rung by rung, a row per service; a published figure below it, and its parts inside it, never added.

    frame: the measure `ladder` of one region. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("No notices to draw.")
    rows = rows_of(frame)
    return listed(
        "ladder",
        _headline(rows),
        _table(rows, names),
        provenance,
        base=f"practices in {provenance.area}; a notice that was extended is also served, and one in effect too",
        qualifier=qualifier_words(frame),
        drawing=Grid(tuple(STEPS.values()), tuple(_line(row, names) for row in rows)),
    )


def _line(row: dict, names: dict[str, str]) -> Cells:
    inside = PART if known(row["parent"]) or row["level"] else ""
    if not outlined(row["basis"]):
        cells = tuple((Figure(number(row[step])),) if known(row[step]) else () for step in STEPS)
        return Cells(_label(row, names), cells)
    # What stands on no rung is shown as it was published, where a rung would be.
    words, rung = figure_words(row), row["rung"] if row["rung"] in STEPS else None
    cells = tuple((Figure(words, outlined=True),) if step == rung else () for step in STEPS)
    on_none = "" if rung else f": {words}"
    return Cells(f"{inside}{named(row['service'], names)}, reported{on_none}", cells)


def _label(row: dict, names: dict[str, str]) -> str:
    """The service, with how many of its notices are about a part of it."""
    scopes = [f"{number(row[column])} {words}" for column, words in SCOPE_COLUMNS.items() if row.get(column)]
    return (
        named(row["service"], names)
        + (f" ({', '.join(scopes)})" if scopes else "")
        + beside(row.get("off_list"))
    )


def _headline(rows: list[dict]) -> str:
    ours = [row for row in rows if not outlined(row["basis"])]
    if not ours:
        return f"{counted(len({row['service'] for row in rows}), 'service')}, known from published figures alone."
    furthest = [row for row in ours if row["in_effect"]]
    some = (
        f"{counted(len(furthest), 'service')} of {number(len(ours))}" if furthest else "None of the services"
    )
    verb = "has" if len(furthest) == 1 or not furthest else "have"
    text = f"{capital(some)} {verb} notices in effect"
    ended = sum((row["resolved"] or 0) + (row["withdrawn"] or 0) for row in ours)
    return text + (f"; {counted(ended, 'notice')} ended." if ended else ".")


def _table(rows: list[dict], names: dict[str, str]) -> pd.DataFrame:
    table = {
        "Service": [(PART if known(row["parent"]) else "") + named(row["service"], names) for row in rows],
        "Basis": [row["basis"] for row in rows],
        "Figure": [figure_words(row) if outlined(row["basis"]) else "" for row in rows],
    }
    table |= {words: [number_known(row[step]) for row in rows] for step, words in STEPS.items()}
    table |= {
        capital(words): [number_known(row.get(column)) for row in rows]
        for column, words in SCOPE_COLUMNS.items()
    }
    table["Scope not said"] = [number_known(row.get("scope_unsaid")) for row in rows]
    table["Practices"] = [number_known(row["out_of"]) for row in rows]
    table["Closed or not on the list"] = [number_known(row.get("off_list")) for row in rows]
    table["As of"] = [day(row["as_of"]) for row in rows]
    table["Source"] = [row["source"] or "" for row in rows]
    return pd.DataFrame({name: values for name, values in table.items() if any(values)})


WINDOWS = (
    Series("In effect", COUNTED_FILL),
    Series("In the next 30 days", PENDING_FILL),
    Series("31 to 60 days", ORANGE),
    Series("61 to 90 days", LILAC),
    Series("Later, or no date", GREY),
)


def windows(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance) -> Chart:
    """What is in effect and what comes in the next 30, 60 and 90 days, a bar per service.

    frame: the measure `coming` of one region. Raises ValueError where it has no service.
    """
    rows = [row for row in rows_of(frame) if known(row["service"])]
    if not rows:
        raise ValueError("No notices to draw.")
    whole = next((row for row in rows_of(frame) if not known(row["service"])), None)
    rows.sort(key=lambda row: (-(row["in_90_days"] or 0), -(row["standing"] or 0)))
    return listed(
        "windows",
        _windows_headline(rows, whole),
        _windows_table(rows, names),
        provenance,
        base=f"practices with a standing notice in {provenance.area}",
        drawing=Bars(WINDOWS, tuple(_window_bar(row, names) for row in rows), shares=False),
    )


def _window_bar(row: dict, names: dict[str, str]) -> Bar:
    near, mid, far = (
        row["in_30_days"],
        row["in_60_days"] - row["in_30_days"],
        row["in_90_days"] - row["in_60_days"],
    )
    counts = (row["in_effect"], near, mid, far, row["later"] + row["undated"])
    words = f"{number(row['standing'])} standing{beside(row.get('off_list'))}"
    if known(row["next_effective_on"]):
        words += f", {number(row['next_practices'])} on {day(row['next_effective_on'])}"
    if row["put_off"]:
        words += f"; {number(row['put_off'])} put off by extension"
    parts = sum(count > 0 for count in counts)
    inside = tuple(number(count) if count and parts > 1 else "" for count in counts)
    return Bar(named(row["service"], names), tuple(count or None for count in counts), inside, words)


def _windows_headline(rows: list[dict], whole: dict | None) -> str:
    near = sum(row["in_90_days"] for row in rows)
    if not near:
        return "No notice comes into effect in the next 90 days."
    services = counted(sum(row["in_90_days"] > 0 for row in rows), "service")
    verb = "comes" if near == 1 else "come"
    who = f", by {counted(whole['in_90_days'], 'practice')}" if whole and whole["in_90_days"] else ""
    return f"{counted(near, 'notice')} {verb} into effect in the next 90 days, on {services}{who}."


def _windows_table(rows: list[dict], names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Service": [named(row["service"], names) for row in rows],
            "Standing": [number(row["standing"]) for row in rows],
            "In effect": [number(row["in_effect"]) for row in rows],
            "Within 30 days": [number(row["in_30_days"]) for row in rows],
            "Within 60 days": [number(row["in_60_days"]) for row in rows],
            "Within 90 days": [number(row["in_90_days"]) for row in rows],
            "Later": [number(row["later"]) for row in rows],
            "No date": [number(row["undated"]) for row in rows],
            "Put off by extension": [number(row["put_off"]) for row in rows],
            "Next date": [day(row["next_effective_on"]) for row in rows],
            "Closed or not on the list": [number_known(row.get("off_list")) for row in rows],
        }
    )
