"""Whom the cells of a row name: a practice by its code, else by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from loaders.cells.codes import (
    as_meant,
    branch_in,
    exact_code,
    has_half_a_code,
    is_mistyped,
    is_network_code,
    plain,
    whole_codes_in,
    without_whole_codes,
)
from loaders.cells.typed import typed
from loaders.kinds import Context
from loaders.texts import phrases_of, read_text
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import is_error, normalise

_UNTIDY = re.compile(r"@|[^\S\n ]|  |\A | \n|\n | \Z")
_BEGINNING = 3
_EMAIL = re.compile(r"\S+@\S+")
_ERROR = "err"  # how a formula's error begins in a text
ABOUT = "respondent"  # what such a cell is read as
_EXAMPLE, _TEST, _SEVERAL = "example", "test", "several"
AS_WRITTEN = "another practice: keep the name as written"
EACH_NAME = "count each name as one practice"


@dataclass(frozen=True)
class Who:
    """Whom a cell names; reason: why nobody is certain.

    kind: '' | problem | question | unlisted (a name that nothing can be checked against) | left out.
    """

    practice: str | None = None
    name: str | None = None
    kind: str = ""
    reason: str = ""
    suggestions: tuple[str, ...] = ()

    @property
    def respondent(self) -> str | None:
        """What the store knows it by: the ODS code, else 'name:' and the name; None for what is no single practice."""
        if self.kind:
            return None
        return self.practice or f"name:{normalise(self.name or '')}"


def plainly_named(
    roles: list[str | None], columns: list[list[Any]], context: Context
) -> list[tuple[str, str | None] | None]:
    """Code and name of each row that a code in its own column names and nothing contradicts; None for any other.

    who_of says the same of such a row. Nearly all rows are of this kind, and told column by column they take
    a tenth of the time.
    """
    if roles[:1] != ["practice_code"] or "practice_code" in roles[1:]:
        return [None] * len(columns[0])
    codes = [value if exact_code(value) else None for value in columns[0]]
    if len(columns) == 1:
        return [code and (code, None) for code in codes]
    plain = _plain_names({value for column in columns[1:] for value in column}, context)
    names = zip(*([plain.get(value, False) for value in column] for column in columns[1:]), strict=True)
    return [
        (code, next(filter(None, name_choices), None)) if code and False not in name_choices else None
        for code, name_choices in zip(codes, names, strict=True)
    ]


def _plain_names(values: set[Any], context: Context) -> dict[Any, str | None]:
    """Of those values the ones that are surely a name, and the blank: None for that."""
    texts = _without_codes([value for value in values if value.__class__ is str and value])
    plain = all(map(str.isascii, texts))
    no_answers = context.vocabulary.no_answer_texts
    # To normalise three letters or digits is to make them lower: most names need no closer look.
    made_up = phrases_of(ABOUT, context.vocabulary).first_words(_EXAMPLE, _TEST)
    begins = {_ERROR, *(key[:_BEGINNING] for key in (*no_answers, *made_up))}
    beginnings = {text[:_BEGINNING] for text in texts}
    sure = {begin for begin in beginnings if begin.isalnum() and begin.lower() not in begins}

    def is_name(text: str) -> bool:
        if text[:_BEGINNING] in sure and (plain or text.isascii()):
            return True
        key = normalise(text)
        return (
            bool(key)
            and key not in no_answers
            and not (is_error(text) or is_example(text, context.vocabulary))
        )

    return {None: None} | {text: text for text in texts if is_name(text)}


def _without_codes(texts: list[str]) -> list[str]:
    """Those of the texts that are tidy and hold no code or address. What all of them hold is asked once: one by one
    takes three times as long."""
    together = "\n".join(texts)
    if _UNTIDY.search(together) or together.count("\n") >= len(texts) > 0:
        texts = [text for text in texts if "@" not in text and text == " ".join(text.split())]
        together = "\n".join(texts)
    return [text for text in texts if not whole_codes_in(text)] if whole_codes_in(together) else texts


def who_of(region: str | None, roles: list[str | None], cells: tuple[Any, ...], context: Context) -> Who:
    """Whom the cells of a row name: by code, else by name. A code that is none is a problem."""
    if region is None:
        return Who(kind="passed over")
    row = _Row.of(roles, cells, context)
    if any(is_example(text, context.vocabulary) for text in row.texts):
        return Who(kind="left out", reason="a test row or an example")
    codes = list(dict.fromkeys(code for text in row.texts for code in _codes_in(text, region, context)))
    half = next((text for text in row.texts if has_half_a_code(text) and not branch_in(text)), None)
    if half is not None and len(codes) == 1:
        reason = f"“{half}” may name more than one practice; write one practice a row, each with its whole ODS code."
        return Who(kind="problem", reason=reason)
    if len(codes) > 1:
        reason = f"This row names {' and '.join(codes)}; write one practice a row, in one column."
        return Who(kind="problem", reason=reason)
    return Who(codes[0], row.name) if codes else _without_code(row, region, context)


@dataclass(frozen=True)
class _Row:
    """The texts of a row that may name a practice; name: the first that is no code, outside the column of codes; code:
    the first of that column; addresses: of e-mail."""

    texts: list[str]
    name: str | None
    code: str | None
    addresses: list[str]

    @classmethod
    def of(cls, roles: list[str | None], cells: tuple[Any, ...], context: Context) -> _Row:
        written = [
            (role, " ".join(str(value).split())) for role, value in zip(roles, cells, strict=True) if value
        ]
        addresses = [text for _, text in written if "@" in text and _EMAIL.search(text)]
        if addresses:
            written = [(role, _EMAIL.sub("", text).strip()) for role, text in written]
        written = [(role, text) for role, text in written if text and not context.typed(text).silence]
        written = [(role, text) for role, text in written if role == "practice_code" or not is_error(text)]
        codes = [text for role, text in written if role == "practice_code"]
        names = (text for role, text in written if role != "practice_code" and not typed(text).code)
        return cls([text for _, text in written], next(names, None), next(iter(codes), None), addresses)


def _without_code(row: _Row, region: str, context: Context) -> Who:
    """By its name; where something else stands in the column of codes, only if that name is known."""
    name = row.name
    if name is not None and (row.code is None or context.vocabulary.practice(name, region)):
        return _by_name(name, region, context)
    return Who(kind="problem", reason=_no_practice(row.code, row.addresses, context.vocabulary))


def _no_practice(wrong: str | None, addresses: list[str], words: Vocabulary) -> str:
    if wrong is not None and _is_network(wrong, words):
        return f"“{wrong}” is a primary care network; write the ODS code of the practice."
    if wrong is not None:
        return f"“{wrong}” is not an ODS code; write a letter and five digits, such as L84003."
    if addresses:
        return f"“{addresses[0]}” is an e-mail address; write the ODS code of the practice."
    return "No practice in this row; write its ODS code (a letter and five digits)."


def _is_network(text: str, words: Vocabulary) -> bool:
    """Whether a text is the code of a network or ends with the word for one: 'Riverside PCN'."""
    return is_network_code(text) or words.ends_with(text, "network")


def is_example(text: str, words: Vocabulary) -> bool:
    """Whether a text names a practice that there is not, to try a form or to show how it is filled in.

    >>> [is_example(text, words) for text in ("e.g. Z99999", "Test practice 2", "Example Hill Surgery")]
    [True, True, False]
    """
    phrases = phrases_of(ABOUT, words)
    name = without_whole_codes(text).lstrip(" ([-–—:")
    if not normalise(name).startswith(phrases.first_words(_EXAMPLE, _TEST)):
        return False
    reading = phrases.read(name)
    first = reading.spans[0].classes if reading.spans else ()
    return (_EXAMPLE, "") in first or ((_TEST, "") in first and not reading.unknown)


def _names_several(text: str, words: Vocabulary) -> bool:
    """Whether a text names practices together: 'All practices', 'Various other surgeries in the north'."""
    spans = read_text(text, ABOUT, words).spans
    return bool(spans) and (_SEVERAL, "") in spans[0].classes


def _codes_in(text: str, region: str, context: Context) -> list[str]:
    """The ODS codes that a cell is or contains, in any spelling: with blanks, dashes or a branch's three further
    digits; with O for 0 or I for 1 where the register of the region has such a practice."""
    code = plain(text)
    if typed(code).code:
        return [code]
    if branch := branch_in(text):
        return [branch[: -len("001")]]
    digits = as_meant(code)
    if digits != code and typed(digits).code and digits in context.vocabulary.register(region):
        label = context.vocabulary.label("region", region)
        context.draft.note(f"“{text}” was read as {digits}, which is in the register of {label}.")
        return [digits]
    return whole_codes_in(text)


def _by_name(name: str, region: str, context: Context) -> Who:
    """A practice by its exact name in the region's register, else by what a person answered about it."""
    match = context.vocabulary.practice(name, region)
    if match.leave_out:
        return Who(kind="left out", reason="left out, as answered")
    if match:
        return Who(None if match.id == AS_WRITTEN else match.id, name)
    if _is_network(name, context.vocabulary) or is_mistyped(name):
        return Who(kind="problem", reason=_no_practice(name, [], context.vocabulary))
    if _names_several(name, context.vocabulary):
        reason = f"“{name}” names no single practice; write a row for each practice, with its ODS code."
        return Who(kind="problem", reason=reason)
    if not context.vocabulary.has_register(region):
        return _unlisted(name, context)
    suggestions = match.suggestions or context.vocabulary.practices_like(name, region)
    return Who(name=name, kind="question", reason=name, suggestions=suggestions)


def _unlisted(name: str, context: Context) -> Who:
    """A name where there is no register: as a person answered about files like this one."""
    chosen = context.vocabulary.remembered("practice", names_key(context))
    if chosen == LEAVE_OUT:
        return Who(kind="left out", reason="a practice named without a code: left out, as answered")
    return Who(None, name) if chosen == EACH_NAME else Who(name=name, kind="unlisted")


def names_key(context: Context) -> str:
    """By what the choice about all the names of a file is remembered."""
    return f"names\n{context.file_key}"
