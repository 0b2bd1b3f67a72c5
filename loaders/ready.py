"""What the loaders once made of files, kept as text, so that a new store need not wait for the files to be read again.

A file of it holds, for each import, its record and its rows. It is good for the schema that it was made for, and for
the very bytes that it was made from; where either has changed there is nothing ready, and the files are read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import SCHEMA, ImportRecord

if TYPE_CHECKING:
    import pandas as pd

Reading = tuple[ImportRecord, "dict[str, pd.DataFrame]"]
OF_THE_STORE = ("by", "stored")  # who loads it, and whether it was stored, is not the reading's to say


def as_text(readings: Iterable[Reading]) -> str:
    """Readings as lines of JSON: the schema, then for each import its record and its tables. The same readings give the
    same text."""
    lines: list[Any] = [{"schema": SCHEMA}]
    for record, rows in readings:
        lines.append({"record": _record(record)})
        lines += [
            {"table": table, "rows": len(rows[table]), **_columns(rows[table])} for table in sorted(rows)
        ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def ready_readings(path: Path, files: Iterable[Path]) -> list[Reading]:
    """The readings kept at a path; none where there are none, or where they are of another schema or other files."""
    try:
        schema, *lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError):
        return []
    if schema != {"schema": SCHEMA}:
        return []
    readings: list[Reading] = []
    for line in lines:
        if "record" in line:
            readings.append((ImportRecord(**line["record"]), {}))
        else:
            readings[-1][1][line["table"]] = _frame(line)
    made_from = [(record.file, record.sha256) for record, _ in readings]
    there = [(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files]
    return readings if made_from == there else []


def _record(record: ImportRecord) -> dict[str, Any]:
    return {name: value for name, value in asdict(record).items() if name not in OF_THE_STORE}


def _columns(frame: pd.DataFrame) -> dict[str, Any]:
    """The columns of a table: one value where all rows have the same, else a list of them."""
    return {"columns": {name: _column(frame[name]) for name in frame}}


def _column(values: pd.Series) -> Any:
    plain = [_plain(value) for value in values.astype(object).where(values.notna(), None)]
    return plain[0] if all(value == plain[0] for value in plain) else plain


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _frame(line: dict[str, Any]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({name: _series(value, line["rows"]) for name, value in line["columns"].items()})


def _series(kept: Any, rows: int) -> pd.Series:
    """A column of so many rows. One with a blank stays one of objects: its whole numbers would become fractions."""
    import pandas as pd

    values = kept if isinstance(kept, list) else [kept] * rows
    return pd.Series(values, dtype=object if None in values else None)
