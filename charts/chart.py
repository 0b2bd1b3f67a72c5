"""What every chart is: one description that feeds the screen, the table and the export alike."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing


@dataclass(frozen=True)
class Provenance:
    """Where the figures of a chart come from, in words for people.

    area: the region's name. as_of: a date in words, '' unknown. source: who counted or published.
    invented: demonstration data. caveats: local limits on what the figures mean, a sentence each.
    """

    area: str = ""
    as_of: str = ""
    source: str = ""
    invented: bool = False
    caveats: tuple[str, ...] = ()

    def chart(
        self, name: str, headline: str, figure: go.Figure | None, table: pd.DataFrame, **beside: Any
    ) -> Chart:
        """A chart of figures that come from here. beside: fields of Chart, in place of what is known here too."""
        known = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "area"}
        return Chart(name, headline, figure, table, **(known | beside))


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart with all that must stand beside it; each is itself alone, so that what is made of it can be kept.

    headline: one sentence from the data. figure: without a title, the headline is text above it; None for
    facts, which pages show as text.
    table: the same figures for people, ready to print. base: who answered, of how many. qualifier: '' when
    every figure is exact. alt: for readers who cannot see the figure. name: a stable id, also in file names.
    more: what the figure has no room for, which a slide has. since: what changed since the last meeting.
    drawing: what the figure shows, for slides and packs; None: they show the table.
    """

    name: str
    headline: str
    figure: go.Figure | None
    table: pd.DataFrame
    base: str = ""
    as_of: str = ""
    source: str = ""
    qualifier: str = ""
    invented: bool = False
    alt: str = ""
    caveats: tuple[str, ...] = ()
    drawing: Drawing | None = None
    more: str = ""
    since: str = ""
