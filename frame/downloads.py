"""Tables as CSV and XLSX, safe to open: no cell can become a formula."""

from __future__ import annotations

import io
import re

import pandas as pd

from measures.formats import inert
from packs.naming import file_name

__all__ = ["csv_bytes", "file_name", "numbered", "safe", "xlsx_bytes"]


def safe(frame: pd.DataFrame) -> pd.DataFrame:
    """Text that a spreadsheet would run as a formula, with an apostrophe before it; numbers stay numbers."""
    frame = frame.rename(columns=inert)
    texts = [
        name
        for name in frame.columns
        if pd.api.types.is_object_dtype(frame[name]) or pd.api.types.is_string_dtype(frame[name])
    ]
    return frame.assign(**{name: frame[name].astype(object).map(inert) for name in texts})


def numbered(frame: pd.DataFrame) -> pd.DataFrame:
    """A chart's table, which is text for people, with its whole numbers as numbers again."""
    return frame.map(lambda value: int(value) if isinstance(value, str) and value.isdecimal() else value)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, without which Excel takes it for Windows-1252."""
    return safe(frame).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def xlsx_bytes(frame: pd.DataFrame, sheet: str = "Figures", notes: tuple[str, ...] = ()) -> bytes:
    """One sheet with a heading row that stays in sight; `notes` on a second one."""
    buffer = io.BytesIO()
    with pd.ExcelWriter(
        buffer, engine="xlsxwriter", engine_kwargs={"options": {"strings_to_urls": False}}
    ) as writer:
        plain = safe(frame).astype(object).where(frame.notna().to_numpy(), None)
        plain.to_excel(writer, sheet_name=_sheet(sheet), index=False)
        page = writer.sheets[_sheet(sheet)]
        page.freeze_panes(1, 0)
        for at, name in enumerate(plain.columns):
            longest = plain[name].astype(str).str.len().max() if len(plain) else 0
            page.set_column(at, at, min(60, max(len(str(name)), longest) + 2))
        if notes:
            pd.DataFrame({"About these figures": safe(pd.DataFrame({"n": notes}))["n"]}).to_excel(
                writer, sheet_name="About", index=False
            )
            writer.sheets["About"].set_column(0, 0, 110)
    return buffer.getvalue()


def _sheet(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31]
