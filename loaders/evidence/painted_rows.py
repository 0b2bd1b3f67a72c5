"""Rows painted in a colour that a key explains: 'Red = withdrawn' below a log, and red rows in it."""

from __future__ import annotations

from collections import defaultdict

from loaders.evidence.row_columns import key_of_rows, settle_rows
from loaders.kinds import Context
from loaders.surveys.colours import hue_of
from loaders.surveys.legend import explained_colours
from loaders.tables.tables import Table
from loaders.texts import read_text
from loaders.texts.pairs import pair_of

_STANDS = frozenset(("served", "in_effect"))


def hold_painted_rows(table: Table, context: Context) -> None:
    """Ask whether the rows count whose cells have a colour that a key gives a meaning other than served, or a meaning
    that nobody knows."""
    if not table.sheet.has_fills or not table.rows:
        return
    texts = _worded_colours(table, context) | {
        paint: text for paint, text in explained_colours(table, bool).items() if text.strip()
    }
    rows = _rows_by_paint(table, texts)
    for paint, painted in rows.items():
        if _speaks(texts[paint], context):
            count = "1 row" if len(painted) == 1 else f"{len(painted):,} rows"
            have = "has" if len(painted) == 1 else "have"
            which = "Does this row" if len(painted) == 1 else "Do these rows"
            first = table.sheet.where(painted[0], table.cols.start)
            sentence = (
                f"{count} of sheet “{table.sheet.name}”, the first in {first}, {have} the "
                f"colour that the key explains as “{texts[paint]}”. {which} count?"
            )
            key = key_of_rows("colour", texts[paint], context)
            settle_rows(table, painted, table.columns[0], (sentence, texts[paint], key), context)


def _worded_colours(table: Table, context: Context) -> dict[str, str]:
    """Paint to the words that a key without paint gives its colour: `Red = withdrawn` → withdrawn for every red."""
    meanings: dict[str, str] = {}
    for row, col in table.around:
        sign, meaning = pair_of(str(table.sheet.value(row, col))) or ("", "")
        if hue := context.typed(sign).on("rag"):
            meanings.setdefault(hue, meaning.strip())
    paints = set(table.sheet.fills.values()) if meanings else set()
    return {paint: meanings[hue] for paint in paints if (hue := hue_of(paint)) in meanings}


def _rows_by_paint(table: Table, texts: dict[str, str]) -> dict[str, list[int]]:
    """The rows of which at least half of the cells with content have one of those colours, by colour."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row in table.rows if texts else ():
        filled = [
            col for col in range(table.cols.start, table.cols.stop) if table.sheet.value(row, col) is not None
        ]
        paints = [table.sheet.fills.get((row, col)) for col in filled]
        for paint in set(paints) & texts.keys():
            if 2 * paints.count(paint) >= len(filled):
                rows[str(paint)].append(row)
    return rows


def _speaks(text: str, context: Context) -> bool:
    reading = read_text(text, "notice", context.vocabulary)
    steps = {step for span in reading.terms("status") for step in span.ids("status")}
    if steps and steps <= _STANDS and reading.certain:
        return False
    return bool(steps or reading.operators or reading.unknown)
