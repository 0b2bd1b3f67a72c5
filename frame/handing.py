"""Under every chart: the same figures to take along, as a file, as text to paste and as a link."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from charts import Chart
from charts.captions import caption
from frame.downloads import csv_bytes, file_name, numbered, xlsx_bytes
from frame.watch import taken
from packs.handouts import handout, pasted

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
INVENTED = "invented, for demonstration"


def offer(chart: Chart, area: str) -> None:
    """Files, each made when it is asked for; then text and address with a button that copies them."""
    area = area.replace(" (invented)", "")  # said once, at the end
    name = file_name(area, chart.name, chart.as_of, "with invented data" if chart.invented else "")
    table = numbered(marked(chart))
    notes = tuple(part for part in (chart.headline, caption(chart), chart.source, *chart.caveats) if part)
    with st.container(horizontal=True):
        for label, make, ending, kind in (
            ("Download as CSV", partial(csv_bytes, table), "csv", "text/csv"),
            ("Download for Excel", partial(xlsx_bytes, table, "Figures", notes), "xlsx", XLSX),
            ("Picture (PNG)", partial(handout, chart, "png"), "png", "image/png"),
            ("Picture (SVG)", partial(handout, chart, "svg"), "svg", "image/svg+xml"),
        ):
            st.download_button(
                label,
                taken(make, f"{name}.{ending}"),
                f"{name}.{ending}",
                kind,
                key=f"{ending}-{chart.name}",
                on_click="ignore",
            )
        with st.popover("Copy"):
            st.caption(
                "The table with its headline, base and source, to paste into a letter or a spreadsheet"
            )
            st.code(pasted(chart), language=None, height=180)
            if address := here():
                st.caption("The address of this view")
                st.code(address, language=None)


def marked(chart: Chart) -> pd.DataFrame:
    """The chart's table as it leaves: invented figures say so in every row, by their basis or in a column of their
    own."""
    if not chart.invented or "Basis" in chart.table:
        return chart.table
    return chart.table.assign(Basis=INVENTED)


def here() -> str:
    """The address of the view with what was chosen; '' where no browser asked for it."""
    url = st.context.url
    asked = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    return f"{url}?{urlencode(asked)}" if url and asked else url or ""
