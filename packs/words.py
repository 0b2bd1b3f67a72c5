"""A chart in words: the notes under a slide, for who presents it and for who cannot see it."""

from __future__ import annotations

from charts import Chart
from charts.style import INVENTED

MOST_ROWS = 60


def notes(chart: Chart) -> str:
    """Headline, base, date and source in full, qualifier, caveats, and every row of the table as a sentence."""
    parts = [
        chart.headline,
        f"Base: {chart.base}." if chart.base else "",
        f"As of: {chart.as_of}." if chart.as_of else "",
        f"Source: {chart.source}." if chart.source else "",
        f"Qualifier: {chart.qualifier}." if chart.qualifier else "",
        f"{INVENTED}." if chart.invented else "",
        *(f"Note: {caveat}" for caveat in chart.caveats),
        "How the figures are worked out is at the end of this pack.",
        "The figures:",
        *rows(chart),
    ]
    return "\n".join(part for part in parts if part)


def rows(chart: Chart) -> list[str]:
    """'Ring pessary: Figure 48 of 64 (75%), As of 1 April 2025.' for each row, blanks left out."""
    first, *others = (str(name) for name in chart.table.columns)
    lines = []
    for record in chart.table.astype(object).where(chart.table.notna(), "").itertuples(index=False):
        head, *cells = (" ".join(str(cell).split()) for cell in record)
        pairs = ", ".join(f"{name} {cell}" for name, cell in zip(others, cells, strict=True) if cell)
        lines.append(f"{first} {head}: {pairs}." if pairs else f"{first} {head}.")
    left = len(lines) - MOST_ROWS
    return lines[:MOST_ROWS] + ([f"{left} more rows are in the workbook."] if left > 0 else [])
