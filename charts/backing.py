"""How much backing an action has: ranked, if all did, and in the words of those who commented."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Bar, Bars, Series
from charts.lists import listed
from charts.rows import INTERVAL, interval_words, rows_of, share_words
from charts.style import AMBER, GREEN
from charts.wording import (
    beside,
    counted,
    day,
    known,
    listing,
    named,
    number,
    number_known,
    of_practices,
    one_of,
    percent,
)

ACTING = (Series("Will act", GREEN, letter="W"), Series("In certain conditions", AMBER, letter="C"))


def ranked(
    frame: pd.DataFrame, names: dict[str, str], provenance: Provenance, *, base: str = "answered"
) -> Chart:
    """Actions by the share that will act, those that would in certain conditions beside them.

    frame: the measure `support` of one survey and region. base: 'answered' the action, or 'all' practices of the
    region. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("No answers to rank.")
    rows = [row for row in rows_of(frame) if known(row["will"])]
    withheld = len(frame) - len(rows)
    if not rows:
        raise ValueError("All that would be ranked is withheld.")
    whole = "out_of" if base == "all" and all(known(row["share_of_all_will"]) for row in rows) else "answered"
    rows = sorted(_ranked(rows, whole), key=lambda row: (row["rank"], row["rank_either"]))
    bars = tuple(_ranked_bar(row, names, whole) for row in rows)
    population = (
        "practices of the region" if whole == "out_of" else f"{one_of(rows[0])}s that answered the action"
    )
    return listed(
        "support",
        _ranked_headline(rows, names, whole),
        _ranked_table(rows, names),
        provenance,
        base=f"{_replied(rows[0])}; shares are of {population}{_and_withheld(withheld)}",
        drawing=Bars(ACTING, bars),
    )


def _and_withheld(actions: int) -> str:
    """'; 2 actions are withheld by the LMC', as another store keeps few practices back; '' for none."""
    return (
        f"; {counted(actions, 'action')} {'is' if actions == 1 else 'are'} withheld by the LMC"
        if actions
        else ""
    )


def _ranked(rows: list[dict], whole: str) -> list[dict]:
    """The places that the measure gives are by those that answered; of all practices others may come first."""
    if whole == "answered":
        return rows

    def placed(row: dict, share: str) -> dict[str, int]:
        above = sum(other[share] > row[share] + 1e-9 for other in rows)
        return {"rank": 1 + above, "tied": sum(abs(other[share] - row[share]) <= 1e-9 for other in rows)}

    will, either = "share_of_all_will", "share_of_all_either"
    return [row | placed(row, will) | {"rank_either": placed(row, either)["rank"]} for row in rows]


def _ranked_bar(row: dict, names: dict[str, str], whole: str) -> Bar:
    of = row[whole] or 0
    shares = tuple(row[part] / of if of and row[part] else None for part in ("will", "conditionally"))
    inside = tuple(percent(share) if share else "" for share in shares)
    more = number_known(row["conditionally"]) or "withheld"
    words = f"{number(row['will'])} + {more} of {number(of)}"
    return Bar(f"{_place(row)} {named(row['action'], names)}", shares, inside, words)


def _place(row: dict) -> str:
    """'1.', or '3=' where several share it."""
    return f"{row['rank']}{'=' if row['tied'] > 1 else '.'}"


def _ranked_headline(rows: list[dict], names: dict[str, str], whole: str) -> str:
    first = [row for row in rows if row["rank"] == 1]
    top, unit = first[0], one_of(first[0])
    if not top["will"]:
        likely = max(rows, key=lambda row: row["conditionally"] or 0)
        more = (
            f"; {counted(likely['conditionally'], unit)} would in certain conditions on "
            f"{named(likely['action'], names)}"
        )
        return f"No {unit} will act on any of these{more if likely['conditionally'] else ''}."
    if len(first) > 1:
        places = listing([named(row["action"], names) for row in first])
        alike = len({(row["will"], row[whole]) for row in first}) == 1
        figure = of_practices(top["will"], top[whole], unit) if alike else percent(top["will"] / top[whole])
        return f"{places} share the first place: {figure} will act."
    more = f", {number(top['conditionally'])} more in certain conditions" if top["conditionally"] else ""
    figure = of_practices(top["will"], top[whole], unit)
    return f"{named(top['action'], names)} comes first: {figure} will act{more}."


def _replied(row: dict) -> str:
    beside_them = beside(row.get("off_list"))
    if known(row["out_of"]) and row["out_of"] >= row["responded"]:
        return f"{of_practices(row['responded'], row['out_of'])} answered{beside_them}"
    return f"{counted(row['responded'], one_of(row))} answered{beside_them}"


def _ranked_table(rows: list[dict], names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Rank": [_place(row) for row in rows],
            "Action": [named(row["action"], names) for row in rows],
            "Will act": [number(row["will"]) for row in rows],
            "In certain conditions": [number_known(row["conditionally"]) for row in rows],
            "Will not": [number_known(row["will_not"]) for row in rows],
            "Answered": [number(row["answered"]) for row in rows],
            "Practices": [number_known(row["out_of"]) for row in rows],
            "Share that will": [share_words(row["share_will"]) for row in rows],
            INTERVAL: [interval_words(row) for row in rows],
            "Will, or in conditions": [share_words(row["share_either"]) for row in rows],
            "Closed or not on the list": [number_known(row.get("off_list")) for row in rows],
        }
    )


def onset(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance) -> Chart:
    """How many practices would act if all did, and from which date their notices take effect.

    frame: the measure `onset` of one region and kind. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("Nothing that practices would do.")
    rows = sorted(rows_of(frame), key=lambda row: (-(row["would"] or 0), named(row["subject"], names)))
    shares = all(known(row["share"]) for row in rows)
    return listed(
        "onset",
        _onset_headline(rows, names),
        _onset_table(rows, names),
        provenance,
        base=f"{counted(rows[0]['out_of'], 'practice')} in {provenance.area}"
        if known(rows[0]["out_of"])
        else provenance.area,
        drawing=Bars(ACTING, tuple(_onset_bar(row, names, shares) for row in rows), shares),
    )


def _onset_bar(row: dict, names: dict[str, str], shares: bool) -> Bar:
    unit = row["out_of"] if shares else 1
    values = tuple(row[part] / unit if row[part] else None for part in ("certain", "conditional"))
    inside = tuple(number(row[part]) if row[part] else "" for part in ("certain", "conditional"))
    return Bar(named(row["subject"], names), values, inside, _onset_words(row))


def _onset_words(row: dict) -> str:
    text = (
        of_practices(row["would"], row["out_of"])
        if known(row["out_of"])
        else counted(row["would"], "practice")
    )
    text = text.replace(" practices (", " (")
    text += beside(row.get("off_list"))
    return text + (f", most from {day(row['common_on'])}" if known(row["common_on"]) else "")


def _onset_headline(rows: list[dict], names: dict[str, str]) -> str:
    top = rows[0]
    if not top["would"]:
        return "No practice would act, even if all did."
    figure = (
        of_practices(top["would"], top["out_of"])
        if known(top["out_of"])
        else counted(top["would"], "practice")
    )
    return f"If all did, {figure} would act on {named(top['subject'], names)}, {_sure(top)}."


def _sure(row: dict) -> str:
    """How many of those that would act will, whatever the others do."""
    if row["would"] == 1:
        return "in any case" if row["certain"] else "in certain conditions"
    some = "all" if row["certain"] == row["would"] else number(row["certain"]) if row["certain"] else "none"
    return f"{some} of them in any case"


def _onset_table(rows: list[dict], names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Action or service": [named(row["subject"], names) for row in rows],
            "Would act": [number_known(row["would"]) for row in rows],
            "In any case": [number_known(row["certain"]) for row in rows],
            "In certain conditions": [number_known(row["conditional"]) for row in rows],
            "Practices": [number_known(row["out_of"]) for row in rows],
            "Share": [share_words(row["share"]) for row in rows],
            "First in effect": [day(row["first_on"]) for row in rows],
            "Half by": [day(row["half_on"]) for row in rows],
            "Commonest date": [day(row["common_on"]) for row in rows],
            "In effect by then": [number_known(row["by_common"]) for row in rows],
            "With a comment": [number_known(row["with_comment"]) for row in rows],
            "Closed or not on the list": [number_known(row.get("off_list")) for row in rows],
        }
    )


def comments(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance) -> Chart:
    """What practices wrote, action by action, names off. frame: the measure `comments`. ValueError when empty."""
    if frame.empty:
        raise ValueError("No comments.")
    rows = rows_of(frame)
    table = pd.DataFrame(
        {
            "Action": [named(row["action"], names) if known(row["action"]) else "The survey" for row in rows],
            "Answer": [named(row["answer"], names) if known(row["answer"]) else "" for row in rows],
            "Comment": [row["comment"] for row in rows],
        }
    )
    return listed(
        "comments",
        _comments_headline(rows, names),
        table if table["Answer"].any() else table.drop(columns="Answer"),
        provenance,
        base="names off; a practice may still give itself away in what it tells: read before you read aloud",
    )


def _comments_headline(rows: list[dict], names: dict[str, str]) -> str:
    """What most comments are about: 'Practices wrote 9 comments on 3 actions, most of all on Pilots (4 of 9).'"""
    comments = f"Practices wrote {counted(len(rows), 'comment')}"
    about = Counter(row["action"] for row in rows if known(row["action"]))
    if not about:
        return f"{comments} on the survey as a whole."
    most = max(about.values())
    tops = [named(action, names) for action, number_of in about.items() if number_of == most]
    if len(about) == 1:
        rest = len(rows) - most
        return f"{comments} on {tops[0]}." if not rest else f"{comments}, {most} of them on {tops[0]}."
    if len(tops) == 1:
        return f"{comments} on {len(about)} actions, most of all on {tops[0]} ({most} of {len(rows)})."
    places = f": {listing(tops)}" if len(tops) == len(about) <= 3 else ""
    return f"{comments} on {len(about)} actions{places}."
