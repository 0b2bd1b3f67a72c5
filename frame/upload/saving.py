"""Files saved as they were shown, and what came of it in one place: what changed, where to see it, and the way back."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from charts.wording import capital
from decks.own import own_region
from frame.links import draw_way
from frame.lmc import offered_regions, set_own_region
from frame.places import BY_NAME, Place
from frame.shelf import SHELF
from frame.upload.changes import changed_figures, difference
from frame.upload.changes import figures as figures_of
from frame.upload.labels import labels
from frame.upload.progress import SAVING, moving
from frame.upload.waiting import Desk, Saved, Waiting
from frame.upload.words import count, outcome, plain
from frame.visit import Visit
from loaders import importing
from loaders.deciding import save
from store import Store, StoreError

FIRST = 5  # figures that are listed of those that changed
WHERE = {"survey": "preferences", "notices": "notices", "figures": "regions", "events": "responses"}
WITH_A_DECK = ("survey", "notices", "figures")  # kinds of which the wall has slides
WAYS = {  # whether it was undone before, and whether it is one file: what is said of it
    (True, True): "is back, and counts again",
    (True, False): "are back, and count again",
    (False, True): "is undone, and its figures no longer count",
    (False, False): "are undone, and their figures no longer count",
}
BOXES = {"loaded": st.success, "refused": st.error}


def save_files(visit: Visit, place: Desk, files: list[Waiting]) -> None:
    """Save the files with what was decided for them, and run the page again with what came of it."""
    before, numbers = figures_now(visit.store, visit), []
    bar = st.progress(0.0)
    for number, file in enumerate(files):
        decided = place.decided(file, file.draft.used)
        words = f"Saving {plain(file.name)} ({number + 1} of {len(files)})"
        part, seconds = (number / len(files), (number + 1) / len(files)), file.cells_read * SAVING
        write = partial(save, visit.store, file.data, file.draft, file.options, decided, by=visit.viewer.name)
        try:
            report = moving(bar, *part, words, seconds, write)
        except StoreError as error:
            place.said.append(("refused", f"{file.name} is not saved. {error}"))
            continue
        place.said.append(outcome(report))
        numbers += [report["import"]] if report["import"] is not None else []
        for answer in decided.answers:
            place.answers.pop(answer.question, None)
        place.put_away(file)
    bar.progress(1.0, "Working out what changed")
    place.saved = Saved(tuple(numbers), difference(before, figures_now(visit.store, visit)))
    rest = list(place.files.values())
    if all(file.draft is not None and file.draft.refused for file in rest):
        # What cannot be taken is said once more, and does not stand among the files of the next turn.
        place.said += [("refused", f"{file.name} is not saved. {file.draft.refused}") for file in rest]
        place.clear()
    st.rerun()


def figures_now(store: Store, visit: Visit) -> pd.DataFrame:
    """Every figure that pages show, as the store stands; kept, as the next file is held against the same."""
    now = store.snapshot()
    key = (visit.where, now.generation, visit.clearance, "figures of the store")
    return SHELF.get(key, lambda: figures_of(now))


def show_saved(visit: Visit, place: Desk) -> None:
    """What became of files and answers, one box for each sort of outcome, so that a batch leaves the page in sight;
    with what the last saving changed, and what is most likely done next."""
    for became in dict.fromkeys(became for became, _ in place.said):
        sentences = [plain(sentence, 600) for key, sentence in place.said if key == became]
        listed = sentences if len(sentences) == 1 else [f"- {sentence}" for sentence in sentences]
        BOXES.get(became, st.info)("\n".join(listed))
    place.said = []
    if place.saved is not None and place.saved.imports:
        _show_last(visit, place, place.saved)


def _show_last(visit: Visit, place: Desk, saved: Saved) -> None:
    imports = visit.measure("imports")
    mine = imports[imports["import"].isin(saved.imports)]
    undone = bool(len(mine)) and bool((mine["state"] == "undone").all())
    with st.container(border=True, key="saved"):
        with st.container(horizontal=True, vertical_alignment="center", key="saved_next"):
            if undone:
                words = "Bring it back" if len(mine) == 1 else "Bring them back"
            else:
                _ways(mine)
                words = "Undo" if len(mine) == 1 else f"Undo all {len(mine)}"
            # The key has the state: a click in a tab that is behind must not do the opposite.
            if st.button(words, key=f"undo_saved_{undone}"):
                _flip(visit, place, mine, undone)
            if not undone:
                _offer_region(visit, mine)
        if not undone:
            _what_changed(visit, saved.changed)


def _what_changed(visit: Visit, changed: pd.DataFrame) -> None:
    real = changed[~changed["invented"]]
    table = changed_figures(real, labels(visit))
    first = f", the first {FIRST}" if len(real) > FIRST else ""
    summary = f"{capital(count(len(real), 'figure'))} changed{first}:" if len(real) else "No figure changed."
    st.markdown(f"**{summary}**")
    if len(table):
        short = table.drop(columns="Region") if table["Region"].nunique() == 1 else table
        st.table(short.head(FIRST).map(plain), hide_index=True, border="horizontal")
    if changed["invented"].any():
        st.caption("The invented figures of the example data have left.")


def _ways(mine: pd.DataFrame) -> None:
    """Links to the page that shows most of what was saved, and to the wall; a list of practices has no page."""
    most = mine.assign(shown=mine["kind"].isin(WITH_A_DECK)).sort_values(
        ["shown", "rows_loaded"], ascending=False
    )
    for row in most.head(1).to_dict("records"):
        page = BY_NAME[WHERE.get(row["kind"], "data")]
        draw_way(page, _asked(page, row), "**See it**")
        if row["kind"] in WITH_A_DECK:
            place = BY_NAME["present"]
            draw_way(place, _asked(place, row), "**Present now**")


def _asked(page: Place, row: dict) -> dict[str, str]:
    """The region and the survey of an import as the page's address asks for them."""
    asked = {"region": row["region"]} if page.regional and isinstance(row["region"], str) else {}
    if page.name == "preferences" and asked and isinstance(row["survey"], str):
        asked["survey"] = row["survey"]
    return asked


def _flip(visit: Visit, place: Desk, mine: pd.DataFrame, undone: bool) -> None:
    """Undo what was saved, the last first, or bring it back in its order."""
    now = mine["state"] == "undone"
    numbers = sorted(mine.loc[now == undone, "import"], reverse=not undone)
    for number in numbers:
        importing.undo(visit.store, int(number), by=visit.viewer.name)
    place.said.append(("loaded", f"{count(len(numbers), 'file')} {WAYS[undone, len(numbers) == 1]}."))
    st.rerun()


def _offer_region(visit: Visit, mine: pd.DataFrame) -> None:
    """Where nobody has said whose dashboard this is, the one region of what was saved, to be said with a press."""
    regions = [region for region in mine["region"].unique() if isinstance(region, str)]
    if own_region(visit) or len(regions) != 1 or regions[0] not in (offered := offered_regions(visit)):
        return
    words = f"{plain(offered[regions[0]])} is our LMC"
    if st.button(
        words, key="our_region", type="tertiary", help="Its region comes first everywhere from then on."
    ):
        set_own_region(visit, regions[0])
        st.rerun()
