"""The line under a chart."""

from __future__ import annotations

from charts import Chart
from charts.captions import caption, short_source


def test_a_source_is_shown_without_its_address():
    source = "Pulse, January 2025, GPs serve notice, https://pulse.example/a-b; log.xlsx; log.xlsx"
    assert short_source(source) == "Pulse, January 2025 and log.xlsx"


def test_a_caption_has_base_date_source_and_qualifier():
    chart = Chart(
        "n", "H", None, None, "61 of 64 answered", "1 April 2025", "log.xlsx", "“about”", invented=True
    )
    assert caption(chart) == (
        "61 of 64 answered · as of 1 April 2025 · source: log.xlsx · “about” · invented demonstration data"
    )
