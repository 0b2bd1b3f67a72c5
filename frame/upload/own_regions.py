"""Whose regions a file tells of: an analyst of some regions brings in what is of these."""

from __future__ import annotations

from disclosure import Clearance
from loaders.draft import Draft


def beyond(draft: Draft, clearance: Clearance) -> tuple[str, ...]:
    """Ids of the regions that rows of the draft are about and that are not the viewer's; none for whoever has all.

    A register in which some practices lie in no region is of all England: it says where practices lie, is nobody's own
    list and changes no region's base, so anybody may load it.
    """
    if not clearance.regions or _of_all_england(draft):
        return ()
    columns = [frame["region"] for frames in draft.rows.values() for frame in frames if "region" in frame]
    regions = {region for column in columns for region in column.dropna().unique()}
    return tuple(sorted(region for region in regions if region not in clearance.regions))


def _of_all_england(draft: Draft) -> bool:
    frames = draft.rows.get("practices", [])
    return draft.kind == "practices" and any(frame["region"].isna().any() for frame in frames)
