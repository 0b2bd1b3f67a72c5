"""What collective action brought: days until the ICB moved, what came of each service, where the LMC stands."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Bar, Bars, Cells, Figure, Grid, Series
from charts.lists import listed
from charts.responses import kind_words
from charts.rows import BASES_DRAWN, RUNGS, figure_at_rung, outlined, rows_of
from charts.style import BLUE, TEAL
from charts.wording import (
    beside,
    capital,
    counted,
    day,
    known,
    listing,
    named,
    number,
    of_shown,
    percent,
)

SPAN = (Series("Days known to have passed", BLUE), Series("Up to so many more", TEAL, outlined=True))
FROM = {"notice": "the notice", "log": "the first notice in the log", "letter": "the letter"}
POSITIONS = ("accept", "undecided", "reject")


def days(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance, *, of_regions: int = 0) -> Chart:
    """Days from the notice to the ICB's first response, offer and what came after; a span where dates are vague.

    frame: the measure `response_times`. of_regions: how many are shown, where they are a choice; 0: all. Raises
    ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("No step after a notice.")
    rows = rows_of(frame)
    return listed(
        "days",
        _days_headline(rows, names, of_regions),
        pd.DataFrame(
            {
                "Region": [named(row["region"], names) for row in rows],
                "Step": [kind_words(row["step"]) for row in rows],
                "Days": [_span(row) for row in rows],
                "Counted from": [_start(row) for row in rows],
                "When": [day(row["happened_on"]) for row in rows],
                "In short": [row["summary"] or "" for row in rows],
                "Amount": [row["amount"] or "" for row in rows],
                "Source": [row["source"] or "" for row in rows],
            }
        ),
        provenance,
        base=f"{counted(len(rows), 'step')} in {counted(len({row['region'] for row in rows}), 'region')}",
        qualifier="a span where a date is known to the month or the year alone",
        drawing=Bars(SPAN, tuple(_days_bar(row, names) for row in rows), shares=False),
    )


def _days_bar(row: dict, names: dict[str, str]) -> Bar:
    label = f"{named(row['region'], names)}: {kind_words(row['step']).lower()}"
    words = f"{_span(row)} after {FROM.get(row['notice_from'], 'the notice')}"
    if known(row["days"]):
        return Bar(label, (row["days"] or None, None), words=words)
    if not known(row["at_least"]):
        return Bar(label, (None, None), words=words)
    return Bar(label, (row["at_least"] or None, (row["at_most"] - row["at_least"]) or None), words=words)


def _span(row: dict) -> str:
    """'12 days', '0 to 30 days', 'not dated'."""
    if known(row["days"]):
        return counted(row["days"], "day")
    if not known(row["at_least"]):
        return "not dated"
    return f"{number(row['at_least'])} to {counted(row['at_most'], 'day')}"


def _start(row: dict) -> str:
    return f"{FROM.get(row['notice_from'], 'the notice')}, {day(row['notice_on']) or 'not dated'}"


def _days_headline(rows: list[dict], names: dict[str, str], of_regions: int) -> str:
    dated = [row for row in rows if known(row["at_most"])]
    offers = [row for row in dated if row["step"] == "offer"]
    asked, called = (offers, "offer") if offers else (dated, "step")
    if not asked:
        return "No step of an ICB is dated, so no days can be counted."
    first = min(asked, key=lambda row: (row["at_most"], row["at_least"]))
    place = named(first["region"], names)
    others = [row for row in asked if row is not first]
    # A span is no headline: of how many days nobody can say.
    if not known(first["days"]) or any(row["at_least"] < first["at_most"] for row in others):
        if len(asked) == 1:
            return (
                f"One {called} with a date, in {place}; the dates are too vague to say after how many days."
            )
        return f"{counted(len(asked), called)} with a date; dates are too vague to say which was quickest."
    span = f"{_span(first)} after {FROM.get(first['notice_from'], 'the notice')}"
    which = (
        f"{'quickest' if others else 'one'} {called}{'' if others else ' with a date'}{of_shown(of_regions)}"
    )
    return f"The {which} came in {place}, {span}."


def outcomes(
    frame: pd.DataFrame, names: dict[str, str], provenance: Provenance, *, of_regions: int = 0
) -> Chart:
    """What worked where: each service and region with how far it came and what the ICB did.

    frame: the measure `outcomes`. of_regions: how many are shown, where they are a choice; 0: all. Raises
    ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("Nothing came of anything yet.")
    rows = rows_of(frame)
    moved = [row for row in rows if known(row["last_step"])]
    shown = moved or rows
    return listed(
        "outcomes",
        _outcomes_headline(rows, moved, names, of_regions),
        _outcomes_table(rows, names),
        provenance,
        base=f"{counted(len(rows), 'pair')} of region and service; what is said of a bundle stands in its own row",
        qualifier="" if len(shown) == len(rows) else "drawn: those where the ICB moved; the table has all",
        drawing=Grid(
            ("How far", "What the ICB did last", "Amount"),
            tuple(_outcome_line(row, names) for row in shown),
            BASES_DRAWN,
        ),
    )


def _outcomes_table(rows: list[dict], names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Region": [named(row["region"], names) for row in rows],
            "Service": [_service(row, names) for row in rows],
            "Counted": [_counted(row) for row in rows],
            "Reported": [_reported(row) for row in rows],
            "First response": [_step(row, "first_response") for row in rows],
            "Offer": [_step(row, "offer") for row in rows],
            "Amount": [row["amount"] or "" for row in rows],
            "LMC's position": [row["position"] or "" for row in rows],
            "Review": [_step(row, "review") for row in rows],
            "Extension": [_step(row, "extension") for row in rows],
            "New contract": [_step(row, "new_contract") for row in rows],
            "Paid for": [row["funding"] or "" for row in rows],
            "Source": [_source(row) for row in rows],
        }
    )


def _source(row: dict) -> str:
    return (row["source"] or "") + (" (unverified)" if row["unverified"] else "")


def _outcome_line(row: dict, names: dict[str, str]) -> Cells:
    figures = [Figure(_counted(row), row["share"])] if _counted(row) else []
    if _reported(row):
        share = row["reported_share"] if row["reported_unit"] == "practices" else None
        figures.append(Figure(_reported(row), share, outlined=True))
    step = row["last_step"]
    when = day(row.get(f"{step}_on"))
    last = (Figure(f"{kind_words(step)}{', ' + when if when else ''}"),) if known(step) else ()
    amount = (Figure(row["amount"]),) if known(row["amount"]) else ()
    label = f"{_service(row, names)}, {named(row['region'], names)}"
    return Cells(label, (tuple(figures), last, amount))


def _service(row: dict, names: dict[str, str]) -> str:
    return named(row["service"], names) if known(row["service"]) else "No service named"


def _counted(row: dict) -> str:
    if not known(row["served"]):
        return ""
    of = f" of {number(row['out_of'])} ({percent(row['share'])})" if known(row["share"]) else ""
    return f"{number(row['served'])}{of} {RUNGS.get(row['rung'], '')}".strip() + beside(row.get("off_list"))


def _reported(row: dict) -> str:
    if not known(row["reported_qualifier"]):
        return ""
    fields = ("count", "share", "qualifier", "unit", "words")
    figure = {field: row[f"reported_{field}"] for field in fields} | {"basis": "reported"}
    return figure_at_rung(figure | {"rung": row["reported_rung"]})


def _step(row: dict, step: str) -> str:
    if not known(row[step]):
        return ""
    when = day(row[f"{step}_on"])
    return f"{when}: {row[step]}" if when else str(row[step])


def _outcomes_headline(rows: list[dict], moved: list[dict], names: dict[str, str], shown: int) -> str:
    contracts = [row for row in moved if known(row["new_contract"])]
    if contracts:
        places = listing(list(dict.fromkeys(named(row["region"], names) for row in contracts)))
        services = len({row["service"] for row in contracts if known(row["service"])})
        what = f" for {counted(services, 'service')}" if services else ""
        return f"A new contract{what} is on record in {places}{of_shown(shown)}."
    if moved:
        places = list(dict.fromkeys(named(row["region"], names) for row in moved))
        yet = "no new contract in any of them" if shown else "no new contract yet"
        where = f"{number(len(places))}{of_shown(shown)}" if shown else counted(len(places), "region")
        return f"The ICB moved in {where}, {listing(places)}; {yet}."
    return f"No act of an ICB is on record for any of {counted(len(rows), 'service')}{of_shown(shown)}."


def positions(
    frame: pd.DataFrame, names: dict[str, str], provenance: Provenance, *, of_regions: int = 0
) -> Chart:
    """The LMC's position on each offer: accept, undecided or reject.

    frame: the measure `responses`, offers and rows with a position. of_regions: how many regions are a choice; 0 for
    all. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("No offer.")
    rows = rows_of(frame)
    return listed(
        "positions",
        f"{capital(counted(len(rows), 'item'))} put to {_lmcs(rows, of_regions)}: {_positions_counted(rows)}.",
        _positions_table(rows, names),
        provenance,
        base=f"{counted(len(rows), 'event')} in {counted(len({row['region'] for row in rows}), 'region')}",
        drawing=Grid(
            ("LMC's position", "What was put to it", "Amount"),
            tuple(_position_line(row, names) for row in rows),
        ),
    )


def _positions_counted(rows: list[dict]) -> str:
    """'3 accepted, 1 rejected and 2 with no position told'."""
    counts = {position: sum(row["position"] == position for row in rows) for position in POSITIONS}
    known_words = [
        f"{number(count)} {called}"
        for position, count in counts.items()
        if (called := _position(position)) and count
    ]
    silent = len(rows) - sum(counts.values())
    return listing(known_words + ([f"{number(silent)} with no position told"] if silent else []), most=4)


def _position_line(row: dict, names: dict[str, str]) -> Cells:
    answer = Figure(_position(row["position"]) or "not told", outlined=outlined(row["basis"]))
    amount = (Figure(row["amount"]),) if known(row["amount"]) else ()
    label = f"{named(row['region'], names)}: {_about(row)}"
    return Cells(label, ((answer,), (Figure(row["summary"] or ""),), amount))


def _positions_table(rows: list[dict], names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "When": [day(row["happened_on"]) or "not dated" for row in rows],
            "Region": [named(row["region"], names) for row in rows],
            "What": [kind_words(row["kind"]) for row in rows],
            "Service": [_about(row) for row in rows],
            "In short": [row["summary"] or "" for row in rows],
            "Amount": [row["amount"] or "" for row in rows],
            "LMC's position": [_position(row["position"]) or "not told" for row in rows],
            "Note": [row["note"] or "" for row in rows],
            "Source": [row["source"] or "" for row in rows],
        }
    )


def _lmcs(rows: list[dict], shown: int) -> str:
    """'LMCs', or of a choice of regions '3 LMCs of the 8 shown', 'the 2 LMCs shown', 'the LMC shown'."""
    places = len({row["region"] for row in rows})
    if places == shown:
        return "the LMC shown" if places == 1 else f"the {counted(places, 'LMC')} shown"
    return f"{counted(places, 'LMC')}{of_shown(shown)}" if shown else "LMCs"


def _about(row: dict) -> str:
    return row["service_labels"] if known(row["service_labels"]) else "no service named"


def _position(position: object) -> str:
    return {"accept": "accepted", "undecided": "undecided", "reject": "rejected"}.get(position, "")
