"""What a page offers to choose from: regions, surveys, days, with what is most likely meant first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from charts.wording import capital, counted, day, known, listing
from decks.labels import labels
from decks.own import ours_first
from decks.reading import Reading, once


@once
def surveyed_regions(reading: Reading) -> dict[str, str]:
    """Regions with a survey: our own, then the one with the newest reply."""
    frame = reading.measure("surveys").sort_values("as_of", ascending=False, kind="stable")
    names = labels(reading).regions
    there = [region for region in dict.fromkeys(frame["region"]) if known(region)]
    return {region: names.get(region, region) for region in ours_first(reading, there)}


@once
def surveys_of(reading: Reading, region: str, on: date | None = None) -> dict[str, str]:
    """Surveys of a region, the newest first: 'Title, December 2024 (61 replies)'; those that had not begun by the day
    after the others."""
    frame, begun = (reading.measure("surveys", regions=(region,), on=at) for at in (None, on))
    begun = begun.sort_values("as_of", ascending=False, kind="stable")
    surveys = {
        row.survey: f"{_title(row)}, {day(str(row.as_of)[:10])} ({counted(row.responded, 'reply', 'replies')})"
        for row in begun.itertuples()
    }
    later = frame[~frame["survey"].isin(surveys)].sort_values("as_of", kind="stable")
    return surveys | {row.survey: f"{_title(row)}, not begun by then" for row in later.itertuples()}


@once
def not_begun(reading: Reading, region: str, survey: str, on: date) -> tuple[str, str]:
    """Two sentences where a survey had not begun by a day: that it had not, and when it did; else two blanks."""
    asked = {"regions": (region,), "survey": survey}
    frame = reading.measure("surveys", **asked)
    if frame.empty or len(reading.measure("surveys", on=on, **asked)):
        return "", ""
    row = frame.iloc[0]
    when = (
        f"Its first reply was sent on {day(row['first_reply_on'])}."
        if known(row["first_reply_on"])
        else f"Its replies have no times, and the file was loaded on {day(row['loaded_on'])}."
    )
    return f"“{_title(row)}” had not begun by {day(on)}.", when


def _title(row) -> str:
    return row.title if known(row.title) else row.survey


@once
def noticed_regions(reading: Reading, on: date) -> dict[str, str]:
    """Regions with notices or published figures about services: our own, then those with a log of their own."""
    frame = reading.measure("notices", on=on)
    counted = dict.fromkeys(frame.loc[frame["basis"] != "reported", "region"])
    names = labels(reading).regions
    there = ours_first(reading, dict.fromkeys([*counted, *frame["region"]]))
    return {region: names.get(region, region) for region in there}


@once
def compared_regions(reading: Reading, on: date, kind: str = "") -> dict[str, str]:
    """Regions with any figure, or with one of a kind alone: our own, then in the order of the reference data."""
    frame = reading.measure("regions", on=on)
    present = set(frame.loc[frame["kind"] == kind, "region"] if kind else frame["region"])
    return {region: name for region, name in labels(reading).regions.items() if region in present}


def usual_regions(reading: Reading, offered: dict[str, str], most: int = 4) -> list[str]:
    """The first of those on offer; invented ones where no real one is."""
    regions = [region for region in offered if region != "england"]
    return of_one_world(reading, regions)[:most]


def of_one_world(reading: Reading, regions: Iterable[str]) -> list[str]:
    """Those of the regions that may stand side by side: the real ones, or the invented ones where none is real."""
    regions = list(regions)
    real = [region for region in regions if region not in labels(reading).invented]
    return real or regions


@once
def placed_beside(reading: Reading, kind: str, on: date) -> dict[str, str]:
    """Regions that have something to stand beside: those with a comparable figure first, real before invented ones."""
    frame = reading.measure("comparators", on=on)
    frame = frame[frame["kind"] == kind]
    frame = frame.assign(invented=frame["basis"] == "demonstration", apart=~frame["comparable"].astype(bool))
    frame = frame.sort_values(["apart", "invented"], kind="stable")
    names = labels(reading).regions
    return {region: names.get(region, region) for region in dict.fromkeys(frame["region"])}


@once
def nothing_beside(reading: Reading, region: str, kind: str, on: date) -> tuple[str, str]:
    """Why nothing stands beside a region's shares, and a way on, in words."""
    plurals = {"service": "services", "action": "actions"}
    area = labels(reading).regions.get(region, region)
    why = (
        f"{capital(area)} has no share of {plurals[kind]} that another region or a survey of England has too."
    )
    names_by_kind = {each: list(placed_beside(reading, each, on).values()) for each in (kind, *plurals)}
    ways = [f"about {plurals[each]} for {listing(names)}" for each, names in names_by_kind.items() if names]
    if ways:
        return why, f"There is something to compare {'; '.join(ways)}: choose it above."
    return why, "A second region's survey or log on the Upload page would stand beside this one."


@once
def common_services(reading: Reading) -> dict[str, str]:
    """Services that regions name a contract or a figure for, those of the most regions first."""
    frame = reading.measure("local_services").sort_values("regions", ascending=False, kind="stable")
    names = labels(reading).services
    return {
        row.service: f"{names.get(row.service, row.service)} ({counted(row.regions, 'region')})"
        for row in frame.drop_duplicates("service").itertuples()
    }


@once
def menus_of(reading: Reading) -> dict[str, str]:
    """Menus, those that standing surveys asked with first, then the newest."""
    frame = reading.measure("menu_mapping").dropna(subset=["menu"]).drop_duplicates("menu")
    frame = frame.sort_values(["surveys", "starts_on"], ascending=False, kind="stable")
    return {
        row.menu: f"{row.menu_name}, {day(row.starts_on)}" if known(row.starts_on) else row.menu_name
        for row in frame.itertuples()
    }


@once
def networked_subjects(reading: Reading, region: str, kind: str, on: date) -> dict[str, str]:
    """Services or actions for which the networks of a region are known."""
    frame = reading.measure("by_pcn", regions=(region,), on=on)
    names = labels(reading).names
    return {
        subject: names.get(subject, subject)
        for subject in dict.fromkeys(frame.loc[frame["kind"] == kind, "subject"])
    }


@once
def widest_subjects(reading: Reading, kind: str, on: date) -> dict[str, str]:
    """Services or actions with a figure, those of the most regions first."""
    frame = reading.measure("regions", on=on)
    frame = frame[frame["kind"] == kind]
    wide = frame.groupby("subject")["region"].nunique().sort_values(ascending=False)
    names = labels(reading).names
    return {subject: names.get(subject, subject) for subject in wide.index}


@once
def mapped_first(reading: Reading, kind: str, on: date) -> str | None:
    """The subject that a map opens on: of those with a share of practices in a real region the one with the most; None
    where no share is known."""
    frame = reading.measure("regions", on=on)
    known_shares = frame["share"].notna() & (frame["unit"].fillna("practices") == "practices")
    real = ~frame["region"].isin([*labels(reading).invented, "england"])
    shares = frame[(frame["kind"] == kind) & known_shares & real]
    return next(iter(shares.groupby("subject")["region"].nunique().sort_values(ascending=False).index), None)


@once
def other_surveys(reading: Reading, region: str, survey: str, on: date) -> dict[str, str]:
    """Every survey but one, as 'region/survey': what it may stand side by side with."""
    return {
        f"{place}/{each}": f"{name}: {title}"
        for place, name in surveyed_regions(reading).items()
        if (place in labels(reading).invented) == (region in labels(reading).invented)
        for each, title in surveys_of(reading, place, on).items()
        if (place, each) != (region, survey)
    }


@once
def moved_actions(reading: Reading, region: str, survey: str, on: date) -> tuple[str, ...]:
    """The actions of a survey that practices of the region also answered in an earlier one."""
    return tuple(dict.fromkeys(reading.measure("moves", regions=(region,), survey=survey, on=on)["action"]))


@once
def responding_regions(reading: Reading) -> dict[str, str]:
    """Regions with anything on record of what happened with the ICB: those with a new contract or an offer first, as
    that is what a first look is about; else in the order of the reference data."""
    frame = reading.measure("responses")
    far = [set(frame.loc[frame["kind"] == kind, "region"]) for kind in ("new_contract", "offer")]
    here = [region for region in labels(reading).regions if region in set(frame["region"])]
    here.sort(key=lambda region: next((at for at, these in enumerate(far) if region in these), len(far)))
    return {region: labels(reading).regions[region] for region in here}


def regions_chosen(reading: Reading, regions_shown: tuple[str, ...]) -> int:
    """How many regions of those with anything on record are shown; 0 where all are."""
    return (
        len(regions_shown) if regions_shown and set(responding_regions(reading)) - set(regions_shown) else 0
    )
