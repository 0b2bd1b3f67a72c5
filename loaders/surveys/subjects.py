"""What a column is about: the action or actions of its wording, the item of a menu, or the service of an offer."""

from __future__ import annotations

from pathlib import PurePath

from loaders.cells.typed import typed
from loaders.kinds import Context
from loaders.surveys.numbered import actions_numbered, number_in, number_key
from loaders.tables.columns import action_of, pieces, wordings
from loaders.tables.tables import Column, Table
from loaders.texts import read_text
from loaders.texts.answers import scale_of
from loaders.texts.pairs import lines_of
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.lookups import LEAVE_OUT, UNREAD, Match
from loaders.vocabulary.marks import yes_or_no
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import without_numbering, words_of

OFFER = "offer"
_OF_NOTICES = {"service", "served_on", "effective_on", "extended_to", "withdrawn_on", "notice_period"}
_WHO = (*OF_PRACTICES, "email", "started_at", "reply_type")


def subject_of(table: Table, column: Column, context: Context) -> Match:
    """What a column is about: by its wording, by its number where the menu is known, or a service on offer."""
    words = context.vocabulary
    match = action_of(column, words)
    if (
        match
        and match.how in ("alias", "keyword", "wording")
        and (bound := _round_of(table, column, context))
    ):
        own = tuple(action for action in match.ids if action in bound)
        if own != match.ids:
            return Match(suggestions=(*own, *_alike_of(match.ids, bound, words), *match.ids), how=UNREAD)
    if match and _may_be_used(table, column, match, context):
        return Match(suggestions=match.ids, how=UNREAD)
    if match or match.leave_out:
        return match
    number = number_in(column, words)
    if number is None:
        return service_on_offer(table, column, words) or match
    remembered = words.remembered("action", number_key(column, context))
    if remembered == LEAVE_OUT:
        return Match(how="remembered", leave_out=True)
    if remembered:
        return Match(tuple(remembered.split(";")), how="remembered")
    return Match(actions_numbered(table, number, context), how="menu")


def _round_of(table: Table, column: Column, context: Context) -> frozenset[str]:
    """The actions of the round that the heading names, else the title, the sheet's or the file's name; empty: any."""
    texts = (column.heading, table.title, table.sheet.name, PurePath(context.draft.file).stem)
    return next(filter(None, map(context.vocabulary.round_named_in, texts)), frozenset())


def _alike_of(actions: tuple[str, ...], bound: frozenset[str], words: Vocabulary) -> tuple[str, ...]:
    """The actions of a round in an order for suggestions: those first that have a word of their name in common."""
    stems = {
        word
        for action in actions
        for word in words_of(words.label("action", action)).split()
        if len(word) > 3
    }
    common = {each: len(stems & set(words_of(words.label("action", each)).split())) for each in bound}
    return tuple(sorted(bound, key=lambda each: (-common[each], each)))


def _may_be_used(table: Table, column: Column, match: Match, context: Context) -> bool:
    """Whether a heading names what an action is about and not which way: under yes and no 'GP Connect' may as well ask
    who uses it. Under other answers it is the action, and a note says so."""
    words = context.vocabulary
    texts = wordings(column, words)
    if match.how not in ("alias", "keyword") or typed(column.heading, words).speaks_of("direction"):
        return False
    if any(typed(text, words).action.how == "wording" for text in texts):
        return False
    if any(
        _asks_who_takes_them(text, words) for text in (*table.title.splitlines(), table.columns[0].heading)
    ):
        return False
    if any(yes_or_no(value) is not None for value, _ in table.common(column)):
        return True
    context.draft.note(
        f"“{column.heading}” says neither on nor off; it was read as the action "
        f"“{' and '.join(subject_label(action, words) for action in match.ids)}”."
    )
    return False


def _asks_who_takes_them(text: str, words: Vocabulary) -> bool:
    """Whether a title, or the heading in the corner, asks who takes the actions that the headings name: 'Taking this
    action?' → True; 'Which systems do you use?' → False."""
    asked = words.asked(text) or ("", "")
    certain = asked[0] == "taking" and read_text(text, "action", words).certain
    return certain and typed(text, words).speaks_of("direction")


def subject_label(subject: str, vocabulary: Vocabulary) -> str:
    """How an action or a service is written for people."""
    label = vocabulary.label("action", subject)
    return label if label != subject else vocabulary.label("service", subject)


def subject_in(text: str, offer: bool, vocabulary: Vocabulary, *, suggest: bool = False) -> Match:
    """What a cell of a long table is about: an action, or in answers to offers a service."""
    match = _each_named(text, vocabulary.action(text, suggest=suggest and not offer), vocabulary)
    if match or match.leave_out or not offer:
        return match
    return vocabulary.service(without_numbering(text), suggest=suggest)


def _each_named(text: str, match: Match, vocabulary: Vocabulary) -> Match:
    """What a cell names that lists several actions: all of them, or nothing for certain where one is not known. A rule
    of keywords may fit one of them alone."""
    if match and match.how != "keyword":
        return match
    parts = [
        typed(part, vocabulary).action for line in lines_of(text) for part in line.split(",") if part.strip()
    ]
    ids = dict.fromkeys(each for part in parts for each in part.ids)
    if len(parts) < 2 or len({part.ids for part in parts if part}) < 2:
        return match
    return Match(tuple(ids), how="keyword") if all(parts) else Match(suggestions=tuple(ids))


def service_on_offer(table: Table, column: Column, vocabulary: Vocabulary) -> Match:
    """The service that a column of accepted and rejected offers names; what it may be where it answers an offer
    and names none for certain; nothing for any other column."""
    place = ("on offer", column.index)
    if place not in table.memory:
        about = _service(column, vocabulary) if answers_offer(table, column, vocabulary) else Match()
        table.memory[place] = about
    return table.memory[place]


def about_offers(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether a column of a table says which practices accept an offer. What the LMC itself made of each offer is an
    event, and no reply."""
    if "about offers" not in table.memory:
        columns = [column for column in table.columns if column.role in (None, "answer")]
        replies = any(table.first(role) for role in _WHO) and not _tells_of_notices(table, vocabulary)
        table.memory["about offers"] = replies and any(answers_offer(table, c, vocabulary) for c in columns)
    return table.memory["about offers"]


def _tells_of_notices(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether two headings are those of a log of notices, whose outcomes may sound like answers to an offer."""
    roles = {typed(column.heading, vocabulary).role("notices") for column in table.columns}
    return len(roles & _OF_NOTICES) >= 2


def answers_offer(table: Table, column: Column, vocabulary: Vocabulary) -> bool:
    """Whether a column says who accepts an offer: in its answers, or as yes and no to a question that says so."""
    values = [value for value, _ in table.common(column)]
    if not values:
        return False
    accepts = any(typed(value, vocabulary).reading(OFFER).answer for value in values)
    if accepts and scale_of(values, vocabulary, {}) == OFFER:
        return True
    asked = vocabulary.asked(column.heading)
    answers = {yes_or_no(value) for value in values}
    return asked is not None and asked[0] in vocabulary.answers_of(OFFER) and answers != {None}


def _service(column: Column, vocabulary: Vocabulary) -> Match:
    """By a wording or a piece of the heading; else the only service that stands anywhere in it."""
    texts = [*wordings(column, vocabulary), *(p for part in column.parts for p in pieces(part))]
    for text in texts:
        match = typed(text, vocabulary).service
        if match or match.leave_out:
            return match
    services = vocabulary.services_named_in(column.heading)
    if len(services) == 1:
        return Match((services[0],), how="keyword")
    return Match(suggestions=tuple(services) or typed(column.heading, vocabulary).suggestions("service"))
