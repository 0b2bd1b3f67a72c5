"""Figures about few practices as they may leave: patients, networks, what others added up for a part of a region."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from disclosure.networks import hidden
from disclosure.patients import Practice, may_be_shown, rounded
from disclosure.tables import threshold
from measures.definitions import frame_with_terms
from store import Snapshot

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
POOL = "the networks that are withheld"

Subject = tuple[str, str, str]
Networks = dict[Hashable, list[Practice]]


def _members(snapshot: Snapshot, asked: dict[str, Any]) -> dict[Subject, Networks]:
    """The practices by (region, kind, subject) and network. A practice without a list size has a size of nought: it
    adds none."""
    on = asked.get("on") or date.today()
    given = {
        "regions": _listed(asked.get("regions", ())),
        "survey": asked.get("survey"),
        "services": _listed(asked.get("services", ())),
        "actions": _listed(asked.get("actions", ())),
        "on": on,
        "until": on if on < date.today() else None,
    }
    networks_by_subject: dict[Subject, Networks] = {}
    for row in frame_with_terms(snapshot, SQL, given).itertuples():
        network = row.pcn if isinstance(row.pcn, str) else None
        size = 0 if pd.isna(row.list_size) else int(row.list_size)
        networks = networks_by_subject.setdefault((row.region, row.kind, row.subject), {})
        networks.setdefault(network, []).append(Practice(size, bool(row.acts)))
    return networks_by_subject


def _listed(ids: Any) -> list[str]:
    return [ids] if isinstance(ids, str) else list(ids)


def _hidden(networks: Networks) -> set[Hashable]:
    """The networks whose figures are withheld; no network is named by none."""
    return hidden({name: (sum(member.acts for member in each), len(each)) for name, each in networks.items()})


def networks_shown(snapshot: Snapshot, asked: dict[str, Any], frame: pd.DataFrame) -> pd.DataFrame:
    """The measure by_pcn without the figures of networks that are withheld (networks.py), and of all networks without
    what is told of too few: who answered, what is in effect, patients."""
    if frame.empty:
        return frame
    withheld = {subject: _hidden(networks) for subject, networks in _members(snapshot, asked).items()}
    few = pd.Series(
        [
            bool(row.withheld)
            or (row.pcn if isinstance(row.pcn, str) else None)
            in withheld.get((row.region, row.kind, row.subject), set())
            for row in frame.itertuples()
        ],
        index=frame.index,
    )
    none = pd.Series([None] * len(frame), index=frame.index, dtype=object)
    shown = {column: frame[column].astype(object).where(~few, None) for column in ("practices", "share")}
    frame = frame.assign(withheld=few, answered=none, in_effect=none, patients=none, **shown)
    # In the measure's own order, by share, those withheld would stand as if they were not.
    return _ordered(frame, ["withheld", "share", "pcn"], descending="share")


def _ordered(frame: pd.DataFrame, by: list[str], *, descending: str) -> pd.DataFrame:
    """The frame's regions and kinds in the order they stand in, and within each by what is shown, blanks last."""
    places = {
        place: at for at, place in enumerate(dict.fromkeys(zip(frame["region"], frame["kind"], strict=True)))
    }
    subjects = {subject: at for at, subject in enumerate(dict.fromkeys(sorted(frame["subject"])))}
    keys = pd.DataFrame(
        {
            "place": [places[pair] for pair in zip(frame["region"], frame["kind"], strict=True)],
            **{name: frame[name].reset_index(drop=True) for name in by},
        }
    )
    keys["subject"] = frame["subject"].map(subjects).to_numpy()
    keys[descending] = -pd.to_numeric(keys[descending])
    by = ["place", "subject", *by] if "withheld" in by else ["place", *by, "subject"]
    return frame.iloc[keys.sort_values(by, kind="stable").index]


def patients_shown(snapshot: Snapshot, asked: dict[str, Any], frame: pd.DataFrame) -> pd.DataFrame:
    """The measure list_weight with patients rounded, and blank where they would give a practice away (patients.py);
    also on any day but today: the patients between two days are one practice's where it alone came in."""
    if frame.empty:
        return frame
    today = (asked.get("on") or date.today()) == date.today()
    practices = _members(snapshot, asked) if today else {}
    safe = [
        row.unsized == 0 and may_be_shown(_in_cells(practices.get((row.region, row.kind, row.subject), {})))
        for row in frame.itertuples()
    ]
    patients = [
        rounded(value) if shown else None for value, shown in zip(frame["patients"], safe, strict=True)
    ]
    # Where the size of any practice is not known the measure gives no share, and its range is of one practice's size.
    share = [
        None if value is None or not of or pd.isna(own) else value / of
        for value, of, own in zip(patients, frame["registered"], frame["share"], strict=True)
    ]
    none = pd.Series([None] * len(frame), index=frame.index, dtype=object)
    frame = frame.assign(
        patients=pd.Series(patients, frame.index, dtype=object),
        share=pd.Series(share, frame.index, dtype=object),
        share_low=none,
        share_high=none,
        unsized=none,
        not_in_register=none,
        patients_in_effect=none,
    )
    # By patients, as the measure is, the place of those withheld would say how many they are.
    return _ordered(frame, ["patients"], descending="patients")


def _in_cells(networks: Networks) -> list[Practice]:
    """Practices, each with its network as its cell where the network's figure is shown, else with the pool."""
    withheld = _hidden(networks)
    return [
        replace(practice, cell=POOL if name in withheld else name)
        for name, each in networks.items()
        for practice in each
    ]


def parts_shown(snapshot: Snapshot, asked: dict[str, Any], frame: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG001
    """The measure tallies without figures about a part of a region, such as a network, that say too much of few."""
    few = frame["count"] < threshold("network_acting")
    others = frame["out_of"].isna() | (frame["out_of"] - frame["count"] < threshold("network_others"))
    return frame[frame["part"].isna() | ~(few | others | frame["count"].isna())]
