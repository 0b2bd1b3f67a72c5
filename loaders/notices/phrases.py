"""What a cell with words says of a notice: 'served 1/11/24, effective 1/2/25', 'new patients only from 1 March 2025'.

A text is read clause by clause, and as a whole or not at all: one clause that is not understood leaves the cell to
a problem or a question, unless it is a mere remark behind what was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.dates.months import MONTHS
from loaders.dates.written_dates import Written, read_written
from loaders.vocabulary.marks import mark
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

DATES = ("served_on", "effective_on", "extended_to", "withdrawn_on", "resolved_on")
RUNGS = ("wanted", "signed_up", "served", "extended", "resolved", "withdrawn")
_MONTH_NAMES = "|".join(f"{month[:3]}|{month[:3].lower()}" for month in MONTHS)
DATE_IN_TEXT = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Za-z]{3,9}\.?,? '?\d{2,4}"
    rf"|(?:{_MONTH_NAMES})[A-Za-z]*\.?,? '?(?:20)?\d{{2}}\b)"
)
_DATE = re.compile(rf"(?<![\d/.-]){DATE_IN_TEXT}(?![\d/-])")
_ROLE_OF = {
    "served": "served_on",
    "in_effect": "effective_on",
    "extended": "extended_to",
    "withdrawn": "withdrawn_on",
    "resolved": "resolved_on",
}
_STATUS_OF = {role: status for status, role in _ROLE_OF.items()}
_CLAUSES = re.compile(
    r"\s*(?:[;,\n\r()\[\]]|(?<!\beff)\.\s|\s[-–—]\s|\bbut\b|\band\b|\bthen\b)\s*", re.IGNORECASE
)
_MARK = "\x00"
_FILLER = re.compile(r"^(?:(?:was|were|is|has been|have been|been|giving|gave|with|at)\s+)+")
_EFFECT = re.compile(r"\s*\b(?:with effect from|w\.?e\.?f\.?|eff(?:ective|\.)?(?: from)?)$")
_FROM = re.compile(r"\s*\b(?:from|since|starting|commencing)$")
_UNTIL = re.compile(r"\s*\b(?:to|until|till)$")
_ON = re.compile(r"\s*\b(?:on|dated|date)$")
_UNSURE = re.compile(
    r"[?\d]|\b(?:not?|never|un\w+|if|but|or|tbc|tba|pend\w*|await\w*|draft\w*|propos\w*|provision\w*|may|might|maybe"
    r"|except\w*|exclud\w*|plan\w*|inten\w*|consider\w*|hop\w*|probabl\w*|possibl\w*|check\w*|until|after|before"
    rf"|{'|'.join(month[:3].lower() for month in MONTHS)}\w*)\b"
)


@dataclass
class Said:
    """dates: (role, text) pairs; a role of None is the column's own. period: the text of a notice period.

    note: the whole text, where a remark stands in it. None: not said.
    """

    status: str | None = None
    scope: str | None = None
    dates: list[tuple[str | None, str]] = field(default_factory=list)
    period: str | None = None
    note: str | None = None


class _Unread(Exception):  # noqa: N818  how a clause says that it is not understood
    pass


def read_phrases(text: str, vocabulary: Vocabulary) -> Said | None:
    """What a text says of a notice; None where any part of it is not certain."""
    dates = [found[0] for found in _DATE.finditer(text) if read_written(found[0]).reason is None]
    marked = text
    for day in dates:
        marked = marked.replace(day, _MARK, 1)
    clauses = [clause for clause in _CLAUSES.split(f" {marked} ") if clause.strip(" .:-")]
    said, bare, remarks = Said(), [], 0
    days = iter(dates)
    try:
        for number, clause in enumerate(clauses):
            *leads, words = clause.split(_MARK)
            for lead in leads:
                said.dates.append((_role(lead, said, vocabulary), next(days)))
            told = _worded(words, vocabulary)
            if told is not None:
                bare += [told["status"]] if "status" in told and not leads else []
                _take(said, told)
            elif (number or leads) and not _UNSURE.search(normalise(words)):
                remarks += 1
            else:
                return None
    except _Unread:
        return None
    said.note = " ".join(text.split()) if remarks else None
    return _whole(said, bare) if clauses else None


def _whole(said: Said, bare: list[str]) -> Said | None:
    """A date beside a status without one ('13/11/24 (served)') is that status's; two dates of a kind are none."""
    roles = [role for role, _ in said.dates]
    if roles.count(None) == 1 and len(bare) == 1 and _ROLE_OF.get(bare[0]) not in roles:
        role = _ROLE_OF.get(bare[0])
        said.dates = [(given or role, day) for given, day in said.dates]
        roles = [role for role, _ in said.dates]
    if len(set(roles)) < len(roles) or (None in roles and len(roles) > 1):
        return None
    for role in roles:
        _take(said, {"status": _STATUS_OF[role]} if role and role != "effective_on" else {})
    return said


def _take(said: Said, told: dict[str, str]) -> None:
    """The furthest of several steps counts; a second scope or period contradicts the first."""
    status = "served" if told.get("status") == "in_effect" else told.get("status")
    if status and (said.status is None or RUNGS.index(status) > RUNGS.index(said.status)):
        said.status = status
    for name in ("scope", "period"):
        if name in told and getattr(said, name) not in (None, told[name]):
            raise _Unread
        setattr(said, name, told.get(name) or getattr(said, name))


def _role(lead: str, said: Said, vocabulary: Vocabulary) -> str | None:
    """What a date is, by the words before it; what these say besides is put into said."""
    text = _FILLER.sub("", normalise(lead))
    role = vocabulary.heading(text, "notices") if text else None
    if role in DATES:
        return role
    shapes = {
        "effect": _EFFECT,
        "from": _FROM,
        "until": _UNTIL,
        "on": _ON,
        "after": re.compile(r"\s*\bafter$"),
    }
    how = next((name for name, shape in shapes.items() if shape.search(text)), "")
    text = shapes[how].sub("", text) if how else text
    found = _worded(text, vocabulary)
    if found is None or (how == "until" and found.get("status") != "extended"):
        raise _Unread
    _take(said, found)
    if "period" in found:
        return _counted_from(how)
    if how == "after" or (how == "from" and found.get("status") == "served"):
        raise _Unread  # 'served from 1 March': the day of the letter, or of the effect?
    status = found.get("status")
    if how in ("effect", "from"):
        return "effective_on"
    if status in ("wanted", "signed_up"):
        raise _Unread
    return _ROLE_OF.get(status) if status else None


def _counted_from(how: str) -> str:
    """'3 months from 1/11/24': that is the day of service."""
    if how not in ("from", "after"):
        raise _Unread
    return "served_on"


def _worded(text: str, vocabulary: Vocabulary) -> dict[str, str] | None:
    """What words without a date say; None where that is not certain."""
    plain = _FILLER.sub("", normalise(text))
    if not plain or mark(plain):
        return {}
    if mark(plain) is False or read_written(plain) == Written() or vocabulary.no_answer(plain):
        raise _Unread  # 'not yet' or 'n/a' beside something else
    if status := vocabulary.status(plain, suggest=False).id:
        return {"status": status}
    if scope := vocabulary.scope(plain).id:
        return {"scope": scope}
    return {"period": plain} if read_written(plain).offset else None
