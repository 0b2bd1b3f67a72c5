"""python -m packs: the agenda pack of a meeting as files, or one chart as a picture.

Exit code 0: the files are there, and their names on standard output. 2: wrong usage, nothing to show, or a store
that cannot be read; one sentence on standard error, and no file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from charts import Chart
from charts.svg import THEMES
from decks.drawings import DRAWINGS
from decks.meetings import Meeting, meetings, play
from decks.reading import Once
from decks.singles import single
from decks.slides import NAMING, presented_regions
from disclosure import ANALYST, ROLES, Clearance, cleared
from measures.known import complaint
from packs.handouts import FORMATS as PICTURES
from packs.handouts import handout
from packs.letterhead import Logo, LogoError, kept_logo, kept_name, logo_from
from packs.making import FORMATS, file_of, make
from packs.naming import file_name
from packs.pack import NAMED, assemble
from store import Store, StoreError
from terminal.arguments import Parser, day
from terminal.output import OutputError, speak_utf8, unexpected, write

ALL = "all"


class RefusalError(Exception):
    """What was asked cannot be made; the text is the sentence to say so."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code comes back."""
    speak_utf8(errors="backslashreplace")
    try:
        asked = _parser().parse_args(arguments)
    except SystemExit as done:
        return int(done.code or 0)
    except OutputError as refused:
        print(refused, file=sys.stderr)
        return 2
    try:
        for path in _picture(asked) if asked.chart else _pack(asked):
            write(f"{path}\n")
    except (StoreError, RefusalError, LogoError, OutputError) as refused:
        print(refused, file=sys.stderr)
        return 2
    except duckdb.Error as broken:
        print(f"The store cannot be read: {str(broken).splitlines()[0]}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or 'A file'} cannot be used ({error.strerror}).", file=sys.stderr)
        return 2
    except Exception as error:
        print(unexpected(error), file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m packs",
        description="The agenda pack of a meeting, or one of its charts as a picture; no browser is needed.",
        epilog=f"charts: {', '.join(DRAWINGS)}",
    )
    parser.add_argument("--store", metavar="DIR", help="the store (default: UPTAKE_STORE, else data/store)")
    parser.add_argument("--meeting", metavar="NAME", help="a meeting that is kept, with its slides and days")
    parser.add_argument("--region", metavar="ID", help="whose usual meeting (default: the first with data)")
    parser.add_argument("--on", metavar="YYYY-MM-DD", help="the figures as of that day (default: today)")
    parser.add_argument(
        "--format",
        choices=[*FORMATS, ALL, *PICTURES],
        help="default: all; png or svg with --chart (default: png)",
    )
    parser.add_argument("--chart", metavar="NAME", help="one chart of the meeting as a picture")
    parser.add_argument("--survey", metavar="ID", help="with --chart: of which survey (default: the newest)")
    parser.add_argument("--subject", metavar="ID", help="with --chart subject: which service or action")
    parser.add_argument(
        "--out", metavar="DIR", default=".", help="the folder for the files (default: this one)"
    )
    parser.add_argument("--name", metavar="TEXT", help="the LMC's name (default: as it is set in the store)")
    parser.add_argument(
        "--logo", metavar="FILE", help="the LMC's logo: PNG, JPEG or GIF (default: as it is set in the store)"
    )
    parser.add_argument(
        "--names", action="store_true", help="practices may be named; every page then says so"
    )
    parser.add_argument(
        "--for",
        dest="role",
        choices=ROLES,
        default="committee",
        help="who gets it, which decides what may stand in it (default: committee; --names: analyst)",
    )
    parser.add_argument(
        "--every",
        metavar="SECONDS",
        type=int,
        default=0,
        help="html: slides turn by themselves (default: by key)",
    )
    parser.add_argument("--theme", choices=THEMES, help="of a picture (default: light), or of html")
    parser.add_argument("--quiet", action="store_true", help="no progress on standard error")
    return parser


def _clearance(asked: argparse.Namespace) -> Clearance:
    """What may stand in the files: names where they are asked for."""
    return ANALYST if asked.names else cleared(asked.role)


def _pack(asked: argparse.Namespace) -> list[Path]:
    wanted = asked.format or ALL
    if wanted in PICTURES:
        raise RefusalError(f"{wanted} is a picture of one chart: say which with --chart.")
    reading = Once(Store.open(asked.store).snapshot(), _clearance(asked))
    meeting, on = _meeting(reading, asked)
    pack = assemble(
        reading, meeting, on, organisation=_organisation(reading, asked), logo=_logo(reading, asked),
        every=max(0, asked.every),
    )  # fmt: skip
    if not pack.charts:
        raise RefusalError("There is nothing to show for this meeting yet.")
    made = make(pack, FORMATS if wanted == ALL else [wanted], _silent if asked.quiet else _print_progress)
    return [_written(asked.out, file_of(pack, name), content) for name, content in made.items()]


def _picture(asked: argparse.Namespace) -> list[Path]:
    """Every chart of that name in the meeting, mostly one; else one about the meeting's region."""
    kind = asked.format or PICTURES[0]
    if kind not in PICTURES:
        raise RefusalError(f"One chart is made as {' or '.join(PICTURES)}, not as {kind}.")
    if asked.chart not in DRAWINGS:
        raise RefusalError(f"There is no chart {asked.chart!r}. There are: {', '.join(DRAWINGS)}.")
    reading = Once(Store.open(asked.store).snapshot(), _clearance(asked))
    meeting, on = _meeting(reading, asked)
    charts = _charts(reading, meeting, on, asked)
    if not charts:
        raise RefusalError(f"There is no chart {asked.chart!r} for this meeting: it has nothing to draw.")
    theme, marks = THEMES[asked.theme or "light"], (NAMED,) if meeting.names else ()
    written = []
    for at, chart in enumerate(charts):
        name = _picture_name(chart, at, len(charts), kind)
        written.append(_written(asked.out, name, handout(chart, kind, theme=theme, marks=marks)))
    return written


def _charts(reading: Once, meeting: Meeting, on: date, asked: argparse.Namespace) -> list[Chart]:
    """A subject or a survey that was named makes it one chart; so does a name that no slide has."""
    if not (asked.subject or asked.survey):
        charts = [slide.chart(reading) for slide in play(reading, meeting, on) if slide.name == asked.chart]
        if charts:
            return charts
    if asked.chart == NAMING and not meeting.names:
        raise RefusalError("This chart names practices: ask for it with --names.")
    given = {
        "survey": asked.survey,
        "subject": asked.subject,
        "since": meeting.last_on,
        "until": meeting.next_on,
    }
    chart = single(
        reading, asked.chart, meeting.region, on, {name: value for name, value in given.items() if value}
    )
    return [chart] if chart else []


def _picture_name(chart: Chart, at: int, of: int, kind: str) -> str:
    return f"{file_name(chart.name, chart.as_of, str(at + 1) if of > 1 else '')}.{kind}"


def _meeting(reading: Once, asked: argparse.Namespace) -> tuple[Meeting, date]:
    """The meeting that is kept under a name, or the usual one of a region; and the day."""
    on = _day(asked.on)
    kept, regions = meetings(reading.snapshot), presented_regions(reading, on)
    if asked.meeting is not None:
        if asked.meeting not in kept:
            there = f"There are: {', '.join(kept)}." if kept else "None is kept yet."
            raise RefusalError(f"There is no meeting {asked.meeting!r}. {there}")
        meeting = kept[asked.meeting]
    else:
        if asked.region and (wrong := complaint(reading.snapshot, {"region": [asked.region]})):
            raise RefusalError(wrong)
        region = asked.region or next(iter(regions), None)
        if region is None:
            raise RefusalError("Nothing is loaded yet: bring in a survey or a notice log first.")
        meeting = Meeting("", region)
    return replace(meeting, names=meeting.names or asked.names, theme=asked.theme or meeting.theme), on


def _day(text: str | None) -> date:
    try:
        return date.today() if text is None else day(text)
    except ValueError as wrong:
        raise RefusalError(f"--on {wrong}") from None


def _organisation(reading: Once, asked: argparse.Namespace) -> str:
    return asked.name if asked.name is not None else kept_name(reading.snapshot)


def _logo(reading: Once, asked: argparse.Namespace) -> Logo | None:
    return logo_from(asked.logo) if asked.logo else kept_logo(reading.snapshot)


def _written(folder: str, name: str, content: bytes) -> Path:
    path = Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _print_progress(done: float, words: str) -> None:
    print(f"{done:4.0%}  {words}", file=sys.stderr)


def _silent(done: float, words: str) -> None:
    """Says nothing."""
