"""What a text says of a notice: 'served 1/11/24, effective 1/2/25', 'new patients only from 1 March 2025'.

Every word is read (loaders/texts): a word that nobody knows, or one that changes what is said in a way that nobody
defined, is a doubt, and the text is certain only without one. A day is what the words before it in its clause say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.texts.clauses import ABOUT, Kind, Piece, clauses_of
from loaders.texts.paired_days import AFTER, BEFORE, EXTENDED, with_later_days
from loaders.vocabulary.marks import mark
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

DATES = ("served_on", "effective_on", "extended_to", "withdrawn_on", "resolved_on")
RUNGS = ("wanted", "signed_up", "served", "extended", "resolved", "withdrawn")
DAY_OF = {
    "served": "served_on",
    "in_effect": "effective_on",
    "extended": "extended_to",
    "withdrawn": "withdrawn_on",
    "resolved": "resolved_on",
}
_STATUS_OF = {role: status for status, role in DAY_OF.items() if role != "effective_on"}
_DATED = {
    "from_day": "effective_on",
    "since": "effective_on",
    "effect": "effective_on",
    "past": BEFORE,
    "revision": AFTER,
}
_TO = ("to", "until")
_LEADING = ("past", "revision", "until", "counted", "since")  # say something only of what stands behind them
_TAKES_BACK = ("retraction", "negation", "opposite", "modality", "other_speaker", "left_out")
_ENDS = ("", "retraction", "opposite", "extension", "negation", "revision", "part", "left_out")
_MAY_CHANGE = ("modality", "doubt", "condition", "other_speaker")
_OF_OTHERS = ("unknown", "other_speaker", "other_topic")
_OF_A_DAY = ("doubt", "by", "to", "until", "counted", "from_day")
_OTHER = "other"  # a day of something beside the notice: of a reminder, of a meeting
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNDATES = "undated"  # the effect of words that leave the notice standing and its day unknown


@dataclass
class Said:
    """dates: (role, text) pairs; a role of None is the column's own. period: the text of a notice period.

    note: the whole text, where a remark stands in it. undated: words for which its day of effect is not known
    ('paused'). none: words that say that there is no notice. services: ids named in it. steps: whether a step is named.
    chosen: whether a person said which step it is.
    doubts: words on which it depends whether this is so, as written; unknown: those of them that nobody knows; classes:
    of the others, '' for days whose order is not understood. None: not said.
    """

    status: str | None = None
    scope: str | None = None
    dates: list[tuple[str | None, str]] = field(default_factory=list)
    period: str | None = None
    note: str | None = None
    undated: str = ""
    none: str = ""
    doubts: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    steps: bool = field(default=False, compare=False)
    chosen: bool = False

    @property
    def says(self) -> bool:
        """Whether anything of a notice is said in it at all."""
        return bool(self.status or self.scope or self.dates or self.period or self.undated)

    @property
    def weighs(self) -> bool:
        """Whether it holds words that may change how a notice stands, though not for certain."""
        ends = self.status not in (None, "served")
        return bool(self.none or self.undated or ends or {*_ENDS} & {*self.classes}) or (
            self.steps and bool({*_MAY_CHANGE} & {*self.classes})
        )

    @property
    def changes(self) -> bool:
        """Whether it says anything of how or how far a notice stands, for certain or not."""
        return self.says or bool(self.none or {*self.classes} - {*_OF_OTHERS})

    @property
    def only_unknown(self) -> bool:
        """Whether its doubts are words that nobody knows, and nothing else."""
        return bool(self.doubts) and set(self.doubts) <= set(self.unknown)

    @property
    def takes_back(self) -> bool:
        """Whether words stand in it that may take a notice back."""
        return bool({*_TAKES_BACK} & {*self.classes})

    @property
    def unsure_of_order(self) -> bool:
        """Whether its doubts are words that mean something only where they stand: 'served from 1/2/25'."""
        return {*self.classes} <= {*_OF_A_DAY[1:], "past", "revision"} and not self.unknown

    @property
    def unsure_of_day(self) -> bool:
        """Whether its doubts are of a day alone: '1/2/25 (tbc)'."""
        return bool(self.doubts) and {*self.classes} <= {*_OF_A_DAY} and not self.unknown


def read_phrases(text: str, vocabulary: Vocabulary) -> Said | None:
    """What a text says of a notice; None where any part of it is not certain.

    >>> read_phrases("served 1/11/24 (new patients only)", words).scope
    'new_requests'
    >>> read_phrases("served 1/11/24 (probably)", words) is None
    True
    """
    statement = read_notice(text, vocabulary)
    certain = not (statement.doubts or statement.undated or statement.services or statement.none)
    return statement if certain and statement.says else None


def read_notice(text: str, vocabulary: Vocabulary, own: str | None = None, about: str = ABOUT) -> Said:
    """What a text says of a notice, with the words on which it depends whether that is so.

    own: what a day without a word is, where the heading over the text says so. about: what the text is: of a cell, or a
    title.

    >>> read_notice("01/02/25 - paused", words).undated
    'paused'
    >>> read_notice("01/02/25 (zork)", words).doubts, read_notice("stopped 2019", words).doubts
    (('zork',), ('2019',))
    """
    return _Reading(text, vocabulary, own, about).said


def says_no_notice(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says that there is no notice, and nothing else: 'No', 'not sent', 'N/A – never provided'."""
    if mark(text) is not None:
        return mark(text) is False
    statement = read_notice(text, vocabulary)
    return bool(statement.none) and not statement.doubts


class _Reading:
    """The clauses of a text, taken in one after the other."""

    def __init__(self, text: str, vocabulary: Vocabulary, own: str | None, about: str) -> None:
        self.text, self.vocabulary, self.own, self.about = text, vocabulary, own, about
        self.said = Said()
        self._bare: list[str] = []  # statuses of clauses without a day
        self._doubts: dict[str, str] = {}  # words and the class that they are of
        self._remarks = False
        self._year = ""
        self._days: list[tuple[str | None, str]] = []
        for clause in clauses_of(text, vocabulary, about):
            self._take_clause(clause)
        self._finish()

    def _doubt(self, words: str, name: str = "") -> None:
        self._doubts[" ".join(words.split())] = name

    def _take_clause(self, clause: Sequence[Piece]) -> None:
        *leads, tail = list(_between_days(clause))
        for lead, day in leads:
            self._take_words([*lead, day])
            self._days.append((self._role(lead), day.words))
        rest, _ = tail
        self._take_words(rest)
        if not leads:
            self._bare += [piece.status for piece in rest if piece.status]

    def _take_words(self, pieces: Sequence[Piece]) -> None:
        """Status, scope, period and services of some words, and what in them leaves a doubt."""
        for at, piece in enumerate(pieces):
            if piece.kind is Kind.STATUS:
                self._take_status(piece)
            elif piece.kind is Kind.SCOPE:
                self._take_scope(piece, pieces)
            elif piece.kind is Kind.PERIOD:
                self._take_once("period", piece.words, piece)
            elif piece.kind is Kind.SERVICE:
                self.said.services = (*self.said.services, piece.id)
            elif piece.kind is Kind.NO_NOTICE:
                self.said.none = piece.words
            elif piece.kind is Kind.UNKNOWN:
                self._doubt(piece.words, "unknown")
                self.said.unknown = (*self.said.unknown, piece.words)
            elif piece.kind is Kind.OPERATOR:
                self._take_operator(piece, pieces[at + 1 :])
            elif self.about == ABOUT and _YEAR.fullmatch(piece.words):
                self._year = piece.words
            self._remarks |= piece.kind is Kind.REMARK

    def _take_status(self, piece: Piece) -> None:
        """The furthest of several steps counts."""
        self.said.steps |= self._acts(piece)
        status = "served" if piece.status == "in_effect" else piece.status
        if self.said.status is None or RUNGS.index(status) > RUNGS.index(self.said.status):
            self.said.status = status

    def _take_scope(self, piece: Piece, beside: Sequence[Piece]) -> None:
        """A single word such as 'new' is no scope beside words that it may belong to: 'new partners'."""
        if " " not in piece.words and any(each.kind in (Kind.REMARK, Kind.ROLE) for each in beside):
            self._doubt(piece.words)
        self._take_once("scope", piece.id, piece)

    def _take_once(self, name: str, value: str, piece: Piece) -> None:
        """A second scope or period contradicts the first."""
        if getattr(self.said, name) not in (None, value):
            self._doubt(piece.words)
        setattr(self.said, name, value)

    def _take_operator(self, piece: Piece, behind: Sequence[Piece]) -> None:
        """What a word does that says nothing of a day: it keeps what is said, leaves it undated, or is a doubt."""
        effect = piece.effect
        if effect == _UNDATES:
            self.said.undated = self.said.undated or piece.words
        elif effect == "note":
            self._remarks = True
        elif piece.name in _LEADING:
            if not _leads(behind, piece.name == "since"):
                self._doubt(piece.words, piece.name)
        elif effect != "keep":
            self._doubt(piece.words, piece.name)

    def _role(self, lead: Sequence[Piece]) -> str | None:
        """What a day is, by the words before it; None for the column's own."""
        telling = [
            piece for piece in lead if piece.kind not in (Kind.PLAIN, Kind.SCOPE, Kind.YES, Kind.SERVICE)
        ]
        if not telling:
            return None
        last, steps = telling[-1], [piece for piece in telling if self._acts(piece)]
        if (
            last.kind in (Kind.PERIOD, Kind.REMARK) and steps
        ):  # 'given 3 months' notice on 1/11/24', 'sent to ICB 1/11/24'
            last = steps[-1]
        if last.kind is Kind.ROLE:
            return last.id
        if last.kind is Kind.STATUS:
            return self._day_of_status(last)
        if last.kind is Kind.OPERATOR:
            periods = any(piece.kind is Kind.PERIOD for piece in telling)
            return self._day_of_operator(last, [piece.status for piece in steps], periods)
        return _OTHER if last.kind is Kind.REMARK else self._unclear(last)

    def _acts(self, piece: Piece) -> bool:
        """Whether a piece is a step that was taken on a day: 'ongoing' and 'acknowledged' are none."""
        return bool(piece.status) and normalise(piece.words) not in self.vocabulary.steps_of("no_day")

    def _day_of_status(self, piece: Piece) -> str | None:
        role = DAY_OF.get(piece.status)
        if not self._acts(piece):
            return _OTHER
        if role == "extended_to" and normalise(piece.words) not in self.vocabulary.steps_of("to_day"):
            return EXTENDED
        return role or self._unclear(piece)

    def _day_of_operator(self, piece: Piece, statuses: Sequence[str], periods: bool) -> str | None:
        name = piece.name
        if name in ("from_day", "counted") and periods:  # '3 months from 1/11/24': that is the day of service
            return "served_on"
        if name in _TO and "extended" in statuses:
            return "extended_to"
        if name == "from_day" and {"served", "withdrawn"} & set(statuses):
            return self._unclear(piece)  # 'served from 1 March': the day of the letter, or of the effect?
        if name in ("past", "revision") and statuses:
            return self._unclear(piece)
        if name in (*_TO, "counted", "by"):
            return self._unclear(piece)
        return _DATED.get(name)

    def _unclear(self, piece: Piece) -> None:
        self._doubt(piece.words, piece.name)

    def _finish(self) -> None:
        statement = self.said
        statement.dates = self._settled_days()
        if statement.status == "extended" and "extended_to" not in dict(statement.dates):
            self._without_its_day()
        if statement.undated:
            statement.dates = [
                (role, day) for role, day in statement.dates if (role or self.own) not in _OF_EFFECT
            ]
        for role, _ in statement.dates:
            status = _STATUS_OF.get(role or "")
            if status and (statement.status is None or RUNGS.index(status) > RUNGS.index(statement.status)):
                statement.status = status
        if statement.none and statement.says:
            self._doubt(statement.none)
        if self._year and not statement.none:  # 'stopped 2019': a day that is too vague
            self._doubt(self._year, "year")
        statement.doubts, statement.classes = tuple(self._doubts), tuple(dict.fromkeys(self._doubts.values()))
        statement.note = " ".join(self.text.split()) if self._remarks or statement.undated else None

    def _settled_days(self) -> list[tuple[str | None, str]]:
        """The days with what each is; a day of something beside the notice is a remark."""
        days = [(role, day) for role, day in self._days if role != _OTHER]
        self._remarks |= len(days) < len(self._days)
        if self._days and not days and not self.said.status:
            self._doubt(self.text, "other_topic")
        paired = with_later_days(days, self.own)
        if paired is None:
            self._doubt(self.text)
            return []
        paired = self._named_by_its_step(paired)
        roles = [role for role, _ in paired]
        beside = {role for role in roles if role not in (None, "extended_to")}
        if len(set(roles)) < len(roles) or (None in roles and beside and self.own in (None, *beside)):
            self._doubt(self.text)
        return paired

    def _named_by_its_step(self, days: list[tuple[str | None, str]]) -> list[tuple[str | None, str]]:
        """The one day without a word is that of the one step without a day: 'Served; 1/11/24'."""
        roles = [role for role, _ in days]
        if roles.count(None) != 1 or self.own is not None or len(self._bare) != 1:
            return days
        role = DAY_OF.get(self._bare[0])
        return days if role in (*roles, "extended_to") else [(given or role, day) for given, day in days]

    def _without_its_day(self) -> None:
        """Extended, and to which day nobody says: a day beside it may be the one before the extension."""
        if any((role or self.own or "effective_on") in _OF_EFFECT for role, _ in self.said.dates):
            self.said.undated = self.said.undated or "extended"


_OF_EFFECT = (None, "effective_on")


def _leads(behind: Sequence[Piece], day_alone: bool) -> bool:
    """Whether a word such as 'was' or 'now' speaks of a step or a day that stands behind it; 'since' of a day alone."""
    led = (Kind.DAY,) if day_alone else (Kind.STATUS, Kind.DAY, Kind.SCOPE, Kind.ROLE)
    return any(piece.kind in led for piece in behind)


def _between_days(clause: Sequence[Piece]) -> Iterator[tuple[list[Piece], Piece]]:
    """The words before each day of a clause with that day, and last the words behind the last day."""
    before: list[Piece] = []
    for piece in clause:
        if piece.kind is Kind.DAY:
            yield before, piece
            before = []
        else:
            before.append(piece)
    yield before, Piece(Kind.PLAIN, "")
