"""Typst, which sets pages and draws SVG without a browser: PDF and PNG come from it."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from charts.svg.lettering import FAMILY, FONTS

HERE = Path(__file__).parent
VIEW = re.compile(r'viewBox="0 0 (\S+) (\S+)"')
POINTS = 72


def png(svg: str, scale: float = 2) -> bytes:
    """An SVG as PNG. scale: pixels per unit of the picture."""
    wide, high = VIEW.search(svg).groups()
    page = (
        f"#set page(width: {wide}pt, height: {high}pt, margin: 0pt)\n"
        '#image("picture.svg", width: 100%, height: 100%)'
    )
    return _compiled(page, {"picture.svg": svg.encode()}, format="png", ppi=POINTS * scale)


def pdf(template: str, data: Mapping[str, Any], files: Mapping[str, bytes], *, tagged: bool = True) -> bytes:
    """One of the templates of this folder, which reads data.json and the files beside it, as a PDF.

    tagged: checked against PDF/UA-1, the standard for accessible documents.
    """
    given = {**files, "data.json": json.dumps(data).encode()}
    source = (HERE / template).read_text(encoding="utf-8")
    return _compiled(source, given, format="pdf", pdf_standards=["ua-1"] if tagged else [])


def _compiled(source: str, files: Mapping[str, bytes], **asked: Any) -> bytes:
    import typst

    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        main = Path(folder) / "main.typ"
        main.write_text(source, encoding="utf-8")
        return typst.compile(
            str(main), root=folder, font_paths=[str(FONTS)], ignore_system_fonts=True, **asked
        )


__all__ = ["FAMILY", "pdf", "png"]
