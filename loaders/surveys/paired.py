"""A column whose cells rate several actions, one a line ("Freeze new data sharing: Green"): a grid in one cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.kinds import Context
from loaders.surveys.mentions import Mention, ask_action
from loaders.surveys.ticks import Meaning
from loaders.tables.tables import Column, Table
from loaders.texts.pairs import lines_of, rated
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank

_LOOK_AT = 200  # distinct cells by which a column is judged


@dataclass
class Rated:
    """What a cell says. answers: by action. unknown: what may be an action, before an answer. unread: lines without an
    answer."""

    answers: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def scale_of_pairs(table: Table, column: Column, vocabulary: Vocabulary) -> str | None:
    """The scale on which at least half of a column's distinct texts rate actions line by line; None for any other."""
    texts = [text for text in islice(table.unlike(column), _LOOK_AT) if isinstance(text, str)]
    if not any(rated(line.strip()) for text in texts for line in lines_of(text)):
        return None
    for scale in vocabulary.known("scale"):
        read = [rated_in(text, scale, vocabulary) for text in texts]
        whole = [pairing for pairing in read if pairing.answers and not pairing.unread]
        if 2 * len(whole) >= len(texts) > 0:
            return scale
    return None


def rated_in(text: str, scale: str, vocabulary: Vocabulary) -> Rated:
    """The actions that a cell rates on a scale. An action with two answers has none: its lines are unread."""
    ratings = Rated()
    for line in filter(None, map(str.strip, lines_of(text))):
        thing, answer = rated(line) or ("", "")
        reading = typed(answer, vocabulary).reading(scale)
        if not thing or not (reading.answer or reading.no_answer):
            ratings.unread.append(line)
            continue
        match = typed(thing, vocabulary).action
        if not match and not match.leave_out:
            ratings.unknown.append(thing)
        for action in match.ids if reading.answer else ():
            if ratings.answers.setdefault(action, reading.answer) != reading.answer:
                ratings.unread.append(line)
    return ratings


def paired_mentions(
    table: Table, column: Column, scale: str, live: set[int], context: Context
) -> list[Mention]:
    """What a column of rated actions says, a Mention for each answer. A cell with an action that is not known waits as
    a whole, and one with a line that is no answer is a problem."""
    mentions = {answer: Mention(Meaning(answer, None)) for answer in context.vocabulary.answers_of(scale)}
    for row, value in zip(table.rows, table.values(column), strict=True):
        if blank(value) or row not in live:
            continue
        read = rated_in(str(value), scale, context.vocabulary)
        for action in read.unknown:
            ask_action(table, row, column, action, context)
        if read.unread:
            line = read.unread[0]
            reason = f"“{line}” is not one action with one answer; write each on a line, as “action: answer”."
            context.draft.problem(table.sheet, row, column.index, column.heading, value, reason)
        elif read.unknown:
            context.draft.assign(table.sheet, row, column.index, Fate.QUESTION)
        elif not read.answers:
            context.draft.leave_out(table.sheet, row, column.index, value, "no answer in this cell")
        for action, answer in () if read.unread or read.unknown else read.answers.items():
            mentions[answer].ticked.setdefault(row, {})[action] = column
    return [mention for mention in mentions.values() if mention.ticked]
