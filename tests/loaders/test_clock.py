"""One clock for reading and recognising a file."""

from __future__ import annotations

import os
import random
import sys
from datetime import datetime

import pytest

from loaders import clock
from loaders.kinds import Options
from loaders.reading import Refused, read_workbook, sentences
from loaders.recognition import draft_of


def test_a_file_that_takes_too_long_is_refused_with_a_sentence(vocabulary):
    with clock.running(-1.0):
        draft = draft_of(b"ODS code,x\nZ99001,y\n", "a.csv", Options(), vocabulary, datetime(2025, 6, 1))
    assert draft.refused == sentences.TOO_LONG


def test_without_a_clock_nothing_is_over():
    clock.check()


def test_random_bytes_behind_the_mark_of_utf_16_are_no_text():
    data = b"\xff\xfe" + random.Random(1).randbytes(50_000)
    with pytest.raises(Refused, match="not a spreadsheet"):
        read_workbook(data, "a.csv")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes among its files")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path, capsys):
    from loaders.command_line import main

    os.mkfifo(tmp_path / "pipe.csv")
    assert main(["--store", str(tmp_path / "store"), str(tmp_path / "pipe.csv")]) == 2
    assert sentences.NO_FILE in capsys.readouterr().out
