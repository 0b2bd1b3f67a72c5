"""The charts of the product by name, each from the store's measures: pages and projector draw the same ones.

Each function takes a visit, ids and a look, and gives a chart, or None when there is nothing to draw. Charts
are kept by (name, arguments, generation): a page that is drawn again asks for nothing and builds nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from charts import (
    PAGE,
    Chart,
    Look,
    Provenance,
    backing,
    comparison,
    ladder,
    matrix,
    meeting,
    notices,
    outcomes,
    preferences,
    reach,
    regions,
    responses,
    standing,
    terms,
    tiles,
    timeline,
)
from charts.wording import day, known, listing
from decks.labels import Labels, read_labels
from decks.reading import Reading
from decks.standing import facts_of, sentence_of

INVENTED = "demonstration"


def labels(visit: Reading) -> Labels:
    """What ids are called, read once a generation."""
    return visit.kept("labels", (), lambda: read_labels(visit.snapshot))


def draw(visit: Reading, name: str, *, look: Look = PAGE, **asked) -> Chart | None:
    """One of DRAWINGS with its arguments, which must be hashable."""
    key = (name, look, tuple(sorted(asked.items())))
    return visit.kept("chart", key, lambda: DRAWINGS[name](visit, look=look, **asked))


def draw_standing(visit: Reading, *, region: str, on: date, look: Look = PAGE) -> Chart | None:  # noqa: ARG001
    """Where one region stands: a few large figures."""
    found = facts_of(visit, region, on)
    if not found:
        return None
    totals = visit.measure("notice_totals", regions=(region,), on=on)
    surveys = visit.measure("surveys", regions=(region,))[:1]
    sources = dict.fromkeys(str(one) for one in [*surveys["source"], *totals["source"]] if known(one))
    area = labels(visit).regions.get(region, region)
    return standing.chart(
        found, sentence_of(visit, region, on), Provenance(area, day(on), "; ".join(sources))
    )


def draw_preferences(
    visit: Reading, *, region: str, survey: str, order: str = "green", base: str = "all", look: Look = PAGE
) -> Chart | None:
    """Answers per action of one survey in one region."""
    frame = visit.measure("preferences", regions=(region,), survey=survey)
    if frame.empty:
        return None
    origin = provenance(visit, frame, region, "action")
    return preferences.chart(frame, labels(visit).names, origin, order=order, base=base, look=look)


def draw_comparison(
    visit: Reading,
    *,
    first: tuple[str, str],
    second: tuple[str, str],
    order: str = "green",
    base: str = "all",
    look: Look = PAGE,
) -> Chart | None:
    """Two surveys, each given as (region, survey), side by side."""
    frames = [
        visit.measure("preferences", regions=(region,), survey=survey) for region, survey in (first, second)
    ]
    if any(frame.empty for frame in frames):
        return None
    origin = provenance(visit, pd.concat(frames, ignore_index=True), first[0], "action")
    titles = tuple(survey_title(visit, region, survey) for region, survey in (first, second))
    return preferences.compare(
        tuple(frames), titles, labels(visit).names, origin, order=order, base=base, look=look
    )


def survey_title(visit: Reading, region: str, survey: str) -> str:
    """'Exampleshire, December 2024', with the survey's title where two of a region share a month."""
    frame = visit.measure("surveys", regions=(region,))
    dates = {row.survey: day(str(row.as_of)[:7]) for row in frame.itertuples()}
    name = labels(visit).regions.get(region, region)
    when = dates.get(survey, survey)
    alone = list(dates.values()).count(when) == 1
    return f"{name}, {when}" if alone else f"{name}, {survey}"


def draw_support(
    visit: Reading,
    *,
    region: str,
    survey: str,
    base: str = "answered",
    look: Look = PAGE,  # noqa: ARG001
) -> Chart | None:
    """Actions by support."""
    frame = visit.measure("support", regions=(region,), survey=survey)
    if frame.empty:
        return None
    return backing.ranked(frame, labels(visit).names, provenance(visit, frame, region, "action"), base=base)


def draw_onset(
    visit: Reading,
    *,
    region: str,
    kind: str,
    on: date,
    survey: str | None = None,
    look: Look = PAGE,  # noqa: ARG001
) -> Chart | None:
    """How many would act if all did: actions of one survey, or services. kind: action or service."""
    frame = visit.measure("onset", regions=(region,), survey=survey, on=on)
    frame = frame[(frame["kind"] == kind) & (frame["would"] > 0)]
    if frame.empty:
        return None
    origin = provenance(visit, frame.assign(source=None), region, "subject")
    return backing.onset(frame, labels(visit).names, origin)


def draw_waves(visit: Reading, *, region: str, survey: str, look: Look = PAGE) -> Chart | None:  # noqa: ARG001
    """The waves of a survey, the first against the last."""
    frame = visit.measure("waves", regions=(region,))
    scale = set(frame.loc[frame["survey"] == survey, "scale"])
    frame = frame[frame["scale"].isin(scale)]
    if frame.empty:
        return None
    ends = frame.sort_values("wave").iloc[[0, -1]]
    verdicts = visit.measure("differences", regions=(region,))
    verdicts = verdicts[(verdicts["kind"] == "surveys") & _pair(verdicts, ends)]
    origin = provenance(visit, frame.assign(source=frame["title"]), region, "action")
    return backing.waves(frame, verdicts, labels(visit).names, origin)


def _pair(frame: pd.DataFrame, ends: pd.DataFrame) -> pd.Series:
    """Which rows compare the first wave with the last."""
    first, last = ends.to_dict("records")

    def same(side: str, wave: dict) -> pd.Series:
        week = frame[f"{side}_wave_on"]
        alike = week.isna() if not known(wave["wave_on"]) else week == wave["wave_on"]
        return (frame[f"{side}_survey"] == wave["survey"]) & alike

    return same("first", first) & same("second", last)


def draw_moves(
    visit: Reading,
    *,
    region: str,
    survey: str,
    before: str,
    action: str = "",
    look: Look = PAGE,  # noqa: ARG001
) -> Chart | None:
    """Who moved from which answer to which, from an earlier survey to another."""
    frame = visit.measure("moves", regions=(region,), survey=survey)
    frame = frame[(frame["first_survey"] == before) & (frame["second_survey"] == survey)]
    if frame.empty or (action and action not in set(frame["action"])):
        return None
    origin = provenance(
        visit, frame.assign(as_of=frame["second_as_of"], source=frame["second_title"]), region, "action"
    )
    return backing.moves(frame, labels(visit).names, origin, action=action)


def draw_comments(visit: Reading, *, region: str, survey: str, look: Look = PAGE) -> Chart | None:  # noqa: ARG001
    """What practices wrote, names off."""
    frame = visit.measure("comments", regions=(region,), survey=survey)
    if frame.empty:
        return None
    origin = provenance(visit, frame.assign(as_of=None, source=None), region, "action", "")
    return backing.comments(frame, labels(visit).names, origin)


def draw_ladder(
    visit: Reading,
    *,
    region: str,
    on: date,
    services: tuple[str, ...] = (),
    look: Look = PAGE,  # noqa: ARG001
) -> Chart | None:
    """How far each service has come, rung by rung."""
    frame = visit.measure("ladder", regions=(region,), services=services, on=on)
    if frame.empty:
        return None
    return ladder.steps(frame, labels(visit).names, provenance(visit, frame, region, "service", day(on)))


def draw_windows(
    visit: Reading,
    *,
    region: str,
    on: date,
    services: tuple[str, ...] = (),
    look: Look = PAGE,  # noqa: ARG001
) -> Chart | None:
    """What comes into effect in the next 30, 60 and 90 days."""
    frame = visit.measure("coming", regions=(region,), services=services, on=on)
    if not frame["service"].notna().any():
        return None
    origin = provenance(visit, frame.dropna(subset=["service"]), region, "service", day(on))
    return ladder.windows(frame, labels(visit).names, origin)


def draw_notices(
    visit: Reading, *, region: str, on: date, services: tuple[str, ...] = (), look: Look = PAGE
) -> Chart | None:
    """Practices per service of one region on one day."""
    frame = visit.measure("notices", regions=(region,), services=services, on=on)
    if frame.empty:
        return None
    ours = frame[frame["basis"] != "reported"]
    as_of = day(on) if len(ours) else published(frame)
    origin = provenance(visit, frame, region, "service", as_of)
    frame = _with_counts(visit, frame, "service")
    return notices.chart(frame, labels(visit).names, origin, on=on, look=look)


def draw_dates(
    visit: Reading, *, region: str, on: date, services: tuple[str, ...] = (), look: Look = PAGE
) -> Chart | None:
    """When the standing notices of one region take effect."""
    frame = visit.measure("notice_timeline", regions=(region,), services=services, on=on)
    if frame.empty:
        return None
    return timeline.dates(frame, labels(visit).names, _log(visit, frame, region, on), on=on, look=look)


def draw_totals(
    visit: Reading, *, region: str, on: date, services: tuple[str, ...] = (), look: Look = PAGE
) -> Chart | None:
    """Notices standing and in effect over time in one region."""
    asked = {"regions": (region,), "services": services, "on": on}
    history, dates = visit.measure("notice_history", **asked), visit.measure("notice_timeline", **asked)
    if history.empty:
        return None
    return timeline.totals(history, dates, _log(visit, history, region, on), on=on, look=look)


def draw_changes(
    visit: Reading,
    *,
    region: str,
    since: date,
    on: date,
    services: tuple[str, ...] = (),
    look: Look = PAGE,
) -> Chart | None:
    """What was served and what ended in one region since the last meeting."""
    frame = visit.measure("notice_history", regions=(region,), services=services, on=on)
    if frame.empty:
        return None
    origin = _log(visit, frame, region, on)
    return meeting.changes(frame, labels(visit).names, origin, since=since, on=on, look=look)


def draw_coming(
    visit: Reading,
    *,
    region: str,
    on: date,
    until: date,
    services: tuple[str, ...] = (),
    look: Look = PAGE,
) -> Chart | None:
    """What comes into effect in one region before the next meeting."""
    frame = visit.measure("notice_timeline", regions=(region,), services=services, on=on)
    if frame.empty:
        return None
    origin = _log(visit, frame, region, on)
    return meeting.coming(frame, labels(visit).names, origin, on=on, until=until, look=look)


def draw_practices(
    visit: Reading,
    *,
    region: str,
    on: date,
    until: date,
    look: Look = PAGE,  # noqa: ARG001
) -> Chart | None:
    """Whose notices come into effect before the next meeting: only for a meeting that may name practices."""
    frame = visit.measure("trace_notices", regions=(region,), on=on)
    if meeting.named_rows(frame, on, until).empty:
        return None
    origin = _log(visit, frame, region, on)
    return meeting.practices(frame, labels(visit).names, origin, on=on, until=until)


def draw_matrix(
    visit: Reading, *, regions_shown: tuple[str, ...], kind: str, on: date, look: Look = PAGE
) -> Chart | None:
    """Regions against services or actions."""
    frame = subjects_of(visit, kind, on)
    frame = frame[frame["region"].isin(regions_shown)]
    if frame.empty:
        return None
    origin = provenance(visit, frame, "", kind, published(frame))
    return matrix.chart(frame, labels(visit).names, origin, regions=list(regions_shown), look=look)


def draw_subject(visit: Reading, *, subject: str, kind: str, on: date, look: Look = PAGE) -> Chart | None:
    """One service or action across every region that has a figure for it."""
    frame = subjects_of(visit, kind, on)
    frame = frame[frame["subject"] == subject]
    if frame.empty:
        return None
    origin = provenance(visit, frame, "", kind, published(frame))
    frame = _with_counts(visit, frame, "subject")
    return regions.chart(frame, subject, labels(visit).names, origin, look=look)


def draw_beside(
    visit: Reading,
    *,
    region: str,
    kind: str,
    on: date,
    look: Look = PAGE,  # noqa: ARG001
) -> Chart | None:
    """The shares of one region beside the other regions' range and the surveys of England."""
    frame = visit.measure("comparators", regions=(region,), on=on)
    frame = frame[frame["kind"] == kind]
    if frame.empty:
        return None
    shown = frame.assign(as_of=None, source=frame["comparator_source"])
    return comparison.beside(frame, labels(visit).names, provenance(visit, shown, region, kind, day(on)))


def draw_differences(visit: Reading, *, region: str, other: str, look: Look = PAGE) -> Chart | None:  # noqa: ARG001
    """Two regions, each with its newest survey: whether they differ."""
    frame = visit.measure("differences", regions=(region, other))
    frame = frame[frame["kind"] == "regions"]
    if frame.empty:
        return None
    titles = [frame[f"{side}_title"] for side in ("first", "second")]
    shown = frame.assign(
        region=frame["first_region"], as_of=frame["second_as_of"], source=titles[0] + "; " + titles[1]
    )
    return comparison.differences(frame, labels(visit).names, provenance(visit, shown, "", "action"))


def draw_patients(
    visit: Reading,
    *,
    region: str,
    kind: str,
    on: date,
    look: Look = PAGE,  # noqa: ARG001
) -> Chart | None:
    """The registered patients of the practices that act."""
    frame = visit.measure("list_weight", regions=(region,), on=on)
    frame = frame[frame["kind"] == kind]
    if frame.empty:
        return None
    return reach.patients(frame, labels(visit).names, provenance(visit, frame, region, "subject"))


def draw_networks(
    visit: Reading,
    *,
    region: str,
    subject: str,
    kind: str,
    on: date,
    look: Look = PAGE,  # noqa: ARG001
) -> Chart | None:
    """How many practices of each network act on one service or action."""
    asked = {"services" if kind == "service" else "actions": (subject,)}
    frame = visit.measure("by_pcn", regions=(region,), on=on, **asked)
    frame = frame[(frame["kind"] == kind) & (frame["subject"] == subject)]
    if frame.empty:
        return None
    shown = frame.assign(as_of=None, source=None)
    return reach.networks(frame, labels(visit).names, provenance(visit, shown, region, kind, day(on)))


def draw_local(visit: Reading, *, subject: str, look: Look = PAGE) -> Chart | None:  # noqa: ARG001
    """One service under its local names, contracts and funding."""
    frame = visit.measure("local_services", services=(subject,))
    if frame.empty:
        return None
    shown = frame.assign(as_of=None, basis="reported")
    return terms.local(frame, labels(visit).names, provenance(visit, shown, "", "service"))


def draw_menu(visit: Reading, *, menu: str, look: Look = PAGE) -> Chart | None:  # noqa: ARG001
    """What the items of one menu mean among the common actions."""
    frame = visit.measure("menu_mapping")
    frame = frame[frame["menu"] == menu]
    if frame.empty:
        return None
    origin = Provenance(
        as_of=day(frame.iloc[0]["starts_on"]), source="; ".join(dict.fromkeys(frame["source"].dropna()))
    )
    return terms.menu(frame, labels(visit).names, origin)


def _with_counts(visit: Reading, frame: pd.DataFrame, about: str) -> pd.DataFrame:
    """The frame with the whole numbers that each published share could be, in words; blank where there is no share."""
    told = visit.measure("possible_counts")[["region", "subject", "figure", "sentence"]]
    told = told.rename(columns={"subject": about, "sentence": "possible"})
    return frame.merge(told, on=["region", about, "figure"], how="left")


def draw_limits(visit: Reading, *, kind: str, look: Look = PAGE) -> Chart | None:  # noqa: ARG001
    """What limits the meaning of figures about services, or about actions."""
    frame = visit.measure("caveats")
    frame = frame[frame["kind"].isna() | (frame["kind"] == kind)]
    if frame.empty:
        return None
    source = "; ".join(dict.fromkeys(frame["source"].dropna()))
    return terms.limits(frame, labels(visit).names, Provenance(source=source))


def draw_tiles(
    visit: Reading,
    *,
    subject: str,
    kind: str,
    on: date,
    layout: str = "2024",
    look: Look = PAGE,  # noqa: ARG001
) -> Chart | None:
    """One service or action on the map of ICBs. layout: 2024 for the 42, 2026 for the 36."""
    places = visit.measure("tiles")
    places, frame = places[places["layout"] == layout], subjects_of(visit, kind, on)
    if places.empty:
        return None
    frame = frame[(frame["subject"] == subject) & (frame["region"] != "england")]
    placed = {one for joined in places["regions"].dropna() for one in joined.split(";")}
    drawn = frame[frame["region"].isin(placed)]
    origin = provenance(visit, drawn, "", kind, published(drawn))
    return tiles.chart(places, frame, subject, labels(visit).names, origin)


def subjects_of(visit: Reading, kind: str, on: date) -> pd.DataFrame:
    """The measure `regions` for services alone or actions alone."""
    frame = visit.measure("regions", on=on)
    return frame[frame["kind"] == kind]


def draw_responses(visit: Reading, *, regions_shown: tuple[str, ...] = (), look: Look = PAGE) -> Chart | None:
    """What the ICBs did after, in the regions asked for or in all."""
    frame = visit.measure("responses", regions=regions_shown)
    if frame.empty:
        return None
    last = max((str(value) for value in frame["happened_on"] if known(value)), default="")
    return responses.chart(frame, labels(visit).names, Provenance(as_of=day(last)), look=look)


def draw_days(visit: Reading, *, regions_shown: tuple[str, ...] = (), look: Look = PAGE) -> Chart | None:  # noqa: ARG001
    """Days from the notice to what the ICB did."""
    frame = visit.measure("response_times", regions=regions_shown)
    if frame.empty:
        return None
    shown = frame.assign(as_of=frame["happened_on"], service="")
    return outcomes.days(frame, labels(visit).names, provenance(visit, shown, "", "service"))


def draw_outcomes(
    visit: Reading,
    *,
    on: date,
    regions_shown: tuple[str, ...] = (),
    look: Look = PAGE,  # noqa: ARG001
) -> Chart | None:
    """What worked where, service by service."""
    frame = visit.measure("outcomes", regions=regions_shown, on=on)
    if frame.empty:
        return None
    origin = provenance(visit, frame.assign(as_of=None), "", "service", day(on))
    return outcomes.outcomes(frame, labels(visit).names, origin)


def draw_positions(visit: Reading, *, regions_shown: tuple[str, ...] = (), look: Look = PAGE) -> Chart | None:  # noqa: ARG001
    """Offers, and all that an LMC has told its position on."""
    frame = visit.measure("responses", regions=regions_shown)
    frame = frame[frame["kind"].isin(("offer", "position")) | frame["position"].notna() | _with_view(frame)]
    if frame.empty:
        return None
    shown = frame.assign(as_of=frame["happened_on"], service="")
    return outcomes.positions(frame, labels(visit).names, provenance(visit, shown, "", "service"))


def _with_view(frame: pd.DataFrame) -> pd.Series:
    """Reviews of a region that has told a position: Dudley's priority areas are one offer, one review, one position."""
    told = set(frame.loc[frame["position"].notna() | (frame["kind"] == "position"), "region"])
    return (frame["kind"] == "review") & frame["region"].isin(told)


def provenance(
    visit: Reading, frame: pd.DataFrame, region: str, kind: str, as_of: str | None = None
) -> Provenance:
    """Where a frame's figures come from. kind: service or action, for the caveats that limit them."""
    dates = [str(value)[:10] for value in frame["as_of"] if known(value)]
    return Provenance(
        area=labels(visit).regions.get(region, region),
        as_of=day(max(dates, default="")) if as_of is None else as_of,
        source="; ".join(dict.fromkeys(str(value) for value in frame["source"] if known(value))),
        invented=bool((frame["basis"] == INVENTED).any()),
        caveats=caveats(visit, frame, kind),
    )


def published(frame: pd.DataFrame) -> str:
    """The span of the dates of the figures: 'September 2024 to March 2025'."""
    dates = sorted({str(value)[:10] for value in frame["as_of"] if known(value)})
    if not dates:
        return ""
    first, last = day(dates[0]), day(dates[-1])
    return first if first == last else f"{first} to {last}"


def caveats(visit: Reading, frame: pd.DataFrame, kind: str) -> tuple[str, ...]:
    """The sentences that limit the figures of a frame: by region and subject, each once."""
    column = "subject" if "subject" in frame else kind
    here = set(zip(frame["region"], frame[column], strict=True))
    regions_here, names = {region for region, _ in here}, labels(visit).names
    found: dict[str, list[str]] = {}
    for row in visit.measure("caveats").itertuples():
        fits_all = not known(row.subject) and (not known(row.region) or row.region in regions_here)
        fits_one = (row.region, row.subject) in here or (
            not known(row.region) and row.subject in {subject for _, subject in here}
        )
        if (not known(row.kind) or row.kind == kind) and (fits_all or fits_one):
            about = [names.get(code, code) for code in (row.region, row.subject) if known(code)]
            found.setdefault(row.caveat, []).append(", ".join(about))
    return tuple(
        f"{listing(list(dict.fromkeys(about)))}: {said}".removeprefix(": ") for said, about in found.items()
    )


def _log(visit: Reading, frame: pd.DataFrame, region: str, on: date) -> Provenance:
    """The provenance of figures from a region's notice log."""
    totals = visit.measure("notice_totals", regions=(region,), on=on)
    return Provenance(
        area=labels(visit).regions.get(region, region),
        as_of=day(on),
        source="; ".join(str(value) for value in totals["source"] if known(value)),
        invented=bool((frame["basis"] == INVENTED).any()),
    )


DRAWINGS: dict[str, Callable[..., Chart | None]] = {
    "standing": draw_standing,
    "preferences": draw_preferences,
    "support": draw_support,
    "onset": draw_onset,
    "waves": draw_waves,
    "moves": draw_moves,
    "comments": draw_comments,
    "comparison": draw_comparison,
    "notices": draw_notices,
    "ladder": draw_ladder,
    "windows": draw_windows,
    "dates": draw_dates,
    "totals": draw_totals,
    "changes": draw_changes,
    "coming": draw_coming,
    "practices": draw_practices,
    "matrix": draw_matrix,
    "subject": draw_subject,
    "tiles": draw_tiles,
    "beside": draw_beside,
    "differences": draw_differences,
    "patients": draw_patients,
    "networks": draw_networks,
    "local": draw_local,
    "menu": draw_menu,
    "limits": draw_limits,
    "responses": draw_responses,
    "days": draw_days,
    "outcomes": draw_outcomes,
    "positions": draw_positions,
}
