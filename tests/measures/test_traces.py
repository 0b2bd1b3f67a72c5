"""Traces: from a figure back to its cells, and the figure again from what they name."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures import measure
from store import ImportRecord, Store
from tests.measures.plain import RESPONDENTS, few, on_days, put_logs, raw_logs

TENTH = date(2025, 2, 10)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return Store.open(tmp_path_factory.mktemp("traced"))


@pytest.mark.parametrize(
    ("place", "cell"),
    [((0, 0), "A1"), ((16, 3), "D17"), ((0, 25), "Z1"), ((0, 26), "AA1"), ((8, 701), "ZZ9"),
     ((0, 702), "AAA1"), ((1048575, 16383), "XFD1048576"), ((4, None), "row 5"), ((None, None), None)],
)  # fmt: skip
def test_cells_are_written_as_people_write_them(facts, place, cell):
    measure(facts, "ids")  # the terms are there
    assert facts.rows("SELECT today.cell($row, $col)", {"row": place[0], "col": place[1]}) == [(cell,)]


def load_answers(store, survey, file, answers, region="sefton", **columns):
    """Rows of (respondent, answer, row) on pilots in column D; the import's id comes back."""
    base = {"survey": survey, "region": region, "sheet": "Form", "submitted_at": None} | columns
    rows = [base | {"respondent": who, "row": row} for who, _, row in answers]
    words = [base | {"respondent": who, "row": row, "action": "pilots", "answer": answer, "col": 3}
            for who, answer, row in answers]  # fmt: skip
    frames = {
        "surveys": pd.DataFrame([{"survey": survey, "title": survey, "scale": "rag"}]),
        "replies": pd.DataFrame(rows).astype({"submitted_at": "datetime64[us]"}),
        "answers": pd.DataFrame(words).astype({"submitted_at": "datetime64[us]"}),
    }
    return store.add_import(ImportRecord(file, survey + file, "csv", "survey", region, survey), frames)


def test_what_counts_and_what_was_replaced_by_what(store, records):
    first = load_answers(
        store, "traced", "first.csv", [("Z99001", "green", 1), ("Z99002", "red", 2), ("Z99001", "amber", 3)]
    )
    second = load_answers(
        store, "traced", "second.csv", [("Z99002", "green", 1), ("name:the mill", "red", 2)]
    )
    undone = load_answers(store, "traced", "third.csv", [("Z99001", "red", 1)])
    store.undo(undone)

    frame = measure(store.snapshot(), "trace_preferences", survey="traced")
    result = [tuple(row.values()) for row in records(
        frame, "practice", "practice_name", "answer", "counts", "import", "cell", "why"
    )]  # fmt: skip

    assert result == [
        ("Z99002", None, "green", True, second, "D2", "the answer of this practice"),
        ("Z99001", None, "green", False, first, "D2",
         "replaced by the later answer of the same practice in D4"),
        ("Z99001", None, "amber", True, first, "D4", "the answer of this practice"),
        (None, "the mill", "red", True, second, "D3", "the answer of this practice"),
        ("Z99002", None, "red", False, first, "D3",
         f"replaced: second.csv (import {second}) counts for this practice"),
    ]  # fmt: skip


def test_a_reply_without_a_practice_says_so(store, records):
    load_answers(store, "nameless", "form.csv", [("anonymous::Form:1", "green", 1)])

    (row,) = records(measure(store.snapshot(), "trace_preferences", survey="nameless"))

    assert (row["practice"], row["practice_name"]) == (None, None)
    assert row["why"] == "counts as a reply of its own: it names no practice"


LOG = """
    row  respondent  service  status     served_on   effective_on  extended_to  withdrawn_on  resolved_on
    1    Z99001      ecg      served     2025-01-05  2025-02-01    -            -             -
    2    Z99002      ecg      served     2025-01-05  2025-04-01    -            -             -
    3    Z99003      ecg      served     2025-01-05  -             -            -             -
    4    Z99004      ecg      served     2025-01-05  2025-02-01    -            -             -
    5    Z99004      ecg      withdrawn  -           -             -            2025-02-05    -
    6    Z99005      ecg      served     2025-03-01  2025-06-01    -            -             -
    7    Z99006      ecg      signed_up  -           -             -            -             -
    8    Z99007      ecg      served     2024-01-05  2024-04-01    -            -             -
    9    Z99007      ecg      resolved   -           -             -            -             2024-06-01
    10   Z99007      ecg      served     2025-01-05  2025-02-01    -            -             -
    11   Z99008      ecg      served     2025-01-05  2025-02-01    -            -             -
    12   Z99008      ecg      extended   -           -             2025-03-31   -             -
"""
STANDS = "stands, in effect since 2025-02-01"
WHY = {
    2: (True, STANDS),
    3: (True, "stands, takes effect on 2025-04-01"),
    4: (True, "stands, no date of effect"),
    5: (False, "withdrawn on 2025-02-05"),
    6: (False, "withdrawn on 2025-02-05"),
    7: (False, "served after the day"),
    8: (False, "wanted or signed up, nothing served"),
    9: (False, "resolved on 2024-06-01"),
    10: (False, "resolved on 2024-06-01"),
    11: (True, STANDS),
    12: (True, "stands, takes effect on 2025-03-31"),
    13: (True, "stands, takes effect on 2025-03-31"),
}


def load_log(store, rows, file, region="dorset"):
    frame = pd.DataFrame([{"region": region, "sheet": "Log", "col": 1} | row for row in rows])
    dates = {name: "datetime64[us]" for name in frame.columns if name.endswith(("_on", "extended_to"))}
    return store.add_import(
        ImportRecord(file, region + file, "csv", "notices", region), {"notices": frame.astype(dates)}
    )


def test_every_row_of_a_log_says_whether_it_counts_and_why(store, grid):
    load_log(store, grid(LOG), "log.csv")

    frame = measure(store.snapshot(), "trace_notices", "dorset", services="ecg", on=TENTH)
    result = {int(row.cell.removeprefix("B")): (row.counts, row.why) for row in frame.itertuples()}

    assert result == WHY


def test_a_notice_in_two_logs_is_one_and_the_later_log_dates_it(store, grid):
    row = grid(LOG)[0]
    load_log(store, [row], "old.csv", "kent")
    load_log(store, [row | {"effective_on": "2025-05-01"}], "new.csv", "kent")

    frame = measure(store.snapshot(), "trace_regions", "kent", services="ecg", on=TENTH)
    result = frame[frame["basis"] == "counted"][["file", "counts", "why"]].to_numpy().tolist()

    assert result == [
        ["old.csv", True, "stands, takes effect on 2025-05-01"],
        ["new.csv", True, "stands, takes effect on 2025-05-01"],
    ]


def test_an_answer_that_does_not_support_is_not_in_the_comparison(store, records):
    load_answers(store, "compared", "form.csv", [("Z99001", "green", 1), ("Z99002", "red", 2)], "suffolk")

    frame = measure(store.snapshot(), "trace_regions", "suffolk", actions="pilots")

    assert records(frame, "practice", "counts", "why") == [
        {"practice": "Z99001", "counts": True, "why": "the answer of this practice"},
        {"practice": "Z99002", "counts": False,
         "why": "answered, but the answer does not support the action"},
    ]  # fmt: skip


replies = st.lists(
    st.tuples(
        st.sampled_from(RESPONDENTS[:4]),
        st.sampled_from(["green", "amber", "red"]),
        st.none() | st.integers(0, 3),
    ),
    min_size=1,
    max_size=8,
)


@few
@given(replies)
def test_the_cells_that_count_are_the_figure(cleared, files):
    """Adding up the trace gives the measure, whatever came in and in whatever order."""
    facts = cleared()
    for practice, answer, minutes in files:
        sent = None if minutes is None else f"2025-01-01 12:0{minutes}"
        facts.survey("autumn", "ashford", [(practice, {"pilots": answer})], sent=sent)
    facts.stand()

    trace = measure(facts, "trace_preferences", survey="autumn")
    figures = measure(facts, "preferences", survey="autumn")
    counted = trace[trace["counts"]]

    assert len(trace) == len(files)
    assert counted["practice"].is_unique
    assert Counter(counted["answer"]) == {
        row.answer: row.practices for row in figures.itertuples() if row.practices
    }


@few
@given(raw_logs, on_days)
def test_the_rows_that_count_are_the_notices(cleared, found, on):
    """Every row of a log that stands is in the trace, and the practices of those that count are the figure."""
    facts = cleared()
    put_logs(facts, found)

    trace = measure(facts, "trace_notices", on=on)
    notices = measure(facts, "notices", on=on)
    counted, in_effect = trace[trace["counts"]], trace[trace["in_effect"].astype(bool)]

    assert len(trace) == sum(len(rows) for _, undone, rows in found if not undone)
    for rows, column in ((counted, "count"), (in_effect, "in_effect")):
        practices = {key: set(part["practice"]) for key, part in rows.groupby(["region", "service"])}
        assert {key: len(found) for key, found in practices.items()} == {
            (row.region, row.service): getattr(row, column)
            for row in notices.itertuples()
            if getattr(row, column)
        }


def test_the_practices_of_a_region_each_with_the_row_of_its_list(facts, records):
    listed = facts.load(kind="practices", region="ashford", file="Our list.csv")
    facts.put(
        "practices",
        [
            {
                "practice": "Z99001",
                "region": "ashford",
                "row": 1,
                "name": "Elm",
                "list_size": 9000,
                "import": listed,
            },
            {"practice": "Z99002", "region": "ashford", "row": 2, "open": False, "import": listed},
        ],
    )
    register = facts.load(kind="practices", file="England.csv")
    facts.put(
        "practices",
        [
            {"practice": "Z99001", "region": "ashford", "row": 7, "sheet": "All", "import": register},
            {"practice": "Z99003", "region": "elmshire", "row": 8, "sheet": "All", "import": register},
            {"practice": "Z99004", "region": None, "row": 9, "sheet": "All", "import": register},
        ],
    )
    facts.stand()

    frame = measure(facts, "trace_practices")

    columns = ("region", "practice", "counts", "why", "list_size", "file", "sheet", "cell")
    assert [tuple(row.values()) for row in records(frame, *columns)] == [
        ("ashford", "Z99001", True, "open in the LMC's own list", 9000, "Our list.csv", None, "row 2"),
        ("ashford", "Z99002", False, "closed in the list", None, "Our list.csv", None, "row 3"),
        (
            "elmshire",
            "Z99003",
            True,
            "placed in the region by a register",
            None,
            "England.csv",
            "All",
            "row 9",
        ),
    ]
    assert set(measure(facts, "trace_practices", regions="elmshire")["practice"]) == {"Z99003"}


def test_a_comment_stands_in_its_cell_and_says_why_it_counts(facts, records):
    def comment(number, respondent, text, row):
        place = {"import": number, "survey": "autumn", "region": "elmshire", "sheet": "Form", "row": row}
        facts.put(
            "comments",
            [place | {"respondent": respondent, "question": "Any comments?", "text": text, "col": 9}],
        )

    first = facts.survey(
        "autumn", "elmshire", [("Z99001", {"pilots": "red"}), ("name:the mill", {"pilots": "red"})],
        sent="2024-11-01",
    )  # fmt: skip
    second = facts.survey("autumn", "elmshire", [("Z99001", {"pilots": "green"})], sent="2024-12-01")
    undone = facts.survey("autumn", "elmshire", [("Z99002", {"pilots": "green"})], state="undone")
    comment(first, "Z99001", "before", 1)
    comment(first, "name:the mill", "never heard", 2)
    comment(first, "name:the mill", "  ", 3)
    comment(second, "Z99001", "after", 1)
    comment(undone, "Z99002", "undone", 1)
    facts.stand()

    def traced(on=None):
        frame = measure(facts, "trace_comments", survey="autumn", on=on)
        columns = ("as_written", "practice", "practice_name", "counts", "cell", "why")
        return [tuple(row.values()) for row in records(frame, *columns)]

    assert traced() == [
        ("never heard", None, "the mill", True, "J3", "a comment of a reply that counts"),
        ("after", "Z99001", None, True, "J2", "a comment of a reply that counts"),
        ("before", "Z99001", None, False, "J2", f"replaced: import {second} counts for this practice"),
    ]
    assert traced(date(2024, 11, 20)) == [
        ("before", "Z99001", None, True, "J2", "a comment of a reply that counts"),
        ("never heard", None, "the mill", True, "J3", "a comment of a reply that counts"),
        ("after", "Z99001", None, False, "J2", "came in after the day"),
    ]


def test_what_happened_stands_where_it_was_told_and_the_later_list_counts(facts, records):
    event = {"region": "ashford", "kind": "letter", "happened_on": "2025-02-10", "sort_on": "2025-02-10"}
    facts.put(
        "responses",
        [event | {"response": "r1", "summary": "as published", "source": "Pulse", "status": "read"}],
    )
    first = facts.load(kind="events", file="Old.csv")
    second = facts.load(kind="events", file="New.csv")
    undone = facts.load(kind="events", state="undone")
    for number, words, day in (
        (first, "first told", "2025-02-10"),
        (second, "told again", "2025-02-10"),
        (second, "an offer", "2025-03"),
        (undone, "undone", "2025-02-10"),
    ):
        result = {
            "import": number,
            "happening": words,
            "summary": words,
            "row": 4,
            "col": 0,
            "services": "ecg",
        }
        facts.put("happenings", [event | result | {"happened_on": day, "sort_on": f"{day}-01"[:10]}])

    frame = measure(facts, "trace_responses", on=TENTH)

    columns = ("words", "counts", "import", "source", "cell", "why")
    assert [tuple(row.values()) for row in records(frame, *columns)] == [
        ("as published", True, None, "Pulse", None, "as the source tells it"),
        ("told again", True, second, "New.csv", "A5", "as the list tells it"),
        ("first told", False, first, "Old.csv", "A5", f"replaced: import {second} tells of the same"),
        ("an offer", False, second, "New.csv", "A5", "had not happened by the day"),
    ]
    assert measure(facts, "trace_responses", regions="elmshire").empty
