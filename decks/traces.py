"""What the figures of each chart are made of, by the name of the drawing: cells, and the words that were published."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from charts.wording import known
from decks.reading import Reading
from decks.slides import Slide


@dataclass(frozen=True)
class Trace:
    """One table behind a chart, read when somebody looks: that of a whole survey of England is large.

    title: what it holds. find: gives the rows of a measure that is a trace, for one of choices. about, choices: what is
    chosen (action, service, subject) and the ids to choose from; '' and none: there is one table. naming: it is about
    words by which a practice may give itself away.
    """

    title: str
    find: Callable[[str], pd.DataFrame]
    about: str = ""
    choices: tuple[str, ...] = ()
    naming: bool = False


FIGURES = "What each figure is made of"
BOTH = "The two figures that each difference is made of"
BESIDE = "The figures beside each other, and what each is made of"
EVENTS = "Where each thing that happened was read"
BASES = "The list behind the number of practices and patients"
COMMENTS = "The cell of each comment"


def traces_of(reading: Reading, slide: Slide) -> list[Trace]:
    """The tables behind a slide's chart, in the order of their use; none where every row of the chart's own table names
    its source. The slide must have its days."""
    return TRACED[slide.name](reading, dict(slide.asked)) if slide.name in TRACED else []


def _ids(values: Iterable) -> tuple[str, ...]:
    return tuple(value for value in dict.fromkeys(values) if known(value))


def _answers(
    reading: Reading, asked: dict, surveys: Iterable[tuple[str, str]], title: str = FIGURES
) -> list[Trace]:
    """The answers of surveys, each given as (region, survey), action by action."""
    surveys, on = tuple(dict.fromkeys(surveys)), asked.get("on")
    if not surveys:
        return []
    tables = [
        reading.measure("preferences", regions=(region,), survey=each, on=on)["action"]
        for region, each in surveys
    ]
    choices = _ids(action for table in tables for action in table)

    def find(action: str) -> pd.DataFrame:
        given = {"actions": (action,), "on": on}
        return _joined(
            reading.measure("trace_preferences", regions=(region,), survey=each, **given)
            for region, each in surveys
        )

    return [Trace(title, find, "action", (asked["action"],) if asked.get("action") else choices)]


def _joined(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The frames one after another; the empty ones have no say in the types of the columns."""
    frames = list(frames)
    return pd.concat([frame for frame in frames if len(frame)] or frames[:1], ignore_index=True)


def _survey(reading: Reading, asked: dict) -> list[Trace]:
    return _answers(reading, asked, [(asked["region"], asked["survey"])])


def _waves(reading: Reading, asked: dict) -> list[Trace]:
    frame = reading.measure("waves", regions=(asked["region"],), on=asked.get("on"))
    same = frame[frame["scale"].isin(frame.loc[frame["survey"] == asked["survey"], "scale"])]
    return _answers(reading, asked, zip(same["region"], same["survey"], strict=True))


def _moves(reading: Reading, asked: dict) -> list[Trace]:
    pair = [(asked["region"], asked["before"]), (asked["region"], asked["survey"])]
    return _answers(reading, asked, pair, BOTH)


def _comparison(reading: Reading, asked: dict) -> list[Trace]:
    return _answers(reading, asked, [asked["first"], asked["second"]], BOTH)


def _differences(reading: Reading, asked: dict) -> list[Trace]:
    frame = reading.measure("differences", regions=(asked["region"], asked["other"]), on=asked.get("on"))
    frame = frame[frame["kind"] == "regions"]
    sides = [
        pair
        for side in ("first", "second")
        for pair in zip(frame[f"{side}_region"], frame[f"{side}_survey"], strict=True)
    ]
    return _answers(reading, asked, sides, BOTH)


def _comments(reading: Reading, asked: dict) -> list[Trace]:
    given = {"regions": (asked["region"],), "survey": asked["survey"], "on": asked.get("on")}
    return [Trace(COMMENTS, lambda _: reading.measure("trace_comments", **given), naming=True)]


def _log(reading: Reading, asked: dict) -> list[Trace]:
    regions, services, on = (asked["region"],), tuple(asked.get("services", ())), asked["on"]
    choices = _ids(reading.measure("notices", regions=regions, services=services, on=on)["service"])

    def find(service: str) -> pd.DataFrame:
        return reading.measure("trace_notices", regions=regions, services=(service,), on=on)

    return [Trace(FIGURES, find, "service", choices)]


def _regions(reading: Reading, asked: dict, title: str = FIGURES) -> list[Trace]:
    """Figures of regions about one kind of subject; where regions, a subject or a survey are named, about these."""
    kind, on = asked["kind"], asked["on"]
    regions, survey = tuple(asked.get("regions_shown", ())), asked.get("survey")
    frame = reading.measure("regions", on=on)
    frame = frame[(frame["kind"] == kind) & (frame["region"].isin(regions) if regions else True)]
    choices = (asked["subject"],) if "subject" in asked else _ids(frame["subject"])

    def find(subject: str) -> pd.DataFrame:
        about = {"services" if kind == "service" else "actions": (subject,)}
        return reading.measure("trace_regions", regions=regions, survey=survey, on=on, **about)

    return [Trace(title, find, "subject", choices)]


def _region(reading: Reading, asked: dict) -> list[Trace]:
    return _regions(reading, asked | {"regions_shown": (asked["region"],)})


def _beside(reading: Reading, asked: dict) -> list[Trace]:
    shown = reading.measure("comparators", regions=(asked["region"],), on=asked["on"])
    choices = _ids(shown.loc[shown["kind"] == asked["kind"], "subject"])
    (every,) = _regions(reading, {"kind": asked["kind"], "on": asked["on"]}, BESIDE)
    return [Trace(BESIDE, every.find, every.about, choices)]


def _reached(reading: Reading, asked: dict) -> list[Trace]:
    """Practices that act, and the list from which their patients and networks are known."""
    regions = (asked["region"],)
    listed = Trace(BASES, lambda _: reading.measure("trace_practices", regions=regions))
    return [*_region(reading, asked), listed]


def _happened(reading: Reading, asked: dict) -> list[Trace]:
    given = {"regions": tuple(asked.get("regions_shown", ())), "on": asked.get("on")}
    return [Trace(EVENTS, lambda _: reading.measure("trace_responses", **given))]


def _outcomes(reading: Reading, asked: dict) -> list[Trace]:
    return [*_regions(reading, asked | {"kind": "service"}), *_happened(reading, asked)]


def _ledger(reading: Reading, asked: dict) -> list[Trace]:
    shown = tuple(asked.get("regions_shown", ()))
    figures = _regions(reading, {"kind": "service", "on": asked["on"], "regions_shown": shown})
    return [*figures, *_happened(reading, asked)]


def _since(reading: Reading, asked: dict) -> list[Trace]:
    """The figures of the later day, of services and of actions, and what happened where anything did."""
    place = {"on": asked["on"], "regions_shown": (asked["region"],)}
    happened = reading.measure("trace_responses", regions=(asked["region"],), on=asked["on"])
    figures = [trace for kind in ("service", "action") for trace in _regions(reading, place | {"kind": kind})]
    return [
        *(trace for trace in figures if trace.choices),
        *(_happened(reading, place) if len(happened) else []),
    ]


def _local(reading: Reading, asked: dict) -> list[Trace]:
    """The figures about a service whose words the chart gives; a contract's source is in its table."""
    subject = asked["subject"]
    return [Trace(FIGURES, lambda _: reading.measure("trace_regions", services=(subject,)))]


def _england(reading: Reading, asked: dict) -> list[Trace]:
    """What each region's figure of one subject is made of: what LMCs handed over leads to their stores."""
    subject, on = asked["asked"].rpartition("-")[0], asked["on"]

    def find(_: str) -> pd.DataFrame:
        return reading.measure("trace_regions", services=(subject,), actions=(subject,), on=on)

    return [Trace(FIGURES, find)]


TRACED: dict[str, Callable[[Reading, dict], list[Trace]]] = {
    **dict.fromkeys(("preferences", "support"), _survey),
    **dict.fromkeys(
        ("notices", "ladder", "windows", "dates", "totals", "changes", "coming", "practices"), _log
    ),
    **dict.fromkeys(("matrix", "subject", "tiles"), _regions),
    **dict.fromkeys(("patients", "networks"), _reached),
    **dict.fromkeys(("responses", "days", "positions"), _happened),
    "waves": _waves,
    "moves": _moves,
    "comparison": _comparison,
    "differences": _differences,
    "comments": _comments,
    "onset": _region,
    "beside": _beside,
    "outcomes": _outcomes,
    "ledger": _ledger,
    "england": _england,
    "since": _since,
    "local": _local,
}
