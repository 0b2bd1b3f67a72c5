"""From a file to the store and back: preview, load, answer, undo."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from loaders.corrections import corrections_of
from loaders.dates.dates import DAY_FIRST, MONTH_FIRST
from loaders.draft import Draft
from loaders.earlier import note_earlier, settled_survey
from loaders.kinds import KINDS, Options
from loaders.reading import Workbook
from loaders.recognition import draft_of
from loaders.report import Report, report_of, report_of_import
from loaders.tables.meanings import meanings
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary, vocabulary_of
from store import Answer, Correction, ImportRecord, Snapshot, Store

_TOUCHED = """
SELECT import FROM imports
WHERE state <> 'undone' AND (
    sha256 = $sha256
    OR import IN (SELECT import FROM questions WHERE list_contains($questions, question))
    OR import IN (SELECT import FROM used_answers WHERE list_contains($questions, question))
)
ORDER BY import
"""
# Since an import was last read: an answer to its open questions, another answer in place of one that it used,
# one that it used forgotten, a cell of its file corrected or uncorrected.
_OUT_OF_DATE = """
WITH told AS (
    SELECT seq, event, json_extract_string(payload, '$.question') AS question,
        json_extract_string(payload, '$.sha256') AS sha256, json_extract_string(payload, '$.import') AS import
    FROM events WHERE event IN ('import', 'answer', 'forget', 'correct', 'uncorrect')
),
asked AS (
    SELECT question FROM questions WHERE import = $import
    UNION ALL
    SELECT question FROM used_answers WHERE import = $import
)
SELECT seq FROM told
WHERE seq > (SELECT max(seq) FROM told WHERE event = 'import' AND import = $import::VARCHAR)
    AND (
        event IN ('answer', 'forget') AND question IN (SELECT question FROM asked)
        OR event IN ('correct', 'uncorrect')
        AND sha256 = (SELECT sha256 FROM imports WHERE imports.import = $import)
    )
LIMIT 1
"""


class WrongUsage(Exception):  # noqa: N818  a sentence for the person, not a failure
    """Something was named that is not there. The message is one sentence."""


@dataclass(frozen=True)
class Decided:
    """What a person has decided about a file that is not in the store yet, or not yet in this way."""

    answers: tuple[Answer, ...] = ()
    cells: tuple[Correction, ...] = ()


def preview(
    store: Store,
    data: bytes,
    name: str,
    options: Options | None = None,
    decided: Decided | None = None,
    workbook: Workbook | None = None,
    again: int | None = None,
    sha256: str | None = None,
) -> Draft:
    """What a file says and what would become of every cell of it; nothing is saved.

    decided: answers and corrections that hold as if they were kept already. workbook: the file as read before.
    again: the import that is read again. sha256: of the data, where it is known.
    """
    options, decided, snapshot = options or Options(), decided or Decided(), store.snapshot()
    sha256 = sha256 or hashlib.sha256(data).hexdigest()
    if again is None:
        settled, at = settled_survey(snapshot, sha256, options), datetime.now()
    else:
        found = snapshot.rows("SELECT survey, loaded_at FROM imports WHERE import = $again", {"again": again})
        settled, at = found[0]
    answers = {(answer.about, answer.key): answer.choice for answer in decided.answers}
    words = vocabulary_of(str(store.directory), snapshot, answers)
    kept = {(cell.sheet, cell.row, cell.col): cell for cell in corrections_of(snapshot, sha256)}
    kept |= {(cell.sheet, cell.row, cell.col): cell for cell in decided.cells}
    draft = draft_of(data, name, options, words, at, settled, list(kept.values()), workbook, sha256)
    note_earlier(snapshot, draft, options, again)
    draft.generation = snapshot.generation
    return draft


def load(
    store: Store,
    data: bytes,
    name: str,
    options: Options | None = None,
    *,
    by: str = "",
    demonstration: bool = False,
) -> Report:
    """Load a file and report. The same bytes with the same options are there already, with other options they
    take the place of the earlier import; an import that was undone comes back; a file that is refused leaves
    nothing in the store."""
    options, sha256 = options or Options(), hashlib.sha256(data).hexdigest()
    if there := loaded_already(store, data, options, sha256):
        return there
    draft = preview(store, data, name, options, sha256=sha256)
    return keep(store, data, draft, options, by=by, demonstration=demonstration)


def keep(
    store: Store, data: bytes, draft: Draft, options: Options, *, by: str = "", demonstration: bool = False
) -> Report:
    """Save a draft that preview gave."""
    if draft.refused:
        return report_of(draft, "refused", None)
    snapshot = store.snapshot()
    if draft.generation != snapshot.generation:  # somebody wrote since the preview
        note_earlier(snapshot, draft, options)
    undone = _undone(store, draft.sha256, options)
    if undone is not None:
        back = f"This file was loaded before as import {undone} and undone; it has been brought back."
        replaced = [note for note in draft.earlier if note.startswith("This file")]
        store.undo(undone, by)
        return reread(store, undone, by, [back, *replaced])
    store.receive(data, draft.ext or "bin")
    record = record_of(draft, options, by, demonstration)
    return report_of(draft, record.state, store.add_import(record, rows_of(draft)))


def loaded_already(store: Store, data: bytes, options: Options, sha256: str | None = None) -> Report | None:
    """The report of the import of the same bytes with the same options, where it stands."""
    standing = store.find_import(sha256 or hashlib.sha256(data).hexdigest(), options.named())
    return None if standing is None else report_of_import(store.snapshot(), int(standing["import"]))


def rows_of(draft: Draft) -> dict[str, pd.DataFrame]:
    """The draft's rows, one frame a table of the store."""
    return {table: pd.concat(frames, ignore_index=True) for table, frames in draft.rows.items()}


def words_of_store(store: Store) -> Vocabulary:
    return vocabulary_of(str(store.directory), store.snapshot())


def undo(store: Store, import_id: int, *, by: str = "") -> str:
    """Undo an import, or bring an undone one back; the new state comes back.

    One that comes back is read again where an answer or a correction that it depends on has changed meanwhile.
    """
    state = store.undo(import_id, by)
    if state != "undone" and store.snapshot().rows(_OUT_OF_DATE, {"import": import_id}):
        report = reread(store, import_id, by)
        return state if report["outcome"] == "refused" else report["outcome"]
    return state


def answer(store: Store, question_id: str, choice: str, *, by: str = "") -> list[Report]:
    """Remember a choice and read every file again that raised the question. An earlier answer is changed.

    Raises WrongUsage where there is no such question or the choice is none of its choices.
    """
    asked = _asked(store, question_id)
    if asked is None:
        raise WrongUsage(
            f"There is no question {question_id} in this store: one that --dry-run showed can be answered "
            "once its file is loaded."
        )
    choices = asked["choices"]
    if choices and choice not in [*choices, LEAVE_OUT] and not _free(asked["about"], choice):
        raise WrongUsage(f"“{choice}” is not one of the choices: {'; '.join(choices)}.")
    store.remember(question_id, asked["about"], asked["key"], asked["value"], choice, by)
    return [reread(store, number, by) for number in asked["imports"]]


def forget(store: Store, question_id: str, *, by: str = "") -> list[Report]:
    """Forget an answer, and read every file again that it may have touched. Raises WrongUsage."""
    asked = _asked(store, question_id)
    if asked is None:
        raise WrongUsage(f"There is no question {question_id}.")
    store.forget(question_id, by)
    return [reread(store, number, by) for number in asked["imports"]]


def _asked(store: Store, question_id: str) -> dict[str, Any] | None:
    """A question, open or answered before, with the standing imports to read again: those in which it is open,
    and those that used its answer."""
    snapshot, which = store.snapshot(), {"question": question_id}
    imports = touched_by(snapshot, [question_id])
    open_in = (
        "SELECT questions.*, import FROM questions JOIN imports USING (import) "
        "WHERE question = $question AND state <> 'undone' ORDER BY import"
    )
    rows = snapshot.frame(open_in, which)
    if len(rows):
        choices = json.loads(rows["choices"].iloc[0])
        return rows[["about", "key", "value"]].iloc[0].to_dict() | {"choices": choices, "imports": imports}
    known = snapshot.frame("SELECT about, key, value FROM remembered WHERE question = $question", which)
    if known.empty:
        return None
    choices = choices_about(known["about"].iloc[0], known["key"].iloc[0], words_of_store(store))
    return known.iloc[0].to_dict() | {"choices": choices, "imports": imports}


def touched_by(snapshot: Snapshot, questions: Sequence[str], sha256: str = "") -> list[int]:
    """The standing imports in which one of the questions is open or whose reading used its answer, and those of
    the file with this sha256."""
    which = {"questions": list(questions), "sha256": sha256}
    return [number for (number,) in snapshot.rows(_TOUCHED, which)]


def choices_about(about: str, key: str, words: Vocabulary) -> list[str]:
    """What an answer of this sort can be changed to; [] where that depends on the file that raised it."""
    if about in ("action", "service", "region"):
        return [*words.known(about), LEAVE_OUT]
    if about == "answer":
        return [*(words.answers_of(key.partition(":")[0]) or words.answers_of(None)), LEAVE_OUT]
    if about == "meaning":
        return [*meanings(words), LEAVE_OUT]
    fixed = {"kind": list(KINDS), "date order": [DAY_FIRST, MONTH_FIRST], "survey": words.known("survey")}
    return fixed.get(about, [])


def reread(store: Store, import_id: int, by: str = "", notes: Sequence[str] = ()) -> Report:
    """Read an import's file again with what is known now, and put the rows in place of the earlier ones.

    notes: what the report says besides.
    """
    row = (
        store.snapshot().frame("SELECT * FROM imports WHERE import = $import", {"import": import_id}).iloc[0]
    )
    options = Options(**json.loads(row["options"] or "{}"))
    data = store.received_bytes(row["sha256"])
    settled = row["survey"] if isinstance(row["survey"], str) else None
    draft = draft_of(
        data,
        row["file"],
        options,
        words_of_store(store),
        row["loaded_at"].to_pydatetime(),
        settled,
        corrections_of(store.snapshot(), row["sha256"]),
        sha256=row["sha256"],
    )
    if draft.refused:
        return report_of(draft, "refused", None)
    note_earlier(store.snapshot(), draft, options, import_id)
    draft.notes += notes
    record = record_of(draft, options, by, bool(row["demonstration"]))
    store.replace_import(import_id, record, rows_of(draft))
    return report_of(draft, record.state, import_id)


def _free(about: str, choice: str) -> bool:
    """A survey may be given an id of its own."""
    return about == "survey" and choice.replace("-", "").replace("_", "").isalnum()


def _undone(store: Store, sha256: str, options: Options) -> int | None:
    rows = store.snapshot().rows(
        "SELECT import, options FROM imports WHERE sha256 = $sha256 AND state = 'undone' "
        "ORDER BY import DESC",
        {"sha256": sha256},
    )
    return next((number for number, given in rows if json.loads(given or "{}") == options.named()), None)


def record_of(draft: Draft, options: Options, by: str, demonstration: bool) -> ImportRecord:
    questions: list[dict[str, Any]] = []
    for question in draft.questions.values():
        columns = asdict(question)
        questions.append({"question": question.id} | {k: v for k, v in columns.items() if k != "sentence"})
        questions[-1]["sentence"] = question.sentence
    return ImportRecord(
        file=draft.file,
        sha256=draft.sha256,
        ext=draft.ext,
        kind=draft.kind,
        region=draft.region,
        survey=draft.survey,
        menu=draft.menu,
        options=options.named(),
        by=by,
        rows_read=draft.rows_read,
        rows_loaded=draft.rows_loaded,
        rows_left_out=draft.rows_left_out,
        state="needs an answer" if questions else "loaded",
        demonstration=demonstration,
        notes=draft.notes,
        problems=[asdict(problem) for problem in draft.problems],
        left_out=[asdict(item) for item in draft.left_out],
        questions=questions,
        used=draft.used,
    )
