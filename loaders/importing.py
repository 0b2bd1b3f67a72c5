"""From a file to the store and back: preview, load, answer, undo."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.draft import Draft
from loaders.earlier import note_earlier, settled_survey
from loaders.kinds import Options
from loaders.recognition import draft_of
from loaders.report import Report, report_of, report_of_import
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary, vocabulary_of
from store import ImportRecord, Store


class WrongUsage(Exception):  # noqa: N818  a sentence for the person, not a failure
    """Something was named that is not there. The message is one sentence."""


def preview(store: Store, data: bytes, name: str, options: Options | None = None) -> Draft:
    """What a file says and what would become of every cell of it; nothing is saved."""
    options, snapshot = options or Options(), store.snapshot()
    settled = settled_survey(snapshot, hashlib.sha256(data).hexdigest(), options)
    draft = draft_of(data, name, options, words_of_store(store), datetime.now(), settled)
    note_earlier(snapshot, draft, options)
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
    options = options or Options()
    return loaded_already(store, data, options) or keep(
        store, data, preview(store, data, name, options), options, by=by, demonstration=demonstration
    )


def keep(
    store: Store, data: bytes, draft: Draft, options: Options, *, by: str = "", demonstration: bool = False
) -> Report:
    """Save a draft that preview gave."""
    if draft.refused:
        return report_of(draft, "refused", None)
    note_earlier(store.snapshot(), draft, options)
    undone = _undone(store, draft.sha256, options)
    if undone is not None:
        back = f"This file was loaded before as import {undone} and undone; it has been brought back."
        replaced = [note for note in draft.earlier if note.startswith("This file")]
        store.undo(undone, by)
        return reread(store, undone, by, [back, *replaced])
    store.receive(data, draft.ext or "bin")
    record = record_of(draft, options, by, demonstration)
    return report_of(draft, record.state, store.add_import(record, rows_of(draft)))


def loaded_already(store: Store, data: bytes, options: Options) -> Report | None:
    """The report of the import of the same bytes with the same options, where it stands."""
    standing = store.find_import(hashlib.sha256(data).hexdigest(), options.named())
    return None if standing is None else report_of_import(store.snapshot(), int(standing["import"]))


def rows_of(draft: Draft) -> dict[str, pd.DataFrame]:
    """The draft's rows, one frame a table of the store."""
    return {table: pd.concat(frames, ignore_index=True) for table, frames in draft.rows.items()}


def words_of_store(store: Store) -> Vocabulary:
    return vocabulary_of(str(store.directory), store.snapshot())


def undo(store: Store, import_id: int, *, by: str = "") -> str:
    """Undo an import, or bring an undone one back; the new state comes back."""
    return store.undo(import_id, by)


def answer(store: Store, question_id: str, choice: str, *, by: str = "") -> list[Report]:
    """Remember a choice and read every file again that raised the question. An earlier answer is changed.

    Raises WrongUsage where there is no such question or the choice is none of its choices.
    """
    asked = _asked(store, question_id)
    if asked is None:
        raise WrongUsage(f"There is no question {question_id}.")
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
    """A question, open or answered before, with the imports to read again: those that raised it, or, for one
    that was answered, all that stand, as which of them used the answer is not kept."""
    snapshot, which = store.snapshot(), {"question": question_id}
    open_in = (
        "SELECT questions.*, import FROM questions JOIN imports USING (import) "
        "WHERE question = $question AND state <> 'undone' ORDER BY import"
    )
    rows = snapshot.frame(open_in, which)
    if len(rows):
        choices = json.loads(rows["choices"].iloc[0])
        imports = [int(number) for number in rows["import"].unique()]
        return rows[["about", "key", "value"]].iloc[0].to_dict() | {"choices": choices, "imports": imports}
    known = snapshot.frame("SELECT about, key, value FROM remembered WHERE question = $question", which)
    if known.empty:
        return None
    standing = snapshot.rows("SELECT import FROM imports WHERE state <> 'undone' ORDER BY import")
    return known.iloc[0].to_dict() | {"choices": [], "imports": [number for (number,) in standing]}


def reread(store: Store, import_id: int, by: str = "", notes: Sequence[str] = ()) -> Report:
    """Read an import's file again with what is known now, and put the rows in place of the earlier ones.

    notes: what the report says besides.
    """
    row = (
        store.snapshot().frame("SELECT * FROM imports WHERE import = $import", {"import": import_id}).iloc[0]
    )
    options = Options(**json.loads(row["options"] or "{}"))
    data = Path(store.received(row["sha256"])).read_bytes()
    settled = row["survey"] if isinstance(row["survey"], str) else None
    draft = draft_of(
        data, row["file"], options, words_of_store(store), row["loaded_at"].to_pydatetime(), settled
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
    )
