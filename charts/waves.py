"""What practices say wave by wave, and who moved from which answer to which."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.comparison import EVERY
from charts.drawing import Cells, Figure, Grid
from charts.lists import listed
from charts.rows import INTERVAL, interval_words, rows_of, share_words
from charts.wording import (
    counted,
    day,
    known,
    named,
    number,
    number_known,
    percent,
)


def chart(
    frame: pd.DataFrame, verdicts: pd.DataFrame, names: dict[str, str], provenance: Provenance
) -> Chart:
    """The share of the scale's first answer, wave by wave, with how many replied in each.

    frame: the measure `waves` of one region and scale. verdicts: `differences` between the first and the last wave,
    by action; empty where there is one wave. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("No wave of a survey.")
    first_answer = rows_of(frame.sort_values("answer_order"))[0]["answer"]
    rows = rows_of(frame[frame["answer"] == first_answer].sort_values(["action_order", "wave"]))
    order = {row["wave"]: row for row in rows}
    columns = tuple(
        f"{_when(order[wave])}: {counted(order[wave]['responded'], 'reply', 'replies')}" for wave in order
    )
    cells: dict[str, dict[int, dict]] = {}
    for row in rows:
        cells.setdefault(row["action"], {})[row["wave"]] = row
    verdicts_by_action = {
        row["action"]: row["verdict"] for row in rows_of(verdicts) if row["answer"] == first_answer
    }
    lines = tuple(
        _wave_line(action, cells_of_wave, list(order), verdicts_by_action, names)
        for action, cells_of_wave in cells.items()
    )
    more = ("First to last",) if len(order) > 1 else ()
    return listed(
        "waves",
        _waves_headline(order, verdicts_by_action, named(first_answer, names)),
        _waves_table(rows, names),
        provenance,
        base=f"shares of {named(first_answer, names)} among practices that answered the action in that wave",
        qualifier="“First to last” compares the practices that answered both, all comparisons at once",
        drawing=Grid((*columns, *more), lines),
    )


def _when(row: dict) -> str:
    return f"week of {day(row['wave_on'])}" if known(row["wave_on"]) else day(str(row["as_of"])[:7])


def _wave_line(
    action: str,
    cells_of_wave: dict[int, dict],
    order: list[int],
    verdicts: dict[str, str],
    names: dict[str, str],
) -> Cells:
    shares = [cells_of_wave.get(wave) for wave in order]
    cells = [
        (Figure(share_words(row["share"]), row["share"]),) if row and known(row["share"]) else ()
        for row in shares
    ]
    if len(order) > 1:
        cells.append((Figure(verdicts[action]),) if action in verdicts else ())
    return Cells(named(action, names), tuple(cells))


def _waves_headline(order: dict[int, dict], verdicts: dict[str, str], answer: str) -> str:
    if len(order) == 1:
        (only,) = order.values()
        return f"One wave so far, {_when(only)}, with {counted(only['responded'], 'reply', 'replies')}."
    if verdicts and all(verdict == EVERY for verdict in verdicts.values()):
        waves = counted(len(order), "wave")
        return f"{waves}: every practice answered the first and the last; what changed in {answer} is below."
    different = sum(verdict == "difference" for verdict in verdicts.values())
    change = (
        "no action shows a difference"
        if not different
        else f"{counted(different, 'action')} show{'s' if different == 1 else ''} a difference"
    )
    return f"{counted(len(order), 'wave')}: from the first to the last, {change} in {answer}."


def _waves_table(rows: list[dict], names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Action": [named(row["action"], names) for row in rows],
            "Wave": [_when(row) for row in rows],
            "Answer": [named(row["answer"], names) for row in rows],
            "Practices": [number(row["practices"]) for row in rows],
            "Answered": [number(row["answered"]) for row in rows],
            "Replied": [number(row["responded"]) for row in rows],
            "Share": [share_words(row["share"]) for row in rows],
            INTERVAL: [interval_words(row) for row in rows],
            "Closed or not on the list": [number_known(row.get("off_list")) for row in rows],
        }
    )


def moves(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance, *, action: str = "") -> Chart:
    """How many practices that answered both waves moved which way.

    frame: the measure `moves` of one region and one pair of waves. action: '' for a line an action, else from which
    answer to which. Raises ValueError for an empty frame.
    """
    frame = frame[frame["action"] == action] if action else frame
    if frame.empty:
        raise ValueError("Nobody answered both waves.")
    rows = rows_of(frame)
    pair = f"{day(rows[0]['first_as_of'])} and {day(rows[0]['second_as_of'])}"
    return listed(
        "moves",
        _moves_headline(rows, names, action),
        _moves_table(rows, names),
        provenance,
        base=f"practices that answered in both waves, {pair}",
        drawing=_flow(rows, names) if action else _directions(rows, names),
    )


def _directions(rows: list[dict], names: dict[str, str]) -> Grid:
    lines = []
    for action in dict.fromkeys(row["action"] for row in rows):
        own = [row for row in rows if row["action"] == action]
        of = own[0]["answered_both"]
        counts = [sum(row["practices"] for row in own if test(row)) for test in (_up, _stayed, _down)]
        cells = [
            (Figure(f"{number(count)} ({percent(count / of)})", count / of),) if of else ()
            for count in counts
        ]
        lines.append(Cells(f"{named(action, names)} ({number(of)})", tuple(cells)))
    return Grid(("Towards acting", "As before", "Away from acting"), tuple(lines))


def _up(row: dict) -> bool:
    return row["second_order"] < row["first_order"]


def _down(row: dict) -> bool:
    return row["second_order"] > row["first_order"]


def _stayed(row: dict) -> bool:
    return row["second_order"] == row["first_order"]


def _flow(rows: list[dict], names: dict[str, str]) -> Grid:
    first = dict.fromkeys(row["first_answer"] for row in sorted(rows, key=lambda row: row["first_order"]))
    second = dict.fromkeys(row["second_answer"] for row in sorted(rows, key=lambda row: row["second_order"]))
    count = {(row["first_answer"], row["second_answer"]): row for row in rows}
    lines = []
    for answer in first:
        moved = [count.get((answer, other)) for other in second]
        cells = tuple((Figure(number(row["practices"]), row["share"]),) if row else () for row in moved)
        lines.append(Cells(f"was {named(answer, names)}", cells))
    return Grid(tuple(f"now {named(answer, names)}" for answer in second), tuple(lines))


def _moves_headline(rows: list[dict], names: dict[str, str], action: str) -> str:
    both = {row["action"]: row["answered_both"] for row in rows}
    up, down = (sum(row["practices"] for row in rows if test(row)) for test in (_up, _down))
    if action:
        directions = f"{number(up)} moved towards acting, {number(down)} away"
        return f"{named(action, names)}: of {counted(both[action], 'practice')} that answered both times, {directions}."
    if not up and not down:
        return "No practice changed an answer between the two waves."
    answers = counted(sum(both.values()), "pair") + " of answers"
    return f"Of {answers} by the same practices, {number(up)} moved towards acting and {number(down)} away."


def _moves_table(rows: list[dict], names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Action": [named(row["action"], names) for row in rows],
            "Was": [named(row["first_answer"], names) for row in rows],
            "Now": [named(row["second_answer"], names) for row in rows],
            "Practices": [number(row["practices"]) for row in rows],
            "Answered both": [number(row["answered_both"]) for row in rows],
            "Share": [share_words(row["share"]) for row in rows],
        }
    )
