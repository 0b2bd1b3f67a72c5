"""What ids are called on a screen, read once a generation from the reference data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from decks.reading import Reading
from store import Snapshot

SQL = (Path(__file__).parent / "labels.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Labels:
    """Labels by id, each kind in its order. frame: kind, id, label, place, full_name, fictitious."""

    frame: pd.DataFrame

    def of(self, kind: str) -> dict[str, str]:
        """id -> label of one kind, in display order."""
        part = self.frame[self.frame["kind"] == kind]
        return dict(zip(part["id"], part["label"], strict=True))

    @cached_property
    def regions(self) -> dict[str, str]:
        return self.of("region")

    @cached_property
    def invented(self) -> frozenset[str]:
        """The regions that do not exist: those of the demonstration."""
        part = self.frame[(self.frame["kind"] == "region") & self.frame["fictitious"].astype(bool)]
        return frozenset(part["id"])

    @cached_property
    def services(self) -> dict[str, str]:
        return self.of("service")

    @cached_property
    def actions(self) -> dict[str, str]:
        return self.of("action")

    @cached_property
    def categories(self) -> dict[str, list[str]]:
        """Category -> its services, in the order of the reference data."""
        part = self.frame[self.frame["kind"] == "service"]
        by_category: dict[str, list[str]] = {}
        for service, category in zip(part["id"], part["full_name"], strict=True):
            by_category.setdefault(category or "Other", []).append(service)
        return by_category

    @cached_property
    def names(self) -> dict[str, str]:
        """Every id -> label, for charts. An action comes before a service of the same id."""
        return self.services | self.regions | self.of("answer") | self.actions


def read_labels(snapshot: Snapshot) -> Labels:
    """The labels of one generation, read from the store each time (see labels)."""
    return Labels(snapshot.frame(SQL))


def labels(reading: Reading) -> Labels:
    """What ids are called, read once a generation."""
    return reading.kept("labels", (), lambda: read_labels(reading.snapshot))
