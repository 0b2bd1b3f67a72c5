"""Where the figures of a chart come from, as its caption and its notes say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from charts import Chart, Provenance
from charts.wording import day, known, listing
from decks.labels import labels
from decks.reading import Reading
from disclosure import day_shown, gathered

INVENTED = "demonstration"
# How a reply is placed before or after a day that has passed.
PLACED_BY = {
    "sent": "by when replies were sent",
    "loaded": "by when the file was loaded: its replies have no times",
    "both": "by when replies were sent, or their file loaded where they have no times",
}


def provenance(
    reading: Reading, frame: pd.DataFrame, region: str, kind: str, as_of: str | None = None
) -> Provenance:
    """Where a frame's figures come from. kind: service or action, for the caveats that limit them."""
    dates = [str(value)[:10] for value in frame["as_of"] if known(value)]
    return Provenance(
        area=labels(reading).regions.get(region, region),
        as_of=day(max(dates, default="")) if as_of is None else as_of,
        source=_listed(frame["source"]),
        invented=bool((frame["basis"] == INVENTED).any()),
        caveats=caveats(reading, frame, kind),
    )


def published(frame: pd.DataFrame) -> str:
    """The span of the dates of the figures: 'September 2024 to March 2025'."""
    dates = sorted({str(value)[:10] for value in frame["as_of"] if known(value)})
    if not dates:
        return ""
    first, last = day(dates[0]), day(dates[-1])
    return first if first == last else f"{first} to {last}"


def on_day(on: date) -> str:
    """'1 March 2027, as known on 30 November 2026', of a day yet to come; else the day."""
    today = date.today()
    return f"{day(on)}, as known on {day(today)}" if on > today else day(on)


def as_known(chart: Chart, on: date) -> Chart:
    """A chart of a day yet to come, whose headline says so too: it is quoted alone.

    '2 notices stand on 1 March 2027.' → '2 notices stand on 1 March 2027, as known on 30 November 2026.'
    'No date is known.' → '1 March 2027, as known on 30 November 2026: No date is known.'
    """
    headline, as_of_words = chart.headline, on_day(on)
    headline_as_known = (
        headline.replace(day(on), as_of_words) if day(on) in headline else f"{as_of_words}: {headline}"
    )
    return replace(
        chart, headline=headline_as_known, as_of=chart.as_of if as_of_words in chart.as_of else as_of_words
    )


def counted_or_published(frame: pd.DataFrame, on: date) -> str:
    """The day asked for where anything was counted; the dates of the figures where all were published."""
    return on_day(on) if (frame["basis"] != "reported").any() else published(frame)


def answered_by(reading: Reading, region: str, survey: str, on: date | None) -> str | None:
    """'20 November 2024, by when replies were sent' where a day that has passed is asked for; None for today, when the
    last reply dates the figures."""
    frame = reading.measure("surveys", regions=(region,), survey=survey, on=on)
    placed = next((by for by in frame["until_by"] if known(by)), None)
    if placed is None or on is None:
        return None
    return f"{day(day_shown(reading.snapshot, reading.clearance, (region,), on))}, {PLACED_BY[placed]}"


def caveats(reading: Reading, frame: pd.DataFrame, kind: str) -> tuple[str, ...]:
    """The sentences that limit the figures of a frame: by region and subject, each once."""
    column = "subject" if "subject" in frame else kind
    here = set(zip(frame["region"], frame[column], strict=True))
    regions_here, names = {region for region, _ in here}, labels(reading).names
    regions_by_text: dict[str, list[str]] = {}
    for row in reading.measure("caveats").itertuples():
        fits_all = not known(row.subject) and (not known(row.region) or row.region in regions_here)
        fits_one = (row.region, row.subject) in here or (
            not known(row.region) and row.subject in {subject for _, subject in here}
        )
        if (not known(row.kind) or row.kind == kind) and (fits_all or fits_one):
            about = [names.get(code, code) for code in (row.region, row.subject) if known(code)]
            regions_by_text.setdefault(row.caveat, []).append(", ".join(about))
    return tuple(
        f"{listing(list(dict.fromkeys(about)))}: {text}".removeprefix(": ")
        for text, about in regions_by_text.items()
    )


def log_origin(reading: Reading, frame: pd.DataFrame, region: str, on: date) -> Provenance:
    """The provenance of figures from a region's notice log."""
    totals = reading.measure("notice_totals", regions=(region,), on=on)
    return Provenance(
        area=labels(reading).regions.get(region, region),
        as_of=on_day(on),
        source=_listed(totals["source"]),
        invented=bool((frame["basis"] == INVENTED).any()),
    )


def with_files(
    reading: Reading, frame: pd.DataFrame, region: str, kind: str, on: date | None, survey: str | None = None
) -> pd.DataFrame:
    """The frame with the files that its figures were counted from, and the day of the last reply where it has no day.

    kind: action, from the replies to a survey (by default the region's newest), or service, from its notice log.
    """
    if kind == "service":
        totals = reading.measure("notice_totals", regions=(region,), on=on)
        return frame.assign(source=_listed(totals["source"]))
    surveys = reading.measure("surveys", regions=(region,), survey=survey, on=on)
    surveys = surveys if survey is not None else surveys[surveys["newest"].astype(bool)]
    dated = frame if "as_of" in frame else frame.assign(as_of=max(surveys["as_of"].dropna(), default=None))
    return dated.assign(source=_listed(surveys["source"]))


def _listed(sources: pd.Series) -> str:
    return gathered(str(value) for value in sources if known(value))


def with_counts(reading: Reading, frame: pd.DataFrame, about: str) -> pd.DataFrame:
    """The frame with the whole numbers that each published share could be, in words; blank where there is no share."""
    possible = reading.measure("possible_counts")[["region", "subject", "figure", "sentence"]]
    possible = possible.rename(columns={"subject": about, "sentence": "possible"})
    return frame.merge(possible, on=["region", about, "figure"], how="left")
