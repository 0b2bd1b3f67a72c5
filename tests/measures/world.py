"""A made-up region as spreadsheets and as plain facts: the same facts are written into files, which the ordinary
loaders read, and counted in slow and obvious loops, which know nothing of the SQL.

In it: practices that have closed, are to close or are not on the list; list sizes that nobody knows; branches;
practices that replied more than once, in one file or in two; several notices of a practice on one service, withdrawn
and served again, in any order of rows and files; rows of an area that nobody knows; events known to the month or the
year alone.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

REGION, SURVEY = "lincolnshire", "autumn"
ACTIONS = {"advice_guidance": "Stop Advice & Guidance", "pilots": "Defer pilots"}
SERVICES = {"ecg": "ECG", "spirometry": "Spirometry", "phlebotomy": "Phlebotomy"}
SCOPES = ("new requests only", "existing patients")
ANSWERS = ("green", "amber", "red")
UNKNOWN_AREA = "Borsetshire"
FIRST = date(2024, 11, 1)
CODES = [f"Z995{n:02d}" for n in range(1, 13)]
STRANGERS = [f"Z995{n:02d}" for n in range(91, 94)]

Row = dict[str, object]


@dataclass(frozen=True)
class World:
    """practices: code to (open as the list says, day of closing, list size). replies, notices: rows with the file that
    each stands in. events: kind, and the first and last day that it can have been."""

    practices: dict[str, tuple[bool, date | None, int | None]]
    replies: list[Row]
    notices: list[Row]
    events: list[tuple[str, date, date]]


def invented(seed: int) -> World:
    """A world, the same for the same seed."""
    lot = Random(seed)
    listed = lot.sample(CODES, lot.randint(6, len(CODES)))
    practices = {}
    for code in listed:
        closed_on = _day(lot) if lot.random() < 0.25 else None
        size = lot.randrange(2000, 9000) if lot.random() < 0.8 else None
        practices[code] = (closed_on is None and lot.random() > 0.15, closed_on, size)
    return World(practices, _replies(lot, listed), _notices(lot, listed), _events(lot))


def _day(lot: Random) -> date:
    return FIRST + timedelta(days=lot.randrange(200))


def _area(lot: Random) -> str:
    return UNKNOWN_AREA if lot.random() < 0.08 else ""


def _replies(lot: Random, listed: list[str]) -> list[Row]:
    minutes = iter(
        lot.sample(range(200 * 24 * 60), 60)
    )  # no two replies at one time: these would be asked about
    pool = [*listed, *STRANGERS]
    rows = []
    for practice in lot.choices(pool, k=lot.randint(6, 20)):
        branch = lot.random() < 0.1 and any(row["practice"] == practice for row in rows)
        words = {action: lot.choice(ANSWERS) for action in ACTIONS if lot.random() < 0.85}
        sent = datetime.combine(FIRST, datetime.min.time()) + timedelta(minutes=next(minutes))
        rows.append(
            {"practice": practice, "branch": branch, "area": _area(lot), "sent": sent, "said": words,
             "file": lot.randint(1, 2)}
        )  # fmt: skip
    # A reply without any answer is none.
    return [row for row in rows if row["said"]]


def _notices(lot: Random, listed: list[str]) -> list[Row]:
    rows: dict[tuple, Row] = {}
    for practice in lot.choices([*listed, *STRANGERS], k=lot.randint(8, 24)):
        service, scope, served = lot.choice(list(SERVICES)), lot.choice(SCOPES), _day(lot)
        effective = served + timedelta(days=lot.randrange(1, 90)) if lot.random() < 0.85 else None
        extended = (
            effective + timedelta(days=lot.randrange(1, 60)) if effective and lot.random() < 0.2 else None
        )
        ended = served + timedelta(days=lot.randrange(1, 80)) if lot.random() < 0.4 else None
        rows[practice, service, scope, served] = {
            "practice": practice, "service": service, "scope": scope, "served": served, "effective": effective,
            "extended": extended, "ended": ended, "area": _area(lot), "file": lot.randint(1, 3),
        }  # fmt: skip
    return list(rows.values())


def _events(lot: Random) -> list[tuple[str, date, date]]:
    result = []
    for kind in ("notice", "meeting", "offer", "review"):
        day, precision = _day(lot), lot.choice(("day", "day", "month", "year"))
        first, last = day, day
        if precision == "month":
            first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
        elif precision == "year":
            first, last = date(day.year, 1, 1), date(day.year, 12, 31)
        result.append((kind, first, last))
    return result


def files(world: World, seed: int) -> list[tuple[str, str, dict[str, str]]]:
    """(name, text, options) of each spreadsheet: the list first, the rest and their rows in any order."""
    lot = Random(seed)
    register = ["ODS code,Practice name,List size,Status,Close date"]
    for code, (is_open, closed_on, size) in world.practices.items():
        status = "Open" if is_open or closed_on else "Closed"
        register.append(
            f"{code},Practice {code},{size or ''},{'' if closed_on else status},{_written(closed_on)}"
        )
    made = [("register.csv", "\n".join(register), {"kind": "practices"})]
    later = [*_survey_files(world, lot), *_log_files(world, lot)]
    lot.shuffle(later)
    return [*made, *later, _events_file(world, lot)]


def _survey_files(world: World, lot: Random) -> list[tuple[str, str, dict[str, str]]]:
    made = []
    for number in (1, 2):
        rows = [row for row in world.replies if row["file"] == number]
        lines = [
            ",".join((
                f"{row['practice']}001" if row["branch"] else str(row["practice"]),
                str(row["area"]) or "Lincolnshire", f"{row['sent']:%Y-%m-%d %H:%M}",
                *(str(row["said"].get(action, "")).capitalize() for action in ACTIONS),
            ))
            for row in lot.sample(rows, len(rows))
        ]  # fmt: skip
        if lines:
            heading = ",".join(("ODS code", "Area", "Completion time", *ACTIONS.values()))
            made.append(
                (f"survey {number}.csv", "\n".join((heading, *lines)), {"kind": "survey", "survey": SURVEY})
            )
    return made


def _log_files(world: World, lot: Random) -> list[tuple[str, str, dict[str, str]]]:
    made = []
    for number in (1, 2, 3):
        rows = [row for row in world.notices if row["file"] == number]
        lines = [
            ",".join((
                str(row["practice"]), str(row["area"]) or "Lincolnshire", SERVICES[str(row["service"])],
                *(_written(row[day]) for day in ("served", "effective", "extended", "ended")), str(row["scope"]),
            ))
            for row in lot.sample(rows, len(rows))
        ]  # fmt: skip
        if lines:
            heading = "ODS code,Area,Service,Served,Effective from,Extended to,Withdrawn,Scope"
            made.append((f"log {'abc'[number - 1]}.csv", "\n".join((heading, *lines)), {"kind": "notices"}))
    return made


def _events_file(world: World, lot: Random) -> tuple[str, str, dict[str, str]]:
    lines = []
    for kind, first, last in lot.sample(world.events, len(world.events)):
        result = (
            _written(first)
            if first == last
            else f"{first:%B %Y}"
            if first.month == last.month
            else f"{first:%Y}"
        )
        lines.append(f"{result},{kind.capitalize()},The {kind} of the region")
    return "events.csv", "\n".join(("Date,Event,Summary", *lines)), {"kind": "events"}


def _written(day: object) -> str:
    return f"{day:%-d %B %Y}" if day else ""


def is_open(world: World, practice: object, on: date) -> bool:
    """Whether a practice is among those of the base on a day: on the list, and not closed by then."""
    if practice not in world.practices:
        return False
    says_open, closed_on, _ = world.practices[practice]
    return closed_on > on if closed_on else says_open


def out_of(world: World, on: date) -> int:
    return sum(is_open(world, code, on) for code in world.practices)


def replies_on(world: World, on: date) -> dict[str, tuple[datetime, dict[str, str]]]:
    """Practice to when it replied last and what it answered, among what was sent by the end of the day: of two files
    the one with the latest reply of the practice counts, whole; in it the latest answer to each question."""
    sent = [
        row for row in world.replies if row["sent"].date() <= on and not row["area"] and not row["branch"]
    ]
    result = {}
    for practice in {row["practice"] for row in sent}:
        mine = sorted((row for row in sent if row["practice"] == practice), key=lambda row: row["sent"])
        words: dict[str, str] = {}
        for row in mine:
            if row["file"] == mine[-1]["file"]:
                words |= row["said"]
        result[practice] = (mine[-1]["sent"], words)
    return result


def standing(row: Row, on: date) -> bool:
    return row["served"] <= on and not (row["ended"] and row["ended"] <= on)


def takes_effect(row: Row) -> date | None:
    return row["extended"] or row["effective"]


def in_effect(row: Row, on: date) -> bool:
    day = takes_effect(row)
    return standing(row, on) and day is not None and day <= on


def known_notices(world: World) -> list[Row]:
    """Those that the files tell of for certain: not of an area that nobody knows."""
    return [row for row in world.notices if not row["area"]]
