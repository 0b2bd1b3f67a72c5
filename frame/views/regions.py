"""Views of regions side by side: figures, what stands beside them, whom they reach, what things are called there."""

from __future__ import annotations

from functools import partial

from decks.england import boundaries_known, national_subjects
from decks.labels import labels
from decks.ledgers import ONLY, ledger_regions
from decks.slides import Slide
from decks.subjects import (
    common_services,
    compared_regions,
    mapped_first,
    menus_of,
    networked_subjects,
    nothing_beside,
    placed_beside,
    surveyed_regions,
    usual_regions,
    widest_subjects,
)
from frame.address import choose_many, choose_one, choose_part
from frame.views.view import Nothing, View
from frame.visit import Visit

LAYOUTS = {"2024": "The 42 ICBs of 2024/25", "2026": "The 36 of April 2026"}
KINDS = {"service": "Services", "action": "Actions"}
GRID, NONE = "all", {"": "None"}


def choose_kind(visit: Visit, view: View) -> str:
    """Services or actions. Services of few regions have shares alike: what stands beside something is shown first."""
    if view in (
        VIEWS["ledger"],
        VIEWS["lmcs"],
    ):  # notice is given on services alone, and an LMC hands over both
        return "service"
    beside = (each for each in KINDS if view is VIEWS["beside"] and placed_beside(visit, each, visit.on))
    return choose_part("Compare", "kind", KINDS, next(beside, None))


def region_of(visit: Visit, slide: Slide | None) -> str:
    """The region that a slide is about, else the first there is: whose meetings it may be added to."""
    return dict(slide.asked if slide else ()).get("region") or next(iter(compared_regions(visit, visit.on)))


def nothing(visit: Visit, view: View, slide: Slide | None, kind: str) -> Nothing:
    """Why the view is blank; of what stands beside a region, with what there is instead."""
    if view is VIEWS["beside"]:
        return nothing_beside(visit, region_of(visit, slide), kind, visit.on)
    return view.nothing


def _figures(visit: Visit, kind: str) -> Slide:
    """All as a grid of the chosen regions, or one subject across every region."""
    whole = {GRID: "All, as a grid"}
    subject = choose_one("Subject", "subject", whole | widest_subjects(visit, kind, visit.on))
    if subject != GRID:
        return Slide.of("subject", subject=subject, kind=kind, on=visit.on)
    offered = compared_regions(visit, visit.on)
    chosen = choose_many("Regions", "regions", offered, usual_regions(visit, offered))
    return Slide.of("matrix", regions_shown=tuple(chosen), kind=kind, on=visit.on)


def _map(visit: Visit, kind: str) -> Slide:
    first = mapped_first(visit, kind, visit.on)
    subject = choose_one("Subject", "on_map", widest_subjects(visit, kind, visit.on) or NONE, first)
    layout = choose_one("ICBs", "layout", LAYOUTS)
    return Slide.of("tiles", subject=subject, kind=kind, layout=layout, on=visit.on)


def _differences(visit: Visit, _: str) -> Slide | None:
    surveyed = surveyed_regions(visit)
    if len(surveyed) < 2:
        return None
    first = choose_one("First region", "first", surveyed)
    invented = labels(visit).invented
    rest = {
        region: name
        for region, name in surveyed.items()
        if region != first and (region in invented) == (first in invented)
    }
    if not rest:
        return None
    other = choose_one("Second region", "second", rest)
    return Slide.of("differences", region=first, other=other, on=visit.on)


def _of_one(name: str, visit: Visit, kind: str) -> Slide:
    """One region; at first one with something to stand beside, or a survey."""
    offered = compared_regions(visit, visit.on)
    likely = [*placed_beside(visit, kind, visit.on)] if name == "beside" else []
    likely += [region for region in surveyed_regions(visit) if region in offered]
    region = choose_one("Region", "region", offered, next(iter(likely), None))
    return Slide.of(name, region=region, kind=kind, on=visit.on)


def _networks(visit: Visit, kind: str) -> Slide:
    region = dict(_of_one("networks", visit, kind).asked)["region"]
    reached = networked_subjects(visit, region, kind, visit.on)
    subject = choose_one("Subject", "among", reached or NONE)
    return Slide.of("networks", region=region, subject=subject, kind=kind, on=visit.on)


def _ledger(visit: Visit, _: str) -> Slide:
    """Of all regions, or of those chosen; narrowed down to what is chosen."""
    only = choose_many("Only lines with", "only", ONLY)
    chosen = choose_many("Regions", "in", ledger_regions(visit, visit.on))
    return Slide.of("ledger", only=tuple(only), regions_shown=tuple(chosen), on=visit.on)


def _local(visit: Visit, kind: str) -> Slide:
    """A service under its local names; of actions, what the items of a menu mean."""
    if kind == "action":
        return Slide.of("menu", menu=choose_one("Menu", "menu", menus_of(visit)))
    return Slide.of("local", subject=choose_one("Service", "service", common_services(visit)))


def _lmcs(visit: Visit, _: str) -> Slide:
    layout = choose_one("ICBs", "layout", boundaries_known(visit, visit.on))
    return Slide.of("lmcs", on=visit.on, layout=layout)


def _england(visit: Visit, kind: str) -> Slide | None:
    subjects = national_subjects(visit, kind, visit.on)
    if not subjects:
        return None
    return Slide.of("england", asked=choose_one("Subject", "england", subjects), on=visit.on)


def _limits(_: Visit, kind: str) -> Slide:
    return Slide.of("limits", kind=kind)


VIEWS = {
    "figures": View(
        "Figures", _figures,
        ("None of these regions has a figure for this.", "Choose other regions, or the other kind."),
    ),
    "ledger": View(
        "Ledger", _ledger,
        ("No line of the ledger is left.", "Choose fewer of “Only”, or other regions."),
    ),
    "map": View("Map", _map, ("There is no grid of ICBs in the reference data.", "")),
    "beside": View("Beside the others", partial(_of_one, "beside")),
    "differences": View(
        "Two regions", _differences,
        (
            "Two regions are compared by their surveys, and fewer than two have one here.",
            "Bring the other region's survey in on the Upload page.",
        ),
    ),
    "patients": View(
        "Patients", partial(_of_one, "patients"),
        (
            "No list sizes of this region's practices are loaded, or none of them acts.",
            "Bring in a list of practices with list sizes on the Upload page.",
        ),
    ),
    "networks": View(
        "Networks", _networks,
        (
            "No list of this region's practices is loaded, so their networks are not known.",
            "Bring in a list of practices with their networks on the Upload page.",
        ),
    ),
    "local": View(
        "Local names", _local, ("No region's name or contract for this is on record.", "")
    ),
    "lmcs": View("LMCs", _lmcs, ("No LMC is on record.", "They are rows of data/reference/lmcs.csv.")),
    "england": View(
        "England", _england,
        (
            "Nothing that LMCs handed over can be added up here.",
            "Load their hand-overs on the Upload page; what is withheld or more than a month old is in no sum.",
        ),
    ),
    "limits": View("Local limits", _limits, ("No local limit is on record.", "")),
}  # fmt: skip
