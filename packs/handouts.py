"""One chart to hand out: as a picture that any program opens, or as a table to paste."""

from __future__ import annotations

from charts import Chart
from charts.captions import caption
from charts.svg import LIGHT, Theme, picture
from measures.formats import inert
from packs.typesetting import png

FORMATS = ("png", "svg")


def handout(chart: Chart, kind: str, *, theme: Theme = LIGHT, marks: tuple[str, ...] = ()) -> bytes:
    """The whole chart with headline, base, date and source as a picture. kind: png or svg."""
    drawn = picture(chart, theme=theme, marks=marks)
    return png(drawn) if kind == "png" else drawn.encode()


def pasted(chart: Chart) -> str:
    """Headline, table and caption as text with tabs, which a spreadsheet or a letter takes as a table. Nothing in it
    runs as a formula where it is pasted."""
    lines = [chart.table.columns, *chart.table.astype(str).itertuples(index=False)]
    cells = ("\t".join(inert(" ".join(str(cell).split())) for cell in line) for line in lines)
    return "\n".join([inert(chart.headline), *cells, inert(caption(chart))])
