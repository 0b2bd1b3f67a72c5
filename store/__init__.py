"""The store: immutable generations of one DuckDB database, and every file exactly as it came in."""

from store.errors import StoreError
from store.records import Answer, Correction, ImportRecord
from store.snapshots import Snapshot
from store.statements import named_parts
from store.store import Store

__all__ = ["Answer", "Correction", "ImportRecord", "Snapshot", "Store", "StoreError", "named_parts"]
