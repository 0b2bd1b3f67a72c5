"""No test can reach the real store: the default location is a fresh temporary folder for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def store_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where UPTAKE_STORE points for this test: empty, and gone afterwards."""
    directory = tmp_path / "store"
    monkeypatch.setenv("UPTAKE_STORE", str(directory))
    return directory
