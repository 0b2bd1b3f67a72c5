"""What an agenda pack holds, before it is any kind of file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from charts import Chart
from charts.wording import capital, day
from decks.labels import labels
from decks.meetings import Meeting, play
from decks.reading import Reading
from measures import METHOD
from packs.letterhead import Logo
from packs.markdown import in_sentences

# Said on every page of a pack while practices are named in it.
NAMED = "Practices are named"


@dataclass(frozen=True)
class Pack:
    """organisation: the LMC's name, '' for none. method: how figures are worked out, in Markdown.

    marks: what must be seen on every page. theme: of slides in a browser, light or dark. every: after how many seconds
    they turn by themselves; 0: by hand.
    """

    title: str
    on: date
    charts: tuple[Chart, ...]
    method: str
    organisation: str = ""
    logo: Logo | None = None
    marks: tuple[str, ...] = ()
    theme: str = "light"
    every: int = 0

    @property
    def subtitle(self) -> str:
        """'Agenda pack, 10 February 2025'."""
        return f"Agenda pack, {day(self.on)}"

    @property
    def invented(self) -> bool:
        """Whether any of its charts shows the demonstration."""
        return any(chart.invented for chart in self.charts)


def assemble(
    reading: Reading,
    meeting: Meeting,
    on: date,
    *,
    organisation: str = "",
    logo: Logo | None = None,
    every: int = 0,
) -> Pack:
    """The pack of a meeting as the figures stand on a day; it has no charts where there is nothing to show.

    Practices are named where the meeting says so, and nowhere else.
    """
    meeting = replace(meeting, region=meeting.region or "")
    charts = [slide.chart(reading) for slide in play(reading, meeting, on)]
    place = capital(labels(reading).regions.get(meeting.region, meeting.region))
    return Pack(
        title=meeting.name or f"{place}: collective action",
        on=on,
        charts=tuple(chart for chart in charts if chart),
        method=in_sentences(METHOD.read_text(encoding="utf-8")),
        organisation=organisation,
        logo=logo,
        marks=(NAMED,) if meeting.names else (),
        theme=meeting.theme,
        every=every,
    )
