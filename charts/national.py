"""England from what its LMCs handed over: who did and how old it is, and what they say together, week by week."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Line, Lines, Series
from charts.lists import listed
from charts.rows import rows_of
from charts.style import BLUE, GREY
from charts.terms import UNVERIFIED
from charts.wording import counted, day, known, listing, number, number_known, of_practices, percent

OLD = 31  # days after which a hand-over is called old, as measures/national.sql does


def lmcs(frame: pd.DataFrame, provenance: Provenance) -> Chart:
    """Every LMC with its ICBs of one set of boundaries, and what it handed over.

    frame: the measure `lmcs` of one set of boundaries. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("No LMC.")
    rows = [_of_lmc(own) for own in _by_lmc(frame).values()]
    return listed(
        "lmcs",
        _lmcs_headline(rows),
        pd.DataFrame([row["told"] for row in rows]),
        provenance,
        base=f"{counted(frame['icb'].nunique(), 'ICB')}; an LMC may lie in several",
    )


def _by_lmc(frame: pd.DataFrame) -> dict[str, list[dict]]:
    """The rows of each LMC: those that handed over first, the oldest hand-over first of all."""
    by_lmc: dict[str, list[dict]] = {}
    for row in rows_of(frame):
        by_lmc.setdefault(row["lmc"], []).append(row)
    return dict(sorted(by_lmc.items(), key=lambda pair: -(pair[1][0]["age_days"] or -1)))


def _of_lmc(own: list[dict]) -> dict:
    first = own[0]
    places = listing([_of_icb(row) for row in own if known(row["icb"])], 9)
    readings = {
        "LMC": first["name"] + UNVERIFIED * (first["status"] == "recalled"),
        "NHS region": "; ".join(dict.fromkeys(row["nhs_region"] for row in own if known(row["nhs_region"]))),
        "ICB": places,
        "Handed over": day(str(first["handed_over_on"])[:10])
        if known(first["handed_over_on"])
        else _why_not(first),
        "Age, days": number_known(first["age_days"]),
        "Counts": number_known(first["figures"]),
        "Withheld": number_known(first["withheld"]),
        "Store": first["store"] or "",
        "Source": first["source"],
    }
    return {"told": readings, "age": first["age_days"], "counted_here": first["counted_here"]}


def _of_icb(row: dict) -> str:
    return row["icb_name"] + ("" if row["certain"] else " (its ICB was divided: in part or not at all)")


def _why_not(row: dict) -> str:
    if row["counted_here"]:
        return "counted here"
    return "not yet" if known(row["regions"]) else "no region of it is on record"


def _lmcs_headline(rows: list[dict]) -> str:
    ages = [row["age"] for row in rows if known(row["age"])]
    if not ages:
        return f"None of {counted(len(rows), 'LMC')} has handed over yet."
    old = sum(age > OLD for age in ages)
    more = f", {number(old)} of them more than a month ago" if old else ""
    verb, oldest = "has" if len(ages) == 1 else "have", counted(max(ages), "day")
    return f"{number(len(ages))} of {counted(len(rows), 'LMC')} {verb} handed over{more}; the oldest is {oldest} old."


def weeks(frame: pd.DataFrame, provenance: Provenance, *, on: date, others: int = 0) -> Chart:
    """One subject of England by week: the practices in the sum, and all practices of the same regions.

    frame: the measure `national` of one subject, scale, wording and basis. others: how many other wordings or scales it
    was asked with, which are not added up. Raises ValueError where no week has a sum.
    """
    rows = [row for row in rows_of(frame) if known(row["count"])]
    if not rows:
        raise ValueError("Nothing can be added up.")
    return provenance.chart(
        name="england",
        headline=_weeks_headline(rows[-1]),
        table=_weeks_table(rows_of(frame)),
        base=f"{counted(rows[-1]['regions'], 'region')} that handed over; each week has its own",
        qualifier=_not_added(rows[-1], others),
        alt=f"Lines by week. {_weeks_headline(rows[-1])}",
        drawing=_weeks_drawing(rows, on),
    )


def _does(row: dict) -> str:
    if row["kind"] == "service" and not known(row["scale"]):
        return "have a standing notice"
    return f"answered “{row['supports']}”"


def _weeks_headline(row: dict) -> str:
    practices = f"{of_practices(row['count'], row['out_of'])} of {counted(row['regions'], 'region')}"
    return f"{row['subject_label']}: {practices} {_does(row)}, week of {day(str(row['week_on'])[:10])}."


def _not_added(row: dict, others: int) -> str:
    parts = (
        (row["withheld"], "whose count is withheld"),
        (row["too_old"], "whose figure is more than a month older"),
        (row["without_base"], "whose number of practices is not known"),
    )
    reasons = [f"{counted(count, 'region')} {why}" for count, why in parts if count]
    if others:
        reasons.append(
            f"{counted(others, 'other wording or scale', 'other wordings or scales')} of the question"
        )
    return f"Not added up: {listing(reasons)}" if reasons else ""


def _weeks_table(rows: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Week of": [day(str(row["week_on"])[:10]) for row in rows],
            "Practices": [number_known(row["count"]) for row in rows],
            "Of practices": [number_known(row["out_of"]) for row in rows],
            "Share": [percent(row["share"]) if known(row["share"]) else "" for row in rows],
            "Regions": [number(row["regions"]) for row in rows],
            "Withheld": [number(row["withheld"]) for row in rows],
            "Too old": [number(row["too_old"]) for row in rows],
            "Counted from": [day(row["first_as_of"]) if known(row["first_as_of"]) else "" for row in rows],
            "to": [day(row["last_as_of"]) if known(row["last_as_of"]) else "" for row in rows],
        }
    )


def _weeks_drawing(rows: list[dict], on: date) -> Lines:
    last = rows[-1]
    lines = []
    for name, column, colour in (
        ("Practices that do", "count", BLUE),
        ("All of these regions", "out_of", GREY),
    ):
        points = tuple((date.fromisoformat(str(row["week_on"])[:10]), int(row[column])) for row in rows)
        lines.append(Line(Series(name, colour), points, f"{number(last[column])} {name.lower()}"))
    return Lines(tuple(lines), max(on, date.fromisoformat(str(last["week_on"])[:10])))
