"""Who is looking, and what they may do: decided here, checked on every page.

On one person's machine everybody who reaches the dashboard may do everything. Where a committee looks on,
UPTAKE_VIEWER=committee in the environment takes uploading and practices' names away.
"""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Viewer:
    """name: as the operating system knows them, '' unknown; goes into the history of imports."""

    name: str = ""
    may_upload: bool = True
    may_see_names: bool = True

    @property
    def role(self) -> tuple[bool, ...]:
        """All of a viewer that may change what is shown: viewers of one role see the same, and share what is kept."""
        return self.may_upload, self.may_see_names


def viewer() -> Viewer:
    """The viewer of this server; an unknown word in UPTAKE_VIEWER is the committee: less, never more."""
    role = os.environ.get("UPTAKE_VIEWER", "").strip().lower()
    everything = role in ("", "analyst")
    return Viewer(_name(), may_upload=everything, may_see_names=everything)


def _name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # A container or a service account may have no name.
        return ""
