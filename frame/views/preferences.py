"""Views of what practices say about each action."""

from __future__ import annotations

from decks.labels import labels
from decks.slides import Slide
from decks.subjects import moved_actions, not_begun, other_surveys, surveys_of
from frame.address import choose_one
from frame.views.view import Nothing, View
from frame.visit import Visit

ORDERS = {"green": "Most support first", "menu": "Menu order"}
BASES = {"all": "Of all practices", "answered": "Of those that answered"}
NONE = {"": "Nothing beside it"}
UNREAD = (
    "No comment of this survey has been read for a committee yet.",
    "An analyst reads what practices wrote first, as it may give one away.",
)


def nothing(visit: Visit, view: View, region: str, survey: str) -> Nothing:
    """Why a view of a survey is blank: it had not begun by the day, or what the view says of itself."""
    if view is VIEWS["comments"] and not visit.viewer.may_see_names:
        return UNREAD
    too_early = not_begun(visit, region, survey, visit.on)
    return too_early if too_early[0] else view.nothing


def _shares(visit: Visit, region: str, survey: str) -> Slide:
    """One survey, or beside it another of any region."""
    others = other_surveys(visit, region, survey, visit.on)
    beside = choose_one("Side by side with", "beside", NONE | others)
    order = choose_one("Order", "order", ORDERS)
    base = choose_one("Shares", "base", BASES)
    if not beside:
        return Slide.of("preferences", region=region, survey=survey, order=order, base=base, on=visit.on)
    pair = {"first": (region, survey), "second": tuple(beside.split("/", 1))}
    return Slide.of("comparison", **pair, order=order, base=base, on=visit.on)


def _support(visit: Visit, region: str, survey: str) -> Slide:
    base = choose_one("Shares", "base", BASES, "answered")
    return Slide.of("support", region=region, survey=survey, base=base, on=visit.on)


def _onset(visit: Visit, region: str, survey: str) -> Slide:
    return Slide.of("onset", region=region, survey=survey, kind="action", on=visit.on)


def _waves(visit: Visit, region: str, survey: str) -> Slide:
    return Slide.of("waves", region=region, survey=survey, on=visit.on)


def _moves(visit: Visit, region: str, survey: str) -> Slide:
    """From an earlier survey to this one, about one action or all."""
    earlier = {
        identifier: title
        for identifier, title in surveys_of(visit, region, visit.on).items()
        if identifier != survey
    }
    before = choose_one("Moved from", "before", earlier or NONE)
    asked, names = moved_actions(visit, region, survey, visit.on), labels(visit).names
    actions = {identifier: names.get(identifier, identifier) for identifier in asked}
    action = choose_one("Action", "action", {"": "All, a line each"} | actions)
    return Slide.of("moves", region=region, survey=survey, before=before, action=action, on=visit.on)


def _comments(visit: Visit, region: str, survey: str) -> Slide:
    return Slide.of("comments", region=region, survey=survey, on=visit.on)


NOBODY = ("Nobody has answered this survey yet.", "")
VIEWS = {
    "shares": View("Shares", _shares, NOBODY),
    "support": View("Ranked", _support, ("No answer of this survey supports an action.", "")),
    "onset": View("If all did", _onset, ("No practice would act, even if all did.", "")),
    "waves": View("Wave by wave", _waves, NOBODY),
    "moves": View(
        "Who moved",
        _moves,
        ("Choose an earlier survey of the same practices: there is none to compare with here.", ""),
    ),
    "comments": View("In their words", _comments, ("Nobody wrote a comment in this survey.", "")),
}
