"""Which kind of table a file holds: the one named or remembered, else the surest of any table; a question where none is
sure."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.cells.typed import typed
from loaders.draft import Draft
from loaders.figures.survey_summaries import answers_down
from loaders.kinds import KINDS, Context, module
from loaders.reading import Sheet
from loaders.tables.layout import Layout
from loaders.tables.tables import Table

_SURE, _PLAUSIBLE = 0.5, 0.3
HOLDS = {
    "survey": "practices' answers to a survey",
    "notices": "a log of notices",
    "figures": "figures already added up",
    "practices": "a list of practices",
    "events": "what happened with the ICB",
}
TOGETHER = ("survey", "notices")  # what practices say themselves: a file may be loaded as both at once
_KEEPS_NO_ANSWER = "practices"
_FEW = 8  # columns named in a note before the rest is counted
*_BUT_LAST, _LAST = HOLDS.values()
LOOKED_FOR = f"{', '.join(_BUT_LAST)}, or {_LAST}"


@dataclass
class Contents:
    """The sheets that count, their layouts, and how sure each kind is of each table."""

    layouts: list[tuple[Sheet, Layout]] = field(default_factory=list)
    scores: list[tuple[Table, dict[str, float]]] = field(default_factory=list)


def scores_of(table: Table, context: Context) -> dict[str, float]:
    chosen = context.options.kind
    kinds = [chosen] if chosen and chosen != _KEEPS_NO_ANSWER else KINDS
    return {kind: module(kind).score(table, context.vocabulary, context.options) for kind in kinds}


def kind_of(draft: Draft, contents: Contents, context: Context) -> str | None:
    """The kind named or remembered, else the surest of any table; a question where none is sure."""
    best = {
        kind: max((scores.get(kind, 0.0) for _, scores in contents.scores), default=0.0) for kind in KINDS
    }
    chosen, instead = context.options.kind, _said_instead(contents, context)
    if chosen and not instead:
        draft.because("kind", "You chose it.")
        return chosen if best[chosen] > 0 else None
    remembered = context.vocabulary.remembered("kind", context.file_key)
    if remembered in KINDS:
        draft.because("kind", "As answered before for a file like it.")
        return remembered
    if chosen and instead:
        sentence = f"This file was named {HOLDS[chosen]} and looks like {HOLDS[instead]}: what does it hold?"
        draft.ask("kind", draft.file, sentence, [instead, chosen], key=context.file_key)
        return None
    kind = max(KINDS, key=lambda kind: best[kind])
    if context.options.survey and best["survey"] >= (_PLAUSIBLE if kind == "survey" else _SURE):
        draft.because("kind", "You named a survey.")
        return "survey"
    if best[kind] >= _SURE:
        return _of_rows(contents) or kind if kind == "figures" else kind
    if best[kind] >= _PLAUSIBLE:
        choices = sorted((kind for kind in KINDS if best[kind] > 0), key=lambda kind: -best[kind])
        sentence = f"What does this file hold: {LOOKED_FOR}?"
        draft.ask("kind", draft.file, sentence, choices, key=context.file_key)
    return None


def _said_instead(contents: Contents, context: Context) -> str | None:
    """What practices say in a file that was named a list of them, which would keep nothing of it; None where a
    table of it is such a list, or it says nothing else."""
    if context.options.kind != _KEEPS_NO_ANSWER:
        return None
    if any(is_surely(_KEEPS_NO_ANSWER, scores) for _, scores in contents.scores):
        return None
    return _of_rows(contents)


def _of_rows(contents: Contents) -> str | None:
    """The kind of the practices' own rows in a file that holds figures too, which were likely added up from them."""
    return next(
        (kind for kind in TOGETHER if any(is_surely(kind, scores) for _, scores in contents.scores)), None
    )


def tables_of(kind: str, contents: Contents) -> list[Table]:
    """The tables that are surely of the kind and of no other more surely; all likely ones if it was named."""
    sure = [table for table, scores in contents.scores if is_surely(kind, scores)]
    if sure:
        return sure
    best = max((scores.get(kind, 0.0) for _, scores in contents.scores), default=0.0)
    return [table for table, scores in contents.scores if scores.get(kind, 0.0) == best and best > 0]


def tables_of_other_kinds(kind: str, contents: Contents, context: Context) -> dict[str, list[Table]]:
    """What is loaded besides: notices beside replies, and replies beside notices, where nobody chose the kind. Both
    are said by practices, and neither changes what the other counts."""
    chosen = context.options.kind or context.vocabulary.remembered("kind", context.file_key)
    if chosen or kind not in TOGETHER:
        return {}
    taken = tables_of(kind, contents)
    others = {
        other: [
            table
            for table, scores in contents.scores
            if is_surely(other, scores) and not any(table is each for each in taken)
        ]
        for other in TOGETHER
        if other != kind
    }
    return {other: tables for other, tables in others.items() if tables}


def added_up(kind: str, loaded: list[Table], contents: Contents, context: Context) -> list[Table]:
    """The tables of figures about no other region than the rows of practices in the file."""
    if kind not in TOGETHER:
        return []
    figures = [
        table
        for table, scores in contents.scores
        if (is_surely("figures", scores) or answers_down(table, context.vocabulary))
        and not any(table is each for each in loaded)
    ]
    return [table for table in figures if len(_regions_in(table, context)) < 2]


def _regions_in(table: Table, context: Context) -> set[str]:
    words = context.vocabulary
    columns = [column for column in table.columns if typed(column.heading, words).role("figures") == "region"]
    return {
        typed(str(value), words).region.id or str(value) for each in columns for value in table.unlike(each)
    }


def is_surely(kind: str, scores: dict[str, float]) -> bool:
    return scores.get(kind, 0.0) >= _SURE and scores[kind] == max(scores.values())


def note_kinds(draft: Draft, by_kind: dict[str, list[Table]]) -> None:
    """Say that a file was loaded as two kinds, and where the second of them stands."""
    (first, tables), *others = by_kind.items()
    for kind, more in others:
        where = " and ".join(dict.fromkeys(_where(table, tables) for table in more))
        draft.note(
            f"This file holds {HOLDS[first]} and {HOLDS[kind]}, and both were loaded, the latter from {where}."
        )


def _where(table: Table, others: list[Table]) -> str:
    """The sheet of a table, and its columns where one of the others stands on the sheet too."""
    beside = [column.heading for other in others if other.sheet is table.sheet for column in other.columns]
    own = [
        f"“{column.heading}”" for column in table.columns if column.heading and column.heading not in beside
    ]
    if not beside or not own:
        return f"sheet “{table.sheet.name}”"
    columns = ", ".join(own[:_FEW]) + (f" and {len(own) - _FEW} more" if len(own) > _FEW else "")
    return f"column{'s' * (len(own) > 1)} {columns} of sheet “{table.sheet.name}”"
