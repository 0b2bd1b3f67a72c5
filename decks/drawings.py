"""The charts of the product by name, each from the store's measures: pages and projector draw the same ones.

Each function takes a reading, ids and a look, and gives a chart, or None when there is nothing to draw. Charts
are kept by (name, arguments, generation): a page that is drawn again asks for nothing and builds nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature

from charts import PAGE, Chart, Look
from decks import answers, comparisons, happenings, logs
from decks.reading import Reading


def draw(reading: Reading, name: str, *, look: Look = PAGE, **asked) -> Chart | None:
    """One of DRAWINGS with its arguments, which must be hashable. A chart that has one look is the same in all."""
    given = asked | ({"look": look} if name in LOOKING else {})
    key = (name, tuple(sorted(given.items(), key=lambda pair: pair[0])))
    return reading.kept("chart", key, lambda: DRAWINGS[name](reading, **given))


DRAWINGS: dict[str, Callable[..., Chart | None]] = {
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
    "responses": happenings.draw_responses,
    "days": happenings.draw_days,
    "outcomes": happenings.draw_outcomes,
    "positions": happenings.draw_positions,
}
# Those that leave something out on a page or on a slide, where there is less room.
LOOKING = {name for name, drawing in DRAWINGS.items() if "look" in signature(drawing).parameters}
