"""The views of what has come in, below the files that wait: label, and what draws it."""

from __future__ import annotations

from collections.abc import Callable

from frame.upload.history import history
from frame.upload.remembered import mended, remembered
from frame.upload.templates import templates
from frame.visit import Visit

VIEWS: dict[str, tuple[str, Callable[[Visit], None]]] = {
    "loaded": ("What has been loaded", history),
    "remembered": ("Remembered answers", remembered),
    "mended": ("Cells mended by hand", mended),
    "templates": ("Templates to fill in", templates),
}
