"""A measure's table in, a chart out: headline, figure, table and where they come from, as one thing."""

from charts.chart import Chart, Provenance
from charts.style import COMPACT, PAGE, SLIDE, WHOLE, Look

__all__ = ["COMPACT", "PAGE", "SLIDE", "WHOLE", "Chart", "Look", "Provenance"]
