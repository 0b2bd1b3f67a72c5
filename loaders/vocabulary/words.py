"""Text made comparable, without losing what distinguishes it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "“”„‟\"'‘’‚‛`´"), None)
_FOOTNOTE = re.compile(
    r"(?<=[^\W\d])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+|[†‡]+"
)  # the mark of one behind a word
_ITEM = r"(?:q(?:uestion)?|option|action|item|statement|no|number)?"
_PART = r"(?:[._]\d{1,2})*(?:\.?\(?[a-z]\)?)?"  # what follows an item's number: 2.1, 2a, 2.1.a, 2(b)
_NUMBERING = re.compile(
    rf"^\s*{_ITEM}\s*[.#]?\s*\d{{1,2}}{_PART}\s*(?:[.):]|\s[-–—])\s*(?=\D)", re.IGNORECASE
)
_CODE = re.compile(r"^[A-Za-z]\w*\d\w*(?:\[\w+\])*\.\s+(?=\D)")  # as a tool numbers questions: G01Q02[SQ001].
_ENDED = re.compile(r"(?<=\w{3})(?:ings?|ed|es|s|e)$")
_DOUBLED = re.compile(r"(?<=\w\w)([b-df-hj-np-tv-z])\1(?:ing|ed)$")
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|"
    r"GETTING_DATA)|#{3,}|Err:\d{3}",
    re.IGNORECASE,
)
_BARE = re.compile(rf"{_ITEM}\s*[.#]?\s*(\d{{1,2}})\s*[.):]?", re.IGNORECASE)


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """Lower case, one kind of dash, no quotation marks or marks of footnotes, ampersand as 'and', single blanks, no
    end stop.

    Two texts that normalise alike are the same wording. Numbers inside the text are kept: a number that
    distinguishes two items must not be lost.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", text)).translate(_DASHES)
    text = text.translate(_QUOTES).replace("&", " and ").casefold()
    return " ".join(text.split()).strip(" .:;,-*_")


def without_numbering(text: str) -> str:
    """The wording behind a leading '6. ', 'Q6)', '2.1.a ', 'Option 6 - ' or 'G01Q02[SQ001]. '. A number alone
    stays as it is."""
    rest = _NUMBERING.sub("", _CODE.sub("", text, count=1), count=1)
    return rest if rest.strip() else text


def bare_number(text: str) -> int | None:
    """The number that a heading is when it is nothing else: 'Option 7', 'Q7', '7.'. None for any wording."""
    match = _BARE.fullmatch(" ".join(text.split()))
    return int(match.group(1)) if match else None


@lru_cache(maxsize=65536)
def words_of(text: str) -> str:
    """The words of a text alone: normalised, every other sign a blank."""
    return " ".join("".join(c if c.isalnum() else " " for c in normalise(text)).split())


@lru_cache(maxsize=65536)
def stems_of(text: str) -> str:
    """The words of a text without what grammar adds to them: 'Stopped switching' → 'stop switch'."""
    return " ".join(_ENDED.sub("", _DOUBLED.sub(r"\1", word)) for word in words_of(text).split())


def blank(value: object) -> bool:
    """Whether a cell's value says nothing: None, or text of white space alone."""
    return value is None or (isinstance(value, str) and not value.strip())


def is_error(value: object) -> bool:
    """Whether a cell holds what a spreadsheet writes in place of a value: the error of a formula, or the ##### of a
    column that was too narrow when it was saved as text."""
    return isinstance(value, str) and value[:1] in "#Ee" and _ERROR.fullmatch(value.strip()) is not None
