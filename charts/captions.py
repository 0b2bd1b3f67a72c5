"""The line under a chart: base, date, source and qualifier, the same on screen, on a slide and in a pack."""

from __future__ import annotations

import re

from charts.chart import Chart
from charts.style import INVENTED
from charts.wording import listing

PUBLISHED = re.compile(r"([^,]+, (?:[A-Z][a-z]+ )?20\d\d),.*")  # publisher and date, before a title
ADDRESS = re.compile(r",?\s*\(?https?://[^\s;,)]+\)?")


def caption(chart: Chart, *, marked: bool = False) -> str:
    """'61 of 64 practices answered · as of 5 December 2024 · source: …', and qualifiers in words.

    marked: on a slide, which says elsewhere that data are invented.
    """
    parts = [chart.base, chart.since]
    if chart.as_of:
        parts.append(f"as of {chart.as_of}")
    if chart.source:
        parts.append(f"source: {short_source(chart.source)}")
    parts += [chart.qualifier, INVENTED.lower() if chart.invented and not marked else ""]
    return " · ".join(part for part in parts if part)


def short_source(source: str) -> str:
    """A source without web addresses, and of several who said it and when alone; the table carries them in full.

    'Pulse, January 2025, GPs serve notice, https://…; log.xlsx' → 'Pulse, January 2025 and log.xlsx'
    """
    parts = [
        part for part_of_source in source.split(";") if (part := ADDRESS.sub("", part_of_source).strip(" ,"))
    ]
    if len(set(parts)) > 1:
        parts = [PUBLISHED.sub(r"\1", part) for part in parts]
    return listing(list(dict.fromkeys(parts)), most=2)
