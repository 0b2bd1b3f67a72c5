"""A measure's table in, a chart out: headline, drawing, table and where they come from, as one thing."""

from charts.chart import Chart, Provenance

__all__ = ["Chart", "Provenance"]
