"""What became of a file: as the one object of the command line's JSON, and in sentences."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, Protocol

import pandas as pd

from loaders.draft import Draft
from loaders.queries import query
from terminal.output import printable


class Snapshot(Protocol):
    """What is read of a store here."""

    def frame(self, sql: str, parameters: dict[str, Any] | None = None) -> pd.DataFrame: ...


Report = dict[str, Any]
_KEYS = ("rows_read", "rows_loaded", "rows_left_out")


def report_of(draft: Draft, outcome: str, import_id: int | None) -> Report:
    """The report of a file just read. outcome: loaded | already loaded | needs an answer | refused."""
    report: Report = {
        "file": draft.file,
        "sha256": draft.sha256,
        "import": import_id,
        "outcome": outcome,
        "kind": draft.kind,
        "region": draft.region,
        "survey": draft.survey,
        **{key: getattr(draft, key) for key in _KEYS},
        "left_out": [{"sheet": x.sheet, "cell": x.cell, "reason": x.reason} for x in draft.left_out],
        "problems": [asdict(problem) for problem in draft.problems],
        "questions": [
            {
                "id": question.id,
                "about": question.about,
                "value": question.value,
                "choices": question.choices,
                "affects_rows": question.affects_rows,
                "sentence": question.sentence,
            }
            for question in draft.questions.values()
        ],
        "notes": list(draft.notes),
    }
    if draft.refused:
        return report | refusal(draft.file, draft.refused, draft.sha256)
    return report


def report_of_import(snapshot: Snapshot, import_id: int) -> Report:
    """The report of an import as it stands in the store: 'already loaded', with what is open about it."""
    which = {"import": import_id}
    row = _records(snapshot, query("import"), which)[0]
    questions = _records(snapshot, query("questions"), which)
    return {
        **{key: row[key] for key in ("file", "sha256", "import")},
        "outcome": "already loaded",
        **{key: row[key] for key in ("kind", "region", "survey", *_KEYS)},
        "left_out": _records(snapshot, query("left_out"), which),
        "problems": _records(snapshot, query("problems"), which),
        "questions": [
            {
                "id": asked["question"],
                **{key: asked[key] for key in ("about", "value")},
                "choices": json.loads(asked["choices"]),
                **{key: asked[key] for key in ("affects_rows", "sentence")},
            }
            for asked in questions
        ],
        "notes": json.loads(row["notes"] or "[]"),
    }


def _records(snapshot: Snapshot, sql: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows as dictionaries of plain values, None where NULL."""
    frame = snapshot.frame(sql, parameters).astype(object)
    return frame.where(frame.notna(), None).to_dict("records")


def refusal(file: str, sentence: str, sha256: str | None = None) -> Report:
    """The report of a file that was not taken: one sentence in problems, nothing else."""
    problem = {"sheet": "", "cell": "", "column": "", "value": "", "reason": sentence}
    return {
        "file": file,
        "sha256": sha256,
        "import": None,
        "outcome": "refused",
        "kind": None,
        "region": None,
        "survey": None,
        **dict.fromkeys(_KEYS, 0),
        "left_out": [],
        "problems": [problem],
        "questions": [],
        "notes": [],
    }


def exit_code(reports: list[Report]) -> int:
    """0: all loaded or there already without problem and question. 1: with some. 2: a file was refused."""
    if any(report["outcome"] == "refused" for report in reports):
        return 2
    return 1 if any(report["problems"] or report["questions"] for report in reports) else 0


def in_sentences(report: Report, *, saved: bool = True) -> str:
    """A report for people, a line each: outcome, problems, questions, left-out lines, notes."""
    lines = [_headline(report, saved)]
    for problem in report["problems"] if report["outcome"] != "refused" else ():
        place = f"{problem['sheet']}!{problem['cell']}"
        lines.append(f"  problem   {place} “{problem['value']}”: {problem['reason']}")
    for question in report["questions"]:
        rows = f"{question['affects_rows']} row{'' if question['affects_rows'] == 1 else 's'}"
        lines.append(f"  question  {question['id']}  {question['sentence']} ({rows})")
        lines.append(f"            answer with one of: {'; '.join(question['choices'][:8])}")
    for item in report["left_out"]:
        lines.append(f"  left out  {item['sheet']}!{item['cell']}: {item['reason']}")
    lines += [f"  note      {note}" for note in report["notes"]]
    if report["questions"] and not saved:
        lines.append("  Nothing was saved: a question can be answered once the file is loaded.")
    return "\n".join(map(printable, lines))


def _headline(report: Report, saved: bool) -> str:
    if report["outcome"] == "refused":
        return f"{report['file']}: refused. {report['problems'][0]['reason']}"
    about = ", ".join(str(report[key]) for key in ("kind", "region", "survey") if report[key])
    number = f" as import {report['import']}" if report["import"] is not None else ""
    outcome = report["outcome"] if saved else f"would be: {report['outcome']}"
    rows = "1 row" if report["rows_read"] == 1 else f"{report['rows_read']} rows"
    counts = f"{rows} read, {report['rows_loaded']} loaded, {report['rows_left_out']} left out"
    return f"{report['file']}: {outcome}{number} ({about or 'kind not known'}); {counts}."
