"""The files that the benchmarks read: invented replies of as many practices as England has, and larger."""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

import xlsxwriter

from benchmarks.pairs import TURNS
from store import Store

PRACTICES = 6_300
MENU = "bma_2024_08"
ANSWERS = [
    "Green - will readily undertake",
    "AMBER – will undertake in certain conditions",
    "RED - will not undertake",
]
REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference"


def wordings() -> list[str]:
    """The ten wordings of the menu that the replies answer."""
    with (REFERENCE / "menu_items.csv").open(encoding="utf-8-sig", newline="") as lines:
        return [row["wording"] for row in csv.DictReader(lines) if row["menu"] == MENU]


def replies(rows: int, seed: int = 1) -> list[list[str]]:
    """A heading row and that many rows: code, name, ten answers. The codes are invented."""
    chance = random.Random(seed)
    out = [["ODS code", "Practice name", *wordings()]]
    for number in range(rows):
        code = f"{chr(65 + number // 100_000)}{number % 100_000:05d}"
        out.append([code, f"Practice {number}", *chance.choices(ANSWERS, k=10)])
    return out


def fresh_stores(folder: Path, number: int = TURNS + 1) -> list[Store]:
    """Stores that hold nothing but the reference data, so that every turn writes into the same."""
    first = Store.open(folder / "store_0")
    copies = [shutil.copytree(first.directory, folder / f"store_{turn}") for turn in range(1, number)]
    return [first, *map(Store.open, copies)]


def write_csv(path: Path, rows: int = PRACTICES, seed: int = 1) -> Path:
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(replies(rows, seed))
    return path


def write_xlsx(path: Path, rows: int = PRACTICES, seed: int = 1) -> Path:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        for number, row in enumerate(replies(rows, seed)):
            sheet.write_row(number, 0, row)
    return path
