"""What figures are out of: a bare column of practices beside counts of a step, and bases larger than a region."""

from __future__ import annotations

import pandas as pd

from loaders.figures.rungs import core_of, is_unsure, rung_in
from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.vocabulary.vocabulary import Vocabulary

_APART = 0.1  # a share that is rounded, and a base that changed by a few, lie nearer
_MORE = 1.1  # a region's practices change by a few in a hundred a year: more than that is another base


def take_bases(table: Table, vocabulary: Vocabulary) -> None:
    """Let a column headed by nothing but practices be what the counts beside it are out of, where these tell a step.

    `Service | Served | Practices` → Practices is the base; `Service | Practices` → it is the count.
    """
    counts = table.having("practices")
    bare = [column for column in counts if not core_of(column.heading)]
    steps = [column for column in counts if column not in bare and _tells_a_step(column, vocabulary)]
    if len(bare) == 1 and steps and not table.having("out_of") and _all_within(table, steps, bare[0]):
        bare[0].role = "out_of"


def _tells_a_step(column: Column, vocabulary: Vocabulary) -> bool:
    return rung_in(column.heading, vocabulary) is not None or is_unsure(column.heading, vocabulary)


def _all_within(table: Table, counts: list[Column], base: Column) -> bool:
    """Whether every count is at most the base beside it; texts are passed over."""
    pairs = (
        (_number(count), _number(whole))
        for column in counts
        for count, whole in zip(table.values(column), table.values(base), strict=True)
    )
    numbers = [(count, whole) for count, whole in pairs if count is not None and whole is not None]
    return bool(numbers) and all(count <= whole for count, whole in numbers)


def _number(value: object) -> float | None:
    text = str(value).replace(",", "").strip()
    return float(text) if text.replace(".", "", 1).isdecimal() else None


def note_large(figures: pd.DataFrame, context: Context) -> None:
    """Say where a count or a base of practices is larger than the region: another area, or something else counted."""
    words, noted = context.vocabulary, set()
    rows = figures.reindex(columns=["region", "unit", "count", "out_of"]).astype(object)
    for region, unit, count, base in rows.itertuples(index=False, name=None):
        known = words.practices_on_record(region) if unit == "practices" else None
        most = max((number for number in (count, base) if not pd.isna(number)), default=0)
        if known and most > _MORE * known and (region, most) not in noted:
            noted.add((region, most))
            context.draft.note(
                f"{words.label('region', region)} has {known:,} practices on record, and this file gives "
                f"{most:,.0f}: check that it counts practices, and of this area alone."
            )


def note_shares(figures: pd.DataFrame, context: Context) -> None:
    """Say where a count and a share of practices in one row do not fit together, by the base that the row gives, else
    by the practices of the region on record: neither is changed."""
    words = context.vocabulary
    rows = figures.reindex(columns=["region", "subject", "unit", "count", "out_of", "share"]).astype(object)
    for region, subject, unit, count, given, share in rows.itertuples(index=False, name=None):
        base = words.practices_on_record(region) if pd.isna(given) else given
        if unit != "practices" or not base or pd.isna(count) or pd.isna(share):
            continue
        if abs(count / base - share) > _APART:
            context.draft.note(
                f"{words.label('region', region)}, {words.label('service', subject)}: {count:,.0f} of {base:,.0f} "
                f"practices is {count / base:.0%}, and the file says {share:.0%}."
            )
