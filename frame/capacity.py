"""How much this server takes on, and whether it still can: viewers at once, open handles, the store.

Streamlit lets in whoever comes and says that it is well as long as it answers; a server without a handle to open a file
with answers nothing else.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from streamlit.runtime import Runtime, get_instance
from streamlit.runtime import exists as running

from frame.handles import limit_of_handles
from store import Store, StoreError

SESSIONS = 1_000  # viewers at once: about 0.12 MB and two handles each
SPARE = 200  # handles that stay for files, databases and those who leave
HANDLES_OF_A_SESSION = 2
OPEN = (Path("/proc/self/fd"), Path("/dev/fd"))
BUSY = "This server has as many viewers as it can serve. Try again in a few minutes."


def most_sessions(environment: dict[str, str], handles: int | None) -> int:
    """How many may look at once: UPTAKE_SESSIONS, else SESSIONS, and never more than there are handles for.

    ({}, None) → 1000; ({'UPTAKE_SESSIONS': '50'}, 16384) → 50; ({}, 256) → 28
    """
    given = environment.get("UPTAKE_SESSIONS", "")
    wanted = int(given) if given.isdigit() and int(given) else SESSIONS
    if handles is None:
        return wanted
    return max(1, min(wanted, (handles - SPARE) // HANDLES_OF_A_SESSION))


def sessions() -> int:
    """How many look at the pages of this process now; 0 where nothing serves them."""
    if not running() or type(get_instance()) is not Runtime:
        return 0
    return get_instance()._session_mgr.num_active_sessions()


def full() -> bool:
    """Whether more look than this server takes on; whoever came before stays."""
    return sessions() > most_sessions(dict(os.environ), limit_of_handles())


def handles_open() -> int | None:
    """How many handles this process has open; None where the system does not say."""
    for folder in OPEN:
        with suppress(OSError):
            return sum(1 for _ in folder.iterdir())
    return None


def trouble(store: Store | None) -> str:
    """Why this server should get no more viewers, in a sentence; '' where all is well. store: None if not open yet."""
    limit, now = limit_of_handles(), handles_open()
    if limit is not None and now is not None and now > limit - SPARE // 4:
        return f"{now} of {limit} handles are open."
    if sessions() >= most_sessions(dict(os.environ), limit):
        return BUSY
    try:
        if store is not None:
            store.snapshot().rows("SELECT 1")
    except StoreError as error:
        return f"The store cannot be read: {error}"
    except OSError as error:
        return f"The store cannot be read: {error.strerror or 'the system refuses'}."
    return ""
