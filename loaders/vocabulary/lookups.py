"""One dictionary of normalised text: decides by equality and unambiguous keywords, suggests by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz, process

from loaders.vocabulary.words import normalise

LEAVE_OUT = "leave out"  # the choice of every question about a word: do not load what it stands for
KEEP_AS_WRITTEN = "another service: keep it as written"  # of questions about a service that nobody lists
OPPOSITE = "the opposite of "  # before an action's id: who says yes to the heading does not take it
UNREAD = "unread"  # how a match: it would be one, but for words beside it that nobody reads
_STEPS = ("code", "wording", "alias", "remembered")
_used: ContextVar[set[tuple[str, str]] | None] = ContextVar("used", default=None)
_LIKE = 55  # of 100: below this a suggestion is noise


@contextmanager
def noting_use() -> Iterator[set[tuple[str, str]]]:
    """A set that (about, key) of every remembered answer goes into that is used meanwhile, in this thread."""
    used: set[tuple[str, str]] = set()
    token = _used.set(used)
    try:
        yield used
    finally:
        _used.reset(token)


def note_use(about: str, key: str) -> None:
    """Tell whoever is noting that this remembered answer was used."""
    used = _used.get()
    if used is not None:
        used.add((about, key))


@dataclass(frozen=True)
class Match:
    """What a text was found to mean. ids is empty where that is not certain.

    suggestions: ids for a question, best first. how: code | wording | alias | remembered | OPPOSITE | keyword | UNREAD.
    leave_out: a person chose that it is not to be loaded (ids is empty then).
    """

    ids: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    how: str = ""
    leave_out: bool = False

    def __bool__(self) -> bool:
        return bool(self.ids)

    @property
    def id(self) -> str | None:
        """The one id, where exactly one is meant."""
        return self.ids[0] if len(self.ids) == 1 else None


_NOTHING = Match()


def together(ids: Iterable[str]) -> Match:
    """No match, where a text names several things: all of them together are suggested first, then each alone."""
    each = tuple(dict.fromkeys(ids))
    return Match(suggestions=(";".join(each), *each) if len(each) > 1 else each)


@dataclass(frozen=True)
class Keywords:
    """A rule: every word (or phrase) of all_of stands in the text, and none of none_of."""

    ids: tuple[str, ...]
    all_of: tuple[str, ...]
    none_of: tuple[str, ...]

    def fits(self, padded: str) -> bool:
        """padded: words of a text with a blank before the first and after the last."""
        return all(stands(word, padded) for word in self.all_of) and not any(
            stands(word, padded) for word in self.none_of
        )


@dataclass
class Lookup:
    """Texts and what they mean, in the order of certainty. Two meanings of one text decide nothing."""

    about: str = ""  # what its remembered answers are remembered about
    ids: list[str] = field(default_factory=list)  # in display order
    texts: dict[str, dict[str, set[tuple[str, ...]]]] = field(
        default_factory=lambda: {step: {} for step in _STEPS}
    )
    rules: list[Keywords] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    found: dict[str, Match] = field(default_factory=dict)
    compared: set[str] = field(default_factory=set)  # keys whose likeness has been looked at: that is slow

    def add(self, step: str, text: str | None, *ids: str) -> None:
        """Let a text mean these ids together. Blank text is passed over."""
        key = normalise(text or "")
        if key:
            self.texts[step].setdefault(key, set()).add(ids)

    def add_rule(self, ids: Iterable[str], all_of: str | None, none_of: str | None) -> None:
        """Let a text mean these ids where it has the words of all_of and none of none_of (see keywords)."""
        self.rules.append(Keywords(tuple(ids), keywords(all_of), keywords(none_of)))

    def remember(self, key: str, choice: str) -> None:
        """A person's choice for a normalised text: an id, several joined by ';', LEAVE_OUT, or KEEP_AS_WRITTEN: then
        the text is its own id, however it is spaced and capitalised ('path  FORMS' → 'Path forms')."""
        if choice == LEAVE_OUT:
            self.left_out.add(key)
        elif choice == KEEP_AS_WRITTEN:
            self.texts["remembered"][key] = {(key[:1].upper() + key[1:],)}
        else:
            self.texts["remembered"][key] = {tuple(choice.split(";"))}

    def meanings(self) -> Iterator[tuple[str, str]]:
        """Every text that decides by itself and its id or ids (joined by ';'), the surest first."""
        for step in _STEPS:
            for text, meanings in self.texts[step].items():
                yield from ((text, ";".join(ids)) for ids in meanings if len(meanings) == 1)

    def find(self, text: str, *, suggest: bool = True) -> Match:
        """The meaning of a text; where none is certain, suggestions by likeness."""
        key = normalise(text)
        if key not in self.found:
            equal = self._equal(key)
            self.found[key] = self._by_keywords(key) if equal is None else equal
        match = self.found[key]
        if match.how == "remembered":
            note_use(self.about, key)
        known = match or match.leave_out or match.suggestions
        if suggest and key and not known and key not in self.compared:
            self.compared.add(key)
            match = self.found[key] = Match(suggestions=self._alike(key))
        return match

    def _equal(self, key: str) -> Match | None:
        for step in _STEPS:
            meanings = self.texts[step].get(key)
            if meanings and len(meanings) == 1:
                return Match(next(iter(meanings)), how=step)
            if meanings:
                return Match(suggestions=tuple(sorted({i for ids in meanings for i in ids})))
        return Match(how="remembered", leave_out=True) if key in self.left_out else None

    def _by_keywords(self, key: str) -> Match:
        if not self.rules:
            return _NOTHING
        padded = f" {_words_only(key)} "
        fitting = {rule.ids for rule in self.rules if rule.fits(padded)}
        if len(fitting) == 1:
            return Match(fitting.pop(), how="keyword")
        return Match(suggestions=tuple(sorted({i for ids in fitting for i in ids})))

    def _alike(self, key: str) -> tuple[str, ...]:
        known = [text for step in _STEPS for text in self.texts[step]]
        near = process.extract(key, known, scorer=fuzz.WRatio, limit=12, score_cutoff=_LIKE)
        ids: list[str] = []
        for text, _, _ in near:
            for step in _STEPS:
                ids += [i for meaning in sorted(self.texts[step].get(text, ())) for i in meaning]
        return tuple(dict.fromkeys(ids))[:5]


@cache
def keywords(cell: str | None) -> tuple[str, ...]:
    """The words of a keyword cell of the reference data: phrases joined by ';', else single words."""
    if not cell:
        return ()
    parts = cell.split(";") if ";" in cell else cell.split()
    # A star at the end is what normalise would take off.
    return tuple(
        _words_only(normalise(part)) + "*" * part.rstrip().endswith("*") for part in parts if part.strip()
    )


def _words_only(text: str) -> str:
    return " ".join("".join(c if c.isalnum() or c == "*" else " " for c in text).split())


def stands(word: str, padded: str) -> bool:
    """Whether a word or phrase stands in a text of words; 'refer*' stands for every word that begins so."""
    return f" {word[:-1]}" in padded if word.endswith("*") else f" {word} " in padded
