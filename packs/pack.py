"""What an agenda pack holds, before it is any kind of file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from charts import Chart
from charts.wording import capital, day
from decks.labels import labels
from decks.meetings import Meeting, play
from decks.reading import Reading
from measures import METHOD

# Said on every page of a pack while practices are named in it.
NAMED = "Practices are named"
LOGOS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif"}
MOST_LOGO = 5_000_000


class LogoError(ValueError):
    """A logo that cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class Logo:
    """A picture of the LMC. kind: png, jpg or gif."""

    data: bytes
    kind: str


@dataclass(frozen=True)
class Pack:
    """organisation: the LMC's name, '' for none. method: how figures are worked out, in Markdown.

    marks: what must be seen on every page.
    """

    title: str
    on: date
    charts: tuple[Chart, ...]
    method: str
    organisation: str = ""
    logo: Logo | None = None
    marks: tuple[str, ...] = ()

    @property
    def subtitle(self) -> str:
        """'Agenda pack, 10 February 2025'."""
        return f"Agenda pack, {day(self.on)}"

    @property
    def invented(self) -> bool:
        return any(chart.invented for chart in self.charts)


def assemble(
    reading: Reading, meeting: Meeting, on: date, *, organisation: str = "", logo: Logo | None = None
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
        method=METHOD.read_text(encoding="utf-8"),
        organisation=organisation,
        logo=logo,
        marks=(NAMED,) if meeting.names else (),
    )


def read_logo(data: bytes) -> Logo:
    """A picture for the front page. Raises LogoError for what is none, or is too large."""
    if len(data) > MOST_LOGO:
        raise LogoError(f"The logo is larger than {MOST_LOGO // 1_000_000} MB: save a smaller picture.")
    for start, kind in LOGOS.items():
        if data.startswith(start) and _opens(data):
            return Logo(data, kind)
    raise LogoError("The logo is not a PNG, JPEG or GIF picture: save it as one of these.")


def _opens(data: bytes) -> bool:
    """Whether the picture can be read to its end, and is not a bomb of pixels."""
    import io
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        return False
    return True


def logo_from(path: Path | str) -> Logo:
    """The picture in a file. Raises LogoError where there is none."""
    try:
        return read_logo(Path(path).read_bytes())
    except OSError as error:
        raise LogoError(f"The logo {path} cannot be read ({error.strerror}).") from None
