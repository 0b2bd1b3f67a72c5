"""A chart to explore: zoom, hide a part, ask what a mark stands for. Made only when somebody asks for it."""

from __future__ import annotations

import streamlit as st

from charts import Chart
from charts.drawing import Bars, Beside, Lanes, Lines

EXPLORED = (Bars, Beside, Lanes, Lines)
# What is taken away as a picture carries its headline, base and source: that is made by the downloads beside it.
CONFIG = {
    "displaylogo": False,
    "displayModeBar": True,
    "modeBarButtonsToRemove": ["toImage", "lasso2d", "select2d"],
}


def explore(chart: Chart) -> None:
    """A switch, and behind it the chart's drawing as an interactive figure; nothing for a grid or a map."""
    if not isinstance(chart.drawing, EXPLORED):
        return
    if st.toggle("Explore: zoom, hide parts, ask what a mark stands for", key=f"explore-{chart.name}"):
        from charts.plotly import figure  # half a second that nobody waits for who does not ask

        made = figure(chart.drawing, invented=chart.invented)
        st.plotly_chart(made, key=f"explored-{chart.name}", theme=None, config=CONFIG)
