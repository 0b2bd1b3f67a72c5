"""What lines of a sheet that are no rows of data begin with: totals, notes, keys, sections."""

from __future__ import annotations

import re
import unicodedata

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
    r"^\s*(?:[*†‡§^]{1,3}|[¹²³⁴-⁹]|[(\[]?\d{1,2}\b[.)\]]?)\s*\S"
)  # a note that a mark in a cell stands for
_SIGN = re.compile(r"^\s*[^=:]{1,20}?\s*(?:=|:)\s*(?=\S)")  # the sign that a key explains, before its meaning
_SIGNS = r"[*†‡§^]{1,3}|[¹²³⁴-⁹]|\(\d\)|\[\d\]"  # marks of footnotes: '*', '²', '(1)'
_MARK = re.compile(rf"\s*({_SIGNS}|\d[.)](?=\s))\s*(\S.*)", re.DOTALL)
_MARKED = re.compile(rf".*[^*†‡§^\s]\s*?(?P<mark>{_SIGNS})\s*", re.DOTALL)


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

    >>> mark_and_note("* withdrawn since"), mark_and_note("² by letter"), mark_and_note("2) by letter")
    (('*', 'withdrawn since'), ('2', 'by letter'), ('2', 'by letter'))
    """
    marked = _MARK.fullmatch(text)
    return (_plain_mark(marked[1]), " ".join(marked[2].split())) if marked else None


def _plain_mark(mark: str) -> str:
    """A number of a footnote without what stands round or above it: '(1)' and '¹' are '1'."""
    return unicodedata.normalize("NFKC", mark).strip("()[].")


def mark_behind(text: str) -> str | None:
    """The mark behind the words of a cell.

    >>> mark_behind("Served *"), mark_behind("Served (1)"), mark_behind("Served")
    ('*', '1', None)
    """
    marked = _MARKED.fullmatch(text)
    return _plain_mark(marked["mark"]) if marked else None


def without_mark(text: str) -> str:
    """The words of a cell without the mark behind them.

    >>> without_mark("Served (1)")
    'Served'
    """
    marked = _MARKED.fullmatch(text)
    return text[: marked.start("mark")].rstrip() if marked else text
