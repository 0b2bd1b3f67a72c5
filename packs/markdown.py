"""The method page as blocks: as much of Markdown as an analyst needs to write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

BOLD = re.compile(r"\*\*(.+?)\*\*|(?<!\w)[*_](.+?)[*_](?!\w)|`(.+?)`")
LINK = re.compile(r"\[([^\]]+)\]\([^)\s]*\)")
ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
FENCE = re.compile(r"^```[^\n]*\n(.*?)^```[ \t]*$", flags=re.S | re.M)
EXAMPLE = re.compile(r"^```\nexample: (.+?)\n(.*?)^---\n(.*?)^```$", flags=re.S | re.M)
RULE = re.compile(r"\s*\|?[\s:|-]+\|?\s*")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one kind of type."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Block:
    """kind: heading (level 1 to 6), text, item, table or code. rows: of a table, the first its heading."""

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """Its words without their emphasis."""
        return "".join(run.text for run in self.runs)


def in_sentences(text: str) -> str:
    """A text whose examples, which are written to be run by a test, are sentences to be read.

    'example: survey / green: 48 / --- / share: 78.7%' → '_Example (survey):_ with green 48: share is 78.7%.'
    """

    def linked(match: re.Match[str]) -> str:
        given, result = (
            [line.partition(":") for line in part.splitlines() if line.strip()] for part in match.groups()[1:]
        )
        known = ", ".join(f"{name.strip()} {value.strip()}" for name, _, value in given)
        follows = ", ".join(f"{name.strip()} is {value.strip()}" for name, _, value in result)
        return f"_Example ({match[1]}):_ with {known}: {follows}."

    return EXAMPLE.sub(linked, text)


def blocks(text: str) -> list[Block]:
    """The blocks of a Markdown text in their order; what is not known is text as it stands."""
    document: list[Block] = []
    for at, part in enumerate(FENCE.split(text)):
        if at % 2:
            document.append(Block("code", (Run(part.rstrip("\n")),)))
        else:
            document += [block for lines in re.split(r"\n\s*\n", part) for block in _part(lines.strip("\n"))]
    return document


def _part(part: str) -> list[Block]:
    lines = part.split("\n")
    if not part.strip():
        return []
    if all(line.startswith("    ") for line in lines):
        return [Block("code", (Run("\n".join(line[4:] for line in lines)),))]
    if lines[0].startswith("#"):
        level = len(lines[0]) - len(lines[0].lstrip("#"))
        return [Block("heading", _runs(lines[0].lstrip("# ")), level), *_part("\n".join(lines[1:]))]
    if len(lines) > 1 and "|" in lines[0] and RULE.fullmatch(lines[1]):
        return [Block("table", rows=tuple(_cells(line) for line in (lines[0], *lines[2:])))]
    if ITEM.match(lines[0]):
        return _items(lines)
    return [Block("text", _runs(" ".join(line.strip() for line in lines)))]


def _items(lines: list[str]) -> list[Block]:
    """A list: a line that begins no item goes on with the one before."""
    at, numbered = 0, []
    for line in lines:
        at += bool(ITEM.match(line))
        numbered.append((at, ITEM.sub("", line, count=1).strip() if ITEM.match(line) else line.strip()))
    grouped = groupby(numbered, key=lambda pair: pair[0])
    return [Block("item", _runs(" ".join(text for _, text in pairs))) for _, pairs in grouped]


def _cells(line: str) -> tuple[str, ...]:
    return tuple(
        "".join(run.text for run in _runs(cell.strip())) for cell in line.strip().strip("|").split("|")
    )


def _runs(text: str) -> tuple[Run, ...]:
    text, runs, at = LINK.sub(r"\1", text), [], 0
    for match in BOLD.finditer(text):
        runs.append(Run(text[at : match.start()]))
        runs.append(Run(match[1] or match[2] or match[3], strong=bool(match[1])))
        at = match.end()
    return tuple(run for run in (*runs, Run(text[at:])) if run.text)
