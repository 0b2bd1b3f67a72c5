"""Answers in words, as an import brings them, to answers in numbers, as they are kept (schema.sql)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from store.writing import Writing

REPLY = ("survey", "region", "respondent", "submitted_at", "sheet")  # what the answers of one reply share
KEY = ("survey", "region", "respondent", "action", "answer")
MOST = 2**62  # a number made of several stays below this


def in_numbers(writing: Writing, rows: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The rows of an import with numbered replies, and answer_cells in place of answers.

    reply of an answer: the place of its reply among the replies; may be left out. An answer whose reply has no
    row of its own gets one: it shows that the practice replied. Raises
    ValueError where an answer lacks a part of the key that it is counted by, or has a column of no meaning.
    """
    import pandas as pd

    answers, replies = rows.get("answers"), rows.get("replies")
    kept = {table: frame for table, frame in rows.items() if table not in ("answers", "replies")}
    if answers is None or answers.empty:
        return kept if replies is None else kept | {"replies": _numbered(replies)}
    _check(answers)
    replies, reply = _placed(answers, replies)
    cells = {"cell": np.arange(len(answers), dtype=np.int32), "reply": reply.astype(np.int32, copy=False)}
    action, answer = _id_numbers(writing, [answers["action"], answers["answer"]])
    cells |= {"action": action, "answer": answer}
    cells |= {name: _whole(answers[name]) for name in ("row", "col") if name in answers}
    # Copied into one block, as a frame does by itself, a million answers took 25 MB more.
    return kept | {"replies": _numbered(replies), "answer_cells": pd.DataFrame(cells, copy=False)}


def given_again(rows: dict[str, pd.DataFrame]) -> bool:
    """Whether some respondent of an import answered a question more than once, by its replies and by reply and
    action of its answer_cells, as in_numbers gives them."""
    import pandas as pd

    cells, replies = rows.get("answer_cells"), rows.get("replies")
    if cells is None or replies is None:
        return False
    respondent = pd.factorize(_number(replies, REPLY[:3]))[0]
    reply, action = cells["reply"].to_numpy(), _codes(cells["action"])[0]
    # Action by action: all at once took 50 MB more for a million answers.
    return any(np.bincount(respondent[reply[action == each]]).max() > 1 for each in pd.unique(action))


def _numbered(replies: pd.DataFrame) -> pd.DataFrame:
    return replies.assign(reply=np.arange(len(replies), dtype=np.int32))


def _check(answers: pd.DataFrame) -> None:
    if unknown := set(answers.columns) - {*REPLY, *KEY, "reply", "row", "col"}:
        raise ValueError(f"answers have no column {', '.join(sorted(unknown))}")
    blank = np.zeros(len(answers), dtype=bool)
    for name in KEY:
        blank |= answers[name].isna().to_numpy() if name in answers else True
    if blank.any():
        raise ValueError(f"{int(blank.sum())} rows of answers lack the key that they are counted by")


def _placed(answers: pd.DataFrame, replies: pd.DataFrame | None) -> tuple[pd.DataFrame, np.ndarray]:
    """All replies of an import, and the place among them of each answer's: the one it names, else the one that
    it shares survey, respondent, time and sheet with."""
    import pandas as pd

    known = 0 if replies is None else len(replies)
    if replies is not None and "reply" in answers and answers["reply"].between(0, known - 1).all():
        return replies, answers["reply"].to_numpy()
    reply, whose = _replies_of(answers)
    if replies is None or not known:
        return whose, reply
    place, missing = _places(whose, replies)
    return pd.concat([replies, whose[missing]], ignore_index=True), place[reply]


def _replies_of(answers: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """For each answer the number of its reply, and those replies: the columns of REPLY, one row each."""
    import pandas as pd

    reply, _ = pd.factorize(_number(answers))
    first = np.flatnonzero(np.diff(np.maximum.accumulate(reply), prepend=-1))
    return reply, _who(answers.iloc[first])


def _places(whose: pd.DataFrame, replies: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """For each reply of the answers its place among the replies, new ones behind them; which are new."""
    import pandas as pd

    both = pd.concat([_who(replies), whose], ignore_index=True)
    number, _ = pd.factorize(_number(both))
    place = np.full(number.max() + 1, -1)
    known, wanted = number[: len(replies)], number[len(replies) :]
    place[known[::-1]] = np.arange(len(replies))[::-1]  # the first of several that look the same
    missing = place[wanted] < 0
    place[wanted[missing]] = len(replies) + np.arange(int(missing.sum()))
    return place[wanted], missing


def _who(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns of REPLY with one type each, whatever they came with."""
    import pandas as pd

    blank = pd.Series(None, index=rows.index, dtype=object)
    columns = {name: rows.get(name, blank) for name in REPLY}
    types = {name: "datetime64[us]" if name == "submitted_at" else object for name in REPLY}
    return pd.DataFrame({name: values.astype(types[name]) for name, values in columns.items()}).reset_index(
        drop=True
    )


def _number(rows: pd.DataFrame, names: tuple[str, ...] = REPLY) -> np.ndarray:
    """A number for each row: the same for rows alike in those columns, and for no others."""
    import pandas as pd

    number, size = np.zeros(len(rows), dtype=np.int64), 1
    for name in names:
        if name not in rows:
            continue
        codes, distinct = _codes(rows[name])
        if size * (len(distinct) + 1) > MOST:
            number, numbers_used = pd.factorize(number)
            size = len(numbers_used)
        number, size = number * (len(distinct) + 1) + (1 + codes.astype(np.int64)), size * (len(distinct) + 1)
    return number


def _codes(values: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """For each value the number of its kind, -1 for a blank, and the kinds; there may be more than occur."""
    import pandas as pd

    if isinstance(values.dtype, pd.CategoricalDtype):
        return values.cat.codes.to_numpy(), values.cat.categories
    codes, distinct = pd.factorize(values)
    return codes.astype(np.int64), pd.Index(distinct)


def _id_numbers(writing: Writing, columns: list[pd.Series]) -> list[np.ndarray]:
    """The number of each id in answer_ids, column by column; a new id gets the next."""
    import pandas as pd

    known = dict(writing.run("answer_ids"))
    coded = [_codes(ids) for ids in columns]
    ids_used = [kinds[np.flatnonzero(np.bincount(codes))].tolist() for codes, kinds in coded]
    new = [name for name in dict.fromkeys(chain.from_iterable(ids_used)) if name not in known]
    known |= {name: number for number, name in enumerate(new, start=len(known))}
    if new:
        frame = pd.DataFrame({"number": [known[name] for name in new], "id": new})
        writing.connection.append("answer_ids", frame, by_name=True)
    numbers = ([known.get(name, -1) for name in kinds] for _, kinds in coded)
    return [
        np.array(of_kind, dtype=np.int32)[codes] for of_kind, (codes, _) in zip(numbers, coded, strict=True)
    ]


def _whole(values: pd.Series) -> pd.Series:
    return values.astype("int32" if values.dtype.kind in "iu" else "Int32")
