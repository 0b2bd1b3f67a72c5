"""A pack as one page of A4: what is new since the last meeting, where we stand, and each chart in a sentence."""

from __future__ import annotations

from typing import Any

from charts import Chart
from charts.captions import caption
from charts.drawing import Facts, Grid
from charts.style import INVENTED
from packs.pack import Pack
from packs.typesetting import pdf

NAMED_APART = ("since", "standing")
MOST = 6  # lines of news of one kind


def one_page(pack: Pack) -> bytes:
    """The page as a tagged PDF. Sentences of charts that have no room in the smallest type are left to the pack."""
    return pdf("one_page.typ", _page_words(pack), _files(pack))


def _files(pack: Pack) -> dict[str, bytes]:
    return {f"logo.{pack.logo.kind}": pack.logo.data} if pack.logo else {}


def _page_words(pack: Pack) -> dict[str, Any]:
    new, standing = (_chart_called(pack, name) for name in NAMED_APART)
    charts = [chart for chart in pack.charts if chart.name not in NAMED_APART]
    marks = [*pack.marks, *([f"{INVENTED} in this page"] if pack.invented else [])]
    return {
        "title": pack.title,
        "subtitle": pack.subtitle.replace("Agenda pack, ", ""),
        "organisation": pack.organisation,
        "on": [pack.on.year, pack.on.month, pack.on.day],
        "logo": f"logo.{pack.logo.kind}" if pack.logo else None,
        "marks": marks,
        "headline": (new or standing or pack.charts[0]).headline,
        "news": _news(new),
        "facts": _facts(standing),
        "charts": [{"headline": chart.headline, "caption": caption(chart, marked=True)} for chart in charts],
        "foot": caption(new or standing or pack.charts[0], marked=True),
    }


def _chart_called(pack: Pack, name: str) -> Chart | None:
    return next((chart for chart in pack.charts if chart.name == name), None)


def _news(chart: Chart | None) -> list[dict[str, Any]]:
    if not chart or not isinstance(chart.drawing, Grid):
        return []
    return [
        {"label": row.label, "lines": [figure.words for cell in row.cells for figure in cell][:MOST]}
        for row in chart.drawing.rows
    ]


def _facts(chart: Chart | None) -> list[dict[str, str]]:
    if not chart or not isinstance(chart.drawing, Facts):
        return []
    # "36 of 40", in large type on a slide, goes on as "practices (90%)".
    return [
        {
            "label": fact.label,
            "figure": fact.figure,
            "note": f" {fact.note}" if fact.note.startswith(("practice", "notice")) else f"; {fact.note}",
        }
        for fact in chart.drawing.facts
    ]
