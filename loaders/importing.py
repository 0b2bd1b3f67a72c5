"""From a file to the store and back: preview, load, read again, undo."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from loaders.corrections import corrections_of
from loaders.draft import Draft
from loaders.earlier import note_earlier, settled_survey
from loaders.kinds import Options
from loaders.queries import query
from loaders.reading import Workbook
from loaders.recognition import draft_of
from loaders.report import Report, report_of, report_of_import
from loaders.vocabulary.vocabulary import Vocabulary, vocabulary_of
from store import Answer, Correction, ImportRecord, Store


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
        settled_imports = snapshot.rows(query("when_loaded"), {"import": again})
        settled, at = settled_imports[0][0], local(settled_imports[0][1])
    answers = {(answer.about, answer.key): answer.choice for answer in decided.answers}
    words = vocabulary_of(str(store.directory), snapshot, answers)
    kept = {(cell.sheet, cell.row, cell.col): cell for cell in corrections_of(snapshot, sha256)}
    kept |= {(cell.sheet, cell.row, cell.col): cell for cell in decided.cells}
    draft = draft_of(data, name, options, words, at, settled, list(kept.values()), workbook, sha256)
    note_earlier(snapshot, draft, options, words, again)
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
        note_earlier(snapshot, draft, options, words_of_store(store))
    undone = _undone(store, draft.sha256, options)
    if undone is not None:
        back = f"This file was loaded before as import {undone} and undone; it has been brought back."
        replaced = [note for note in draft.earlier if note.startswith("This file")]
        store.undo(undone, by)
        return reread(store, undone, by, [back, *replaced])
    store.receive(data, draft.ext or "bin")
    record = record_of(draft, options, by, demonstration)
    import_id = store.add_import(record, rows_of(draft))
    if not record.stored:  # somebody loaded the same file since the preview
        return report_of_import(store.snapshot(), import_id)
    return report_of(draft, record.state, import_id)


def loaded_already(store: Store, data: bytes, options: Options, sha256: str | None = None) -> Report | None:
    """The report of the import of the same bytes with the same options, where it stands."""
    standing = store.find_import(sha256 or hashlib.sha256(data).hexdigest(), options.named())
    return None if standing is None else report_of_import(store.snapshot(), int(standing["import"]))


def rows_of(draft: Draft) -> dict[str, pd.DataFrame]:
    """The draft's rows, one frame a table of the store."""
    return {table: pd.concat(frames, ignore_index=True) for table, frames in draft.rows.items()}


def words_of_store(store: Store) -> Vocabulary:
    """What words mean by the store as it stands now."""
    return vocabulary_of(str(store.directory), store.snapshot())


def undo(store: Store, import_id: int, *, by: str = "") -> str:
    """Undo an import, or bring an undone one back; the new state comes back.

    One that comes back is read again where an answer or a correction that it depends on has changed meanwhile.
    """
    state = store.undo(import_id, by)
    if state != "undone" and store.snapshot().rows(query("out_of_date"), {"import": import_id}):
        report = reread(store, import_id, by)
        return state if report["outcome"] == "refused" else report["outcome"]
    return state


def reread(store: Store, import_id: int, by: str = "", notes: Sequence[str] = ()) -> Report:
    """Read an import's file again with what is known now, and put the rows in place of the earlier ones.

    notes: what the report says besides.
    """
    row = store.snapshot().frame(query("import"), {"import": import_id}).iloc[0]
    options = Options(**json.loads(row["options"] or "{}"))
    data = store.received_bytes(row["sha256"])
    settled = row["survey"] if isinstance(row["survey"], str) else None
    draft = draft_of(
        data,
        row["file"],
        options,
        words_of_store(store),
        local(row["loaded_at"].to_pydatetime()),
        settled,
        corrections_of(store.snapshot(), row["sha256"]),
        sha256=row["sha256"],
    )
    if draft.refused:
        return report_of(draft, "refused", None)
    note_earlier(store.snapshot(), draft, options, words_of_store(store), import_id)
    draft.notes += notes
    record = record_of(draft, options, by, bool(row["demonstration"]))
    store.replace_import(import_id, record, rows_of(draft))
    return report_of(draft, record.state, import_id)


def local(at: datetime) -> datetime:
    """The local time of a time in UTC: a file is read again as it was read when it came in."""
    return at.replace(tzinfo=UTC).astimezone().replace(tzinfo=None)


def _undone(store: Store, sha256: str, options: Options) -> int | None:
    rows = store.snapshot().rows(query("undone"), {"sha256": sha256})
    return next((number for number, given in rows if json.loads(given or "{}") == options.named()), None)


def record_of(draft: Draft, options: Options, by: str, demonstration: bool) -> ImportRecord:
    """What the store keeps of a reading beside its rows: options, problems, questions, what was left out."""
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
