"""Imports, undos, erasures and rebuilds by the ordinary loaders, killed at random; benchmarks/kills.py kills more."""

from __future__ import annotations

import os

import pytest

from benchmarks.kills import run


@pytest.mark.skipif(not hasattr(os, "fork"), reason="writers are copies of a warm process")
def test_killed_writers_leave_nothing_half_there(tmp_path):
    outcome = run(4, tmp_path / "store")
    assert outcome.wrong == []
    assert outcome.kills.total() == 4
    assert outcome.done["import"] >= 2
    assert outcome.reads > 8
