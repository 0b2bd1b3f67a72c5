"""One chart about a region by its name alone: what else it asks for is what is most likely meant."""

from __future__ import annotations

from datetime import date
from inspect import Parameter, signature

from charts import Chart
from decks.comparisons import subjects_of
from decks.drawings import DRAWINGS, draw
from decks.england import national_subjects
from decks.labels import labels
from decks.reading import Reading
from decks.slides import meeting_days
from decks.subjects import compared_regions, menus_of, surveyed_regions, surveys_of, usual_regions


def single(reading: Reading, name: str, region: str, on: date, given: dict[str, object]) -> Chart | None:
    """One of DRAWINGS; given: arguments that are known. None where there is nothing to draw."""
    wanted = {
        argument.name: argument.default is Parameter.empty
        for argument in signature(DRAWINGS[name]).parameters.values()
        if argument.kind is Parameter.KEYWORD_ONLY
    }
    likely = _likely(reading, region, on, given)
    asked = {
        parameter: likely.get(parameter)
        for parameter, needed in wanted.items()
        if needed or parameter in given
    }
    if None in asked.values():
        return None
    chart = draw(reading, name, **asked)
    if chart is None and "kind" in asked and "subject" not in asked and "kind" not in given:
        # Where nothing is known of services, something may be of actions.
        return draw(reading, name, **(asked | {"kind": "action"}))
    return chart


def _likely(reading: Reading, region: str, on: date, given: dict[str, object]) -> dict[str, object]:
    """The newest survey and the one before it, the month around the day, the subject that most regions have."""
    surveys = list(surveys_of(reading, region))
    survey = given.get("survey") or next(iter(surveys), None)
    before = next((each for each in surveys if each != survey), None)
    kind = "action" if given.get("subject") in labels(reading).actions else "service"
    widest = subjects_of(reading, kind, on).groupby("subject")["region"].nunique()
    return {
        "region": region,
        "survey": survey,
        "before": before,
        "first": (region, survey) if survey else None,
        "second": (region, before) if before else None,
        "other": next((each for each in surveyed_regions(reading) if each != region), None),
        "menu": next(iter(menus_of(reading)), None),
        "asked": next(iter(national_subjects(reading, "service", on)), None),
        "kind": kind,
        "subject": widest.idxmax() if len(widest) else None,
        "regions_shown": tuple(usual_regions(reading, compared_regions(reading, on))),
        **meeting_days(on),
        **given,
    }
