"""Tiny workbooks as an office makes them, and what is read from them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from loaders.draft import Draft
from loaders.importing import load, record_of, rows_of
from loaders.kinds import Options
from loaders.reading.sheets import Workbook
from loaders.recognition import draft_of
from loaders.vocabulary.vocabulary import Vocabulary
from measures import measure
from store import Store
from store.trial import Trial, trial

REGISTER = b"""ODS code,Practice name,List size
Z99001,Elm Surgery,9000
Z99002,Oak Surgery,8000
Z99003,Ash House,7000
Z99004,The Surgery,6000
"""


@dataclass
class Form:
    """answers: by (respondent, subject), the lowest row counts. questions: (about, value, rows)."""

    draft: Draft
    answers: dict[tuple[str, str], str]
    comments: list[str]

    @property
    def figures(self) -> dict[str, dict[str, int]]:
        """How many gave each answer, by subject."""
        result: dict[str, dict[str, int]] = {}
        for (_, subject), answer in self.answers.items():
            counts = result.setdefault(subject, {})
            counts[answer] = counts.get(answer, 0) + 1
        return result

    @property
    def times(self) -> list[str]:
        """When the replies were sent, in the order of the rows."""
        frame = self.draft.rows["replies"][0]
        return [f"{moment:%Y-%m-%d %H:%M}" for moment in frame["submitted_at"]]

    @property
    def left_out(self) -> list[tuple[str, str]]:
        return [(item.cell, item.reason) for item in self.draft.left_out]

    @property
    def problems(self) -> list[tuple[str, str]]:
        return [(problem.cell, problem.value) for problem in self.draft.problems]

    @property
    def questions(self) -> list[tuple[str, str, int]]:
        return [
            (question.about, question.value, question.affects_rows)
            for question in self.draft.questions.values()
        ]

    @property
    def clean(self) -> bool:
        """Nothing is asked, left out or not understood."""
        return (self.questions, self.problems, self.left_out) == ([], [], [])


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """The words of a store that knows four practices of Sefton. Tests only read it."""
    store = Store.open(tmp_path_factory.mktemp("register") / "store")
    load(store, REGISTER, "register.csv", Options(kind="practices", region="sefton"))
    return Vocabulary(store.snapshot())


@pytest.fixture
def read(vocabulary: Vocabulary, as_read: Callable[..., Workbook]) -> Callable[..., Draft]:
    """The draft of a workbook: rows of one sheet, or rows by sheet name. Every cell has a fate in the end.

    finish: what is done to the openpyxl workbook before it is saved (merging, hiding, painting); without it the cells
    are given as they are. Options left out are a survey of Sefton; None takes one away.
    """

    def draft(
        sheets: dict[str, list[list[Any]]] | list[list[Any]],
        finish: Callable[[openpyxl.Workbook], None] | None = None,
        name: str = "book.xlsx",
        words: Vocabulary | None = None,
        **options: str | None,
    ) -> Draft:
        by_name = sheets if isinstance(sheets, dict) else {"Sheet1": sheets}
        data = workbook(by_name, finish) if finish else name.encode()
        book = None if finish else as_read(by_name, name)
        given = {"region": "sefton", "survey": "autumn"} | options
        names = Options(**{key: value for key, value in given.items() if value})
        result = draft_of(data, name, names, words or vocabulary, datetime(2025, 6, 1, 12), workbook=book)
        assert result.refused is None, result.refused
        return result

    return draft


@pytest.fixture
def notices(read: Callable[..., Draft], register: Vocabulary) -> Callable[..., Draft]:
    """The draft of a workbook of notices, in a region whose practices are known."""

    def draft(sheets, finish=None, **options):
        return read(sheets, finish, words=register, **{"survey": None} | options)

    return draft


def workbook(
    sheets: dict[str, list[list[Any]]], finish: Callable[[openpyxl.Workbook], None] | None = None
) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if finish:
        finish(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.fixture
def answers_of() -> Callable[[Draft], dict[str, str]]:
    """What each practice answered: a letter an action, in the order of the columns, joined by practice."""

    def answers(draft: Draft) -> dict[str, str]:
        rows = [
            (row.respondent, row.row, row.col, row.answer[0].upper())
            for frame in draft.rows.get("answers", [])
            for row in frame.astype(object).itertuples()
        ]
        result: dict[str, str] = {}
        for respondent, _, _, letter in sorted(rows, key=lambda row: row[:3]):
            result[respondent] = result.get(respondent, "") + letter
        return result

    return answers


@pytest.fixture
def served() -> Callable[[Draft], list[tuple[Any, ...]]]:
    """Practice, service, status and effective date of each notice, sorted."""

    def notices(draft: Draft) -> list[tuple[Any, ...]]:
        return sorted(
            (row.respondent, row.service, row.status, str(row.effective_on or ""))
            for frame in draft.rows.get("notices", [])
            for row in frame.astype(object).itertuples()
        )

    return notices


@pytest.fixture(scope="session")
def trial_store(store_of_reference: Store) -> Iterator[Trial]:
    """A copy of the store of the reference data, to try imports on; each test takes out what it put in."""
    with trial(store_of_reference) as tried:
        yield tried


@pytest.fixture
def figures_of(trial_store: Trial) -> Callable[..., list[dict[str, Any]]]:
    """What a measure says while a draft is in the store: its rows as records, unknown is None."""

    def rows(draft: Draft, name: str, **asked: Any) -> list[dict[str, Any]]:
        record = record_of(draft, Options(), "", demonstration=False)
        number = trial_store.add_import(record, rows_of(draft))
        frame = measure(trial_store.snapshot(), name, **asked).astype(object)
        trial_store.undo(number)
        return frame.where(frame.notna(), None).to_dict("records")

    return rows


@pytest.fixture
def form(draft_from, rows_of):
    """Reads rows as a file of Sefton's autumn survey, or with other options (None: left to the file)."""

    def read(*rows: list[Any], name: str = "drawn", words: Any = None, **options: str | None) -> Form:
        names = {"region": "sefton", "survey": "autumn"} | options
        given = {key: value for key, value in names.items() if value is not None}
        draft = draft_from([list(row) for row in rows], name=name, words=words, **given)
        frame, comments = rows_of(draft, "answers"), rows_of(draft, "comments")
        whose = [] if frame.empty else zip(frame["respondent"], frame["action"], strict=True)
        answers = dict(zip(whose, [] if frame.empty else frame["answer"], strict=True))
        return Form(draft, answers, [] if comments.empty else comments["text"].tolist())

    return read
