"""The ledger, region by region and service by service: who gave notice, what the ICB offered, after how many days."""

from __future__ import annotations

import pandas as pd

from charts.chart import SENTENCE, Chart, Provenance
from charts.drawing import Cells, Figure, Grid
from charts.lists import listed
from charts.responses import kind_words
from charts.rows import BASES_DRAWN, figure_at_rung, outlined, qualifier_words, rows_of
from charts.wording import capital, counted, day, known, listing, named, number, percent

FROM = {"notice": "the notice", "log": "the first notice in the log", "letter": "the letter"}
POSITIONS = {"accept": "accepted it", "undecided": "is undecided", "reject": "rejected it"}
NO_SERVICE = "No service named"


def chart(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance, *, wide: int = 0) -> Chart:
    """A row per figure and offer, each with a sentence of its own to copy.

    frame: the measure `ledger`. wide: where rows are those of services with notice in so many regions at least; 0: all.
    Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("Nothing in the ledger.")
    rows = rows_of(frame)
    return listed(
        "ledger",
        _spread_headline(rows, names, wide) if wide else _headline(rows),
        _table(rows, names),
        provenance,
        base=f"{counted(len(rows), 'line')}: {counted_and_reported(rows)}; an offer on a bundle stands in its own line",
        qualifier=qualifier_words(frame),
        drawing=Grid(
            ("Practices with notice", "What the ICB offered", "Amount", "Days"),
            tuple(_line(row, names) for row in rows),
            BASES_DRAWN,
        ),
    )


def counted_and_reported(rows: list[dict]) -> str:
    """'11 figures counted, 71 reported, never added together'."""
    reported = sum(outlined(row["basis"]) for row in rows if known(row["rung"]) or known(row["qualifier"]))
    ours = sum(not outlined(row["basis"]) for row in rows)
    if not ours:
        return f"{counted(reported, 'figure')} reported by others"
    return f"{counted(ours, 'figure')} counted, {number(reported)} reported by others, never added together"


def _headline(rows: list[dict]) -> str:
    """'Notice on 17 services stands in 9 regions; ICBs have made an offer in 6, on 16 services.'"""
    noticed = [row for row in rows if row["noticed"]]
    offered = [row for row in rows if known(row["offer"])]
    if not noticed and not offered:
        return f"No notice and no offer is on record; {counted(len(rows), 'line')} in {_in(rows)}."
    notice = f"Notice stands on {_on(noticed)} in {_in(noticed)}" if noticed else "No notice is on record"
    if not offered:
        return f"{notice}; no offer of an ICB is on record."
    made = "an ICB has made an offer" if len(_regions(offered)) == 1 else "ICBs have made offers"
    return f"{notice}; {made} on {_on(offered)} in {_in(offered)}."


def _on(rows: list[dict]) -> str:
    return counted(len({row["service"] for row in rows}), "service")


def _in(rows: list[dict]) -> str:
    return counted(len(_regions(rows)), "region")


def _regions(rows: list[dict]) -> set[str]:
    return {row["region"] for row in rows}


def _spread_headline(rows: list[dict], names: dict[str, str], wide: int) -> str:
    """'Notice in at least 3 regions on 1 service: PSA monitoring (3).'"""
    spread = {_service(row, names): int(row["regions_noticed"]) for row in rows}
    services = [
        f"{name} ({number(count)})" for name, count in sorted(spread.items(), key=lambda pair: -pair[1])
    ]
    return f"Notice in at least {number(wide)} regions on {counted(len(services), 'service')}: {listing(services)}."


def _line(row: dict, names: dict[str, str]) -> Cells:
    share = row["share"] if row["unit"] in (None, "practices") else None
    figure = (Figure(_figure(row), share, outlined(row["basis"])),) if _figure(row) else ()
    offer = (Figure(row["offer"]),) if known(row["offer"]) else ()
    amount = (Figure(row["amount"]),) if known(row["amount"]) else ()
    after = (Figure(days_words(row)),) if days_words(row) else ()
    return Cells(f"{_service(row, names)}, {named(row['region'], names)}", (figure, offer, amount, after))


def _service(row: dict, names: dict[str, str]) -> str:
    return named(row["service"], names) if known(row["service"]) else NO_SERVICE


def _figure(row: dict) -> str:
    """'almost 90% served'; '' where no figure is known."""
    if not known(row["qualifier"]):
        return ""
    return figure_at_rung(row)


def days_words(row: dict) -> str:
    """'12 days', '0 to 30 days'; '' where the dates are not known."""
    if known(row["days"]):
        return counted(row["days"], "day")
    if not known(row["at_least"]):
        return ""
    return f"{number(row['at_least'])} to {counted(row['at_most'], 'day')}"


def sentence(row: dict, names: dict[str, str]) -> str:
    """What one row says by itself, to be quoted: figure, base, basis and date, what the ICB offered, and sources."""
    start = f"{named(row['region'], names)}, {_service(row, names)}"
    parts = [f"{start}: {_figure_told(row)}", *_offer_told(row), *_sources_told(row)]
    return " ".join(parts)


def _figure_told(row: dict) -> str:
    if not known(row["qualifier"]):
        return "no figure is known."
    invented = ", invented" if row["basis"] == "demonstration" else ""
    basis = f"reported{invented}" if outlined(row["basis"]) else f"counted{invented}"
    when = f", as of {day(row['as_of'])}" if known(row["as_of"]) else ""
    return f"{_figure(row)} ({basis}{when})."


def _offer_told(row: dict) -> list[str]:
    if not known(row["offer"]):
        return []
    when = f", {day(row['offer_on'])}" if known(row["offer_on"]) else ""
    offer = row["offer"] if row["offer"].endswith(".") else f"{row['offer']}."
    parts = [f"{kind_words(row['offer_kind'])}{when}: {offer}"]
    parts += [f"Amount: {row['amount']}."] if known(row["amount"]) else []
    if days_words(row):
        start = f"{FROM.get(row['notice_from'], 'the notice')} ({day(row['notice_on'])})"
        parts.append(f"That was {days_words(row)} after {start}.")
    parts += [f"The LMC {POSITIONS[row['position']]}."] if row["position"] in POSITIONS else []
    return parts


def _sources_told(row: dict) -> list[str]:
    sources = dict.fromkeys(row[name] for name in ("source", "offer_source") if known(row[name]))
    return [f"Source: {'; '.join(sources)}"] if sources else []


def _table(rows: list[dict], names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Region": [named(row["region"], names) for row in rows],
            "Service": [_service(row, names) for row in rows],
            "Practices with notice": [capital(_figure(row)) for row in rows],
            "Basis": [row["basis"] if known(row["qualifier"]) else "" for row in rows],
            "Share": [percent(row["share"]) if known(row["share"]) else "" for row in rows],
            "Of": [number(row["out_of"]) if known(row["out_of"]) else "" for row in rows],
            "As of": [day(row["as_of"]) for row in rows],
            "What the ICB offered": [row["offer"] or "" for row in rows],
            "When": [day(row["offer_on"]) for row in rows],
            "Amount": [row["amount"] or "" for row in rows],
            "Days": [days_words(row) for row in rows],
            "Counted from": [_start(row) for row in rows],
            "Regions with notice": [number(row["regions_noticed"]) for row in rows],
            "Source": ["; ".join(_sources_told(row)).removeprefix("Source: ") for row in rows],
            SENTENCE: [sentence(row, names) for row in rows],
        }
    )


def _start(row: dict) -> str:
    return f"{FROM[row['notice_from']]}, {day(row['notice_on'])}" if days_words(row) else ""
