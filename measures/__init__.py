"""Measures: one question per .sql file, a table out.

    from measures import measure
    frame = measure(store.snapshot(), "preferences", regions=["sefton"])

Each file's header says what is counted, out of what, and what every column means.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from measures.asking import METHOD, measure
    from measures.catalogue import MEASURES, Measure

__all__ = ["MEASURES", "METHOD", "Measure", "measure"]

_WHERE = {"MEASURES": "catalogue", "METHOD": "asking", "Measure": "catalogue", "measure": "asking"}


def __getattr__(name: str) -> Any:
    """Found when asked for: python -m measures imports this package before it can answer a Ctrl-C."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
