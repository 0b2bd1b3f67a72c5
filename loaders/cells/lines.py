"""What lines of a sheet that are no rows of data begin with: totals, notes, keys, sections."""

from __future__ import annotations

import re

_TOTAL = re.compile(
    r"(?:grand |sub-?\s?|overall |running )?totals?\b|(?:average|mean|median|sum|count)s?\b|"
    r"(?:%|percent(?:age)?|share)(?:$| (?:of|green|amber|red)\b)|(?:no\.?|number|n) (?:of )?(?:green|amber|red)s?\b|"
    r"(?:green|amber|red)s?,? (?:total|count|%)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r".*\b(?:pcn|primary care networks?|localit(?:y|ies)|neighbourhood|cluster|federation|district|division|"
    r"constituency|borough)\b.*",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s*(?:(?:key|legend|notes?|source|footnote|nb|n\.b)\b|[*†‡])", re.IGNORECASE)
# In a row of two cells a word more may make it a name: 'Key Medical Centre'.
_NOTE_BESIDE = re.compile(
    r"\s*(?:(?:key|legend|notes?|source|footnote|nb|n\.b)\.?\s*(?:$|[:=–-])|[*†‡])", re.IGNORECASE
)
_NOTE_BELOW = re.compile(r"\s*(?:source|notes?|updated|nb|n\.b\.|as at|key|\*|†)\b|\s*[*†]", re.IGNORECASE)
_ASIDE = re.compile(r"\s*(?:[(\[*†‡]|notes?\b|source\b|nb\b|key\b)", re.IGNORECASE)
_KEY = re.compile(r"\s*(?:(?:colour|rating|answer)s? )?(?:key|legend)(?: to .*)?\s*:?\s*", re.IGNORECASE)
_KEY_BESIDE = re.compile(
    r"\s*(?:colour |rating |answer )?(?:key|legend|codes?|ratings?|meaning|summary|totals?)\s*:?\s*",
    re.IGNORECASE,
)
_NOTE_ITSELF = re.compile(r"\s*(?:please )?(?:note|nb|n\.b\.?)\b[\s:.–-]*", re.IGNORECASE)
_PAIR = re.compile(r"(?:\S{1,12}\s*(?::|–|-)\s|\S{1,12}(?:\s+\S{1,12})?\s*(?:=|->))\s*\S")
_FOR_A_MARK = re.compile(
    r"^\s*(?:[*†‡§^]{1,3}|\d{1,2}\b[.)]?)\s*\S"
)  # a note that a mark in a cell stands for
_SIGN = re.compile(r"^\s*[^=:]{1,20}?\s*(?:=|:)\s*(?=\S)")  # the sign that a key explains, before its meaning
_MARK = re.compile(r"\s*([*†‡§^]{1,3})\s*(\S.*)", re.DOTALL)
_MARKED = re.compile(r".*[^*†‡§^\s]\s*([*†‡§^]{1,3})", re.DOTALL)


def is_total(text: str) -> bool:
    """Whether a text heads sums, shares or averages.

    >>> [is_total(text) for text in ("Sub-total", "% green", "No. of reds", "Totally opposed", "Elm Surgery")]
    [True, True, True, False, False]
    """
    return _TOTAL.match(text.strip()) is not None


def is_section(text: str) -> bool:
    """Whether a text is called as an area or a network is: 'Riverside PCN', 'East district'."""
    return _SECTION.fullmatch(" ".join(text.split())) is not None


def is_note(text: str, alone: bool = True) -> bool:
    """Whether a line begins as a note or a key does. alone: whether the text is all of its line.

    >>> is_note("Key Medical Centre"), is_note("Key Medical Centre", alone=False), is_note("NB: draft", alone=False)
    (True, False, True)
    """
    return (_NOTE if alone else _NOTE_BESIDE).match(text) is not None


def is_note_below(text: str) -> bool:
    """Whether a line below rows begins as what says how they came about: 'Source: …', 'Updated 1 March'."""
    return _NOTE_BELOW.match(text) is not None


def is_aside(text: str) -> bool:
    """Whether a line above rows begins as a remark does: 'Note: …', '(as of May)'."""
    return _ASIDE.match(text) is not None


def is_key(text: str) -> bool:
    """Whether a text is the word over a key and nothing else: 'Colour key:', 'Legend'."""
    return _KEY.fullmatch(text) is not None


def is_key_beside(text: str) -> bool:
    """Whether a text is what stands over a key or a small table beside another: 'Meaning', 'Totals'."""
    return _KEY_BESIDE.fullmatch(text) is not None


def without_note(text: str) -> str:
    """A line without the word that calls it a note.

    >>> without_note("Please note: two have merged")
    'two have merged'
    """
    return _NOTE_ITSELF.sub("", text, count=1)


def is_pair(text: str) -> bool:
    """Whether a line begins as a sign with its meaning or a label with its value: 'R = refused', 'Updated: May'."""
    return _PAIR.match(text) is not None


def is_for_a_mark(text: str) -> bool:
    """Whether a line begins with a mark or a number of a footnote: '* withdrawn since', '1) by letter'."""
    return _FOR_A_MARK.match(text) is not None


def without_sign(text: str) -> str:
    """The meaning in a line of a key.

    >>> without_sign("3 = will readily undertake")
    'will readily undertake'
    """
    return _SIGN.sub("", text)


def mark_and_note(text: str) -> tuple[str, str] | None:
    """The mark that a line begins with, and the note behind it.

    >>> mark_and_note("* withdrawn since")
    ('*', 'withdrawn since')
    """
    marked = _MARK.fullmatch(text)
    return (marked[1], " ".join(marked[2].split())) if marked else None


def mark_behind(text: str) -> str | None:
    """The mark behind the words of a cell.

    >>> mark_behind("Served *"), mark_behind("Served")
    ('*', None)
    """
    marked = _MARKED.fullmatch(text)
    return marked[1] if marked else None
