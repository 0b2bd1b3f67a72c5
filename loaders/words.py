"""Text made comparable, without losing what distinguishes it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "“”„‟\"'‘’‚‛`´"), None)
_NUMBERING = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d{1,2}\s*[.):]\s+", re.IGNORECASE)


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """Lower case, one kind of dash, no quotation marks, ampersand as 'and', single blanks, no end stop.

    Two texts that normalise alike are the same wording. Numbers inside the text are kept: a number that
    distinguishes two items must not be lost.
    """
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).translate(_QUOTES)
    text = text.replace("&", " and ").casefold()
    return re.sub(r"\s+", " ", text).strip(" \t.:;,-*_")


def without_numbering(text: str) -> str:
    """The wording behind a leading '6. ', 'Q6)' or 'Question 6: '. A number alone stays as it is."""
    rest = _NUMBERING.sub("", text, count=1)
    return rest if rest.strip() else text
