"""Times as the clock on the wall shows them: the store keeps UTC, the practices are in the United Kingdom."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pandas as pd

HERE = ZoneInfo("Europe/London")


def local_time(at: object) -> pd.Timestamp:
    """A time that is kept in UTC as local time. '2026-07-01T12:00:00' → 13:00 in summer, in winter the same."""
    when = pd.Timestamp(at)
    return (when if when.tzinfo else when.tz_localize("UTC")).tz_convert(HERE)
