"""A count or a share as somebody wrote it, with the qualifier that belongs to it: 'around 50 (65%)'."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

AT_MOST = (
    "at_most"  # 'up to 30': no qualifier of the store takes the 30 in, so such a figure is kept in its words
)
_NUMBER = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PERCENT = re.compile(rf"(?P<percent>{_NUMBER})\s*(?:%|per ?cent\b|percent\b)")
_OF = re.compile(
    rf"(?P<count>{_NUMBER})(?P<more>\+?)\s*(?:/|out of|of)\s*(?:the\s+|all\s+)?(?P<base>{_NUMBER})"
)
_BASE = re.compile(rf"\s*(?:out )?of\s+(?:(?:the|all|our|its|their)\s+)*(?P<base>{_NUMBER})(?!\s*%)")
# 'Nine out of ten' is a share; thirty out of 64 are a count of practices.
_IN = re.compile(r"\b(?P<part>\d)\s*(?:in every|in|out of(?: every)?)\s*(?P<whole>[2-9]|10)\b(?!\s*%)")
_RANGE = re.compile(rf"(?:{_NUMBER})\s*%?\s*(?:-|to|and|or)\s*(?:{_NUMBER})\s*(?:%|per ?cent)?")
_COMMA = re.compile(r"(?<!\d)\d+,(?:\d{1,2}|\d{4,})(?!\d)")  # '1,25': a fraction, or a slip for 1,250?
_NEGATIVE = re.compile(r"-\s*\d")
_TIMES = re.compile(r"(\d+(?:\.\d+)?)\s*(k|thousand|m|million)\b")
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_IN_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
    )
} | {"nil": "0", "none": "0"} | {word: str(10 * ten) for ten, word in enumerate(_TENS, start=2)}  # fmt: skip
_WORD = re.compile(rf"\b(?:{'|'.join(_IN_WORDS)})\b(?!-)")
_COUNT = re.compile(_NUMBER)
# '3/4' behind 'around', or of practices whose number is not said: three quarters of them, never 3 of 4.
_SMALL_FRACTION = re.compile(r"(?<![\d/.])(?P<part>[1-9])\s*/\s*(?P<whole>[2-9]|10)(?![\d/.])")
_FRACTIONS = (
    (re.compile(r"\b(?:two|2)[ -]thirds\b"), 2 / 3),
    (re.compile(r"\b(?:three|3)[ -]quarters\b"), 0.75),
    (re.compile(r"\b(?:(?:one|a|1)[ -])?third\b"), 1 / 3),
    (re.compile(r"\b(?:(?:one|a|1)[ -])?quarter\b"), 0.25),
    (re.compile(r"\b(?:(?:one|a|1)[ -])?half\b"), 0.5),
)
_UNITS = (
    ("patients", re.compile(r"\b(?:patients?|people|residents)\b")),
    ("GPs", re.compile(r"\b(?:gps|gp partners|partners|doctors|clinicians)\b")),
    ("respondents", re.compile(r"\b(?:respondents?|replies|responses)\b")),
    ("practices", re.compile(r"\b(?:practices?|surger(?:y|ies))\b")),
)
_STEP = 5  # words that name a step on the ladder at most
_HAVE = re.compile(r"(?:\s+(?:have|has|had|were|are|now|been|already))+$")
_FILLERS = re.compile(
    r"\b(?:of|the|all|a|its|local|gp|gps|in|area|total|covering|with|combined|population)\b"
)


@dataclass(frozen=True)
class Quantity:
    """share is 0 to 1; count, out_of and share are None where not written. qualifier and unit likewise.

    rung: the step on the ladder that words behind the figure name ('82% served'). reason: the sentence of a problem,
    when the text has a figure that cannot be taken for certain.
    """

    count: float | None = None
    share: float | None = None
    out_of: float | None = None
    qualifier: str | None = None
    unit: str | None = None
    rung: str | None = None
    reason: str | None = None

    @property
    def figure(self) -> bool:
        """Whether a number is known: a count or a share, 0 among them."""
        return self.count is not None or self.share is not None


def unit_in(text: str) -> str | None:
    """practices, patients, GPs or respondents, where a text names one of them; patients before practices."""
    low = text.lower()
    return next((unit for unit, words in _UNITS if words.search(low)), None)


def small_fraction(text: str) -> bool:
    """Whether a text is a fraction such as '3/4' and nothing else: a share, or 3 of 4?"""
    return _SMALL_FRACTION.fullmatch(text.strip()) is not None


def read_quantity(value: Any, vocabulary: Vocabulary, unit: str | None = None) -> Quantity:
    """A cell that is not a bare number of its column; text without a figure has the qualifier 'words'.

    unit: what the heading says is counted: '110k' below 'Patients' is 110,000, alone it could be money.
    'around 3/4' → share 0.75; '57/64' → count 57 out of 64.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return Quantity(reason=_unread(value))
    if not isinstance(value, str):
        return Quantity(count=float(value), qualifier="exact")
    text, rung = _without_step(_plain(value, unit), vocabulary)
    if slip := _slip(text):
        return Quantity(reason=f"“{value.strip()}” {slip}")
    if _RANGE.search(text) and not _IN.search(text):
        return Quantity(qualifier="words", unit=unit_in(text))
    worded = _in_words(text)
    rest, figures = _figures(text, vocabulary)
    if len(figures) == 0:
        known = vocabulary.qualifier(text).id
        if re.search(r"\d", text):
            return Quantity(reason=_unread(value))
        return Quantity(qualifier=known if known in ("named", "words") else "words" if text else None)
    qualifier = _qualifier(rest, vocabulary)
    if qualifier == "exact" and worded and "count" not in figures:
        qualifier = "about"  # 'three quarters' and 'one in five' are nobody's exact share
    if qualifier is None or re.search(r"\d", rest):
        return Quantity(reason=_unread(value))
    if qualifier == AT_MOST:
        return Quantity(qualifier="words", unit=unit_in(text))
    return Quantity(**figures, qualifier=qualifier, unit=unit_in(text), rung=rung)


def _slip(text: str) -> str:
    """What a number is that nobody can have meant as it stands; '' for any other."""
    if _NEGATIVE.match(text):
        return "is less than none; write how many there are."
    return "has a comma within a number; write 82.5 or 1,250." if _COMMA.search(text) else ""


def _without_step(text: str, vocabulary: Vocabulary) -> tuple[str, str | None]:
    """A text with a figure without the words behind it that name a step ('have served notice'), and that step."""
    words = text.rstrip(" .").split()
    for at in range(max(1, len(words) - _STEP), len(words)):
        step = vocabulary.status(" ".join(words[at:]), suggest=False).id
        if step and re.search(r"\d|half|third|quarter", " ".join(words[:at])):
            return _HAVE.sub("", " ".join(words[:at])), step
    return text, None


def _in_words(text: str) -> bool:
    """Whether a share is given as a fraction, in words or figures, and not in per cent."""
    shapes = (_IN, _SMALL_FRACTION, *(words for words, _ in _FRACTIONS))
    return not _PERCENT.search(text) and any(shape.search(text) for shape in shapes)


def _plain(value: str, unit: str | None = None) -> str:
    """Lower case, one kind of dash, numbers in figures: 'one in three', '150k', '40ish'."""
    text = " ".join(unicodedata.normalize("NFKC", value).lower().split())
    text = re.sub("[‐‑‒–—−]", "-", text)
    text = _WORD.sub(lambda match: _IN_WORDS[match[0]], text)
    text = re.sub(r"(?<=\d)\s*-?ish\b", " or so", text)
    text = re.sub(r"(?<=\d),(?=\d{1,2}\s*(?:%|per ?cent))", ".", text)  # 37,5%: thousands have three digits
    text = re.sub(r"(?<![\d.])\.(?=\d)", "0.", text)
    if unit_in(text) is None and unit is None:
        return text  # thousands of what?
    return _TIMES.sub(lambda match: f"{float(match[1]) * (1000 if match[2][0] in 'kt' else 1e6):.0f}", text)


def _is_share(text: str, fraction: re.Match, vocabulary: Vocabulary) -> bool:
    """Whether '3/4' is three quarters: behind 'around' or 'over', or of practices whose number nobody says."""
    before, behind = text[: fraction.start()].strip(), text[fraction.end() :].strip()
    hedged = bool(before) and vocabulary.qualifier(before).id not in (None, "exact")
    return hedged or re.match(r"of\s+(?:\D|\d{2,})", behind) is not None


def _part_of_whole(text: str, vocabulary: Vocabulary) -> re.Match | None:
    """'around 3/4' and 'one in five', where a text has either."""
    match = _SMALL_FRACTION.search(text)
    return match if match and _is_share(text, match, vocabulary) else _IN.search(text)


def _figures(text: str, vocabulary: Vocabulary) -> tuple[str, dict[str, float]]:
    """The figures in a text, and what is left of it without them."""
    figures: dict[str, float] = {}
    if match := _PERCENT.search(text):
        figures["share"] = _number(match["percent"]) / 100
    elif match := _part_of_whole(text, vocabulary):
        figures["share"] = int(match["part"]) / int(match["whole"])
    else:
        for words, share in _FRACTIONS:
            if match := words.search(text):
                figures["share"] = share
                break
    if match:
        before, text = text[: match.start()], text[match.end() :]
        if base := _BASE.match(text):  # 'almost 90% of 64 practices': 64 is no count
            figures["out_of"] = _number(base["base"])
            text = text[base.end() :]
        text = f"{before} {text}"
    if match := _OF.search(text):
        figures |= {"count": _number(match["count"]), "out_of": _number(match["base"])}
        text = f"{text[: match.start()]} {match['more']} {text[match.end() :]}"
    elif match := _COUNT.search(text):
        figures["count"] = _number(match[0])
        text = text[: match.start()] + " " + text[match.end() :]
    return text, figures


def _qualifier(rest: str, vocabulary: Vocabulary) -> str | None:
    """What the words left beside the figures make of them: exact where there are none, None where unknown."""
    for _, words in _UNITS:
        rest = words.sub(" ", rest)
    if "*" in rest:
        return None  # a footnote, or a figure held back
    words = normalise(re.sub(r"[()\[\],;:]", " ", rest))
    plain = " ".join(_FILLERS.sub(" ", words).split())
    if not plain:
        return "exact"
    return vocabulary.qualifier(words).id or vocabulary.qualifier(plain).id


def _number(text: str) -> float:
    return float(re.sub(r"[, ]", "", text))


def _unread(value: Any) -> str:
    return f"“{str(value).strip()}” is not a figure that can be read; write a number, a percentage or words."
