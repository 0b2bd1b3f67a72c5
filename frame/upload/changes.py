"""Which figures of the dashboard a write would change: the measures before it, and after it in a trial."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from charts.wording import day, known
from frame.upload.words import Label
from measures import measure
from store import Snapshot, Store
from store.trial import trial

KEY = ["sort", "region", "survey", "subject", "figure"]
"""What a figure is about. sort: action, survey, service, region or published; subject: id of an action or
service, or the words of a published figure; figure: an answer, or what is counted."""
IN_REGION = "practices in the region"


def changes(store: Store, write: Callable[[Store], None], before: pd.DataFrame | None = None) -> pd.DataFrame:
    """KEY, before, after (numbers; blank where there was or is no such figure) and invented, one row for each
    figure that `write` would change. A 0 that comes or goes is no change. invented: it was a figure of the
    demonstration, which leaves.

    `write` gets a trial of the store, and may raise StoreError. before: the figures as the store stands, where
    they are known.
    """
    now = store.snapshot()
    before = figures(now) if before is None else before
    with trial(store) as tried:
        write(tried)
        return difference(before, figures(tried.snapshot(), before, tried.snapshot().tables_changed(now)))


def difference(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The figures that differ between two states of a store, with the columns that changes() gives. before, after: of
    figures()."""
    before, after = (each.drop(columns="part").drop_duplicates(KEY) for each in (before, after))
    both = before.merge(after, on=KEY, how="outer", suffixes=("", "_after"), sort=False)
    both = both.rename(columns={"value": "before", "value_after": "after"})
    both["invented"] = both["invented"].fillna(False).astype(bool) & both["after"].isna()
    changed = both[(both["before"].fillna(0) != both["after"].fillna(0)) & ~_newly_asked(both, before)]
    return _in_order(changed, after, before)[[*KEY, "before", "after", "invented"]]


def _newly_asked(both: pd.DataFrame, before: pd.DataFrame) -> pd.Series:
    """How many practices a region has is asked of a region with figures alone: its first ones change nothing
    about it."""
    counted = set(before.loc[before["sort"].isin(("action", "service")), "region"])
    return (both["figure"] == IN_REGION) & both["before"].isna() & ~both["region"].isin(counted)


def _in_order(changed: pd.DataFrame, *frames: pd.DataFrame) -> pd.DataFrame:
    """As the measures have them: actions by their place on the list, answers by their scale."""
    keys = pd.concat([frame[KEY] for frame in frames]).drop_duplicates().reset_index(drop=True)
    return changed.merge(keys.reset_index(names="place"), on=KEY).sort_values("place", ignore_index=True)


def figures(
    snapshot: Snapshot, before: pd.DataFrame | None = None, touched: frozenset[str] | None = None
) -> pd.DataFrame:
    """KEY, value, invented and part: every figure that pages show, by what it is about, once in each part that says it.

    before: the figures of an earlier snapshot, of which the parts are taken that come from none of the tables that
    were touched since; touched blank: any may have been.
    """
    parts = []
    for name, (tables, of_part) in _PARTS.items():
        if before is not None and touched is not None and not touched.intersection(tables):
            parts.append(before[before["part"] == name])
        else:
            parts += [frame.assign(part=name) for frame in of_part(snapshot)]
    frame = pd.concat(
        [part for part in parts if len(part)] or [_figures(pd.DataFrame(), "", "", "").assign(part="")]
    )
    frame[KEY] = frame[KEY].astype(object).where(frame[KEY].notna(), "")
    return frame.drop_duplicates([*KEY, "part"])


def _preferences(snapshot: Snapshot) -> list[pd.DataFrame]:
    """Practices per answer; practices that answered; practices in the region."""
    frame = measure(snapshot, "preferences")
    answers = _figures(frame, "action", "answer", "practices", subject="action")
    once = frame.drop_duplicates(["survey", "region"])
    return [answers, _figures_called(once, "survey", "practices that answered", "responded"), *_out_of(frame)]


def _notices(snapshot: Snapshot) -> list[pd.DataFrame]:
    """Practices per service: with a notice standing, in effect, signed up, wanting to; practices in the region."""
    frame = measure(snapshot, "notices")
    counted = frame[frame["basis"] != "reported"]
    names = {"count": "served", "in_effect": "in effect", "signed_up": "signed up", "wanted": "wanted"}
    parts = [
        _figures_called(counted, "service", words, column, subject="service")
        for column, words in names.items()
    ]
    return [*parts, *_out_of(counted)]


def _out_of(frame: pd.DataFrame) -> list[pd.DataFrame]:
    regions = (
        frame.dropna(subset=["out_of"]).drop_duplicates("region").drop(columns="survey", errors="ignore")
    )
    return [_figures_called(regions, "region", IN_REGION, "out_of")]


def _published(snapshot: Snapshot) -> list[pd.DataFrame]:
    """Published figures and those of tallies, each under its own words."""
    frame = measure(snapshot, "regions")
    frame = frame[frame["basis"] == "reported"].copy()
    frame["figure"] = [_published_words(row) for row in frame.to_dict("records")]
    frame["value"] = frame["count"].astype(float).fillna(frame["share"].astype(float))
    return [_figures(frame, "published", "figure", "value", subject="subject")]


def _published_words(row: dict[str, Any]) -> str:
    """'signed up · at least · practices · February 2025 · LMC': all that makes a published figure another one."""
    ids = (row[name] for name in ("rung", "qualifier", "unit") if row[name] != "exact")
    parts = [str(identifier).replace("_", " ") for identifier in ids if known(identifier)]
    return " · ".join(
        [*parts, *filter(None, (day(row["as_of"]), row["source"] if known(row["source"]) else ""))]
    )


def _events(snapshot: Snapshot) -> list[pd.DataFrame]:
    """How many things that happened are told of each region."""
    frame = measure(snapshot, "responses").groupby("region", as_index=False).size()
    return [_figures_called(frame, "region", "events told", "size")]


# The figures of each part, and the tables that they are counted from. What another store handed over may be any.
_PARTS: dict[str, tuple[tuple[str, ...], Callable[[Snapshot], list[pd.DataFrame]]]] = {
    "preferences": (("surveys", "replies", "answers", "practices", "handed_over"), _preferences),
    "notices": (("notices", "practices", "handed_over"), _notices),
    "published": (("figures", "practices", "handed_over"), _published),
    "events": (("happenings", "handed_over"), _events),
}


def _figures_called(
    frame: pd.DataFrame, sort: str, figure: str, value: str, subject: str | None = None
) -> pd.DataFrame:
    return _figures(frame.assign(figure_named=figure), sort, "figure_named", value, subject)


def _figures(
    frame: pd.DataFrame, sort: str, figure: str, value: str, subject: str | None = None
) -> pd.DataFrame:
    """A measure's column of values as KEY, value and invented."""
    columns = {"region": "region", "survey": "survey", "subject": subject, "figure": figure, "value": value}
    out = pd.DataFrame(
        {name: frame.get(column, None) for name, column in columns.items()},
        index=frame.index,
    )
    out["value"] = pd.to_numeric(out["value"], errors="coerce").astype(float)
    out["invented"] = frame["basis"] == "demonstration" if "basis" in frame else False
    return out.assign(sort=sort)[[*KEY, "value", "invented"]]


def changed_figures(changed: pd.DataFrame, label: Label) -> pd.DataFrame:
    """The figures that change as people read them: Region, Where, What, Figure, Before, After, Change.
    changed: of frame.upload.changes, without invented rows."""
    rows = [
        {
            "Region": label("region", row.region) if row.region else "",
            "What": _subject(row, label),
            "Figure": _figure(row, label),
            "Before": _number(row.before),
            "After": _number(row.after),
            "Change": _difference(row.before, row.after),
        }
        for row in changed.itertuples()
    ]
    return pd.DataFrame(rows)


def _subject(row: Any, label: Label) -> str:
    if row.sort == "action":
        return f"{label('action', row.subject)} ({label('survey', row.survey)})"
    if row.sort == "survey":
        return label("survey", row.survey)
    service_label = label("service", row.subject)
    return label("action", row.subject) if service_label == row.subject else service_label


def _figure(row: Any, label: Label) -> str:
    return label("answer", row.figure) if row.sort == "action" else row.figure


def _number(value: float) -> str:
    if pd.isna(value):
        return "none"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.1%}"


def _difference(before: float, after: float) -> str:
    if pd.isna(before) or pd.isna(after):
        return "new" if pd.isna(before) else "gone"
    more = after - before
    return f"{more:+,.0f}" if float(more).is_integer() else f"{more:+.1%}"
