"""Where a region stands: a few large figures, each with its base and its date."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Fact, Facts


def chart(facts: list[Fact], sentence: str, provenance: Provenance) -> Chart:
    """A slide of facts. sentence: what they say together. Raises ValueError when there is none."""
    if not facts:
        raise ValueError("No facts to show.")
    return provenance.chart(
        name="standing",
        headline=sentence,
        table=table(facts),
        base=provenance.area,
        invented=any(fact.invented for fact in facts),
        alt=f"{sentence} " + " ".join(f"{fact.label}: {fact.figure}, {fact.note}." for fact in facts),
        drawing=Facts(_marked_once(facts)),
    )


def _marked_once(facts: list[Fact]) -> tuple[Fact, ...]:
    """Where every fact is invented, the mark of the chart says so for all of them."""
    if all(fact.invented for fact in facts):
        return tuple(replace(fact, invented=False) for fact in facts)
    return tuple(facts)


def table(facts: list[Fact]) -> pd.DataFrame:
    """A row per fact."""
    rows = [(fact.label, fact.figure, fact.note) for fact in facts]
    return pd.DataFrame(rows, columns=["Fact", "Figure", "Of what"])
