"""What is new in a region since its last meeting: for the landing page, the first slide and the one page of paper."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts import Chart, Provenance
from charts.since import chart, news
from decks.changes import surely_by
from decks.labels import labels
from decks.origins import INVENTED, on_day
from decks.reading import Reading
from disclosure import gathered


def draw_since(reading: Reading, *, region: str, since: date, on: date) -> Chart | None:
    """What rose and fell, what came into effect and what the ICB did, after one day and up to another; None where
    nothing did."""
    before, now = (_counted(reading, region, day) for day in (since, on))
    timeline = reading.measure("notice_timeline", regions=(region,), on=on)
    effective = pd.to_datetime(timeline["effective_on"])
    happened = reading.measure("responses", regions=(region,), on=on)
    dates = surely_by(happened["happened_on"])
    since_news = news(
        before,
        now,
        timeline[(effective > pd.Timestamp(since)) & (effective <= pd.Timestamp(on))],
        happened[(dates > pd.Timestamp(since)) & (dates <= pd.Timestamp(on))],
        labels(reading).names,
    )
    if not any(since_news.lines.values()):
        return None
    sources = [*now["source"].dropna(), *(happened["source"].dropna() if since_news.happened else [])]
    area = labels(reading).regions.get(region, region)
    invented = bool((now["basis"] == INVENTED).any())
    return chart(
        since_news, Provenance(area, on_day(on), gathered(dict.fromkeys(sources)), invented), since=since
    )


def _counted(reading: Reading, region: str, on: date) -> pd.DataFrame:
    frame = reading.measure("regions", regions=(region,), on=on)
    return frame[(frame["basis"] != "reported") & frame["count"].notna()]
