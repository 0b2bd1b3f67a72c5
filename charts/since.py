"""Since the last meeting, at one glance: what rose and fell, what came into effect, what the ICB did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Cells, Figure, Grid
from charts.lists import listed
from charts.responses import FROM_ICB, kind_words
from charts.rows import rows_of
from charts.wording import counted, day, known, named, number

MOST = 5  # lines of one kind on a slide; the table has all
NOTHING = "nothing"
ACTING = {"service": "with notice", "action": "that would act"}


@dataclass(frozen=True)
class Moved:
    """A count of one region that is not what it was. acting: what its practices do."""

    subject: str
    first: int
    last: int
    out_of: int | None
    acting: str

    @property
    def change(self) -> int:
        return self.last - self.first

    @property
    def words(self) -> str:
        """'PSA monitoring: 5 → 6 of 40 practices with notice'."""
        of = f" of {number(self.out_of)}" if known(self.out_of) else ""
        return f"{self.subject}: {number(self.first)} → {number(self.last)}{of} practices {self.acting}"


@dataclass(frozen=True)
class News:
    """What is new in a region. moved: counts, the largest change first. in_effect, happened: a sentence each."""

    moved: tuple[Moved, ...] = ()
    in_effect: tuple[str, ...] = ()
    happened: tuple[str, ...] = ()
    notices_in_effect: int = 0

    @property
    def rose(self) -> tuple[Moved, ...]:
        return tuple(move for move in self.moved if move.change > 0)

    @property
    def fell(self) -> tuple[Moved, ...]:
        return tuple(move for move in self.moved if move.change < 0)

    @property
    def lines(self) -> dict[str, tuple[str, ...]]:
        """Sentences by what they are about; what fell is there where anything did."""
        rose, fell = (tuple(move.words for move in some) for some in (self.rose, self.fell))
        groups = {"Rose": rose, "Fell": fell, "Came into effect": self.in_effect, "The ICB": self.happened}
        return {label: lines for label, lines in groups.items() if lines or label != "Fell"}


def news(
    before: pd.DataFrame,
    now: pd.DataFrame,
    timeline: pd.DataFrame,
    happened: pd.DataFrame,
    names: dict[str, str],
) -> News:
    """What changed between two days in one region.

    before, now: counted rows of the measure `regions` on either day. timeline: rows of `notice_timeline` whose day of
    effect lies between them. happened: rows of `responses` that did.
    """
    dated = rows_of(timeline.sort_values("effective_on")) if len(timeline) else []
    return News(
        moved=_moved(rows_of(before), rows_of(now), names),
        in_effect=tuple(
            f"{named(row['service'], names)}: {counted(row['notices'], 'notice')} on {day(row['effective_on'])}"
            for row in dated
        ),
        happened=tuple(
            f"{kind_words(row['kind'])}, {day(row['happened_on'])}: {row['summary']}"
            for row in rows_of(happened)
            if row["kind"] in FROM_ICB
        ),
        notices_in_effect=int(sum(row["notices"] for row in dated)),
    )


def _moved(before: list[dict], now: list[dict], names: dict[str, str]) -> tuple[Moved, ...]:
    """What is not what it was, the largest change first. Of answers, those to one survey compare: the first answers to
    a survey that had not begun are no rise."""

    def key(row: dict) -> tuple:
        return row["subject"], row["kind"], row["survey"]

    earlier, later = ({key(row): row for row in rows} for rows in (before, now))
    asked = [
        subject
        for subject in earlier | later
        if subject[1] == "service" or subject in earlier.keys() & later.keys()
    ]
    moves = [
        Moved(
            named(subject[0], names),
            *(int(rows[subject]["count"]) if subject in rows else 0 for rows in (earlier, later)),
            (later.get(subject) or earlier[subject])["out_of"],
            ACTING[subject[1]],
        )
        for subject in asked
    ]
    return tuple(
        sorted(
            (subject for subject in moves if subject.change),
            key=lambda subject: (-abs(subject.change), subject.subject),
        )
    )


def chart(news: News, provenance: Provenance, *, since: date) -> Chart:
    """What is new, kind by kind. Raises ValueError where nothing is."""
    if not any(news.lines.values()):
        raise ValueError("Nothing is new.")
    rows = [(label, line) for label, lines in news.lines.items() for line in lines]
    return listed(
        "since",
        headline(news, since),
        pd.DataFrame(rows, columns=["What", "In words"]),
        provenance,
        base=f"{provenance.area}, since {day(since)}; notices served and answers sent by either day",
        drawing=Grid(
            (f"Since {day(since)}",),
            tuple(Cells(label, (_few(lines),)) for label, lines in news.lines.items()),
        ),
    )


def _few(lines: tuple[str, ...]) -> tuple[Figure, ...]:
    shown = [Figure(line) for line in lines[:MOST]]
    left = len(lines) - len(shown)
    return (*shown, *([Figure(f"and {number(left)} more")] if left else [])) or (Figure(NOTHING),)


def headline(news: News, since: date) -> str:
    """'Since 14 January 2025: ECG rose from 5 to 9 practices, as 2 others did; 12 notices came into effect.'"""
    parts = [_change(some, verb) for some, verb in ((news.rose, "rose"), (news.fell, "fell")) if some]
    notices = counted(news.notices_in_effect, "notice")
    parts += [f"{notices} came into effect"] if news.notices_in_effect else []
    times = {1: "once", 2: "twice"}.get(len(news.happened), f"{number(len(news.happened))} times")
    parts += [f"the ICB moved {times}"] if news.happened else []
    return f"Since {day(since)}: {'; '.join(parts)}."


def _change(some: tuple[Moved, ...], verb: str) -> str:
    top, others = some[0], len(some) - 1
    more = f", and {counted(others, 'other figure')} {verb} too" if others else ""
    return f"{top.subject} {verb} from {number(top.first)} to {counted(top.last, 'practice')}{more}"
