"""No test can reach the real store, and none fails because the machine is busy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parents[1]

# How long one example takes says how busy the machine is.
settings.register_profile("unhurried", settings.default, deadline=None)
settings.load_profile("unhurried")


class Scheduling(LoadScopeScheduling):
    """The files of tests side by side, so that what a file sets up is set up once; but those that drive a browser one
    after the other on one worker: two browsers at once are slow on two cores. Marks of groups would say the same, and
    are not read where pytest keeps its ids in another place than they are looked for."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "browser" if file.startswith("tests/browser/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Scheduling:
    return Scheduling(config, log)


@pytest.fixture(autouse=True)
def store_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where UPTAKE_STORE points for this test: empty, and gone afterwards."""
    directory = tmp_path / "store"
    monkeypatch.setenv("UPTAKE_STORE", str(directory))
    return directory
