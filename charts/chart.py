"""What every chart is: one description that feeds the screen, the table and the export alike."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from charts.drawing import Drawing

SENTENCE = "In a sentence"
"""The column in which each row of a table says by itself what it says. A page shows such a table whole, to sort and to
copy from."""


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
        self, name: str, headline: str, table: pd.DataFrame, drawing: Drawing | None = None, **beside: Any
    ) -> Chart:
        """A chart of figures that come from here. beside: fields of Chart, in place of what is known here too."""
        known = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "area"}
        return Chart(name, headline, table, drawing, **(known | beside))


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart with all that must stand beside it; each is itself alone, so that what is made of it can be kept.

    headline: one sentence from the data. table: the same figures for people, ready to print. drawing: what the
    picture shows, without a title, on screen, slide and paper; None: the table is shown. base: who answered, of how
    many. qualifier: '' when every figure is exact. alt: for readers who cannot see the picture. name: a stable id, also
    in file names. since: what changed since the last meeting.
    """

    name: str
    headline: str
    table: pd.DataFrame
    drawing: Drawing | None = None
    base: str = ""
    as_of: str = ""
    source: str = ""
    qualifier: str = ""
    invented: bool = False
    alt: str = ""
    caveats: tuple[str, ...] = ()
    since: str = ""
