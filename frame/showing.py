"""A chart on the screen with all that belongs to it: headline, picture, caption, table, downloads.

What a browser gets of a chart is made once and sent to every visitor as it is; what stands in a closed expander is not
made at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import streamlit as st

from charts import Chart
from charts.captions import caption
from charts.chart import SENTENCE
from charts.drawing import row_count
from charts.style import INVENTED
from charts.wording import number
from decks.slides import Slide
from frame.drawn import draw_svg, pictures
from frame.exploring import explore
from frame.handing import offer
from frame.ledger import draw_ledger, sortable
from frame.visit import Visit

MOST_NOTES = 2  # under a chart; the others stand with its table
ROWS = 14  # of a picture, which at 1280 by 720 leave room for headline and caption


def plain(text: str) -> str:
    """Text as it stands: nothing in it is read as Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>#$~|!:])", r"\\\1", text)


def show(
    visit: Visit,
    slide: Slide,
    chart: Chart,
    *,
    area: str = "",
    level: int = 1,
    before: Callable[[], None] | None = None,
) -> None:
    """Headline, picture, caption, table and downloads of a slide's chart.

    area: for the names of files. level: 1 for the first chart of a page, 2 for others. before: draws what
    stands between headline and picture.
    """
    (st.title if level == 1 else st.header)(headline(chart), anchor=False)
    if before:
        before()
    is_sentence = SENTENCE in chart.table
    a_list = chart.drawing is None or is_sentence
    if is_sentence:
        draw_ledger(visit.kept("sortable", slide, lambda: sortable(chart.table)), f"ledger-{chart.name}")
    elif a_list:
        _draw_table(visit, slide, chart)
    else:
        _draw_picture(visit, slide, chart)
    # One element with a line for each: every element costs the server a message and the browser a step.
    st.caption("\n\n".join(plain(line) for line in (caption(chart), *notes(chart.caveats[:MOST_NOTES]))))
    title = "To download" if a_list else "The same figures as a table, to explore and to download"
    with st.expander(title, key="table", on_change="rerun") as opened:
        if opened.open:
            for note in notes(chart.caveats[MOST_NOTES:]):
                st.caption(plain(note))
            if not a_list:
                _draw_table(visit, slide, chart)
                explore(chart)
            offer(chart, area)


def notes(caveats: tuple[str, ...]) -> list[str]:
    """What limits the figures of a chart, a line each."""
    return [f"Note: {caveat}" for caveat in caveats]


def headline(chart: Chart) -> str:
    """The sentence; beside it the mark of invented data where no picture carries it."""
    marked = chart.invented and chart.drawing is None
    return plain(chart.headline) + (f" :red-badge[{INVENTED}]" if marked else "")


def _draw_picture(visit: Visit, slide: Slide, chart: Chart) -> None:
    """The picture alone, with its text for those who cannot see it: its first rows, and all of them when asked for.

    The stable key lets the browser change the picture that is there rather than build another.
    """
    rows = row_count(chart.drawing)
    most = rows if rows <= ROWS or st.session_state.get(f"all-{chart.name}") else ROWS
    draw_svg(visit.kept("picture", (slide, most), lambda: pictures(chart, most)), f"chart-{chart.name}")
    if rows > ROWS:
        st.toggle(f"All {number(rows)} rows", key=f"all-{chart.name}")


def _draw_table(visit: Visit, slide: Slide, chart: Chart) -> None:
    st.table(visit.kept("table", slide, lambda: escaped(chart.table)), hide_index=True)


def show_table(frame: pd.DataFrame) -> None:
    """A real table, which a screen reader can read and a browser can search."""
    st.table(escaped(frame), hide_index=True)


def escaped(frame: pd.DataFrame) -> pd.DataFrame:
    """A table whose texts stand as they are: nothing in them is read as Markdown."""
    return frame.map(lambda value: plain(value) if isinstance(value, str) else value)


def show_empty(sentence: str, doing: str = "") -> None:
    """What a page says when there is nothing to draw, and what would change that."""
    st.title(plain(sentence), anchor=False)
    if doing:
        st.markdown(plain(doing))
