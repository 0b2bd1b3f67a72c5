"""Cells typed: what one value or one text is, by its signs and by the words that are known. Nobody else tells."""

from loaders.cells.typed import Typed, typed

__all__ = ["Typed", "typed"]
