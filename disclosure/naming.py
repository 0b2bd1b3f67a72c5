"""Words by which a practice or a person may be known, masked in what people wrote, in the short forms they use too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from disclosure.tables import rows

PRACTICE, PERSON, ADDRESS, NUMBER = "[a practice]", "[a person]", "[an address]", "[a number]"
WORD = re.compile(r"[^\W_][\w'’&]*")
PATTERNS = (
    (re.compile(r"\S+@\S+\.\w+"), ADDRESS),
    (re.compile(r"\b[A-TV-Za-tv-z]\d{5}(?:\d{3})?\b"), PRACTICE),
    (re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s?\d[A-Za-z]{2}\b"), ADDRESS),
    (re.compile(r"(?<!\d)(?:\+44\s?|0)\d(?:[\s-]?\d){8,9}(?!\d)"), NUMBER),
)
FEWEST = 3  # letters of a form: shorter ones are words of the language
LONGEST = 8  # words of a name that are compared

Forms = dict[str, set[tuple[str, ...]]]


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("name_words") if row["kind"] == kind)


@cache
def _short() -> dict[str, str]:
    return dict(word.split("=") for word in _words("short"))


def _plain(word: str) -> str:
    """'Mary’s' → 'marys'; 'Street' → 'st'."""
    lowered = re.sub(r"['’&.]", "", word.lower())
    return _short().get(lowered, lowered)


def forms_of(names: Iterable[str]) -> Forms:
    """The forms that each name may be written in, by their first words.

    'Oak Street Medical Centre' → oak st medical centre; oak st; OSMC; oak practice, oak surgery and the like
    """
    forms: Forms = {}
    for name in names:
        for form in _forms(tuple(_plain(word) for word in WORD.findall(name))):
            if sum(map(len, form)) >= FEWEST:
                forms.setdefault(form[0], set()).add(form)
    return forms


def _forms(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    core = tuple(word for word in words if word not in _words("general") | _words("title"))
    if not core:
        return
    yield words[:LONGEST]
    yield core[:LONGEST]
    if len(words) >= FEWEST:
        yield ("".join(word[0] for word in words),)
    if len(core) > 1:
        yield from ((core[0], general) for general in _words("general"))


def masked(text: str, forms: Forms) -> str:
    """A text without practices, people, addresses and numbers to call. forms: of the names that may stand in it.

    'Ask Elm, Dr Hall says no' with the forms of 'Elm Surgery' → 'Ask [a practice], [a person] says no'
    """
    for pattern, instead in PATTERNS:
        text = pattern.sub(instead, text)
    words = list(WORD.finditer(text))
    plain, at, end, parts = [_plain(word[0]) for word in words], 0, 0, []
    while at < len(words):
        taken, instead = _person_at(words, plain, at, forms)
        if taken:
            parts += [text[end : words[at].start()], instead]
            end = words[at + taken - 1].end()
        at += taken or 1
    return "".join([*parts, text[end:]])


def _person_at(words: list[re.Match[str]], plain: list[str], at: int, forms: Forms) -> tuple[int, str]:
    """How many words from here on name somebody, and what stands in their place; 0 where none does."""
    fitting = (form for form in forms.get(plain[at], ()) if tuple(plain[at : at + len(form)]) == form)
    longest = max((form for form in fitting if _meant(words[at][0], form)), key=len, default=())
    if longest:
        return len(longest), PRACTICE
    titled = plain[at] in _words("title") and at + 1 < len(words) and words[at + 1][0][0].isupper()
    return (2, PERSON) if titled else (0, "")


def _meant(word: str, form: tuple[str, ...]) -> bool:
    """A single word names a practice where it has a capital letter: 'Park' may be one, 'park' is none."""
    return len(form) > 1 or word[0].isupper()
