"""A region beside the others: its share with their range and the England surveys, and whether two differ."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Cells, Figure, Gap, Grid
from charts.lists import listed
from charts.rows import BASES_DRAWN, outlined, rows_of, rung_words
from charts.wording import QUALIFIERS, counted, day, known, listing, named, number, percent, whole

ALONE = "no other region has such a share"
EVERY = "every practice answered"  # the verdict where nothing is left to judge
NATIONAL, OTHERS = "England survey", "other regions"


def beside(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance) -> Chart:
    """Each share of one region with the range of the other regions and what the surveys of England say.

    frame: the measure `comparators` of one region. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("No share to set beside others.")
    rows = rows_of(frame)
    groups: dict[tuple, list[dict]] = {}
    for row in rows:
        key = (row["subject"], row["basis"], row["rung"], row["figure"], row["share"])
        groups.setdefault(key, []).append(row)
    return listed(
        "beside",
        _beside_headline(list(groups.values()), names, provenance),
        _beside_table(rows, names),
        provenance,
        base="Counted shares stand beside counted ones, published beside published ones; none is added",
        qualifier="“not comparable” where base or rung differ: the table says how",
        drawing=Grid(
            (provenance.area, "Other regions", "Surveys of England"),
            tuple(_beside_line(own, names) for own in groups.values()),
            BASES_DRAWN,
        ),
    )


def _beside_line(own: list[dict], names: dict[str, str]) -> Cells:
    first = own[0]
    here = Figure(_own_words(first), first["share"], outlined(first["basis"]))
    others = tuple(Figure(_range_words(row)) for row in own if row["comparator"] == OTHERS)
    national = tuple(Figure(_national_words(row)) for row in own if row["comparator"] == NATIONAL)
    return Cells(named(first["subject"], names), ((here,), others, national))


def _own_words(row: dict) -> str:
    before = QUALIFIERS.get(row["qualifier"], "")
    return f"{before} {percent(row['share'])} {rung_words(row)}".strip()


def _range_words(row: dict) -> str:
    if not row["regions"]:
        return ALONE
    span = _span(row)
    place = f", place {number(row['place'])} of {number(row['regions'] + 1)}" if known(row["place"]) else ""
    return f"{span} in {counted(row['regions'], 'region')}{place}"


def _span(row: dict) -> str:
    low, high = percent(row["low"]), percent(row["high"])
    return low if low == high else f"{low} to {high}"


def _national_words(row: dict) -> str:
    before = QUALIFIERS.get(row["comparator_qualifier"], "")
    of = f" of {number(row['comparator_out_of'])}" if known(row["comparator_out_of"]) else ""
    text = f"{before} {percent(row['low'])}{of} {row['comparator_unit'] or ''}".strip()
    rung = rung_words({"kind": row["kind"], "rung": row["comparator_rung"]})
    text = ", ".join(part for part in (text, rung, day(row["comparator_as_of"])) if part)
    return text if row["comparable"] else f"{text} (not comparable)"


def _beside_headline(groups: list[list[dict]], names: dict[str, str], provenance: Provenance) -> str:
    placed = [row for own in groups for row in own if row["comparator"] == OTHERS and row["regions"]]
    if not placed:
        shares = counted(len(groups), "share")
        return f"{provenance.area}: {shares}, none that another region has on the same base."
    top = min(placed, key=lambda row: (row["place"], -row["share"]))
    figure = f"{percent(top['share'])} on {named(top['subject'], names)}"
    others = counted(top["regions"], "other region")
    return f"{provenance.area}: {figure}; {others}: {_span(top)}."


def _beside_table(rows: list[dict], names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Service or action": [named(row["subject"], names) for row in rows],
            "Basis": [row["basis"] for row in rows],
            "Step": [rung_words(row) for row in rows],
            "Share": [_own_words(row) for row in rows],
            "Share of": [row["share_of"] for row in rows],
            "Beside": [row["comparator"] for row in rows],
            "Says": [
                _range_words(row) if row["comparator"] == OTHERS else _national_words(row) for row in rows
            ],
            "Lowest and highest": [_ends(row, names) for row in rows],
            "Comparable": [_comparable(row) for row in rows],
            "In the source's words": [row["comparator_words"] or "" for row in rows],
            "Source": [row["comparator_source"] or "" for row in rows],
        }
    )


def _ends(row: dict, names: dict[str, str]) -> str:
    ends = [row[end] for end in ("lowest_region", "highest_region") if known(row[end])]
    return listing([named(end, names) for end in dict.fromkeys(ends)])


def _comparable(row: dict) -> str:
    if row["comparator"] == OTHERS and not row["regions"]:
        return "nothing to compare with"
    return "yes" if row["comparable"] else f"no: {row['reason']}" if known(row["reason"]) else "no"


def differences(frame: pd.DataFrame, names: dict[str, str], provenance: Provenance) -> Chart:
    """Two regions, action by action: the share of the scale's first answer in each, and whether they differ.

    frame: the measure `differences` of one pair of regions. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("No pair of regions to compare.")
    rows = rows_of(frame)
    order = [row["answer_order"] for row in rows if known(row["answer_order"])]
    first = [row for row in rows if not order or row["answer_order"] == min(order)]
    pair = (rows[0]["first_region_name"], rows[0]["second_region_name"])
    return listed(
        "differences",
        _differences_headline(first, pair, names),
        _differences_table(rows, names, pair),
        provenance,
        base=f"shares of {named(first[0]['answer'], names)} among practices that answered the action",
        qualifier=_judged(first),
        drawing=Grid(
            (*pair, f"{pair[1]} less {pair[0]}"), tuple(_difference_line(row, names) for row in first)
        ),
    )


def _difference_line(row: dict, names: dict[str, str]) -> Cells:
    sides = []
    for side in ("first", "second"):
        share = row[f"{side}_share"]
        of = f" of {number(row[f'{side}_answered'])}" if known(row[f"{side}_answered"]) else ""
        sides.append((Figure(f"{percent(share)}{of}", share),) if known(share) else ())
    return Cells(named(row["action"], names), (*sides, (Figure(_verdict(row), gap=_gap(row)),)))


def _gap(row: dict) -> Gap | None:
    """The difference with the interval that is judged; with itself where every practice answered; None where the two
    cannot be compared."""
    if not known(row["difference"]):
        return None
    ends = [row.get(f"{end}_of_all") for end in ("low", "high")]
    if row["verdict"] == EVERY or not all(map(known, ends)):
        ends = [row["difference"]] * 2
    return Gap(row["difference"], *ends, sure=row["verdict"] in ("difference", EVERY))


def _verdict(row: dict) -> str:
    """'difference, +14 points (+3 to +25)', 'no difference shown, +2 points (−10 to +20)', 'not comparable: …'."""
    if row["verdict"] == EVERY:
        return f"{_points(row['difference'])} points, every practice answered"
    if known(row["difference"]):
        low, high = (row.get(f"{end}_of_all", row[end]) for end in ("low", "high"))
        span = f" ({_points(low)} to {_points(high)})" if known(low) and known(high) else ""
        return f"{row['verdict']}, {_points(row['difference'])} points{span}"
    reason = f": {row['reason']}" if known(row["reason"]) else ""
    return f"{row['verdict']}{reason}"


def _points(share: float) -> str:
    points = whole(round(abs(share) * 100, 9)) * (
        1 if share > 0 else -1
    )  # a half away from nought on either side
    return f"{points:+d}".replace("-", "−") if points else "0"


def _differences_headline(rows: list[dict], pair: tuple[str, str], names: dict[str, str]) -> str:
    different = [row for row in rows if row["verdict"] == "difference"]
    compared = [row for row in rows if row["verdict"] not in ("not comparable", EVERY)]
    every = [row for row in rows if row["verdict"] == EVERY]
    between = f"{pair[0]} and {pair[1]}"
    if every and not compared:
        return f"{between}: every practice answered. {_widest(every, names)}"
    if not compared:
        return f"{between}: no action can be compared."
    if not different:
        them = (
            f"any of {len(compared)} actions" if len(compared) > 1 else "the one action that can be compared"
        )
        return f"{between}: no difference is shown on {them}."
    places = listing([named(row["action"], names) for row in different], most=3)
    return f"{between} differ on {len(different)} of {counted(len(compared), 'action')}: {places}."


def _widest(rows: list[dict], names: dict[str, str]) -> str:
    """Where the two are furthest apart: what is so among practices that all answered needs no verdict."""
    top = max(rows, key=lambda row: abs(row["difference"]))
    answer = named(top["answer"], names)
    sides = (
        f"{number(top[f'{side}_practices'])} of {number(top[f'{side}_answered'])}"
        for side in ("first", "second")
    )
    return f"Furthest apart on {named(top['action'], names)}: {' and '.join(sides)} {answer.lower()}."


def _judged(rows: list[dict]) -> str:
    """By what a difference is called one."""
    compared = max((row.get("compared") or 0 for row in rows), default=0)
    if not compared:
        return "differences are worked out before rounding"
    return (
        "differences are worked out before rounding; a difference is called one where its interval, wide enough for "
        f"{counted(compared, 'comparison')} at once (Bonferroni), lies on one side of nought"
    )


def _differences_table(rows: list[dict], names: dict[str, str], pair: tuple[str, str]) -> pd.DataFrame:
    def side(row: dict, which: str) -> str:
        if not known(row[f"{which}_answered"]):
            return ""
        counts = f"{number(row[f'{which}_practices'])} of {number(row[f'{which}_answered'])}"
        share = row[f"{which}_share"]
        return f"{counts} ({percent(share)})" if known(share) else counts

    return pd.DataFrame(
        {
            "Action": [named(row["action"], names) for row in rows],
            "Answer": [named(row["answer"], names) for row in rows],
            pair[0]: [side(row, "first") for row in rows],
            pair[1]: [side(row, "second") for row in rows],
            "Verdict": [_verdict(row) for row in rows],
            "Dates": [f"{day(row['first_as_of'])}; {day(row['second_as_of'])}" for row in rows],
        }
    )
