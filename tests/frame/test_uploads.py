"""A session whose viewer may not upload puts nothing into this server's memory, and no session everything."""

from __future__ import annotations

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from frame import uploads


@pytest.fixture
def manager(monkeypatch):
    """Streamlit's own, guarded; sessions 'analyst' and 'committee' have had a page."""
    monkeypatch.setattr(uploads, "_may", {"analyst": True, "committee": False})
    result = MemoryUploadedFileManager("/upload")
    uploads.guard(result)
    return result


def put(manager, session: str, name: str, size: int = 10) -> bool:
    manager.add_file(session, UploadedFileRec(name, f"{name}.csv", "text/csv", b"x" * size))
    return bool(manager.get_files(session, [name]))


def test_files_are_kept_for_those_who_may_upload(manager):
    assert put(manager, "analyst", "one")
    assert not put(manager, "committee", "one")
    assert not put(manager, "never had a page", "one")
    assert manager.file_storage.keys() == {"analyst"}


def test_a_session_has_a_limit_and_so_has_the_server(manager, monkeypatch):
    monkeypatch.setattr(uploads, "A_SESSION", 25)
    assert [put(manager, "analyst", name) for name in "abc"] == [True, True, False]
    monkeypatch.setitem(uploads._may, "another", True)
    monkeypatch.setattr(uploads, "IN_FLIGHT", 35)
    assert [put(manager, "another", name) for name in "ab"] == [True, False]


def test_a_session_that_ended_may_nothing_any_more(manager):
    manager.remove_session_files("analyst")
    assert not put(manager, "analyst", "one")


def test_guarding_twice_is_guarding_once(manager):
    before = manager.add_file
    uploads.guard(manager)
    assert manager.add_file is before
