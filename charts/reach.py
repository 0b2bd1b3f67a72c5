"""How far an action reaches: the patients of the practices that act, and the networks they come together in."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Bar, Bars, Series
from charts.lists import listed
from charts.rows import COUNTED_FILL, rows_of
from charts.wording import (
    capital,
    counted,
    known,
    listing,
    named,
    number,
    number_known,
    of_practices,
    percent,
)

NO_PATIENTS = "patients withheld: they would tell which"
WITHHELD = "withheld: too few practices to stay unnamed"
PATIENTS = (Series("Patients of practices that act", COUNTED_FILL),)
PRACTICES = (Series("Practices that act", COUNTED_FILL),)
AREAS = {"pcn": "network", "sub_icb": "sub-ICB location"}


def patients(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance) -> Chart:
    """The registered patients of the practices that act, subject by subject.

    frame: the measure `list_weight` of one region and kind. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("No list sizes.")
    rows = sorted(rows_of(frame), key=lambda row: (-(row["patients"] or 0), named(row["subject"], names)))
    first = rows[0]
    return listed(
        "patients",
        _patients_headline(first, names),
        _patients_table(rows, names),
        provenance,
        base=f"{number(first['registered'])} patients registered with {counted(first['out_of'], 'practice')}",
        qualifier=_not_counted(rows),
        drawing=Bars(PATIENTS, tuple(_patients_bar(row, names) for row in rows)),
    )


def _patients_bar(row: dict, names: dict[str, str]) -> Bar:
    if row["patients"] is None:
        return Bar(
            named(row["subject"], names),
            (None,),
            words=f"{counted(row['practices'], 'practice')}; {NO_PATIENTS}",
        )
    words = f"{number(row['patients'])}{_in_brackets(row)}, {counted(row['practices'], 'practice')}"
    if row["unsized"]:
        words += f"; {number(row['unsized'])} without a list size"
    return Bar(named(row["subject"], names), (row["share"] or None,), words=words)


def _patients_headline(row: dict, names: dict[str, str]) -> str:
    if row["patients"] is None:
        return (
            "The patients of the practices that act are withheld: they would tell which practices these are."
        )
    if not row["patients"]:
        return "No practice whose list size is known acts on any of these."
    doing = "would act on" if row["kind"] == "action" else "have a standing notice on"
    patients = f"{number(row['patients'])} patients"
    if known(row["share"]):
        of = f"{patients}, {percent(row['share'])} of the registered list"
    elif span := _share_span(row):
        of = f"at least {patients}, between {span} of the registered list"
    else:
        sized = row["out_of"] - row["out_of_unsized"]
        of = f"at least {patients} (list sizes of {number(sized)} of {counted(row['out_of'], 'practice')} are known)"
    return f"Practices with {of}, {doing} {named(row['subject'], names)}."


def _share_span(row: dict) -> str:
    """'55% and 65%', what the share of patients may be where some sizes are not known; '' where nobody can say."""
    low, high = row.get("share_low"), row.get("share_high")
    return f"{percent(low)} and {percent(high)}" if known(low) and known(high) else ""


def _in_brackets(row: dict) -> str:
    if known(row["share"]):
        return f" ({percent(row['share'])})"
    span = _share_span(row)
    return f" (between {span})" if span else ""


def _not_counted(rows: list[dict]) -> str:
    """What the shares leave out: practices without a list size, and those outside the register."""
    parts = []
    if rows[0]["out_of_unsized"]:
        parts.append(f"{counted(rows[0]['out_of_unsized'], 'practice')} of the region without a list size")
    unsized = max(row["unsized"] or 0 for row in rows)
    if unsized:
        parts.append(f"up to {counted(unsized, 'practice')} acting without one")
    strangers = max(row["not_in_register"] or 0 for row in rows)
    if strangers:
        parts.append(f"up to {counted(strangers, 'practice')} acting but not in the register, not counted")
    return "; ".join(parts)


def _patients_table(rows: list[dict], names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Service or action": [named(row["subject"], names) for row in rows],
            "Practices": [number(row["practices"]) for row in rows],
            "Of practices": [_of(row["practices"], row["out_of"]) for row in rows],
            "Patients": [number_known(row["patients"]) or "withheld" for row in rows],
            "Of the registered list": [_of(row["patients"], row["registered"]) for row in rows],
            "In effect: patients": [number_known(row["patients_in_effect"]) for row in rows],
            "Without a list size": [number_known(row["unsized"]) for row in rows],
            "Not in the register": [number_known(row["not_in_register"]) for row in rows],
        }
    )


def networks(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance) -> Chart:
    """In which networks enough practices have come together on one service or action.

    frame: the measure `by_pcn` of one region and subject. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("No networks.")
    rows = sorted(rows_of(frame), key=lambda row: (row["share"] is None, -(row["share"] or 0), _called(row)))
    area = next((AREAS[row["area"]] for row in rows if row["area"] in AREAS), "network")
    return listed(
        "networks",
        _networks_headline(rows, names, area),
        _networks_table(rows, area),
        provenance,
        base=f"{counted(sum(row['out_of'] for row in rows), 'practice')} in {counted(len(rows), area)}",
        qualifier=_withheld(rows, area),
        drawing=Bars(PRACTICES, tuple(_network_bar(row) for row in rows)),
    )


def _called(row: dict) -> str:
    return str(row["pcn_name"] or row["pcn"] or "No network known")


def _network_bar(row: dict) -> Bar:
    if row["withheld"]:
        return Bar(_called(row), (None,), words=WITHHELD)
    words = f"{number(row['practices'])} of {number(row['out_of'])} ({percent(row['share'])})"
    if known(row["answered"]) and row["answered"] < row["out_of"]:
        words += f", {number(row['answered'])} answered"
    if row["in_effect"]:
        words += f", {number(row['in_effect'])} in effect"
    return Bar(_called(row), (row["share"] or None,), words=words)


def _networks_headline(rows: list[dict], names: dict[str, str], area: str) -> str:
    shown = [row for row in rows if not row["withheld"]]
    subject = named(rows[0]["subject"], names)
    if not shown:
        return f"{subject}: every {area} is too small for its figures to be shown."
    half = [row for row in shown if row["share"] >= 0.5]
    if not half:
        top = shown[0]
        figure = of_practices(top["practices"], top["out_of"])
        return f"{subject}: no {area} has half of its practices; most, {figure}, in {_called(top)}."
    places = listing([_called(row) for row in half])
    has = "has" if len(half) == 1 else "have"
    return f"{subject}: {len(half)} of {counted(len(shown), area)} {has} half of the practices or more: {places}."


def _withheld(rows: list[dict], area: str) -> str:
    count = sum(bool(row["withheld"]) for row in rows)
    return f"{counted(count, area)} {WITHHELD}" if count else ""


def _networks_table(rows: list[dict], area: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            capital(area): [_called(row) for row in rows],
            "Practices that act": [
                "withheld" if row["withheld"] else number_known(row["practices"]) for row in rows
            ],
            "Practices": [number(row["out_of"]) for row in rows],
            "Share": [percent(row["share"]) if known(row["share"]) else "" for row in rows],
            "Answered": [number_known(row["answered"]) for row in rows],
            "In effect": [number_known(row["in_effect"]) for row in rows],
            "Patients": [number_known(row["patients"]) for row in rows],
        }
    )


def _of(part: float | None, whole: float | None) -> str:
    return percent(part / whole) if known(part) and whole else ""
