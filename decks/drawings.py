"""The charts of the product by name, each from the store's measures: pages and projector draw the same ones.

Each function takes a reading and ids, and gives a chart, or None when there is nothing to draw. Charts are kept by
name, arguments and generation: a page that is drawn again asks for nothing and builds nothing, and page, wall and pack
share one chart.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from charts import Chart
from decks import answers, comparisons, england, happenings, ledgers, logs, since
from decks.origins import as_known
from decks.reading import Reading


def draw(reading: Reading, name: str, **asked) -> Chart | None:
    """One of DRAWINGS with its arguments, which must be hashable."""
    key = (name, tuple(sorted(asked.items(), key=lambda pair: pair[0])))
    return reading.kept("chart", key, lambda: _drawn(reading, name, asked))


def _drawn(reading: Reading, name: str, asked: dict) -> Chart | None:
    chart, on = DRAWINGS[name](reading, **asked), asked.get("on")
    ahead = on is not None and on > date.today()
    foretold = name in OF_NOTICES or (name in OF_EITHER and asked.get("kind") == "service")
    return as_known(chart, on) if chart is not None and ahead and foretold else chart


DRAWINGS: dict[str, Callable[..., Chart | None]] = {
    "since": since.draw_since,
    "standing": logs.draw_standing,
    "preferences": answers.draw_preferences,
    "support": answers.draw_support,
    "onset": answers.draw_onset,
    "waves": answers.draw_waves,
    "moves": answers.draw_moves,
    "comments": answers.draw_comments,
    "comparison": answers.draw_comparison,
    "notices": logs.draw_notices,
    "ladder": logs.draw_ladder,
    "windows": logs.draw_windows,
    "dates": logs.draw_dates,
    "totals": logs.draw_totals,
    "changes": logs.draw_changes,
    "coming": logs.draw_coming,
    "practices": logs.draw_practices,
    "matrix": comparisons.draw_matrix,
    "subject": comparisons.draw_subject,
    "tiles": comparisons.draw_tiles,
    "beside": comparisons.draw_beside,
    "differences": comparisons.draw_differences,
    "patients": comparisons.draw_patients,
    "networks": comparisons.draw_networks,
    "local": comparisons.draw_local,
    "menu": comparisons.draw_menu,
    "limits": comparisons.draw_limits,
    "lmcs": england.draw_lmcs,
    "england": england.draw_england,
    "responses": happenings.draw_responses,
    "days": happenings.draw_days,
    "outcomes": happenings.draw_outcomes,
    "ledger": ledgers.draw_ledger,
    "positions": happenings.draw_positions,
}

OF_NOTICES = frozenset(
    (
        "since",
        "standing",
        "notices",
        "ladder",
        "windows",
        "dates",
        "totals",
        "changes",
        "coming",
        "practices",
        "outcomes",
        "ledger",
    )
)
OF_EITHER = frozenset(("onset", "patients", "networks", "matrix", "subject", "tiles", "beside"))
"""Drawings of what stands on a day, which may be yet to come; of those of either kind, the ones about services."""
