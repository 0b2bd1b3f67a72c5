"""ODS codes as they stand in cells: alone, spaced out, in a longer text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.vocabulary.practice_register import ODS_CODE, ODS_CODE_IN_TEXT

_IN_CAPITALS = re.compile(ODS_CODE.pattern)
_BETWEEN = re.compile(r"[\s\-‐‑–—./_]+")
_NAME = re.compile(r"[A-Za-z]{3}")
_BRANCH_CODE = re.compile(rf"{ODS_CODE.pattern}\d{{3}}", re.IGNORECASE)
_BRANCH_SIGNS = 9  # of the code of a branch: nearly all texts in a column of codes are shorter
_BRANCH = re.compile(
    rf"(?:.*[^A-Za-z0-9])?(?P<branch>(?P<practice>{ODS_CODE.pattern})\d{{3}})(?![A-Za-z0-9]).*",
    re.IGNORECASE | re.DOTALL,
)
_HALF_A_CODE = re.compile(
    r"(?<![A-Za-z0-9])[A-TV-Z]\d{5}\s*(?:[/&,+;]|and)\s*"
    r"(?:[A-TV-Z]?\d{1,5}\s*(?:$|[)\],;/&+]|and\b)|(?:and )?(?:all|(?:the )?others?)\b)",
    re.IGNORECASE,
)
_MISTYPED = str.maketrans("OIL", "011")
_MISTYPED_CODE = re.compile(r"(?=(?:[A-Z]*\d){3})[A-Z]{1,2}[\dOIL]{3,9}[A-Z]?|\d{5}")
_NETWORK = re.compile(r"U\d{5}", re.IGNORECASE)
_GP_PRACTICE = re.compile(r"(?:^|\|)(?:4|RO76)(?:\||$)")
_STATISTICS = re.compile(r"E\d{8}")


def code_of(text: str) -> str | None:
    """The code that a text is and nothing else, in capitals and without blanks; None for any other text.

    >>> code_of(" z99 001 "), code_of("Z99001 Elm Surgery")
    ('Z99001', None)
    """
    if _IN_CAPITALS.fullmatch(text):  # as nearly all are written
        return text
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


def is_code(text: str) -> bool:
    """Whether a text is a code and nothing else."""
    return code_of(text) is not None


def exact_code(value: object) -> bool:
    """Whether a cell is a code as it should be written, in capitals."""
    return value.__class__ is str and _IN_CAPITALS.fullmatch(value) is not None


def plain(text: str) -> str:
    """A text in capitals without what may stand between the signs of a code.

    >>> plain("z-99 001")
    'Z99001'
    """
    return _BETWEEN.sub("", text).upper()


def as_meant(code: str) -> str:
    """A plain code with O for 0 and I or L for 1 put right, behind its first letter.

    >>> as_meant("Z99OO1")
    'Z99001'
    """
    return code[:1] + code[1:].translate(_MISTYPED)


def whole_codes_in(text: str) -> list[str]:
    """Every code in a text that no letter or digit touches, in capitals, each once.

    >>> whole_codes_in("Z99001, z99002; Z99001 and Z990031")
    ['Z99001', 'Z99002']
    """
    return list(dict.fromkeys(code.upper() for code in ODS_CODE_IN_TEXT.findall(text)))


def without_whole_codes(text: str) -> str:
    """A text without those codes, and without brackets that held one."""
    return " ".join(ODS_CODE_IN_TEXT.sub(" ", text).replace("( )", " ").replace("[ ]", " ").split())


def is_code_and_name(text: str) -> bool:
    """Whether a text is a code with a name beside it: 'Elm Surgery (Z99001)'."""
    return ODS_CODE_IN_TEXT.search(text) is not None and _NAME.search(text) is not None


def branch_in(text: str) -> str | None:
    """The code of a branch surgery, its practice's with three further digits.

    >>> branch_in("Z99001002 - Low Road"), branch_in("Z99001")
    ('Z99001002', None)
    """
    branch = _BRANCH.fullmatch(_BETWEEN.sub("", text)) or _BRANCH.fullmatch(text)
    return branch["branch"].upper() if branch else None


def branches_in(texts: Iterable[str]) -> dict[str, str]:
    """The code by text, of those that name a branch; all of them are asked at once whether any may."""
    each = [text for text in texts if len(text) >= _BRANCH_SIGNS]
    if not _BRANCH_CODE.search(_BETWEEN.sub("", "|".join(each))):
        return {}
    codes = ((text, branch_in(text)) for text in each)
    return {text: code for text, code in codes if code}


def has_half_a_code(text: str) -> bool:
    """Whether a second code stands behind the first that is not written out.

    >>> [has_half_a_code(text) for text in ("Z99001 & 002", "Z99001 and all others", "Z99001, Elm")]
    [True, True, False]
    """
    return _HALF_A_CODE.search(text) is not None


def is_mistyped(text: str) -> bool:
    """Whether a text is nearly a code: 'Z9900', '99001'."""
    return _MISTYPED_CODE.fullmatch(plain(text)) is not None


def is_network_code(text: str) -> bool:
    """Whether a text is the code of a primary care network: U and five digits."""
    return _NETWORK.fullmatch(text) is not None


def is_of_statistics(text: str) -> bool:
    """Whether a text is a code of the Office for National Statistics: E and eight digits."""
    return _STATISTICS.fullmatch(text) is not None


def is_gp_practice(setting: str) -> bool:
    """Whether a prescribing setting, or roles joined by '|', is that of a GP practice: 4 or RO76."""
    return _GP_PRACTICE.search(setting) is not None
