"""What a service is called and how it is paid for from region to region, and what a menu's items mean."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.lists import listed
from charts.rows import SCOPES, rows_of
from charts.wording import counted, known, listing, named

UNVERIFIED = " (unverified)"
ORDER = {"not mapped": 0, "not on this menu": 2}  # the rest between them


def local(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance) -> Chart:
    """One service under its local names, contracts and funding.

    frame: the measure `local_services` of one service. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("No region names this service.")
    rows = rows_of(frame)
    paid = list(dict.fromkeys(row["funding"] for row in rows if known(row["funding"])))
    how = (
        f"paid for in {counted(len(paid), 'way')}: {listing(paid)}"
        if paid
        else "how it is paid for is not said"
    )
    if len(paid) == 1:
        how = f"its funding, where it is said: {paid[0]}"
    return listed(
        "local",
        f"{named(rows[0]['service'], names)}: named in {counted(len(rows), 'region')}, {how}.",
        pd.DataFrame(
            {
                "Region": [named(row["region"], names) for row in rows],
                "Called there": [row["local_name"] or "not said" for row in rows],
                "Funding": [row["funding"] or "not said" for row in rows],
                "Contract": [row["contract"] or "" for row in rows],
                "Covers": [_scopes(row["scopes"]) for row in rows],
                "In the source's words": [row["words"] or "" for row in rows],
                "Note": [row["note"] or "" for row in rows],
                "Source": [(row["source"] or "") + UNVERIFIED * bool(row["unverified"]) for row in rows],
            }
        ),
        provenance,
        base="Regions that have a contract or a published figure on record; a list, not a count of practices",
    )


def _scopes(scopes: str | None) -> str:
    return listing([SCOPES.get(scope, scope) for scope in (scopes or "").split(";") if scope])


def menu(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance) -> Chart:
    """What the items of one menu mean among the common actions; what cannot be mapped comes first.

    frame: the measure `menu_mapping` of one menu. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("Nothing on this menu.")
    rows = sorted(rows_of(frame), key=lambda row: ORDER.get(row["mapped"], 1))
    return listed(
        "menu",
        f"{rows[0]['menu_name']}: {_mapped(rows)}.",
        pd.DataFrame(
            {
                "Item": [str(row["item"]) if known(row["item"]) else "" for row in rows],
                "As it was worded": [row["wording"] or "" for row in rows],
                "Common action": [_name_of(row["action"], names, "") for row in rows],
                "Mapped": [row["mapped"] for row in rows],
                "Merged with": [_merged(row["merged_with"], names) for row in rows],
                "Source": [_source(row) for row in rows],
            }
        ),
        provenance,
        base="An answer to a merged item is about all of its actions",
        qualifier=rows[0]["note"] or "",
    )


def _mapped(rows: list[dict]) -> str:
    """'10 items; 1 item cannot be mapped, 2 items merged from several actions'."""
    items = {(row["item"], row["wording"]) for row in rows if known(row["wording"])}
    lost = sum(row["mapped"] == "not mapped" for row in rows)
    merged = {(row["item"], row["wording"]) for row in rows if row["mapped"] == "merged"}
    missing = sum(row["mapped"] == "not on this menu" for row in rows)
    parts = [f"{counted(lost, 'item')} cannot be mapped" if lost else "every item is mapped"]
    parts += [f"{counted(len(merged), 'item')} merged from several actions"] if merged else []
    parts += [f"{counted(missing, 'common action')} not on it"] if missing else []
    return f"{counted(len(items), 'item')}; {', '.join(parts)}"


def _source(row: dict) -> str:
    return (row["source"] or "") + UNVERIFIED * (row["status"] == "recalled")


def _name_of(identifier: str | None, names: dict[str, str], blank: str) -> str:
    return named(identifier, names) if known(identifier) else blank


def _merged(actions: str | None, names: dict[str, str]) -> str:
    return listing([named(action, names) for action in (actions or "").split(";") if action])


def limits(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance) -> Chart:
    """What limits the meaning of the regions' figures, a sentence each.

    frame: the measure `caveats`. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("No caveat.")
    rows = rows_of(frame)
    regions = {row["region"] for row in rows if known(row["region"])}
    return listed(
        "limits",
        f"{counted(len(rows), 'local limit')} on what figures mean, in {counted(len(regions), 'region')}.",
        pd.DataFrame(
            {
                "Region": [_name_of(row["region"], names, "every region") for row in rows],
                "About": [_name_of(row["subject"], names, "all") for row in rows],
                "What limits it": [row["caveat"] for row in rows],
                "Source": [_source(row) for row in rows],
            }
        ),
        provenance,
        base="Each stands with the figures that it limits, too",
    )
