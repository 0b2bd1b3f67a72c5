"""A form for what happened: saved as an import of one row, with its history and undo."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from charts.wording import listing
from decks.labels import labels
from frame.showing import plain
from frame.visit import Visit
from loaders.entering import Event, enter
from store import named_parts

SAID, OPEN = "entered", "entering"
NONE = ""
CHOICES = named_parts(Path(__file__).with_suffix(".sql"))


def offer_form(visit: Visit) -> None:
    """An expander with the form, for those who may upload; what became of the last entry stands above it."""
    if not visit.viewer.may_upload:
        return
    became, sentence = st.session_state.pop(SAID, ("", ""))
    if became == "saved":
        # The next event begins on an empty form, in the same region.
        for name in ("on", "kind", "position", "services", "summary", "amount", "source"):
            st.session_state.pop(f"entered_{name}", None)
    if sentence:
        (st.success if became == "saved" else st.warning)(plain(sentence))
    if became:
        st.session_state[OPEN] = became == "refused"
    with st.expander("Add what happened", key=OPEN, on_change="rerun") as opened:
        if opened.open:
            _draw_form(visit)


def _draw_form(visit: Visit) -> None:
    with st.form("happened", border=False):
        event, region = _fields(visit)
        if st.form_submit_button("Save", type="primary"):
            st.session_state[SAID] = _save(visit, event, region)
            st.rerun()


def _fields(visit: Visit) -> tuple[Event, str]:
    names = labels(visit)
    kinds = visit.kept("kinds of event", (), lambda: visit.snapshot.rows(CHOICES["kinds"]))
    positions = visit.kept("positions", (), lambda: visit.snapshot.rows(CHOICES["positions"]))
    first, second, third, fourth = st.columns([3, 4, 4, 4])
    when = first.text_input(
        "Date",
        key="entered_on",
        placeholder="03/03/2025",
        help="As precise as known: 03/03/2025 (day first), March 2025 or 2025.",
    )
    own = [choice for choice in names.regions if visit.clearance.owns(choice)]
    region = second.selectbox("Region", own, format_func=names.regions.get, key="entered_region")
    kind = third.selectbox("What happened", [label for (label,) in kinds], key="entered_kind")
    position = fourth.selectbox(
        "The LMC's position",
        [NONE, *(label for (label,) in positions)],
        format_func=lambda choice: choice or "None told",
        key="entered_position",
    )
    services = st.multiselect(
        "Services",
        list(names.services),
        format_func=names.services.get,
        key="entered_services",
        placeholder="Those that it is about, if any",
    )
    summary = st.text_input(
        "Summary", key="entered_summary", placeholder="What was said or done, in a sentence"
    )
    left, right = st.columns([1, 2])
    amount = left.text_input("Amount and unit", key="entered_amount", placeholder="£50 per patient per year")
    source = right.text_input("Source", key="entered_source", help="Needed: who said so, where and when.")
    service_names = "; ".join(names.services[choice] for choice in services)
    return Event(
        when.strip(), kind, service_names, summary.strip(), amount.strip(), position, source.strip()
    ), region


def _save(visit: Visit, event: Event, region: str) -> tuple[str, str]:
    """What became of it, and the sentence that says so."""
    needed = {"date": event.happened_on, "summary": event.summary, "source": event.source}
    missing = [name for name, value in needed.items() if not value]
    if missing:
        return "refused", f"Not saved: the {listing(missing)} {'is' if len(missing) == 1 else 'are'} missing."
    report = enter(visit.store, event, region, by=visit.viewer.name)
    if report["outcome"] == "refused":
        reasons = [problem["reason"] for problem in report["problems"]]
        reasons += [question["sentence"] for question in report["questions"]]
        return "refused", "Not saved: " + " ".join(dict.fromkeys(reasons))
    if report["outcome"] == "already loaded":
        return "refused", f"This is there already, as import {report['import']}."
    where = labels(visit).regions.get(region, region)
    return "saved", (
        f"Saved as import {report['import']}: {event.kind.lower()}, {event.happened_on}, {where}. "
        "It can be undone on the Upload page."
    )
