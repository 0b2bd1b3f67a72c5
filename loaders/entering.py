"""What somebody types into a form, as a spreadsheet of one row: it goes the way of every other file."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import asdict, dataclass
from datetime import date

from loaders.importing import keep, preview
from loaders.kinds import Options
from loaders.report import Report, report_of
from store import Store

HEADINGS = {
    "happened_on": "Date",
    "kind": "What happened",
    "services": "Service",
    "summary": "Summary",
    "amount": "Amount and unit",
    "position": "LMC position",
    "source": "Source",
}


@dataclass(frozen=True)
class Event:
    """happened_on: in words, as precise as known. kind, position: labels. services: labels joined by ';'."""

    happened_on: str
    kind: str
    services: str
    summary: str
    amount: str
    position: str
    source: str


def file_of(event: Event) -> bytes:
    """The event as a CSV file of kind `events`."""
    out = io.StringIO()
    fields = asdict(event) | {"happened_on": _day_first(event.happened_on)}
    csv.writer(out, lineterminator="\n").writerows([HEADINGS.values(), [fields[name] for name in HEADINGS]])
    return out.getvalue().encode()


def _day_first(text: str) -> str:
    """The form asks for day/month/year, so one date alone is not in doubt, as it would be in a file."""
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    if not match:
        return text
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        return text  # the loader says why it is no date


def enter(store: Store, event: Event, region: str, *, by: str = "") -> Report:
    """Load an event that was typed in; where anything of it cannot be read, nothing is saved.

    The report's outcome is then 'refused', and its problems or questions say why.
    """
    data, options = file_of(event), Options(kind="events", region=region)
    name = f"Entered by form, {event.kind.lower()}, {event.happened_on.replace('/', '-')}.csv"
    draft = preview(store, data, name, options)
    if draft.refused or draft.problems or draft.questions:
        return report_of(draft, "refused", None)
    return keep(store, data, draft, options, by=by)
