"""ODS codes as they stand in cells: alone, spaced out, in a longer text."""

from __future__ import annotations

from loaders.vocabulary.practice_register import ODS_CODE


def code_of(text: str) -> str | None:
    """The code that a text is and nothing else, in capitals and without blanks; None for any other text.

    >>> code_of(" z99 001 "), code_of("Z99001 Elm Surgery")
    ('Z99001', None)
    """
    code = "".join(text.split())
    return code.upper() if ODS_CODE.fullmatch(code) else None


def codes_in(text: str) -> list[str]:
    """Every code in a text, as written there.

    >>> codes_in("Elm Surgery (Z99001), z99002")
    ['Z99001', 'z99002']
    """
    return ODS_CODE.findall(text)


def without_codes(text: str) -> str:
    """A text with a blank in place of each code.

    >>> without_codes("Z99001 Elm Surgery")
    '  Elm Surgery'
    """
    return ODS_CODE.sub(" ", text)
