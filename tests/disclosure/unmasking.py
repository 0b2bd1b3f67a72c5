"""An attacker: an officer with every table of a role and what NHS England publishes of each practice (list
size, network), who works out what single practices do. Each way gives facts: (kind, subject, practice, acts)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise, product

import pandas as pd

from disclosure.networks import hidden
from tests.disclosure.conftest import REGION, SURVEY, UNIT, Region

Ask = Callable[..., pd.DataFrame]
Fact = tuple[str, str, str, bool]
TELLING = (
    "practice",
    "practice_name",
    "file",
    "sheet",
    "cell",
    "row",
    "col",
    "submitted_at",
    "list_size",
    "sha256",
)


def totals(ask: Ask) -> dict[tuple[str, str], int]:
    """How many practices of the region act, subject by subject, as another page gives it."""
    frame = ask("regions", regions=(REGION,))
    frame = frame[frame["basis"] != "reported"]
    return {
        (row.kind, row.subject): int(row.count_)
        for row in frame.rename(columns={"count": "count_"}).itertuples()
    }


def by_networks(ask: Ask, region: Region, always_withheld: frozenset[str] = frozenset()) -> Iterator[Fact]:
    """Counts, complements and what is left of the total: every set of counts that fits, network by network, and that
    the rules, which are known to everybody, would have withheld just so."""
    known, members = totals(ask), region.members
    for (kind, subject), frame in ask("by_pcn", regions=(REGION,)).groupby(["kind", "subject"]):
        shown = {row.pcn: int(row.practices) for row in frame.itertuples() if pd.notna(row.practices)}
        withheld = [name for name in members if name not in shown]
        left = known[kind, subject] - sum(shown.values())
        possible = {name: {count} for name, count in shown.items()}
        for world in product(*(range(len(members[name]) + 1) for name in withheld)):
            sentences = shown | dict(zip(withheld, world, strict=True))
            if sum(world) == left and _withheld(sentences, members) | always_withheld == set(withheld):
                for name, count in zip(withheld, world, strict=True):
                    possible.setdefault(name, set()).add(count)
        for name, result in possible.items():
            for acts in (True, False):
                if result == {len(members[name]) if acts else 0}:
                    yield from ((kind, subject, member, acts) for member in members[name])


def _withheld(expected: dict[str, int], members: dict[str, list[str]]) -> set[str]:
    return hidden({name: (count, len(members[name])) for name, count in expected.items()})


def by_patients(ask: Ask, region: Region) -> Iterator[Fact]:
    """The sets of practices whose list sizes fit the sum, and whose number in each network is the one shown."""
    networks = ask("by_pcn", regions=(REGION,))
    for row in ask("list_weight", regions=(REGION,)).itertuples():
        if pd.isna(row.patients):
            continue
        of_subject = networks[(networks["kind"] == row.kind) & (networks["subject"] == row.subject)]
        shown = {
            item.pcn: int(item.practices) for item in of_subject.itertuples() if pd.notna(item.practices)
        }
        slack = 500 if row.patients % 1000 == 0 else 0
        sums = (row.patients - slack, row.patients + slack)
        for practice, acts in product(region.sizes, (True, False)):
            if not fits(region, shown, int(row.practices), sums, (practice, not acts)):
                yield row.kind, row.subject, practice, acts


def fits(
    region: Region, shown: dict[str, int], acting: int, sums: tuple[float, float], supposed: tuple[str, bool]
) -> bool:
    """Whether there is a set of so many practices, so many of each network shown, whose list sizes add up to a sum in
    the range, with what is supposed of one practice: worked out for all sets at once, a bit for each sum."""
    pool = [member for name, members in region.members.items() if name not in shown for member in members]
    groups = [(region.members[name], count) for name, count in shown.items()]
    reached = 1
    for members, count in [*groups, (pool, acting - sum(shown.values()))]:
        reached = _sums(region, members, reached, supposed).get(count, 0)
    low, high = (max(0, int(end) // UNIT) for end in sums)
    return bool(reached >> low & ((1 << (high - low + 1)) - 1))


def _sums(region: Region, members: list[str], reached: int, supposed: tuple[str, bool]) -> dict[int, int]:
    """By the number that act, the sums that can be reached, a bit for each."""
    result = {0: reached}
    for member in members:
        grown = {count + 1: bits << region.sizes[member] // UNIT for count, bits in result.items()}
        if member == supposed[0]:
            result = grown if supposed[1] else result
        else:
            result = {
                count: result.get(count, 0) | grown.get(count, 0) for count in result.keys() | grown.keys()
            }
    return result


def by_closed(ask: Ask, region: Region) -> Iterator[Fact]:
    """What stands beside a figure is the closed practice's where the survey says that one closed practice replied, and
    everybody knows of no other that has closed."""
    surveys = ask("surveys", regions=(REGION,), survey=SURVEY)
    if len(region.closed) != 1 or not len(surveys) or surveys["closed"].iloc[0] != 1:
        return
    (practice,) = region.closed
    for name, subject in (
        ("preferences", "action"),
        ("waves", "action"),
        ("regions", "subject"),
        ("onset", "subject"),
    ):
        frame = ask(name, regions=(REGION,))
        frame = frame[frame["off_list"].notna()]
        for row in frame[frame["kind"] == "action"].itertuples() if "kind" in frame else frame.itertuples():
            if getattr(row, "answer", "green") == "green":
                yield "action", getattr(row, subject), practice, row.off_list == 1


def by_traces(ask: Ask) -> Iterator[str]:
    """Cells of tables that tell of one practice: a file, a sheet, a cell, a time, a list size."""
    for name in ("trace_preferences", "trace_notices", "trace_regions", "trace_practices", "trace_comments",
                 "problems", "left_out", "imports"):  # fmt: skip
        frame = ask(name)
        if "basis" in frame:
            frame = frame[frame["basis"] != "reported"]
        for column in TELLING:
            if column in frame:
                yield from (f"{name}.{column}: {value}" for value in frame[column].dropna())


def by_days(ask: Ask, region: Region) -> Iterator[int]:
    """How many replies lie between two days that can be asked for, where they are fewer than five and not none."""
    days = sorted({sent.date() for sent in region.sent.values()})
    states = []
    for day in (days[0] - timedelta(days=1), *days, date.today()):
        frame = ask("preferences", regions=(REGION,), survey=SURVEY, on=day)
        states.append(0 if frame.empty else int(frame["responded"].iloc[0]))
    result = sorted(set(states))
    yield from (later - earlier for earlier, later in pairwise(result) if later - earlier < 5)
