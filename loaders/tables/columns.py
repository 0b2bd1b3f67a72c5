"""What each column of a table is: its role from its heading, and from its contents where that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

from loaders.cells.codes import exact_code
from loaders.cells.typed import typed
from loaders.tables.meanings import actions_meant, role_meant
from loaders.tables.tables import Column, Table
from loaders.vocabulary.lookups import LEAVE_OUT, OPPOSITE, UNREAD, Match, together
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import bare_number, normalise, without_numbering

HEADING = "heading\n"  # begins what is remembered of a heading
_BRACKETED = re.compile(r"\[([^\]]+)\]\s*\d*$")
_PIECES = re.compile(
    r"\s*(?:>>|\||:\s|:(?=\S)|\s[-–—/]\s|[\[\]\n]|(?<=\?)\s(?=\S)|(?<=[a-z)][.!])\s+(?=[A-Z]))\s*"
)  # what tools and people put between a question and its row, the end of the question too
_TAKEN_FROM_CONTENTS = (None, "practice", "respondent_id")
_LOOK_AT = 20  # unlike texts of a column
_SURE = ("code", "wording", "alias", "remembered")
_TOLD_BY_A_PIECE = ("practice_code", "practice_name", "practice", "region", "pcn", "email", "name", "comment")


def assign_roles(table: Table, kind: str, vocabulary: Vocabulary) -> None:
    """Set column.role by headings.csv for a kind, and practice_code where most filled cells are ODS codes.

    Roles and subjects of an earlier call are forgotten. Columns that stay unknown keep role None.
    """
    headed = {normalise(column.heading) for column in table.columns}
    for column in table.columns:
        column.subject = None
        column.role = role_meant(column) if column.meaning else role_of(column, kind, vocabulary)
        if not column.meaning and _marks_a_question(column, headed, vocabulary):
            column.role = "ignore"
    if table.first("practice_code") is None:
        for column in table.columns:
            if (
                column.role in _TAKEN_FROM_CONTENTS
                and not column.meaning
                and holds_codes(table.counts(column))
                and not _headed_by_a_subject(column, vocabulary)
            ):
                column.role = "practice_code"
                break


def _headed_by_a_subject(column: Column, vocabulary: Vocabulary) -> bool:
    """Whether a heading names an action or services: the practices listed below it are not those of the rows."""
    services = typed(column.heading, vocabulary).services if column.heading else []
    return (bool(services) and all(services)) or bool(action_of(column, vocabulary))


def role_of(column: Column, kind: str, vocabulary: Vocabulary) -> str | None:
    """The role that a heading names: as a whole, else by its lowest part, else by the parts above it.

    'Open-Ended Response' and the like under a question say nothing: the question above them counts. Alone,
    'Response' heads the answers of a long table. An action's wording above 'RAG' makes it a column about that
    action, and so does one that stands as a row of its own in a question about something else.
    """
    if len(column.parts) > 1 and typed(column.parts[-1], vocabulary).role(kind) == "comment":
        return "comment"
    if len(column.parts) > 1 and kind == "survey" and action_of(column, vocabulary):
        return None
    if len(column.parts) > 1 and typed(column.parts[-1], vocabulary).role() == "ignore":
        above = (typed(part, vocabulary).role(kind) for part in column.parts[-2::-1])
        whole = typed(column.heading, vocabulary).role(kind)
        return whole or next((role for role in above if role), None)
    lowest = column.parts[-1:] if len(column.parts) > 1 else []
    for text in (column.heading, *lowest):
        role = typed(text, vocabulary).role(kind) if text else None
        if role and role != "ignore":
            return None if role == "aside" and _row_of_a_grid(column, vocabulary) else role
    role = typed(column.heading, vocabulary).role(kind) if len(column.parts) < 2 else None
    return role or (_role_of_a_piece(column, kind, vocabulary) if kind == "survey" else None)


def _marks_a_question(column: Column, headed: set[str], vocabulary: Vocabulary) -> bool:
    """Whether a column is the '[Score]' or '[Feedback]' of a quiz, beside the question that its heading begins with."""
    bracketed = _BRACKETED.search(column.heading)
    if bracketed is None or typed(bracketed.group(1), vocabulary).role() != "ignore":
        return False
    return normalise(column.heading[: bracketed.start()]) in headed


def _row_of_a_grid(column: Column, vocabulary: Vocabulary) -> bool:
    return any(typed(piece, vocabulary).action.how in _SURE for piece in pieces(column.heading))


def _role_of_a_piece(column: Column, kind: str, vocabulary: Vocabulary) -> str | None:
    """The role of 'Your details >> ODS code' and of 'Limit contacts [Comments]'."""
    parts = pieces(column.heading)
    roles = (
        typed(part, vocabulary).role(kind) for part in (parts[-1:] + parts[:1] if len(parts) > 1 else [])
    )
    return next((role for role in roles if role in _TOLD_BY_A_PIECE), None)


def pieces(heading: str) -> list[str]:
    """What stands in a heading between the signs by which tools join a question, its row and its answer.

    One piece, the heading itself, where there are no such signs.
    """
    texts = [piece.strip() for piece in _PIECES.split(heading)]
    return [piece for piece in texts if piece and not piece.isdigit()]


def wordings(column: Column, vocabulary: Vocabulary) -> list[str]:
    """The texts of a heading that may name an action, a grid's row and the lowest part first."""
    telling = [part for part in column.parts if typed(part, vocabulary).role() != "ignore"]
    texts = [*reversed(telling), " ".join(telling)]
    bracketed = [in_brackets.group(1) for text in texts if (in_brackets := _BRACKETED.search(text))]
    texts += [bare for text in texts if (bare := text.rstrip(" ?")) != text.rstrip()]
    unrepeated = [text[:-1] for text in texts if text[-1:] in "23456789" and not text[-2:-1].isdigit()]
    unkeyed = [
        text[: text.rindex(opening)]
        for text in texts
        if vocabulary.key_in(text) and (opening := _opening(text))
    ]
    return list(
        dict.fromkeys([*(b for b in bracketed if not vocabulary.key_in(b)), *unkeyed, *texts, *unrepeated])
    )


def _opening(text: str) -> str:
    """The bracket that opens last in a text; '' where there is none."""
    return text[at] if (at := max(text.rfind("("), text.rfind("["))) > 0 else ""


def action_of(column: Column, vocabulary: Vocabulary, *, suggest: bool = False) -> Match:
    """The action or actions that a column's heading names; the wording decides, never the number.

    The heading as a whole first, else the pieces of it: two that name different actions decide nothing, and neither
    does one beside words that are not read, or that make it another question ('ICB view: limit contacts').
    """
    if column.meaning:
        return Match(actions_meant(column), how="chosen")
    chosen = vocabulary.remembered("action", heading_key(column))
    if chosen is not None:
        ids = () if chosen == LEAVE_OUT else tuple(chosen.removeprefix(OPPOSITE).split(";"))
        return Match(ids, how=OPPOSITE if chosen.startswith(OPPOSITE) else "remembered", leave_out=not ids)
    place = ("named", column.heading, *column.parts, suggest)
    match = column.memory.get(place)
    if match is None:
        match = column.memory[place] = _by_wordings(column, vocabulary, suggest=suggest)
    if not match or _says_nothing_else(column, match, vocabulary):
        return match
    return Match(suggestions=match.ids, how=UNREAD)


def heading_key(column: Column) -> str:
    """By what the action of a heading is remembered: for headings alone, so that it never reads a cell."""
    return f"{HEADING}{normalise(column.heading)}"


def _says_nothing_else(column: Column, match: Match, vocabulary: Vocabulary) -> bool:
    """Whether every piece of a heading is read: words of the action, an answer, a key, or what tools put there."""
    return _is_whole(column.heading, match, vocabulary) or all(
        _is_whole(part, match, vocabulary)
        or bool(vocabulary.key_in(part))
        or vocabulary.says_nothing_else(without_numbering(part), match.ids)
        or all(_takes_nothing(piece, match, vocabulary) for piece in pieces(part))
        for part in column.parts
    )


def _is_whole(part: str, match: Match, vocabulary: Vocabulary) -> bool:
    action = typed(part, vocabulary).action
    return action.how in _SURE and action.ids == match.ids


def _takes_nothing(piece: str, match: Match, vocabulary: Vocabulary) -> bool:
    if _is_whole(piece, match, vocabulary) or typed(piece, vocabulary).answer:
        return True
    known = typed(piece, vocabulary).role() == "ignore" or bool(vocabulary.key_in(piece))
    return (
        known or bool(typed(piece).code) or vocabulary.says_nothing_else(without_numbering(piece), match.ids)
    )


def _by_wordings(column: Column, vocabulary: Vocabulary, *, suggest: bool) -> Match:
    suggested: tuple[str, ...] = ()
    how = ""
    for text in wordings(column, vocabulary):
        if not text.strip() or number_of(text) is not None:
            continue
        match = vocabulary.action(text, suggest=suggest)
        if match or match.leave_out:
            return match
        suggested, how = suggested or match.suggestions, how or match.how
    matches = [
        typed(piece, vocabulary).action
        for part in column.parts[::-1]
        for piece in pieces(part)[1:] + pieces(part)[:1]
    ]
    matches = [match for match in matches if match]
    if len({match.ids for match in matches}) == 1:
        return matches[0]
    several = together(i for match in matches for i in match.ids)
    return Match(suggestions=tuple(dict.fromkeys((*several.suggestions, *suggested))), how=how)


def number_of(heading: str) -> int | None:
    """The item number of a heading that is a number and nothing else ('Option 7', 'Q7', '7')."""
    return bare_number(heading)


def holds_codes(values: Iterable[Any]) -> bool:
    """Whether at least four of five filled cells are ODS codes."""
    texts = {value.strip() for value in values if isinstance(value, str) and value.strip()}
    codes = sum(1 for text in texts if exact_code(text) or typed(text).code)
    return codes > 0 and codes >= 0.8 * len(texts)


def holds_services(table: Table, column: Column, vocabulary: Vocabulary) -> bool:
    """Whether at least half of the first unlike texts of a column name services, each of its parts for certain."""
    place = ("names services", column.index)
    if place not in table.memory:
        texts = [v for v in islice(table.unlike(column), _LOOK_AT) if isinstance(v, str) and v.strip()]
        naming = sum(1 for text in texts if all(typed(text, vocabulary).services))
        table.memory[place] = bool(texts) and 2 * naming >= len(texts)
    return table.memory[place]


def fingerprint(table: Table) -> str:
    """What makes two tables alike for a remembered choice: their headings, whatever their order."""
    return "|".join(sorted({normalise(without_numbering(column.heading)) for column in table.columns}))
