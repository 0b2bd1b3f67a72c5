"""What the ICBs did after: events on a time line, a lane per region."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Lane, Lanes, Mark, Series
from charts.style import BLUE, GREY, INK, LILAC, ORANGE, PLUM, TEAL
from charts.wording import capital, counted, day, known, listing, named, number, of_shown

# Colour and letter: on pages, slides and paper a kind has the same two.
KINDS = {
    "letter": ("Letter", GREY, "L"),
    "notice": ("Notice", PLUM, "N"),
    "first_response": ("First response", TEAL, "F"),
    "meeting": ("Meeting", LILAC, "M"),
    "offer": ("Offer", BLUE, "O"),
    "review": ("Review", ORANGE, "R"),
    "extension": ("Extension", TEAL, "E"),
    "new_contract": ("New contract", BLUE, "C"),
    "position": ("Position", PLUM, "P"),
}
# What the ICB or both sides did, as against what the LMC or practices sent.
FROM_ICB = {"first_response", "meeting", "offer", "review", "extension", "new_contract"}


def chart(
    frame: pd.DataFrame,
    names: dict[str, str],
    provenance: Provenance,
    *,
    of_regions: int = 0,
) -> Chart:
    """Every dated event of the chosen regions; undated ones stand in the table and are counted in the base.
    of_regions: how many are shown, where they are a choice; 0: all.

    frame: region, happened_on (ISO, as precise as known), sort_on (a date, blank unknown), kind, summary,
    amount, services, source. Raises ValueError when empty.
    """
    if frame.empty:
        raise ValueError("No responses to draw.")
    frame = frame.assign(sort_on=pd.to_datetime(frame["sort_on"])).sort_values("sort_on", kind="stable")
    dated = frame.dropna(subset=["sort_on"])
    present = set(dated["region"])
    # Lanes in the order of the names, which is the order that comparisons have; the table has the rest.
    regions = [region for region in dict.fromkeys([*names, *dated["region"]]) if region in present]
    sentence = headline(frame, names, of_regions)
    undated = len(frame) - len(dated)
    where = counted(frame["region"].nunique(), "region")
    base = f"{counted(len(frame), 'event')} in {where}, from published sources"
    return provenance.chart(
        name="responses",
        headline=sentence,
        table=table(frame, names),
        base=base + (f"; {counted(undated, 'event')} without a date in the table" if undated else ""),
        source=provenance.source or listing(list(dict.fromkeys(frame["source"].dropna())), most=2),
        alt=f"A time line of events per region. {sentence}",
        drawing=drawing(dated, regions, names),
    )


def headline(frame: pd.DataFrame, names: dict[str, str], of_regions: int = 0) -> str:
    """How many regions saw an offer, else how many saw any act of the ICB."""
    offers = list(dict.fromkeys(frame.loc[frame["kind"] == "offer", "region"]))
    if offers:
        have = "has" if len(offers) == 1 else "have"
        places = listing([named(region, names) for region in offers])
        regions = (
            f"{number(len(offers))}{of_shown(of_regions)}" if of_regions else counted(len(offers), "region")
        )
        return f"{regions} {have} an offer from the ICB on record: {places}."
    acted = list(dict.fromkeys(frame.loc[frame["kind"].isin(FROM_ICB), "region"]))
    if acted:
        places = listing([named(region, names) for region in acted])
        yet = "no offer in any of them" if of_regions else "no offer yet"
        regions = counted(len(acted), "region")
        where = f"{number(len(acted))}{of_shown(of_regions)}" if of_regions else regions
        return f"An act of the ICB is on record in {where}: {places}; {yet}."
    return f"{counted(len(frame), 'event')} on record, none of them by an ICB."


def table(frame: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """A row per event, the earliest first, in the words of the reference data."""
    return pd.DataFrame(
        {
            "When": [day(value) or "not dated" for value in frame["happened_on"]],
            "Region": [named(region, names) for region in frame["region"]],
            "What": [kind_words(kind) for kind in frame["kind"]],
            "In short": [value if known(value) else "" for value in frame["summary"]],
            "Amount": [value if known(value) else "" for value in frame["amount"]],
            "Note": [value if known(value) else "" for value in frame.get("note", [None] * len(frame))],
            "Source": [value if known(value) else "" for value in frame["source"]],
        }
    )


def kind_words(kind: str) -> str:
    """'First response' for first_response; an unknown kind reads as words."""
    return KINDS[kind][0] if kind in KINDS else capital(str(kind).replace("_", " "))


def drawing(dated: pd.DataFrame, regions: list[str], names: dict[str, str]) -> Lanes:
    """A lane per region, a mark per dated event: its letter in it, its summary as the note."""
    kinds = list(dict.fromkeys([*KINDS, *dated["kind"]]))
    kinds = [kind for kind in kinds if kind in set(dated["kind"])]
    series = tuple(
        Series(kind_words(kind), KINDS[kind][1] if kind in KINDS else INK, letter=letter)
        for kind, letter in zip(kinds, _letters(kinds), strict=True)
    )
    lanes = []
    for region in regions:
        part = dated[dated["region"] == region]
        marks = tuple(
            Mark(row["sort_on"].date(), kinds.index(row["kind"]), series[kinds.index(row["kind"])].letter,
                 f"{day(row['happened_on'])}: {row['summary']}")
            for row in part.to_dict("records")
        )  # fmt: skip
        lanes.append(Lane(named(region, names), marks))
    return Lanes(series, tuple(lanes), exact=False)


def _letters(kinds: list[str]) -> list[str]:
    """A letter for each kind that no other has: its own; of a new kind the first that is free."""
    taken = {letter for _, _, letter in KINDS.values()}
    letters = []
    for kind in kinds:
        own = KINDS[kind][2] if kind in KINDS else None
        free = (letter.upper() for letter in kind if letter.isalpha() and letter.upper() not in taken)
        letters.append(own or next(free, "?"))
        taken.add(letters[-1])
    return letters
