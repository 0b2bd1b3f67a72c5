"""Who is looking, and what they may see and do. Who that is, is decided in frame/admission.py."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from functools import cache

from disclosure import ANALYST, Clearance, cleared


@dataclass(frozen=True)
class Viewer:
    """name: as the operating system or the sign-in knows them, '' unknown; goes into the history of imports.
    clearance: what they may see (disclosure/)."""

    name: str = ""
    clearance: Clearance = ANALYST

    @property
    def may_upload(self) -> bool:
        """Whether they may bring files in, and change what is kept."""
        return self.clearance.uploads

    @property
    def may_see_names(self) -> bool:
        """Whether they may see single practices, files and cells."""
        return self.clearance.names


def viewer() -> Viewer:
    """Whoever sits at this machine: the analyst, unless UPTAKE_VIEWER names another role. An unknown word is the
    committee: less, never more."""
    role = os.environ.get("UPTAKE_VIEWER", "").strip().lower() or "analyst"
    clearance = cleared(role)
    return Viewer(_name(), clearance if clearance.role == role else cleared("committee"))


@cache
def _name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # A container or a service account may have no name.
        return ""
