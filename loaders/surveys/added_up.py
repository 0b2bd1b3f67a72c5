"""What somebody added up beside the replies, held against them: it is left out, and where it says otherwise a note
says where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from loaders.cells.typed import typed
from loaders.draft import Draft
from loaders.figures.roles import assign_figure_roles
from loaders.figures.survey_summaries import answer_summed_up, counted, summary_of
from loaders.kinds import Context
from loaders.tables.columns import action_of
from loaders.tables.tables import Column, Table
from loaders.vocabulary.vocabulary import Vocabulary

_FEW = 5  # cells named in the note before the rest is counted
_GRAIN = ["survey", "region", "respondent", "action"]


class _Said(NamedTuple):
    """A number that a cell gives for those who gave an answer to an action (or to all that a form's item merges)."""

    cell: str
    actions: tuple[str, ...]
    answer: str
    number: float


def note_contradictions(context: Context) -> None:
    """Say where summaries and totals of the file give other numbers than its replies. While anything of the replies
    waits for an answer, or could not be read, nobody knows."""
    draft = context.draft
    if draft.questions or draft.problems or not draft.rows.get("answers"):
        return
    claims = [each for table in context.beside for each in _in_summary(table, context.vocabulary)]
    claims += [each for table in context.tables for each in _in_totals(table, context.vocabulary)]
    counts = _counts(draft) if claims else {}
    wrong = [(each, other) for each in claims if (other := _other(each, counts)) is not None]
    label = context.vocabulary.label
    sentences = [
        f"cell {each.cell} says {each.number:g} and the replies say {other} ({label('answer', each.answer)}: "
        f"{label('action', each.actions[0])})"
        for each, other in wrong[:_FEW]
    ]
    if sentences:
        more = f"; and {len(wrong) - _FEW} more" if len(wrong) > _FEW else ""
        draft.note(
            f"What was added up beside the replies does not agree with them, and the replies count: "
            f"{'; '.join(sentences)}{more}."
        )


def _other(claim: _Said, counts: dict[tuple[str, str], set[int]]) -> int | None:
    """What the replies say where that is another number, however repeated replies and surveys are counted."""
    counts_of_actions = [counts.get((action, claim.answer), {0}) for action in claim.actions]
    return None if any(claim.number in each for each in counts_of_actions) else min(counts_of_actions[0])


def _counts(draft: Draft) -> dict[tuple[str, str], set[int]]:
    """By action and answer, the numbers that somebody may have counted: every reply, the last of each practice, and
    the same survey by survey."""
    frames = [frame.astype(dict.fromkeys([*_GRAIN, "answer"], object)) for frame in draft.rows["answers"]]
    answers = pd.concat(frames, ignore_index=True)
    sent = pd.concat(draft.rows["replies"], ignore_index=True)["submitted_at"]
    answers["sent"] = sent.to_numpy()[answers["reply"]]
    last = answers.sort_values("sent", kind="stable", na_position="first").drop_duplicates(
        _GRAIN, keep="last"
    )
    groups: dict[tuple[str, str], set[int]] = {}
    asked = {
        (str(action), answer) for action in answers["action"].unique() for answer in set(answers["answer"])
    }
    for rows in (answers, last):
        for by in (["action", "answer"], ["survey", "action", "answer"]):
            for group, number in rows.groupby(by).size().items():
                groups.setdefault(group[-2:], set()).add(int(number))
    return {key: groups.get(key, {0}) for key in asked | groups.keys()}


def _in_summary(table: Table, words: Vocabulary) -> Iterator[_Said]:
    """The counts of a table with an action a row and a column for each answer."""
    assign_figure_roles(table, words)
    summary = summary_of(table, words)
    if summary is None:
        yield from _in_rows(table, words)
        return
    columns = [
        column for column in table.columns if column.index not in {c.index for _, c in summary.answers}
    ]
    for at, row in enumerate(table.rows):
        bindings = [typed(str(table.values(column)[at]), words).action.ids for column in columns]
        actions = next(filter(None, bindings), ())
        for answer, number, column in counted(table, summary, at, words) if actions else ():
            yield _Said(table.sheet.where(row, column.index), actions, answer, number)


def _in_rows(table: Table, words: Vocabulary) -> Iterator[_Said]:
    """The counts of a table with an answer a row and a column for each action."""
    asked = [(column, ids) for column in table.columns if (ids := action_of(column, words).ids)]
    for at, row in enumerate(table.rows if asked else ()):
        labels = [v for column in table.columns if isinstance(v := table.values(column)[at], str)]
        answers = [answer for label in labels if (answer := answer_summed_up(label, words))]
        for column, actions in asked if len(answers) == 1 else ():
            number = table.values(column)[at]
            if _is_count(number):
                yield _Said(
                    table.sheet.where(row, column.index), actions, answers[0], typed(number).figure or 0
                )


def _in_totals(table: Table, words: Vocabulary) -> Iterator[_Said]:
    """The counts in the rows that were told to be totals and that name an answer: 'Number of green'."""
    asked = [(column, actions) for column in table.columns if (actions := _asked(column, words))]
    for apart in table.apart if asked else ():
        texts = [
            v for v in _cells(table, apart.row, apart.cols) if isinstance(v, str) and typed(v).figure is None
        ]
        if len(texts) != 1 or not apart.counts:
            continue
        answer = answer_summed_up(texts[0], words)
        for column, actions in asked if answer else ():
            number = table.sheet.value(apart.row, column.index)
            if _is_count(number):
                yield _Said(
                    table.sheet.where(apart.row, column.index),
                    actions,
                    str(answer),
                    typed(number).figure or 0.0,
                )


def _asked(column: Column, words: Vocabulary) -> tuple[str, ...]:
    return tuple(column.subject or ()) or action_of(column, words).ids if column.role is None else ()


def _cells(table: Table, row: int, cols: tuple[int, int]) -> list[Any]:
    return [value for value in table.sheet.values[row][cols[0] : cols[1] + 1] if value is not None]


def _is_count(value: Any) -> bool:
    number = None if value is None else typed(value).figure
    return number is not None and float(number).is_integer() and "%" not in str(value)
