"""Tables of every layout that can be put together: who, what and which answer, each by row, column, group or title.

What a table says is known, so that a figure that is read from it is right or wrong. Unlike the spoilt files, these are
sound; a file that is laid out too oddly may be asked about or refused, but never read as something else.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import product
from typing import Any

from benchmarks.fuzzing.formats import saved_sheets
from loaders.draft import Draft
from loaders.kinds import Options
from loaders.layouts.places import Place, is_allowed, over_repeats
from loaders.recognition import draft_of
from loaders.vocabulary.vocabulary import Vocabulary

Fact = tuple[str, str, str]  # practice, action or service, answer or day
Row = list[Any]

NAMES = ("Elm Surgery", "Oak House", "Ash Medical Centre", "Birch Practice", "Hazel Surgery", "Rowan House")
RECEIVED_AT = datetime(2025, 6, 1, 12, 0)
ACTIONS = {
    "limit_contacts": "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25",
    "dsa_freeze": "Freeze sign-up to any new data sharing agreements or local system data sharing platforms",
    "pilots": "Defer making any decisions to accept local or national NHSE Pilot programmes",
    "gp_connect": "GP Connect",
    "med_opt": "Medicines optimisation",
}
SERVICES = {
    "spirometry": "Spirometry",
    "ecg": "ECGs",
    "ring_pessary": "Ring pessaries",
    "phlebotomy": "Phlebotomy",
}
SPELLINGS = (
    {"green": "Green", "amber": "Amber", "red": "Red"},
    {"green": "G", "amber": "A", "red": "R"},
    {"green": "GREEN - will readily undertake", "amber": "Amber", "red": "RED – will not undertake"},
    {"taking": "Yes", "planning": "Planning", "not_taking": "No"},
    {"taking": "Taking", "planning": "Planning to", "not_taking": "Not taking"},
)
TICKS = ("x", "X", "✓", "Yes", 1)
WHO, WHAT, SAID = range(3)
_OFTEN = {
    Place.ROW: 3,
    Place.COLUMN: 1,
    Place.COLUMN_GROUP: 1,
    Place.ROW_GROUP: 2,
    Place.OUTSIDE: 1,
    Place.CELL: 2,
}
_PLACES = [place for place, often in _OFTEN.items() for _ in range(often)]
# Columns that are no part of any fact: a heading, and what may stand below it.
_FURTHER = {
    "Notes": (None, None, "by e-mail", "rang back"),
    "List size": range(3_000, 12_000),
    "PCN": ("North", "South"),
}


@dataclass
class Composition:
    """file: its name with .xlsx; facts: all that it says; kind: survey or notices; how: where each thing stands.
    bytes_of: of a table that was kept as a file."""

    file: str
    sheets: dict[str, list[Row]]
    facts: set[Fact]
    kind: str
    how: str
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    bytes_of: bytes | None = None

    @property
    def data(self) -> bytes:
        return self.bytes_of or saved_sheets(self.sheets, self.merged)


@dataclass
class _Said:
    """What is said, and in which words. texts: by sort (who, what, said), the words of each id."""

    kind: str
    facts: set[Fact]
    texts: tuple[dict[str, Any], ...]
    headings: tuple[str, str, str]

    def ids(self, sort: int) -> list[str]:
        return [each for each in self.texts[sort] if any(fact[sort] == each for fact in self.facts)]


def composed(seed: int, number: int) -> Composition:
    """The table of this number: the same one each time."""
    chance = random.Random(f"compositions/{seed}/{number}")
    contents = _notices(chance) if chance.random() < 0.3 else _answers(chance)
    while not is_allowed(places := tuple(chance.choice(_PLACES) for _ in range(3))):
        continue
    for sort in range(3):
        if places[sort] is Place.OUTSIDE:
            _keep_one(contents, sort, chance)
    return _Table(contents, places, chance).composition()


def _answers(chance: random.Random) -> _Said:
    spelling = chance.choice(SPELLINGS)
    actions = dict(chance.sample(sorted(ACTIONS.items()), chance.randint(1, 4)))
    who = _practices(chance)
    facts = {
        (code, action, chance.choice(list(spelling)))
        for code, action in product(who, actions)
        if chance.random() < 0.85
    }
    facts = facts or {(next(iter(who)), next(iter(actions)), next(iter(spelling)))}
    heads = (chance.choice(("ODS code", "Practice code", "Practice")), chance.choice(("Action", "Question")))
    return _Said(
        "survey", facts, (who, actions, spelling), (*heads, chance.choice(("Answer", "Response", "RAG")))
    )


def _notices(chance: random.Random) -> _Said:
    services = dict(chance.sample(sorted(SERVICES.items()), chance.randint(1, 4)))
    days = {
        day.isoformat(): datetime(day.year, day.month, day.day)
        if chance.random() < 0.5
        else f"{day:%d/%m/%Y}"
        for day in (date(2025, month, chance.randint(13, 28)) for month in chance.sample(range(1, 12), 3))
    }
    who = _practices(chance)
    facts = {
        (code, service, chance.choice(list(days)))
        for code, service in product(who, services)
        if chance.random() < 0.6
    }
    facts = facts or {(next(iter(who)), next(iter(services)), next(iter(days)))}
    heads = (chance.choice(("ODS code", "Practice code", "Practice")), "Service", "Effective from")
    return _Said("notices", facts, (who, services, days), heads)


def _practices(chance: random.Random) -> dict[str, str]:
    codes = [f"Z99{number:03d}" for number in chance.sample(range(1000), chance.randint(1, 6))]
    if chance.random() < 0.3:
        return {code: f"{name} ({code})" for code, name in zip(codes, NAMES, strict=False)}
    return {code: code for code in codes}


def _keep_one(contents: _Said, sort: int, chance: random.Random) -> None:
    kept = chance.choice(contents.ids(sort))
    contents.facts = {fact for fact in contents.facts if fact[sort] == kept}


class _Table:
    """One way to lay out what is said."""

    def __init__(self, contents: _Said, places: tuple[Place, ...], chance: random.Random) -> None:
        self.said, self.places, self.chance = contents, places, chance
        self.tick = chance.choice(TICKS)
        self.repeat = chance.random() < 0.7  # in each row, or once above the blanks
        self.joined = chance.random() < 0.5  # several things of one row in one cell, or one below the other
        self.again = chance.random() < 0.25  # the headings above each stretch of rows
        self.further = chance.choice(list(_FURTHER)) if chance.random() < 0.15 else None
        self.between = chance.choice((", ", "; ", "\n"))
        self.outside = [sort for sort in range(3) if places[sort] is Place.OUTSIDE]
        dates = contents.kind == "notices"
        places_by_sort = {
            sort: ("title", "label") if dates and sort == SAID else ("title", "title", "sheet", "label")
            for sort in range(3)
        }
        self.where: dict[int, str] = {}
        for sort in self.outside:  # a sheet's name says one thing
            free = [
                where
                for where in places_by_sort[sort]
                if where != "sheet" or where not in self.where.values()
            ]
            self.where[sort] = chance.choice(free)

    def having(self, *places: Place) -> list[int]:
        """The sorts that stand in these places, in the order of the places."""
        return [sort for place in places for sort in range(3) if self.places[sort] is place]

    def composition(self) -> Composition:
        rows, merged = self._rows()
        above = self._above()
        below = self._below(max(map(len, rows)))
        left = self.chance.choice((0, 0, 0, 1, 2))
        sheet = [[None] * left + row if row else [] for row in [*above, *rows, *below]]
        merged = [(a + len(above), b + left, c + len(above), d + left) for a, b, c, d in merged]
        name = self._sheet_name()
        names = ("who", "what", "said")
        how = ", ".join(f"{names[sort]} by {self.places[sort].name.lower()}" for sort in range(3))
        return Composition(
            self.chance.choice(("book.xlsx", "Sefton LMC survey.xlsx", "replies 2025.xlsx")),
            {name: sheet}, self.said.facts, self.said.kind, f"{self.said.kind}: {how}", merged,
        )  # fmt: skip

    def _rows(self) -> tuple[list[Row], list[tuple[int, int, int, int]]]:
        """Heading rows and rows of the table, and what is merged in them."""
        down, across = self.having(Place.ROW), self.having(Place.COLUMN_GROUP, Place.COLUMN)
        groups = self.having(Place.ROW_GROUP)
        if len(down) == 3 and self.chance.random() < 0.3:
            return self._repeated(), []
        if over_repeats(self.places):
            return self._side_by_side(down), []
        heads, columns, merged = self._heads(down, across)
        rows: list[Row] = [] if self._heads_again() else list(heads)
        before: tuple = ()
        for section in self._keys(groups, self.said.facts) if groups else [()]:
            facts = {
                f for f in self.said.facts if all(f[s] == k for s, k in zip(groups, section, strict=True))
            }
            if self._heads_again() and rows:
                rows.append([])
            for at, (sort, key) in enumerate(zip(groups, section, strict=True)):
                if before[: at + 1] != section[: at + 1]:
                    rows.append(self._line(sort, key, facts))
            before = section
            section_heads = [list(row) for row in heads] if self._heads_again() else []
            rows += [*section_heads, *self._section(down, columns, across, facts)]
        return (rows, merged) if not self._heads_again() else (rows, [])

    def _heads_again(self) -> bool:
        """Whether each stretch of rows has headings of its own: not where two rows of them would stand together."""
        return self.again and bool(self.having(Place.ROW_GROUP)) and not self.having(Place.COLUMN_GROUP)

    def _line(self, sort: int, key: str, facts: set[Fact]) -> Row:
        """A line over rows: the words alone, behind a label, or with the number of what follows."""
        text = self._text(sort, key)
        if not isinstance(text, str) or sort == WHO:
            return [text]
        called = f"{self.said.headings[sort]}: {text}"
        counted = f"{text} ({len(facts)})" if self.said.kind == "survey" or sort == WHAT else text
        return [self.chance.choice((text, text, text, called, counted))]

    def _repeated(self) -> list[Row]:
        """The columns of what and said over and over, behind each practice."""
        by_practice = [sorted(f for f in self.said.facts if f[WHO] == (who)) for who in self.said.ids(WHO)]
        times = max(map(len, by_practice))
        heads = [self.said.headings[WHO]]
        for number in range(1, times + 1):
            heads += [
                f"{self.said.headings[sort]} {number}" if self.repeat else self.said.headings[sort]
                for sort in (WHAT, SAID)
            ]
        rows = [
            [
                self._text(WHO, facts[0][WHO]),
                *(self._text(sort, fact[sort]) for fact in facts for sort in (WHAT, SAID)),
            ]
            for facts in by_practice
        ]
        return [heads, *rows]

    def _side_by_side(self, down: list[int]) -> list[Row]:
        """A heading over each set of columns, and below it what is said of that."""
        (over,), groups = self.having(Place.COLUMN_GROUP), self.having(Place.ROW_GROUP)
        keys = [key for (key,) in self._keys([over], self.said.facts)]
        blank: Row = [None] * len(down)
        rows = [[cell for key in keys for cell in (self._text(over, key), *blank[1:])]]
        if self.repeat:
            rows.append([self.said.headings[sort] for _ in keys for sort in down])
        for section in self._keys(groups, self.said.facts) if groups else [()]:
            facts = {f for f in self.said.facts if self._at(f, groups, section)}
            if groups:
                rows.append(self._line(groups[0], section[0], facts))
            lists = [
                [[self._text(s, f[s]) for s in down] for f in sorted(facts) if f[over] == key] for key in keys
            ]
            size = max(map(len, lists))
            rows += [
                [c for lst in lists for c in (lst[at] if at < len(lst) else blank)] for at in range(size)
            ]
        return rows

    def _heads(self, down: list[int], across: list[int]) -> tuple[list[Row], list[tuple], list]:
        labels = [self.said.headings[sort] for sort in down]
        if labels and self.further:
            labels.append(self.further)
        if not across:
            cell = self.having(Place.CELL)
            value = [self.said.headings[cell[0]]] if cell else []
            return ([[*labels, *value]] if labels or value else []), [()], []
        columns = self._keys(across, self.said.facts)
        if len(across) == 1:
            return [[*labels, *(self._text(across[0], key[0]) for key in columns)]], columns, []
        # Every second heading under every first one, as people lay them out.
        columns = list(product(*({key[at]: None for key in columns} for at in range(2))))
        size = len({key[1] for key in columns})
        first = [self._text(across[0], key[0]) if at % size == 0 else None for at, key in enumerate(columns)]
        second = [self._text(across[1], key[1]) for key in columns]
        starts = range(len(labels), len(labels) + len(columns), size)
        merged = (
            [(0, at, 0, at + size - 1) for at in starts] if size > 1 and self.chance.random() < 0.5 else []
        )
        top = self.chance.random() < 0.5
        blank = [None] * len(labels)
        return (
            [[*(labels if top else blank), *first], [*(blank if top else labels), *second]],
            columns,
            merged,
        )

    def _section(
        self, down: list[int], columns: list[tuple], across: list[int], facts: set[Fact]
    ) -> list[Row]:
        rows: list[Row] = []
        keys = self._keys(down, facts) if down else [()]
        before: tuple = ()
        for key in keys:
            here = {f for f in facts if all(f[s] == k for s, k in zip(down, key, strict=True))}
            again = not self.repeat and len(down) > 1 and before[:1] == key[:1]
            labels = [self._text(sort, each) for sort, each in zip(down, key, strict=True)]
            if again:
                labels[0] = None
            if labels and self.further:
                labels.append(self.chance.choice(_FURTHER[self.further]))
            before = key
            cells = [self._cell({f for f in here if self._at(f, across, col)}) for col in columns]
            several = self._spread(cells, across)
            rows += [[*(labels if not n else self._again(labels)), *line] for n, line in enumerate(several)]
        return rows

    def _again(self, labels: Row) -> Row:
        return labels if self.repeat else [None] * len(labels)

    def _spread(self, cells: list[list], across: list[int]) -> list[Row]:
        """Several things in one cell, or one below the other."""
        if not self.having(Place.CELL):
            return [[*(self.tick if cell else None for cell in cells)]] if across else [[]]
        size = max(map(len, cells), default=0)
        if size < 2 or self.joined:
            return [[self.between.join(map(str, c)) if len(c) > 1 else (c[0] if c else None) for c in cells]]
        return [[c[at] if at < len(c) else None for c in cells] for at in range(size)]

    def _cell(self, facts: set[Fact]) -> list:
        cell = self.having(Place.CELL)
        if not cell:
            return ["there"] if facts else []
        return [
            self._text(cell[0], key)
            for key in self.said.ids(cell[0])
            if any(f[cell[0]] == key for f in facts)
        ]

    def _at(self, fact: Fact, sorts: list[int], key: tuple) -> bool:
        return all(fact[sort] == each for sort, each in zip(sorts, key, strict=True))

    def _keys(self, sorts: list[int], facts: set[Fact]) -> list[tuple]:
        """What occurs together, in the order of the ids."""
        there = {tuple(fact[sort] for sort in sorts) for fact in facts}
        return [key for key in product(*(self.said.ids(sort) for sort in sorts)) if key in there]

    def _text(self, sort: int, key: str) -> Any:
        return self.said.texts[sort][key]

    def _above(self) -> list[Row]:
        rows: list[Row] = []
        if self.chance.random() < 0.5:
            rows.append(
                [self.chance.choice(("Sefton LMC", "Collective action 2025", "What practices told us"))]
            )
        if self.chance.random() < 0.2:
            rows.append(["Updated 3 March 2025"])
        for sort in self.outside:
            text = self._outside_text(sort)
            if self.where[sort] == "label":
                rows.append([self.said.headings[sort], text])
            elif self.where[sort] == "title":
                rows.append([f"{self.said.headings[sort]}: {text}" if self.chance.random() < 0.4 else text])
        if rows and self.chance.random() < 0.7:
            rows.append([])
        return rows

    def _outside_text(self, sort: int) -> Any:
        (key,) = self.said.ids(sort)
        text = self._text(sort, key)
        return f"{text:%d/%m/%Y}" if isinstance(text, datetime) else text

    def _sheet_name(self) -> str:
        in_name = [sort for sort in self.outside if self.where[sort] == "sheet"]
        if in_name:
            text = str(self._outside_text(in_name[0]))
            return "".join(c for c in text if c not in "[]:*?/\\")[:31]
        return self.chance.choice(("Sheet1", "Replies", "Data"))

    def _below(self, width: int) -> list[Row]:
        rows: list[Row] = []
        if width > 1 and self.chance.random() < 0.2:
            rows.append(["Total", *[self.chance.randint(1, 9) for _ in range(width - 1)]])
        if self.chance.random() < 0.2:
            rows += [[], ["Source: replies to the office by e-mail"]]
        if self.said.kind == "survey" and "green" in self.said.texts[SAID] and self.chance.random() < 0.2:
            rows += [
                [],
                ["Key"],
                ["G", "will readily undertake"],
                ["A", "will undertake in certain conditions"],
            ]
            rows += [["R", "will not undertake"]]
        return rows


Fact = tuple[str, str, str]


def facts_in(draft: Draft, kind: str) -> list[Fact]:
    """What a draft loads, row by row: respondent, action or service, answer or day."""
    name, what, text_column = _COLUMNS[kind]
    rows = (row for frame in draft.rows.get(name, ()) for row in frame.astype(object).itertuples())
    return [(str(row.respondent), getattr(row, what), str(getattr(row, text_column))) for row in rows]


_COLUMNS = {"survey": ("answers", "action", "answer"), "notices": ("notices", "service", "effective_on")}
_TABLES = ("answers", "notices", "figures", "practices", "happenings")


@dataclass
class _Comparison:
    """What a draft loads beside what the table says; of replies without a practice, what they say alone."""

    loaded: list[tuple[str, ...]]
    stated: list[tuple[str, ...]]
    anonymous: bool
    undated: set[tuple[str, ...]]  # the same notices without their day

    @classmethod
    def of(cls, table: Composition, draft: Draft) -> _Comparison:
        loaded = facts_in(draft, table.kind)
        anonymous = bool(loaded) and all(who.startswith("anonymous:") for who, _, _ in loaded)
        first = 1 if anonymous else 0
        stated = [fact[first:] for fact in table.facts]
        undated = {(*fact[:-1], "None") for fact in stated} if table.kind == "notices" else set()
        return cls([fact[first:] for fact in loaded], stated, anonymous, undated)

    @property
    def wrong(self) -> list[str]:
        unsaid = [fact for fact in self.loaded if fact not in self.stated and fact not in self.undated]
        twice = len(self.loaded) != len(set(self.loaded)) and not self.anonymous
        return [f"{fact} is not said" for fact in unsaid[:3]] + ["something is loaded twice"] * twice

    @property
    def outcome(self) -> str:
        """right, anonymous, undated or part."""
        if sorted(self.loaded) == sorted(self.stated):
            return "anonymous" if self.anonymous else "right"
        all_there = len(self.loaded) == len(self.stated)
        open_days = self.undated.issuperset(set(self.loaded) - set(self.stated))
        return "undated" if all_there and open_days else "part"


def verdict_of(table: Composition, vocabulary: Vocabulary) -> tuple[str, list[str]]:
    """An outcome, and what is wrong: figures that the table does not say, a fault, or some left out without a question.

    right; anonymous: right but for whose they are; undated: right but for days that blank cells leave open; asked;
    nothing: it is said that none was loaded; part: some were, and no question asks about the rest; refused.
    """
    draft = draft_of(table.data, table.file, Options(region="sefton"), vocabulary, RECEIVED_AT)
    if draft.refused:
        return "refused", [draft.refused] if "fault of the software" in draft.refused else []
    own = _COLUMNS[table.kind][0]
    comparison = _Comparison.of(table, draft)
    wrong = [f"{each} in a file of {own}" for each in draft.rows if each in _TABLES and each != own]
    wrong += comparison.wrong
    if draft.questions or draft.problems:
        return "asked", wrong
    if not comparison.loaded and any(note.startswith("Nothing was loaded") for note in draft.notes):
        return "nothing", wrong
    if (outcome := comparison.outcome) == "part":
        missing = len(comparison.stated) - len(comparison.loaded)
        wrong.append(f"{missing} of {len(comparison.stated)} are missing, and nothing is asked")
    return outcome, wrong
