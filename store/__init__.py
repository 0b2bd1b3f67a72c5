"""The store: immutable generations of one DuckDB database, and every file exactly as it came in."""

from store.errors import StoreError
from store.records import ImportRecord
from store.snapshots import Snapshot
from store.store import Store

__all__ = ["ImportRecord", "Snapshot", "Store", "StoreError"]
