"""What changed since the last meeting, and what comes into effect before the next."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from charts import Provenance, meeting

SINCE, ON, UNTIL = date(2025, 1, 14), date(2025, 2, 11), date(2025, 3, 11)
NAMES = {"ring": "Ring pessary", "psa": "PSA monitoring", "ecg": "ECG"}
WHERE = Provenance("Testshire", source="log.xlsx")


def history(*rows: tuple[str, str | None, int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(
        rows, columns=["service", "happened_on", "notices", "notices_served", "notices_ended"]
    )


def timeline(*rows: tuple[str, str | None, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["service", "effective_on", "notices"])


# Ring: 10 undated, then 4 more in December; since the meeting 3 served, and 1 ended later. PSA: 2 more. ECG: as was.
HISTORY = history(
    ("ring", None, 10, 10, 0),
    ("ring", "2024-12-01", 14, 4, 0),
    ("ring", "2025-01-20", 17, 3, 0),
    ("ring", "2025-02-01", 16, 0, 1),
    ("psa", "2025-01-14", 5, 5, 0),
    ("psa", "2025-01-15", 7, 2, 0),
    ("ecg", "2024-11-01", 9, 9, 0),
)


def changes(frame: pd.DataFrame):
    return meeting.changes(frame, NAMES, WHERE, since=SINCE, on=ON)


def test_what_was_served_and_what_ended_stand_apart():
    bars = {row.label: (row.values, row.words) for row in changes(HISTORY).drawing.rows}
    assert bars == {
        "Ring pessary": ((13, 3, 1), "16 now: 3 more, 1 ended"),
        "PSA monitoring": ((5, 2, None), "7 now: 2 more"),
    }


def test_the_day_of_the_meeting_itself_belongs_to_the_meeting():
    table = changes(HISTORY).table.set_index("Service")
    assert table.loc["PSA monitoring"].to_dict() == {
        "Then": "5", "Served since": "2", "Ended since": "0", "Now": "7"
    }  # fmt: skip


def test_the_base_says_what_is_not_drawn_and_what_has_no_date():
    assert changes(HISTORY).base == (
        "32 standing notices in Testshire; 1 service unchanged, in the table; "
        "10 without a date of service counted as before"
    )


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (HISTORY, "5 notices served on 2 services, 1 ended on Ring pessary since 14 January 2025."),
        (
            history(("ecg", "2025-01-20", 1, 1, 0)),
            "1 notice served on ECG since 14 January 2025.",
        ),
        (
            history(("ecg", "2024-11-01", 9, 9, 0), ("ecg", "2025-01-20", 7, 0, 2)),
            "2 notices ended on ECG since 14 January 2025.",
        ),
        (
            history(("ecg", "2024-11-01", 9, 9, 0)),
            "No notice was served or ended between 14 January 2025 and 11 February 2025.",
        ),
    ],
)
def test_the_headline_of_changes(frame, sentence):
    assert changes(frame).headline == sentence


def test_where_nothing_changed_the_services_are_shown_as_they_stand():
    chart = changes(history(("ecg", "2024-11-01", 9, 9, 0)))
    assert [(row.label, row.words) for row in chart.drawing.rows] == [("ECG", "9 now: no change")]


def coming(frame: pd.DataFrame):
    return meeting.coming(frame, NAMES, WHERE, on=ON, until=UNTIL)


TIMELINE = timeline(
    ("ring", "2025-02-01", 20),
    ("ring", "2025-03-01", 5),
    ("psa", "2025-03-11", 7),
    ("psa", "2025-03-12", 2),
    ("ecg", None, 3),
)


def test_what_comes_by_the_next_meeting_its_day_included():
    assert [(row.label, row.values, row.words) for row in coming(TIMELINE).drawing.rows] == [
        ("Ring pessary", (None, 5), "5 notices on 1 March 2025"),
        ("PSA monitoring", (None, 7), "7 notices on 11 March 2025"),
    ]


def test_the_table_and_the_base_of_coming_have_the_rest():
    chart = coming(TIMELINE)
    assert list(chart.table["By 11 March 2025"]) == ["yes", "yes", "no"]
    assert chart.base == (
        "37 standing notices in Testshire; 3 without an effective date; 2 after that, in the table"
    )


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (TIMELINE, "12 notices come into effect by 11 March 2025, on 2 services."),
        (timeline(("ecg", "2025-02-12", 1)), "1 notice comes into effect by 11 March 2025, on ECG."),
        (
            timeline(("ecg", "2025-04-01", 4)),
            "No notice comes into effect by 11 March 2025; the next, 4, on 1 April 2025.",
        ),
        (
            timeline(("ecg", "2025-02-01", 4)),
            "No notice comes into effect by 11 March 2025, and no later date is known.",
        ),
    ],
)
def test_the_headline_of_coming(frame, sentence):
    assert coming(frame).headline == sentence


def test_where_nothing_is_to_come_what_stands_is_shown():
    rows = coming(timeline(("ecg", "2025-02-01", 4), ("ecg", None, 1))).drawing.rows
    assert [(row.values, row.words) for row in rows] == [
        ((4, None), "4 notices since 1 February 2025"),
        ((1, None), "1 notice without a date"),
    ]


@pytest.mark.parametrize("nothing", [history(), timeline()])
def test_nothing_at_all_is_the_pages_to_say(nothing):
    with pytest.raises(ValueError, match="No notices"):
        coming(nothing) if "effective_on" in nothing else changes(nothing)
