"""Lines outside a table that say something of its rows: 'All notices extended to 31 March', 'Z99001 has withdrawn'."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.cells.codes import without_whole_codes
from loaders.cells.lines import is_for_a_mark, is_pair, without_note
from loaders.cells.typed import typed
from loaders.dates.dates import read_dates
from loaders.draft import Fate
from loaders.evidence.row_columns import key_of_rows, settle_rows
from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.texts import SpanKind, TextReading, read_text

_TAKES_BACK = frozenset(("retraction", "pause", "extension", "opposite"))
_STEPS = ("withdrawn", "resolved", "extended")
_DATED = ("served", "in_effect")
_EVERYTHING, _FROM = "everything", "from_day"
_SHORT = 6  # words: a longer line below a table that doubts something may be advice to whoever reads it
_LONGEST = 300  # letters: what is longer is an article, not a line


@dataclass(frozen=True)
class Line:
    """A text outside the table. place: zero-based row and column, None where it is not known. above: it stands over the
    headings, as a title."""

    place: tuple[int, int] | None
    text: str
    reading: TextReading
    above: bool

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of a notice that it names, but for serving."""
        spans = self.reading.terms("status")
        return tuple(dict.fromkeys(step for span in spans for step in span.ids("status") if step in _STEPS))

    @property
    def takes_back(self) -> bool:
        return bool(_TAKES_BACK.intersection(self.reading.operators))

    @property
    def doubts(self) -> bool:
        """Whether any of its words changes what is said."""
        return self.reading.effect() == "ask"

    @property
    def is_unsure(self) -> bool:
        """True for a title that doubts the whole table ('Predicted responses') or is about something else than what
        practices will do ('Progress with the actions'); a question doubts nothing."""
        return self.above and (self.names_a_doubt or "other_topic" in self.reading.operators)

    @property
    def names_a_doubt(self) -> bool:
        """True where one of its words doubts: 'provisional', 'unconfirmed', and no mere question mark."""
        return any(("doubt", "") in span.classes and span.words != "?" for span in self.reading.spans)

    @property
    def is_short(self) -> bool:
        return len(self.text.split()) <= _SHORT

    @property
    def of_everything(self) -> bool:
        return _EVERYTHING in self.reading.operators

    @property
    def told(self) -> list[tuple[str, str | None]]:
        """Each step that it names with the day that stands right behind it: 'effective 1 February 2025' is that of
        in_effect. A step without a day is told but for serving and effect, which say nothing without one."""
        facts: dict[str, str | None] = {}
        step, words_since = None, 0
        for span in self.reading.spans:
            names = [name for name in span.ids("status") if name in (*_STEPS, *_DATED)]
            if names or any(name == _FROM for name, _ in span.classes):
                step, words_since = (names[0] if names else "in_effect"), 0
                facts.setdefault(step, None)
            elif span.ids("day") and step and words_since <= 1 and facts[step] is None:
                facts[step] = span.words
            else:
                words_since += len(span.words.split())
        return [(name, day) for name, day in facts.items() if day or name in _STEPS]


def lines_of(table: Table, context: Context) -> Iterator[Line]:
    """The texts that stand alone in their row outside a table, but for keys and for notes that a mark stands for."""
    first = min([*table.heading_rows, *table.rows], default=0)
    alone: dict[int, list[tuple[int, int]]] = {}
    for row, col in table.around:
        alone.setdefault(row, []).append((row, col))
    lines: dict[str, tuple[int, int] | None] = {}
    for places in alone.values():
        value = table.sheet.value(*places[0])
        if len(places) == 1 and isinstance(value, str) and not _is_painted(table, *places[0]):
            lines.setdefault(" ".join(value.split()), places[0])
    for title in table.title.splitlines():  # of a table that was turned, its place is not known
        lines.setdefault(" ".join(title.split()), None)
    for text, place in lines.items():
        bare = without_note(text)
        if not bare or len(bare) > _LONGEST or is_for_a_mark(bare):
            continue
        line = Line(
            place, text, read_text(bare, "line", context.vocabulary), place is None or place[0] < first
        )
        if not is_pair(bare) or _begins_with_a_doubt(line.reading):
            yield line


def _begins_with_a_doubt(reading: TextReading) -> bool:
    """Whether what looks like a sign with its meaning begins with a word that doubts or takes back: 'DRAFT - not yet
    validated' → True; 'R = refused', 'Updated: May' → False."""
    first = {name for name, _ in reading.spans[0].classes} if reading.spans else set()
    return bool(first & {"doubt", "retraction"})


def _is_painted(table: Table, row: int, col: int) -> bool:
    """Whether a cell or one beside it has a colour, so that it is a key to it."""
    return table.sheet.has_fills and any((row, at) in table.sheet.fills for at in (col - 1, col, col + 1))


def weigh_lines(
    table: Table, context: Context, is_read: Callable[[str], bool]
) -> list[tuple[str, str | None]]:
    """What lines say of every row of a table of notices: the step, and its day where they name one. Of any other line
    that may change what rows say: those that it names are asked about, else it is a problem.

    is_read: whether a line of the title is read by the notices themselves.
    """
    remarks: list[tuple[str, str | None]] = []
    titles = {" ".join(title.split()) for title in table.title.splitlines()}
    for line in lines_of(table, context):
        if (line.text in titles and is_read(line.text)) or _asks_of_practices(table, line, context):
            continue
        if _is_of_every_row(table, line, context):
            remarks += line.told
            context.draft.note(
                f"“{line.text}” was read as said of every row of the table that does not say otherwise."
            )
        elif (line.steps and not line.above) or line.takes_back or (line.of_everything and line.doubts):
            _refuse(table, line, context)
    return remarks


def _is_of_every_row(table: Table, line: Line, context: Context) -> bool:
    """Whether a line says one thing of all rows, every word of it is read, and no other table may be meant."""
    plain = line.of_everything and not line.reading.unknown and len(line.steps) <= 1
    return bool(plain and line.told) and not _other_operators(line) and _is_alone(table, context)


def hold_by_lines(table: Table, context: Context) -> None:
    """Of a table of replies: the rows that a line takes back wait for a person's word."""
    lines = list(lines_of(table, context))
    for line in lines:
        takes_back = line.takes_back or "withdrawn" in line.steps or (line.of_everything and line.doubts)
        below = _rows_below(table, line, lines)
        takes_back |= line.is_unsure or (line.names_a_doubt and (bool(below) or line.is_short))
        if _asks_of_practices(table, line, context) or not takes_back:
            continue
        if line.of_everything and table.rows and _is_alone(table, context):
            _ask(table, line, list(table.rows), context)
        elif below:
            _ask(table, line, below, context)
        elif line.of_everything or line.names_a_doubt or not line.reading.unknown:
            _refuse(table, line, context)


def _rows_below(table: Table, line: Line, lines: list[Line]) -> list[int]:
    """The rows that a line between rows stands above, as far as the next such line; none for any other line."""
    at = line.place[0] if line.place else -1
    if not table.rows or not table.rows[0] < at < table.rows[-1]:
        return []
    ends = [other.place[0] for other in lines if other.place and other.place[0] > at]
    return [row for row in table.rows if at < row < min(ends, default=table.rows[-1] + 1)]


def _asks_of_practices(table: Table, line: Line, context: Context) -> bool:
    """Whether a line names practices of the table, whose rows are then asked about where it takes anything back or says
    what nobody knows."""
    codes = {code for code in typed(line.text).codes if code.isupper()}
    column = table.first("practice_code") or table.first("practice")
    if not codes or column is None:
        return False
    values = zip(table.rows, table.values(column), strict=True)
    rows = [row for row, value in values if any(code in str(value or "") for code in codes)]
    rest = read_text(without_whole_codes(line.text).replace("'s ", " "), "line", context.vocabulary)
    sentence = bool(rest.unknown) and not line.is_short  # what is short may be the practice's name
    speaks = bool(line.steps) or line.takes_back or line.doubts or sentence
    if rows and speaks:
        _ask(table, line, rows, context)
    return bool(rows and speaks)


def _ask(table: Table, line: Line, rows: list[int], context: Context) -> None:
    count = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
    which = "this row" if len(rows) == 1 else "these rows"
    sentence = f"“{line.text}” stands outside the table and speaks of {count} of it. Do {which} count?"
    sentence = sentence.replace("Do this row", "Does this row")
    settle_rows(
        table,
        rows,
        Column(table.columns[0].index, ""),
        (sentence, line.text, key_of_rows("a line", line.text, context)),
        context,
    )


def _other_operators(line: Line) -> bool:
    """Whether words beside the step and its rows change what the line says."""
    harmless = {_EVERYTHING, "until", _FROM, "extension", "revision"}
    about = ("scope", "answer") if line.above else ("scope", "answer", "service")
    return bool(set(line.reading.operators) - harmless) or any(
        span.kind is SpanKind.TERM and any(span.ids(term) for term in about) for span in line.reading.spans
    )


def _is_alone(table: Table, context: Context) -> bool:
    return sum(1 for other in context.tables if other.sheet is table.sheet) == 1


def _refuse(table: Table, line: Line, context: Context) -> None:
    if line.place is None:
        context.draft.note(f"“{line.text}” was not applied to the rows of the table: write it into them.")
        return
    where = table.sheet.where(*line.place)
    if any(each.sheet == table.sheet.name and each.cell == where for each in context.draft.problems):
        return
    reason = (
        f"“{line.text}” stands outside the table and may change what its rows say; it was not applied. Write it into "
        "the rows that it is about, or take the line away."
    )
    context.draft.problem(table.sheet, *line.place, "", line.text, reason)
    context.draft.assign(table.sheet, *line.place, Fate.PROBLEM)


def day_of_line(text: str | None) -> object:
    """The day that a line names, as a date; None where it names none."""
    return next(iter(read_dates([text]).dates), None) if text else None
