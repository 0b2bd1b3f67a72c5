"""Numbers, shares, dates and lists in words, the same way in headlines, bars and tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
QUALIFIERS = {
    "about": "about",
    "almost": "almost",
    "over": "over",
    "under": "under",
    "at_least": "at least",
}
NAMED = "named, no figure"


def known(value: object) -> bool:
    """False for every kind of blank: None, NaN, NaT, <NA> and the empty string."""
    if isinstance(value, str):
        return value != ""
    return not (pd.api.types.is_scalar(value) and pd.isna(value))


def whole(value: float) -> int:
    """The nearest whole number; a half goes up, as people round, not to the even number."""
    return math.floor(value + 0.5)


def number(value: float) -> str:
    """A count with thousands separated: 150,000."""
    return f"{whole(value):,}"


def number_known(value: object) -> str:
    """The same; '' where the count is not known."""
    return number(value) if known(value) else ""


def percent(share: float) -> str:
    """A share of 0 to 1 as a whole percentage; what is not nothing is never 0%, nor what is not all 100%."""
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    # 0.285 * 100 is 28.499…: rounding to nine places first keeps halves what they were.
    return f"{whole(round(share * 100, 9))}%"


def counted(count: float, singular: str, plural: str | None = None) -> str:
    """'1 practice', '48 practices'."""
    return f"{number(count)} {singular if count == 1 else plural or singular + 's'}"


def of_practices(count: float, base: float, unit: str = "practice") -> str:
    """'48 of 61 practices (79%)'; more than there are, where a register is out of date, are no share of them.

    unit: what one of those counted is called, as one_of gives it.
    """
    if count > base:
        return f"{counted(count, unit)}, more than the {number(base)} on record"
    return f"{number(count)} of {counted(base, unit)}{_as_share(count, base)}"


def one_of(row: Mapping[str, Any]) -> str:
    """What one of those that a row counts is called: 'GP' where its unit is GPs, else 'practice'."""
    return "GP" if row.get("unit") == "GPs" else "practice"


def of_shown(regions: int) -> str:
    """' of the 8 shown', where the regions of a chart are a choice; '' where they are all."""
    return f" of the {number(regions)} shown" if regions else ""


def beside(count: object) -> str:
    """', and 2 that have closed or are not on the list': practices beside a figure, in none; '' for none or unknown."""
    if not known(count) or not count:
        return ""
    verbs = "has closed or is" if count == 1 else "have closed or are"
    return f", and {number(count)} that {verbs} not on the list"


def beside_survey(row: dict) -> str:
    """', and 1 that has closed and 2 that are not on the list', of a survey; '' for none or unknown."""
    closed, strangers = row.get("closed"), row.get("not_in_register")
    parts = []
    if known(closed) and closed:
        parts.append(f"{number(closed)} that {'has' if closed == 1 else 'have'} closed")
    if known(strangers) and strangers:
        parts.append(f"{number(strangers)} that {'is' if strangers == 1 else 'are'} not on the list")
    return f", and {' and '.join(parts)}" if parts else ""


def _as_share(count: float, base: float) -> str:
    return f" ({percent(count / base)})" if base else ""


def spelled(count: int) -> str:
    """A small number as a word: 'two'; from ten on in figures."""
    return SMALL_NUMBERS[count] if count < len(SMALL_NUMBERS) else number(count)


def listing(words: Iterable[str], most: int = 3) -> str:
    """'a, b and c'; beyond `most`, 'a, b, c and 4 more'."""
    words = list(words)
    if len(words) > most + 1:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def day(value: object) -> str:
    """'1 April 2025' from a date or ISO text, as precise as known: '2025-04' is 'April 2025'; blank is ''."""
    if not known(value):
        return ""
    if isinstance(value, (date, datetime)):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    parts = str(value)[:10].split("-")
    if not all(part.isdigit() for part in parts):
        return str(value)
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return str(value)
    words = [str(int(parts[2]))] if len(parts) > 2 else []
    if len(parts) > 1:
        words.append(MONTHS[int(parts[1]) - 1])
    return " ".join([*words, parts[0]])


def capital(sentence: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def named(code: object, names: dict[str, str]) -> str:
    """The label of a region, service, action or answer; an id without one reads as words."""
    return names.get(code, capital(str(code).replace("_", " ")))


def figure_words(row: dict) -> str:
    """One figure of the measures `notices` or `regions`, with its qualifier and unit in words.

    A percentage without a count stays a percentage: no count is worked out from it. A figure that was
    recalled rather than read is called unverified.
    """
    text = _figure_words(row)
    return f"{text} (unverified)" if row.get("status") == "recalled" else text


def _figure_words(row: dict) -> str:
    if row.get("qualifier") == "named":
        return NAMED
    if row.get("qualifier") == "words":
        return str(row["words"]) if known(row.get("words")) else "in words only, no figure"
    has_count, has_share = known(row.get("count")), known(row.get("share"))
    if has_share and not has_count and _said_in_words(row):
        return row["words"]
    if not has_count and not has_share:
        return "no figure"
    text = _amount(row, has_count, has_share)
    before = QUALIFIERS.get(row.get("qualifier"), "")
    return f"{before} {text}".strip()


def _said_in_words(row: dict) -> bool:
    """'around two thirds', 'three quarters': a published share that the source put without a digit."""
    words = row.get("words")
    return row.get("basis") == "reported" and known(words) and not any(sign.isdigit() for sign in words)


def _amount(row: dict, has_count: bool, has_share: bool) -> str:
    unit = row.get("unit") if known(row.get("unit")) else "practices"
    if not has_count and known(row.get("out_of")):
        return f"{percent(row['share'])} of {number(row['out_of'])} {unit}"
    if not has_count:
        return percent(row["share"]) + ("" if unit == "practices" else f" of {unit}")
    if unit != "practices":
        return f"{number(row['count'])} {unit}"
    if row.get("basis") != "reported" and known(row.get("out_of")):
        if row["count"] > row["out_of"]:
            return of_practices(row["count"], row["out_of"])
        return f"{number(row['count'])} of {number(row['out_of'])}{_as_share(row['count'], row['out_of'])}"
    if has_share:
        return f"{counted(row['count'], 'practice')} ({percent(row['share'])})"
    return counted(row["count"], "practice")
