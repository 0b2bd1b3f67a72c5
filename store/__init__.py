"""The store: immutable generations of one DuckDB database, and every file exactly as it came in."""

from store.errors import StoreError
from store.records import Answer, Correction, ImportRecord
from store.snapshots import SCHEMA, Snapshot
from store.statements import named_parts
from store.store import Store

__all__ = ["SCHEMA", "Answer", "Correction", "ImportRecord", "Snapshot", "Store", "StoreError", "named_parts"]
