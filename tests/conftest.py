"""No test can reach the real store, and none fails because the machine is busy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

# How long one example takes says how busy the machine is.
settings.register_profile("unhurried", settings.default, deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def store_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where UPTAKE_STORE points for this test: empty, and gone afterwards."""
    directory = tmp_path / "store"
    monkeypatch.setenv("UPTAKE_STORE", str(directory))
    return directory
