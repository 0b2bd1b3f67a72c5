"""Charts of one region's notices: where it stands, per service, on the ladder, by date, and between two meetings."""

from __future__ import annotations

from datetime import date

from charts import (
    Chart,
    Provenance,
    ladder,
    meeting,
    notices,
    standing,
    timeline,
)
from charts.wording import known
from decks.labels import labels
from decks.origins import counted_or_published, log_origin, on_day, provenance, with_counts
from decks.reading import Reading
from decks.standing import facts_of, sentence_of
from disclosure import gathered


def draw_standing(reading: Reading, *, region: str, on: date) -> Chart | None:
    """Where one region stands: a few large figures."""
    facts_given = facts_of(reading, region, on)
    if not facts_given:
        return None
    totals = reading.measure("notice_totals", regions=(region,), on=on)
    surveys = reading.measure("surveys", regions=(region,), on=on)[:1]
    sources = dict.fromkeys(
        str(source) for source in [*surveys["source"], *totals["source"]] if known(source)
    )
    area = labels(reading).regions.get(region, region)
    return standing.chart(
        facts_given, sentence_of(reading, region, on), Provenance(area, on_day(on), gathered(sources))
    )


def draw_notices(reading: Reading, *, region: str, on: date, services: tuple[str, ...] = ()) -> Chart | None:
    """Practices per service of one region on one day."""
    frame = reading.measure("notices", regions=(region,), services=services, on=on)
    if frame.empty:
        return None
    origin = provenance(reading, frame, region, "service", counted_or_published(frame, on))
    frame = with_counts(reading, frame, "service")
    return notices.chart(frame, labels(reading).names, origin, on=on)


def draw_ladder(
    reading: Reading,
    *,
    region: str,
    on: date,
    services: tuple[str, ...] = (),
) -> Chart | None:
    """How far each service has come, rung by rung."""
    frame = reading.measure("ladder", regions=(region,), services=services, on=on)
    if frame.empty:
        return None
    origin = provenance(reading, frame, region, "service", counted_or_published(frame, on))
    return ladder.steps(frame, labels(reading).names, origin)


def draw_windows(
    reading: Reading,
    *,
    region: str,
    on: date,
    services: tuple[str, ...] = (),
) -> Chart | None:
    """What comes into effect in the next 30, 60 and 90 days."""
    frame = reading.measure("coming", regions=(region,), services=services, on=on)
    if not frame["service"].notna().any():
        return None
    origin = provenance(reading, frame.dropna(subset=["service"]), region, "service", on_day(on))
    return ladder.windows(frame, labels(reading).names, origin)


def draw_dates(reading: Reading, *, region: str, on: date, services: tuple[str, ...] = ()) -> Chart | None:
    """When the standing notices of one region take effect."""
    frame = reading.measure("notice_timeline", regions=(region,), services=services, on=on)
    if frame.empty:
        return None
    return timeline.dates(frame, labels(reading).names, log_origin(reading, frame, region, on), on=on)


def draw_totals(reading: Reading, *, region: str, on: date, services: tuple[str, ...] = ()) -> Chart | None:
    """Notices standing and in effect over time in one region."""
    asked = {"regions": (region,), "services": services, "on": on}
    history, dates = reading.measure("notice_history", **asked), reading.measure("notice_timeline", **asked)
    if history.empty:
        return None
    return timeline.totals(history, dates, log_origin(reading, history, region, on), on=on)


def draw_changes(
    reading: Reading,
    *,
    region: str,
    since: date,
    on: date,
    services: tuple[str, ...] = (),
) -> Chart | None:
    """What was served and what ended in one region since the last meeting."""
    frame = reading.measure("notice_history", regions=(region,), services=services, on=on)
    if frame.empty:
        return None
    origin = log_origin(reading, frame, region, on)
    return meeting.changes(frame, labels(reading).names, origin, since=since, on=on)


def draw_coming(
    reading: Reading,
    *,
    region: str,
    on: date,
    until: date,
    services: tuple[str, ...] = (),
) -> Chart | None:
    """What comes into effect in one region before the next meeting."""
    frame = reading.measure("notice_timeline", regions=(region,), services=services, on=on)
    if frame.empty:
        return None
    origin = log_origin(reading, frame, region, on)
    return meeting.coming(frame, labels(reading).names, origin, on=on, until=until)


def draw_practices(
    reading: Reading,
    *,
    region: str,
    on: date,
    until: date,
) -> Chart | None:
    """Whose notices come into effect before the next meeting: only for a meeting that may name practices."""
    frame = reading.measure("trace_notices", regions=(region,), on=on)
    if meeting.named_rows(frame, on, until).empty:
        return None
    origin = log_origin(reading, frame, region, on)
    return meeting.practices(frame, labels(reading).names, origin, on=on, until=until)
