"""The one error that leaves this package: its text is a sentence for a person."""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot do what was asked. str() is a plain sentence that says what to do."""
