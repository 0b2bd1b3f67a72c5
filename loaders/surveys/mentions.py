"""Answers given by naming actions: several in one cell, or a column for each that may be ticked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

import numpy as np

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.kinds import Context
from loaders.surveys.replies import Strand
from loaders.surveys.ticks import Meaning
from loaders.tables.tables import Column, Table
from loaders.texts.pairs import lines_of, parts_at_commas
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank, normalise, words_of

_LONG = 60  # letters: more is a remark, no action's name
_KEPT = 5_000  # texts whose actions are kept
_LOOK_AT = 200  # distinct cells by which a column is judged


@dataclass(frozen=True)
class Named:
    """What a cell names. unknown: parts that may be actions. remarks: parts that are none.

    nobody: it says that none is meant. no_answer: it says that no answer was given, and how.
    """

    actions: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    nobody: bool = False
    no_answer: str | None = None


@dataclass
class Mention:
    """The ticks of one question. ticked: by row of the table, the column of each action ticked there.

    answered: by row, the column that shows that the question was answered; rows not in it say nothing.
    denied: by row, the column of each action to which no was said. waiting: actions ticked in cells that wait.
    """

    meaning: Meaning
    ticked: dict[int, dict[str, Column]] = field(default_factory=dict)
    answered: dict[int, Column] = field(default_factory=dict)
    denied: dict[int, dict[str, Column]] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)

    @cached_property
    def offered(self) -> list[str]:
        """Every action that anybody ticked or denied: those that are known to have been on offer."""
        rows = [*self.ticked.values(), *self.denied.values()]
        return sorted({action for row in rows for action in row} | self.waiting)


def named_in(text: str, vocabulary: Vocabulary) -> Named:
    """The actions that a cell names, split at semicolons, bars, line ends, and at commas that are in no wording. Sixty
    columns hold the same few answers: each is looked at once."""
    known = vocabulary.shared.setdefault("actions named", {})
    if text not in known:
        if len(known) > _KEPT:
            known.clear()
        known[text] = _named_in(text, vocabulary)
    return known[text]


def _named_in(text: str, vocabulary: Vocabulary) -> Named:
    actions: list[str] = []
    unknown: list[str] = []
    remarks: list[str] = []
    nobody, no_answer = False, None
    for part in _parts(text, vocabulary):
        match = typed(part, vocabulary).action
        silence = None if match else typed(part, vocabulary).silence
        if match:
            actions += match.ids
        elif silence == "blank":
            nobody = True
        elif silence:
            no_answer = silence
        elif match.leave_out or _is_other(part) or len(part) > _LONG:
            remarks.append(part)
        else:
            unknown.append(part)
    return Named(tuple(dict.fromkeys(actions)), tuple(unknown), tuple(remarks), nobody, no_answer)


def _parts(text: str, vocabulary: Vocabulary) -> list[str]:
    parts = []
    for line in lines_of(text):
        if len(parts_at_commas(line)) == 1 or _is_other(line):
            parts.append(line)
        else:
            parts += _split_at_commas(line, vocabulary)
    return parts


def _is_other(part: str) -> bool:
    """Whether a part is what a form writes before a person's own words: 'Other: …'."""
    return words_of(part).split()[:1] == ["other"]


def _split_at_commas(line: str, vocabulary: Vocabulary) -> list[str]:
    """The longest known wordings from left to right; what lies between them stays whole."""
    pieces = parts_at_commas(line)
    parts: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(pieces):
        ends = range(len(pieces), at, -1)
        end = next((end for end in ends if _known(pieces[at:end], vocabulary)), None)
        if end is None:
            rest.append(pieces[at])
            at += 1
            continue
        parts += [", ".join(rest)] if rest else []
        parts.append(", ".join(pieces[at:end]))
        rest, at = [], end
    return parts + ([", ".join(rest)] if rest else [])


def _known(pieces: list[str], vocabulary: Vocabulary) -> bool:
    """Whether pieces together are an action's wording. Where a keyword rule says so it may swallow the next action:
    the first piece must name the action alone, and the others be words of its wordings."""
    match = typed(", ".join(pieces), vocabulary).action
    if len(pieces) == 1:
        return bool(match) or bool(typed(pieces[0], vocabulary).silence)
    if match.how != "keyword":
        return bool(match)
    rest = pieces[1:]
    return typed(pieces[0], vocabulary).action.ids == match.ids and all(
        vocabulary.in_wording(piece, match.ids) for piece in rest
    )


def names_actions(table: Table, column: Column, vocabulary: Vocabulary) -> bool:
    """Whether a column's cells name actions: at least half of its distinct texts do, or say that none is meant."""
    place = ("names actions", column.index)
    if place not in table.memory:
        texts = islice((value for value in table.unlike(column) if isinstance(value, str)), _LOOK_AT)
        mentions = [named_in(text, vocabulary) for text in texts]
        naming = sum(1 for mention in mentions if mention.actions or mention.nobody)
        table.memory[place] = any(mention.actions for mention in mentions) and 2 * naming >= len(mentions)
    return table.memory[place]


def list_mention(table: Table, column: Column, meaning: Meaning, live: set[int], context: Context) -> Mention:
    """What a column of lists says. A cell with a part that is not known waits as a whole."""
    mention, draft = Mention(meaning), context.draft
    for row, value in zip(table.rows, table.values(column), strict=True):
        if blank(value) or row not in live:
            continue
        mentioned = named_in(str(value), context.vocabulary)
        for part in mentioned.unknown:
            ask_action(table, row, column, part, context)
        for part in mentioned.remarks:
            draft.leave_out(table.sheet, row, column.index, part, f"“{part}” names no action")
        if mentioned.unknown:
            mention.waiting |= set(mentioned.actions)
            draft.assign(table.sheet, row, column.index, Fate.QUESTION)
        elif mentioned.actions or mentioned.nobody:
            mention.ticked[row] = dict.fromkeys(mentioned.actions, column)
            mention.answered[row] = column
        elif not mentioned.remarks:
            draft.leave_out(table.sheet, row, column.index, value, f"no answer: {value}")
    return mention


def ask_action(table: Table, row: int, column: Column, part: str, context: Context) -> None:
    """Ask which action a part of a cell names."""
    suggestions = context.typed(part).suggestions("action")
    context.draft.ask(
        "action",
        part,
        f"Which action is “{part}”? It stands in column “{column.heading}”.",
        [*dict.fromkeys([*suggestions, *context.vocabulary.known("action")]), LEAVE_OUT],
        key=normalise(part),
        sheet=table.sheet,
        row=row,
        col=column.index,
    )


def mention_strands(
    table: Table, mentions: list[Mention], reply: np.ndarray, context: Context
) -> list[Strand]:
    """The strands of all mentions. An action that a row ticks twice, with two meanings, is a problem there."""
    says: dict[tuple[int, str], dict[int, list[str]]] = defaultdict(dict)
    columns: dict[int, Column] = {}
    for at, row in enumerate(table.rows if mentions else ()):
        if reply[at] < 0:
            continue
        for column, answer, action in _answers_of_row(table, row, mentions, context):
            columns[column.index] = column
            says[column.index, answer].setdefault(at, []).append(action)
    strands = []
    for (col, answer), rows in says.items():
        subjects = [list(actions) for actions in dict.fromkeys(map(tuple, rows.values()))]
        places = {tuple(actions): place for place, actions in enumerate(subjects)}
        about = np.full(len(table.rows), -1, dtype=np.int64)
        about[list(rows)] = [places[tuple(actions)] for actions in rows.values()]
        strands.append(Strand(columns[col], reply, about, subjects, answer=answer))
    return strands


def _answers_of_row(
    table: Table, row: int, mentions: list[Mention], context: Context
) -> list[tuple[Column, str, str]]:
    """Column, answer and action of all that a row says."""
    ticks: dict[str, dict[str, Column]] = defaultdict(dict)
    for mention in mentions:
        for action, column in mention.ticked.get(row, {}).items():
            ticks[action][mention.meaning.answer] = column
    sure = {action: given for action, given in ticks.items() if len(given) == 1}
    statements = [
        (column, answer, action) for action, given in sure.items() for answer, column in given.items()
    ]
    statements += _otherwise(row, mentions, set(ticks))
    doubtful: set[int] = set()  # cells of which one action is a problem say nothing at all
    for action, given in ticks.items():
        if action not in sure:
            doubtful |= {column.index for column in given.values()}
            _refuse(table, row, action, given, context)
    return [each for each in statements if each[0].index not in doubtful]


def _otherwise(row: int, mentions: list[Mention], ticked: set[str]) -> list[tuple[Column, str, str]]:
    """What a row says of the actions that it does not tick, where no tick says something."""
    statements = []
    for mention in (mention for mention in mentions if mention.meaning.otherwise is not None):
        denied = mention.denied.get(row, {})
        everything = mention.offered if row in mention.answered else list(denied)
        statements += [
            (denied.get(action) or mention.answered[row], mention.meaning.otherwise, action)
            for action in everything
            if action not in ticked
        ]
    return statements


def _refuse(table: Table, row: int, action: str, given: dict[str, Column], context: Context) -> None:
    """A problem for each of the cells that give one action different answers."""
    label = context.vocabulary.label("action", action)
    cells = " and ".join(table.sheet.where(row, column.index) for column in given.values())
    reason = f"This row gives more than one answer to “{label}” ({cells}); leave the one that counts."
    for column in given.values():
        value = table.sheet.value(row, column.index)
        context.draft.problem(table.sheet, row, column.index, column.heading, value, reason)
