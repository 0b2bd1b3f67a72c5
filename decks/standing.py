"""The facts of the landing page: label, figure and what stands behind it, in words."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts.drawing import Fact
from charts.wording import beside, beside_survey, capital, counted, day, known, number, of_practices, one_of
from decks.origins import on_day
from decks.own import own_region
from decks.reading import Reading, once


@once
def newest_survey(reading: Reading, region: str = "", on: date | None = None) -> tuple[str, str] | None:
    """(region, survey) of the newest reply by a day, of one region, else of our own, else of all, real ones before
    invented ones; None without any survey."""
    frame = reading.measure("surveys", regions=_only(region), on=on).dropna(subset=["region"])
    if frame.empty:
        return None
    frame = frame.assign(real=frame["basis"] != "demonstration", ours=frame["region"] == own_region(reading))
    row = frame.sort_values(["ours", "real", "as_of"], ascending=False, kind="stable").iloc[0]
    return row["region"], row["survey"]


@once
def facts(reading: Reading, on: date) -> list[Fact]:
    """What is standing, what is in effect, what comes next, and what could not be read."""
    totals = _totals(reading, on)
    notices = [fact for row in totals.to_dict("records")[:1] for fact in _notices(row, on, len(totals))]
    return [*_survey(reading, on), *notices, _unread(reading)]


@once
def noticed_region(reading: Reading, on: date) -> str | None:
    """The region whose notices the facts are about: our own, else the one with the most; None without a notice log."""
    return next(iter(_totals(reading, on)["region"]), None)


def _totals(reading: Reading, on: date) -> pd.DataFrame:
    frame = reading.measure("notice_totals", on=on)
    frame = frame.assign(ours=frame["region"] == own_region(reading))
    return frame.sort_values(["ours", "notices"], ascending=False, kind="stable")


def facts_of(reading: Reading, region: str, on: date) -> list[Fact]:
    """The same of one region, for its meeting; empty where it has neither a survey nor a notice log."""
    totals = reading.measure("notice_totals", regions=(region,), on=on)
    notices = [fact for row in totals.to_dict("records") for fact in _notices(row, on, 1)]
    return [*_survey(reading, on, region), *notices]


def sentence_of(reading: Reading, region: str, on: date) -> str:
    """What the facts of a region say together: who replied, how many notices stand and are in effect."""
    parts = []
    if newest := newest_survey(reading, region, on):
        row = reading.measure("surveys", regions=(region,), survey=newest[1], on=on).iloc[0]
        parts.append(f"{_replied(row)} replied to the newest survey")
    for row in reading.measure("notice_totals", regions=(region,), on=on).to_dict("records"):
        parts.append(_stand(int(row["notices"]), int(row["notices_in_effect"])))
    return capital("; ".join(parts)) + "."


def _stand(standing: int, in_effect: int) -> str:
    if not standing:
        return "no notice stands"
    if standing == 1:
        return f"1 notice stands and is {'' if in_effect else 'not yet '}in effect"
    return f"{number(standing)} notices stand, {number(in_effect) if in_effect else 'none'} of them in effect"


def _only(region: str) -> tuple[str, ...]:
    return (region,) if region else ()


def _survey(reading: Reading, on: date, region: str = "") -> list[Fact]:
    newest = newest_survey(reading, region, on)
    if newest is None:
        return []
    frame = reading.measure("surveys", regions=(newest[0],), survey=newest[1], on=on)
    row = frame.iloc[0]
    figure, what = _split(_replied(row))
    note = f"{what}, {_place(row['region_name'])}, {day(str(row['as_of'])[:10])}"
    return [Fact("Replies to the newest survey", figure, note, row["basis"] == "demonstration")]


def _split(words: str) -> tuple[str, str]:
    """'36 of 40 practices (90%)' as '36 of 40', for large type, and 'practices (90%)'; '12 GPs' as '12' and 'GPs'."""
    at = next(words.index(unit) for unit in ("practice", "GP") if unit in words)
    return words[:at].strip(), words[at:]


def _replied(row: pd.Series) -> str:
    if known(row["out_of"]):  # more replies than practices: said, as a sign of the wrong region
        return of_practices(row["responded"], row["out_of"]) + beside_survey(row)
    return counted(row["responded"], one_of(row)) + beside_survey(row)


def _notices(row: dict, on: date, regions: int) -> list[Fact]:
    invented = row["basis"] == "demonstration"
    place = _place(row["region_name"])
    more = f"; {counted(regions - 1, 'other region')} on the Notices page" if regions > 1 else ""
    by = counted(row["practices"], "practice") + beside(row.get("off_list"))
    note = f"on {counted(row['services'], 'service')} by {by}, {place}{more}"
    facts = [
        Fact(f"Notices standing on {on_day(on)}", number(row["notices"]), note, invented),
        Fact("Of these in effect", number(row["notices_in_effect"]), _effect(row), invented),
    ]
    if known(row["next_effective_on"]):
        figure, what = counted(row["next_notices"], "notice").split(" ")
        note = f"{what} on {day(row['next_effective_on'])}, {place}"
        facts.append(Fact("Next to take effect", figure, note, invented))
    else:
        facts.append(Fact("Next to take effect", "None", "no later date is known", invented))
    return facts


def _effect(row: dict) -> str:
    if known(row["out_of"]) and row["out_of"]:
        return f"{of_practices(row['in_effect'], row['out_of'])} have one in effect"
    return f"in {counted(row['in_effect'], 'practice')}"


def _unread(reading: Reading) -> Fact:
    problems, questions = len(reading.measure("problems")), len(reading.measure("questions"))
    figure = counted(problems, "cell") if problems else "Nothing"
    note = "each with its reason on the Data page" if problems else "every answered cell is accounted for"
    if questions:
        note = f"{counted(questions, 'question')} to answer on the Upload page; {note}"
    return Fact("Could not be read", figure, note)


def _place(name: object) -> str:
    return capital(str(name)).replace(" (invented)", "") if known(name) else "region not given"
