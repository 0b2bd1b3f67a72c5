"""What a session may put into this server's memory: nothing where its viewer may not upload, else so much at once.

Streamlit takes a file from any session, whether or not its page has a place for one. So the manager that keeps the
files of sessions is asked to keep none that may not be there.
"""

from __future__ import annotations

import threading
from typing import Any

from streamlit.runtime import Runtime, get_instance
from streamlit.runtime import exists as running
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

A_SESSION, IN_FLIGHT = (
    240_000_000,
    1_000_000_000,
)  # bytes: four of the largest files, and of all sessions together

_may: dict[str, bool] = {}
_lock = threading.Lock()


def allow(*, may: bool) -> None:
    """Note whether the session of this run may upload, and see that the server keeps to it."""
    context = get_script_run_ctx()
    if context is None or not running():
        return
    with _lock:
        _may[context.session_id] = may
    runtime = get_instance()
    if type(runtime) is Runtime:
        guard(runtime.uploaded_file_mgr)


def may_upload(session: str) -> bool:
    """Whether a session may upload; one that never had a page may not."""
    return _may.get(session, False)


def kept(files: dict[str, dict[str, Any]], session: str, size: int) -> bool:
    """Whether a file of so many bytes is kept for a session. files: those that are kept, by session and id."""
    if not may_upload(session):
        return False
    own = sum(len(file.data) for file in files.get(session, {}).values())
    everybody = sum(len(file.data) for each in list(files.values()) for file in list(each.values()))
    return own + size <= A_SESSION and everybody + size <= IN_FLIGHT


def guard(manager: Any) -> None:
    """Have the manager of uploaded files keep none that may not be kept; done once to each."""
    with _lock:
        if getattr(manager, "guarded", False):
            return
        manager.guarded = True
    add, remove = manager.add_file, manager.remove_session_files

    def add_file(session_id: str, file: UploadedFileRec) -> None:
        if kept(manager.file_storage, session_id, len(file.data)):
            add(session_id, file)

    def remove_session_files(session_id: str) -> None:
        with _lock:
            _may.pop(session_id, None)
        remove(session_id)

    manager.add_file, manager.remove_session_files = add_file, remove_session_files
