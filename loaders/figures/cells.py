"""The cells of a row that carry its figure: a count, a share, their base and how exact they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.texts.number_signs import DECIMAL, THOUSANDS, Signs, in_english, is_unsure, signs_of
from loaders.texts.quantities import AT_MOST, Quantity, read_quantity, small_fraction, unit_in
from loaders.vocabulary.words import normalise

_BARE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_UNSTATED = frozenset(
    ("n/a", "na", "?", "tbc", "tba", "unknown", "not known", "n/k", "nk", "no data", "..", "…")
)
_BASE = re.compile(
    r"(?:\b(?:of|n\s*=|out of)|(?<!\d)/)\s*(?:the\s+|all\s+)?(?P<base>\d{1,3}(?:,\d{3})+|\d+)\b(?!/)",
    re.IGNORECASE,
)
_LARGER_BASE = re.compile(r"\d\s*/\s*(?:1[1-9]|[2-9]\d|\d{3,})(?![\d/])")
_IN_BRACKETS = re.compile(
    r"[(\[]\s*(?P<base>\d{1,3}(?:,\d{3})+|\d+)\s*(?:practices)?\s*[)\]]\s*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Figure:
    """count in the unit, share 0 to 1, out_of, rung: as written, else None. words: what carried it; col: where."""

    count: float | None
    share: float | None
    out_of: float | None
    qualifier: str
    unit: str
    words: str | None
    col: int
    rung: str | None = None


def count_columns(table: Table) -> list[Column]:
    """The columns of counts: of practices, and of patients, GPs or respondents if the heading says so."""
    return [
        column
        for column in table.columns
        if column.role == "practices"
        or (column.role is None and unit_in(column.heading) not in (None, "practices"))
    ]


def figures_of(
    table: Table,
    live: Sequence[int],
    context: Context,
    counts: Sequence[Column] | None = None,
    shares: Sequence[Column] | None = None,
) -> dict[int, list[Figure]]:
    """Figures by position in table.rows; a cell that cannot be read is a problem of its own, and a row of none that can
    has no figure.

    counts and shares: the columns to read; those that the headings' roles name where not given.
    """
    counts = count_columns(table) if counts is None else counts
    by_column = [(column, _read(table, column, live, context)) for column in counts]
    for column in table.having("percent") if shares is None else shares:
        by_column.append((column, _as_shares(table, column, _read(table, column, live, context), context)))
    bases = _bases(table, live, context)
    figures: dict[int, list[Figure]] = {}
    for at in live:
        cells = [(column, in_row[at]) for column, in_row in by_column if at in in_row]
        readable = [(column, quantity) for column, quantity in cells if quantity is not None]
        if readable or not cells:
            figures[at] = _figures(table, at, readable, bases.get(at), context)
    return {at: in_row for at, in_row in figures.items() if in_row}


def _figures(table: Table, at: int, cells: list, base: float | None, context: Context) -> list[Figure]:
    """One figure a unit, in the order of the columns; one without a figure for a row that only names.

    What the row's figure is out of, and its share, belong to the practices where both they and patients are counted.
    """
    stated, qualifier = _stated(table, at, context)
    units = _by_unit(cells, stated)
    if not units:
        column = table.first("subject") or table.columns[0]
        units = {stated or "practices": [(column, Quantity())]}
    if qualifier == AT_MOST:
        return [_in_words(table, at, unit, parts) for unit, parts in units.items()][:1]
    figures = []
    for unit, parts in units.items():
        stands = next(filter(None, (heading_base(column.heading) for column, _ in parts)), None)
        out_of = base if base is not None and unit == _main(units) else stands
        figure = _together(table, at, unit, parts, out_of, qualifier, context)
        if figure is None:
            return []
        figures.append(figure)
    readable = [figure for figure in figures if figure.count is not None or figure.share is not None]
    return readable or figures[:1]


def _by_unit(
    cells: list[tuple[Column, Quantity]], stated: str | None
) -> dict[str, list[tuple[Column, Quantity]]]:
    """The cells of a row by what they count, in the order of the columns; a share is of what stands first."""
    units: dict[str, list[tuple[Column, Quantity]]] = {}
    for column, quantity in cells:
        main = _main(units)
        heading = main if column.role == "percent" else unit_in(column.heading)
        # "Practices" is what such a column is usually called: a cell that states the unit is more exact.
        unit = quantity.unit or (stated if heading == "practices" else heading) or stated or "practices"
        units.setdefault(unit if quantity.figure else main or unit, []).append((column, quantity))
    return units


def _in_words(table: Table, at: int, unit: str, parts: list[tuple[Column, Quantity]]) -> Figure:
    """A figure that is given as the most that it can be, by a qualifier in a column of its own: 'up to' and 30."""
    cells = [column for column, _ in parts]
    texts = [_text(table, at, column) for column in (*table.having("qualifier"), *cells)]
    return Figure(None, None, None, "words", unit, " ".join(filter(None, texts)), cells[0].index)


def _main(units: dict[str, list]) -> str | None:
    return "practices" if "practices" in units else next(iter(units), None)


def _together(
    table: Table,
    at: int,
    unit: str,
    parts: list[tuple[Column, Quantity]],
    base: float | None,
    qualifier: str | None,
    context: Context,
) -> Figure | None:
    """One figure of a count and a share; None, with a problem, where they contradict each other."""
    values, against = _agreed(parts, base)
    if against is not None:
        return _problem(table, at, against, "The row gives two different figures; correct one.", context)
    column, count, share = parts[0][0], values["count"], values["share"]
    hedges = {quantity.qualifier for _, quantity in parts if quantity.figure} - {"exact"}
    fault = _fault(count, values["out_of"], unit, set() if qualifier else hedges)
    if fault:
        return _problem(table, at, column, fault, context)
    has_figure = count is not None or share is not None
    plain = "exact" if has_figure else _first(parts, "qualifier") or "named"
    texts = ((_text(table, at, each), quantity) for each, quantity in parts)
    text = "; ".join(dict.fromkeys(text for text, quantity in texts if text and _worded(text, quantity)))
    return Figure(
        count,
        share,
        values["out_of"],
        qualifier or next(iter(hedges), plain),
        unit,
        text or None,
        column.index,
        _first(parts, "rung"),
    )


def _agreed(
    parts: list[tuple[Column, Quantity]], base: float | None
) -> tuple[dict[str, float | None], Column | None]:
    """Count, share and base of the cells together, and the first column that says otherwise than one before it."""
    values: dict[str, float | None] = {"count": None, "share": None, "out_of": base}
    for column, quantity in parts:
        given = {name: getattr(quantity, name) for name in values if getattr(quantity, name) is not None}
        if any(values[name] not in (None, value) for name, value in given.items()):
            return values, column
        values |= given
    return values, None


def _fault(count: float | None, base: float | None, unit: str, hedges: set[str | None]) -> str:
    """Why a figure cannot be; '' where it can. hedges: how exact its cells are, without a qualifier for all of them."""
    if count is not None and count < 0:
        return f"{count:g} is less than none; write how many {unit} there are."
    if count is not None and not float(count).is_integer():
        return f"{count:g} is no whole number of {unit}; write a share with a % sign."
    if None not in (count, base) and count > base and unit == "practices":
        return f"{count:g} is more than the {base:g} that it is out of."
    return "Count and share differ in how exact they are; name one." if len(hedges) > 1 else ""


def _first(parts: list[tuple[Column, Quantity]], name: str) -> str | None:
    """The first qualifier or rung that any of the cells gives."""
    return next((value for _, quantity in parts if (value := getattr(quantity, name))), None)


def _worded(text: str, quantity: Quantity) -> bool:
    """Whether a cell says more than its figures do."""
    hedged = quantity.qualifier not in (None, "exact")
    return hedged or (quantity.figure and bool(re.search(r"[A-Za-z]", text)))


def _read(table: Table, column: Column, live: Sequence[int], context: Context) -> dict[int, Quantity | None]:
    """Quantities by position; None after a problem; absent where the cell is blank."""
    quantities: dict[int, Quantity | None] = {}
    signs, counted = _signs(table, column, context), _counts_in_fractions(table, column)
    for at in live:
        text = _text(table, at, column)
        if unstated(text):
            continue
        value = table.values(column)[at]
        if isinstance(value, str) and signs is Signs.UNSURE and is_unsure(text):
            quantities[at] = _ask_of_dot(table, at, column, text, context)
            continue
        text = in_english(text) if signs is Signs.CONTINENTAL else text
        if isinstance(value, str):
            value = float(text.replace(",", "")) if _BARE.fullmatch(text) else text
        quantities[at] = read_quantity(value, context.vocabulary, unit_in(column.heading))
        if small_fraction(text) and not counted:
            reason = f"“{text}” may be a share, or practices out of as many; write 75% or 3 of 4."
            quantities[at] = Quantity(reason=reason)
        if quantities[at].reason:
            quantities[at] = _problem(table, at, column, quantities[at].reason, context)
    return quantities


def _signs(table: Table, column: Column, context: Context) -> Signs:
    """What comma and dot mean in a column: as it shows, else as its table shows, else as a person said."""
    others = (value for each in table.columns if each is not column for value in table.unlike(each))
    around = [value for value in others if isinstance(value, str)]
    own = [value for value in table.unlike(column) if isinstance(value, str)]
    signs = signs_of(own, around, shares=column.role == "percent")
    if signs is Signs.UNSURE:
        chosen = context.vocabulary.remembered("number signs", _key_of_dot(column, context))
        return {THOUSANDS: Signs.CONTINENTAL, DECIMAL: Signs.ENGLISH}.get(chosen or "", Signs.UNSURE)
    return signs


def _key_of_dot(column: Column, context: Context) -> str:
    return f"{normalise(column.heading)}\n{context.file_key}"


def _ask_of_dot(table: Table, at: int, column: Column, text: str, context: Context) -> None:
    sentence = f"“{text}” under “{column.heading}”: does the dot part thousands, or is it the decimal sign?"
    place = {"sheet": table.sheet, "row": table.rows[at], "col": column.index}
    key = _key_of_dot(column, context)
    context.draft.ask("number signs", text, sentence, [THOUSANDS, DECIMAL], key=key, **place)


def _counts_in_fractions(table: Table, column: Column) -> bool:
    """Whether '3/4' below this heading is 3 of 4: other cells are out of more ('17/22'), or rows are of networks."""
    texts = [str(value) for value in table.unlike(column)]
    larger = any(_LARGER_BASE.search(text) for text in texts)
    odd = any(small_fraction(text) and text.strip()[-1] in "6789" for text in texts)
    return larger or odd or bool(table.first("part") or table.first("pcn"))


def heading_base(heading: str) -> float | None:
    """What the counts below a heading are out of: 'Practices (of 64)' → 64; '/64' → 64; 'Practices' → None."""
    match = _BASE.search(heading) or _IN_BRACKETS.search(heading)
    base = float(match["base"].replace(",", "")) if match else None
    return None if base and not _BASE.search(heading) and 1900 <= base <= 2100 else base  # a year


def _as_shares(
    table: Table, column: Column, quantities: dict[int, Quantity | None], context: Context
) -> dict[int, Quantity | None]:
    """Numbers without a % sign in a column of shares: all up to 1 are fractions, else they are per cent."""
    scale = share_scale(q.count for q in quantities.values() if q and q.count is not None and q.share is None)
    shares = dict(quantities)
    for at, quantity in quantities.items():
        if quantity is None:
            continue
        if quantity.share is None and quantity.count is not None:
            share = scale(quantity.count)
            quantity = replace(quantity, count=None, share=share)
            if share is None:
                value = _text(table, at, column)
                reason = f"“{value}” could be {value} per cent or a fraction; write it with a % sign."
                shares[at] = _problem(table, at, column, reason, context)
                continue
        if quantity.share is not None and quantity.share > 1:
            shares[at] = _problem(table, at, column, "A share above 100% cannot be; correct it.", context)
        else:
            shares[at] = quantity
    return shares


def share_scale(numbers: Iterable[float]) -> Any:
    """A function from a bare number of a column to a share, None where it could be per cent or a fraction."""
    numbers = list(numbers)
    if any(number > 1 for number in numbers):
        return lambda number: None if 0 < number < 1 else number / 100
    if any(0 < number < 1 for number in numbers):
        return lambda number: number
    return lambda number: 0.0 if number == 0 else None


def _bases(table: Table, live: Sequence[int], context: Context) -> dict[int, float]:
    """What the counts are out of. One that cannot be read is a problem, and the figure loads without it."""
    bases: dict[int, float] = {}
    for column in table.having("out_of"):
        for at, quantity in _read(table, column, live, context).items():
            if quantity is None:
                continue
            if quantity.count is None or quantity.share is not None:
                _problem(table, at, column, "This is not a number of practices; write a number.", context)
            else:
                bases[at] = quantity.count
    return bases


def _stated(table: Table, at: int, context: Context) -> tuple[str | None, str | None]:
    """Unit and qualifier from columns of their own."""
    unit = qualifier = None
    for column in table.having("unit"):
        if text := _text(table, at, column):
            unit = unit_in(text)
            if unit is None:
                reason = f"“{text}” is not a unit; write practices, patients, GPs or respondents."
                _problem(table, at, column, reason, context)
    for column in table.having("qualifier"):
        if text := _text(table, at, column):
            qualifier = context.vocabulary.qualifier(text).id
            if qualifier is None:
                reason = (
                    f"“{text}” is not a qualifier that is known; write exact, about, almost, over or under."
                )
                _problem(table, at, column, reason, context)
    return unit, qualifier


def says(table: Table, column: Column, at: int) -> bool:
    """Whether a cell says anything of a figure: not blank, and no dash or 'n/a'."""
    return not unstated(_text(table, at, column))


def unstated(text: str) -> bool:
    """Whether the text of a cell says that there is no figure: a blank, a dash, 'n/k'."""
    return not normalise(text) or text.lower() in _UNSTATED


def _text(table: Table, at: int, column: Column) -> str:
    value = table.values(column)[at]
    return "" if value is None else " ".join(str(value).split())


def _problem(table: Table, at: int, column: Column, reason: str, context: Context) -> None:
    value = table.values(column)[at]
    context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, value, reason)
