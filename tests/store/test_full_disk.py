"""A disk that takes no more: a sentence, nothing half written, and all well once there is room again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store import Store, StoreError
from store.rebuilding import rebuilding

resource = pytest.importorskip("resource", reason="Windows has no limit to how large a file may become")


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may become larger than so many bytes, as if the disk were full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def set_something(store: Store) -> None:
    store.set("wall", "theme", "dark")


def make_again(store: Store) -> None:
    with rebuilding(store) as everything:
        list(everything)


def make_another(store: Store) -> None:
    Store.open(store.directory / "another")


@pytest.mark.parametrize("size", [1_000, 100_000, 1_000_000])
@pytest.mark.parametrize("write", [set_something, make_again, make_another])
def test_a_full_disk_is_a_sentence_and_leaves_nothing_half(
    store: Store, write: Callable[[Store], None], size: int
) -> None:
    before = store.generation
    with room_for(size), pytest.raises(StoreError, match="cannot be written"):
        write(store)
    assert list(store.directory.rglob(".writing-*")) == []
    assert Store.open(store.directory).generation == before
    write(store)


def test_a_received_file_that_does_not_fit_is_not_there_in_part(store: Store) -> None:
    with room_for(1_000), pytest.raises(StoreError, match="cannot be written"):
        store.receive(b"x" * 5_000, "csv")
    assert list(store.files.folder.iterdir()) == []


def test_a_folder_whose_name_means_something_to_the_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="for the question mark in its name"):
        Store.open(tmp_path / "what?")
    assert list(tmp_path.iterdir()) == []
