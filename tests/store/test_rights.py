"""A store is its owner's alone: 0700 for folders, 0600 for files."""

from __future__ import annotations

import os
import stat

import pytest

from loaders.importing import load
from loaders.kinds import Options
from store import Store


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_nobody_but_its_owner_reads_a_store(store_directory):
    before = os.umask(0o022)
    try:
        store = Store.open()
        load(
            store,
            b"Practice code,Serve notice\nZ99701,green\n",
            "a.csv",
            Options(kind="survey", region="dorset"),
        )
        store.access.note("ann", "analyst", "came in")
        store.access.note("ann", "analyst", "went")
    finally:
        os.umask(before)
    folders = [store_directory, *(path for path in store_directory.rglob("*") if path.is_dir())]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}
    files = [path for path in store_directory.rglob("*") if path.is_file() and path.name != ".lock"]
    assert {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in files} == dict.fromkeys(
        [path.name for path in files], "0o600"
    )
    assert len(files) >= 5
