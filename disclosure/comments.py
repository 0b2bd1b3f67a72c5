"""What practices wrote: masked, and seen by a committee only after a person has read it."""

from __future__ import annotations

import hashlib
from typing import Any

import pandas as pd

from disclosure.clearance import Clearance
from disclosure.known import asked, once
from disclosure.naming import Forms, forms_of, masked
from store import Snapshot

READ = "comments read"
"""The kind of setting that holds, by region and survey, the marks of the comments that a person has read."""


def forms(snapshot: Snapshot) -> Forms:
    """The forms of the names of the practices and networks of every region with replies, notices or events."""
    return once(snapshot, "forms", lambda: forms_of(name for _, name in asked(snapshot, "names")))


def mark(comment: str, question: str) -> str:
    """What a comment is known by once it was read: it changes with every letter of it."""
    return hashlib.sha256(f"{question}\n{comment}".encode()).hexdigest()[:16]


def setting(region: str, survey: str) -> str:
    """The name of the setting for one survey of one region."""
    return f"{region}/{survey}"


def marks(frame: pd.DataFrame) -> list[str]:
    """The marks of the comments of a frame with the columns of the measure `comments`, each once."""
    return sorted({mark(*pair) for pair in zip(frame["comment"], frame["question"].fillna(""), strict=True)})


def read_and_masked(snapshot: Snapshot, clearance: Clearance, frame: pd.DataFrame) -> pd.DataFrame:
    """The measure `comments` with every name masked, for all; for roles without names those that a person has read."""
    if frame.empty:
        return frame
    words = [masked(text, forms(snapshot)) for text in frame["comment"]]
    frame = frame.assign(
        comment=words,
        masked=frame["masked"].astype(bool) | (pd.Series(words, frame.index) != frame["comment"]),
    )
    if clearance.names:
        return frame
    read: dict[str, Any] = snapshot.settings(READ)
    passed = [
        mark(row.comment, row.question or "") in read.get(setting(row.region, row.survey), ())
        for row in frame.itertuples()
    ]
    return frame[passed]
