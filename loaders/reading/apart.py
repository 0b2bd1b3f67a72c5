"""A workbook read in a process of its own, which may be stopped or die without harm."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

from loaders import limits
from loaders.reading import calamine_rows, sentences
from loaders.reading.calamine_rows import Plain
from loaders.reading.sheets import Refused


def read_apart(data: bytes) -> list[Plain]:
    """The sheets as read_plain gives them; Refused where the process fails or takes too long."""
    command = [
        sys.executable,
        "-I",
        str(Path(calamine_rows.__file__)),
        str(limits.APART_BYTES),
        str(limits.APART_SECONDS),
        str(limits.SHEETS),
    ]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.APART_SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise Refused(sentences.TOO_SLOW) from error
    if done.returncode != 0 or not done.stdout:
        raise Refused(sentences.TOO_DEMANDING)
    outcome, result = pickle.loads(done.stdout)  # noqa: S301 our own process wrote it
    if outcome == "password":
        raise Refused(sentences.ENCRYPTED)
    if outcome == "error":
        raise Refused(sentences.TOO_DEMANDING if "MemoryError" in result else sentences.DAMAGED)
    return result
