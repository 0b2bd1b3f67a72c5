"""A chart on the screen with all that belongs to it: headline, picture, caption, table, downloads."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import streamlit as st

from charts import Chart
from charts.captions import caption
from charts.style import INVENTED
from frame.drawn import draw_svg
from frame.handing import offer

# Clicks and drags do nothing on a wall.
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showAxisDragHandles": False}


def plain(text: str) -> str:
    """Text as it stands: nothing in it is read as Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>#$~|!:])", r"\\\1", text)


def show(chart: Chart, *, area: str = "", level: int = 1, before: Callable[[], None] | None = None) -> None:
    """Headline, figure, caption, table and downloads.

    area: for the names of files. level: 1 for the first chart of a page, 2 for others. before: draws what
    stands between headline and figure.
    """
    (st.title if level == 1 else st.header)(headline(chart), anchor=False)
    if before:
        before()
    a_list = _is_list(chart)
    if a_list:
        show_table(chart.table)
    else:
        picture(chart)
    st.caption(plain(caption(chart)))
    for caveat in chart.caveats[:2]:
        st.caption(plain(f"Note: {caveat}"))
    with st.expander("To download" if a_list else "The same figures as a table, and to download"):
        for caveat in chart.caveats[2:]:
            st.caption(plain(f"Note: {caveat}"))
        if not a_list:
            show_table(chart.table)
        offer(chart, area)


def headline(chart: Chart) -> str:
    """The sentence; beside it the mark of invented data where no picture carries it."""
    return plain(chart.headline) + (f" :red-badge[{INVENTED}]" if chart.invented and _is_list(chart) else "")


def _is_list(chart: Chart) -> bool:
    return chart.figure is None and chart.drawing is None


def picture(chart: Chart) -> None:
    """The figure alone, with its text for those who cannot see it.

    The stable key lets Plotly change the picture that is there rather than build another. A chart without a
    Plotly figure is drawn from its description.
    """
    if chart.figure is None:
        draw_svg(chart, f"chart-{chart.name}")
        return
    st.plotly_chart(
        chart.figure, key=f"chart-{chart.name}", theme=None, width="stretch", config=CONFIG, alt=chart.alt
    )


def show_table(frame: pd.DataFrame) -> None:
    """A real table, which a screen reader can read and a browser can search."""
    st.table(frame.map(lambda value: plain(value) if isinstance(value, str) else value), hide_index=True)


def table_html(frame: pd.DataFrame) -> str:
    """The same as HTML, for where Streamlit draws nothing."""
    return frame.to_html(index=False, border=0, escape=True)


def show_empty(sentence: str, doing: str = "") -> None:
    """What a page says when there is nothing to draw, and what would change that."""
    st.title(plain(sentence), anchor=False)
    if doing:
        st.markdown(plain(doing))
