"""Any survey as of any day: what had been sent by then, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures import MEASURES, measure
from tests.measures.plain import ACTIONS, FIRST, RAG, REGIONS, RESPONDENTS, few

SURVEYED = [
    "preferences", "surveys", "support", "waves", "moves", "differences", "regions", "onset", "comments", "comparators",
    "trace_preferences", "trace_regions", "list_weight", "by_pcn",
]  # fmt: skip
GREEN, RED = {"pilots": "green"}, {"pilots": "red"}


def shares(facts, on=None, survey=None):
    """Answer to (practices, answered, responded) of the one survey there is."""
    frame = measure(facts, "preferences", survey=survey, on=on)
    return {row.answer: (row.practices, row.answered, row.responded) for row in frame.itertuples()}


def test_answers_sent_by_the_end_of_the_day_count(facts):
    words = [("Z99001", GREEN), ("Z99002", RED), ("Z99003", GREEN)]
    facts.survey("autumn", "elmshire", words, sent=["2024-11-01 23:59", "2024-11-02 00:00", "2024-11-03"])
    facts.stand()

    assert shares(facts, date(2024, 11, 1)) == {"green": (1, 1, 1), "amber": (0, 1, 1), "red": (0, 1, 1)}
    assert shares(facts, date(2024, 11, 2)) == {"green": (1, 2, 2), "amber": (0, 2, 2), "red": (1, 2, 2)}
    assert shares(facts) == {"green": (2, 3, 3), "amber": (0, 3, 3), "red": (1, 3, 3)}


def test_a_practice_that_answers_again_had_its_first_answer_until_then(facts):
    facts.survey(
        "autumn", "elmshire", [("Z99001", GREEN), ("Z99001", RED)], sent=["2024-11-01", "2024-11-05"]
    )
    facts.stand()

    assert shares(facts, date(2024, 11, 4))["green"] == (1, 1, 1)
    assert shares(facts, date(2024, 11, 5))["green"] == (0, 1, 1)


def test_replies_without_times_are_there_from_the_day_their_file_was_loaded(facts, records):
    facts.survey("autumn", "elmshire", [("Z99001", GREEN)], loaded_at="2024-12-01 10:00")
    facts.survey("winter", "elmshire", [("Z99001", RED)], sent="2024-12-20", loaded_at="2025-02-01 10:00")
    facts.survey("spring", "elmshire", [("Z99001", RED), ("Z99002", RED)], sent=["2024-12-24", None])
    facts.stand()

    def known(on):
        return records(measure(facts, "surveys", on=on), "survey", "until_by")

    assert known(date(2024, 11, 30)) == []
    assert known(date(2024, 12, 1)) == [{"survey": "autumn", "until_by": "loaded"}]
    # The file with the reply of 20 December was loaded in February: it had been sent all the same.
    assert known(date(2025, 1, 15)) == [
        {"survey": "spring", "until_by": "sent"},
        {"survey": "winter", "until_by": "sent"},
        {"survey": "autumn", "until_by": "loaded"},
    ]
    assert {row["until_by"] for row in known(date(2025, 6, 1))} == {"loaded", "sent", "both"}
    assert [row["until_by"] for row in known(None)] == [None, None, None]


def test_a_file_loaded_later_corrects_what_is_said_of_the_day(facts):
    facts.survey("autumn", "elmshire", [("Z99001", GREEN)], sent="2024-11-01", loaded_at="2024-11-02 10:00")
    facts.survey("autumn", "elmshire", [("Z99001", RED)], sent="2024-11-01", loaded_at="2025-01-02 10:00")
    facts.stand()

    assert shares(facts, date(2024, 11, 10))["red"] == (1, 1, 1)


def test_a_day_yet_to_come_and_today_count_whatever_came_in(facts):
    tomorrow = date.today() + timedelta(days=1)
    facts.survey("autumn", "elmshire", [("Z99001", GREEN)], sent=tomorrow.isoformat())
    facts.stand()

    assert shares(facts) == shares(facts, date.today()) == shares(facts, tomorrow)
    assert shares(facts)["green"] == (1, 1, 1)
    assert shares(facts, date.today() - timedelta(days=1)) == {}


def test_what_came_after_the_day_is_in_the_trace_and_does_not_count(facts, records):
    facts.survey(
        "autumn", "elmshire", [("Z99001", GREEN), ("Z99002", RED)], sent=["2024-11-01", "2024-11-05"]
    )
    facts.survey("autumn", "elmshire", [("Z99003", RED)])
    facts.stand()

    rows = records(measure(facts, "trace_preferences", on=date(2024, 11, 2)), "practice", "counts", "why")

    assert sorted(tuple(row.values()) for row in rows) == [
        ("Z99001", True, "the answer of this practice"),
        ("Z99002", False, "sent after the day"),
        ("Z99003", False, "loaded after the day"),
    ]


def test_what_had_not_happened_by_the_day_is_not_told(facts):
    facts.draw("responses", """
        response  kind     happened_on  sort_on
        R1        letter   2024-10-01   2024-10-01
        R2        meeting  2025-01      2025-01-01
        R3        offer    2025         -
        R4        review   -            -
    """, region="elmshire", source="Pulse", status="read")  # fmt: skip

    def told(on=None):
        return sorted(measure(facts, "responses", on=on)["response"])

    assert told(date(2024, 12, 31)) == ["R1", "R4"]
    # What is known to the month or the year has surely happened by its end.
    assert told(date(2025, 1, 30)) == ["R1", "R4"]
    assert told(date(2025, 1, 31)) == told(date(2025, 12, 30)) == ["R1", "R2", "R4"]
    assert told(date(2025, 12, 31)) == told() == ["R1", "R2", "R3", "R4"]


def test_the_surveys_of_a_comparison_are_those_of_the_day(facts):
    facts.survey("autumn", "elmshire", [("Z99001", GREEN)], sent="2024-11-01")
    facts.survey("winter", "elmshire", [("Z99001", RED)], sent="2025-01-10")
    facts.stand()

    def support(on):
        (row,) = measure(facts, "regions", on=on).itertuples()
        return row.survey, row.count

    assert support(date(2025, 1, 9)) == ("autumn", 1)
    assert support(date(2025, 1, 10)) == ("winter", 0)


@pytest.mark.parametrize("name", SURVEYED)
def test_every_measure_of_answers_takes_the_day(name):
    assert "on" in MEASURES[name].parameters


# On a day: the same as in a store to which nothing else had come.

sent_days = st.none() | st.integers(0, 20)
loads = st.integers(0, 20)
replies = st.lists(
    st.tuples(
        st.sampled_from([*RESPONDENTS[:4], "name:the surgery", "anonymous:1:Form:1"]),
        sent_days,
        st.dictionaries(st.sampled_from(ACTIONS), st.sampled_from(RAG), max_size=3),
    ),
    min_size=1,
    max_size=7,
)
files = st.lists(
    st.tuples(
        st.sampled_from(["autumn", "winter"]), st.sampled_from(REGIONS[:2]), st.sampled_from([False, False, True]),
        loads, replies,
    ),
    max_size=5,
)  # fmt: skip


def day_of(number):
    return FIRST + timedelta(days=number)


def put(facts, expected, until=None):
    """Load every file; with a day, only the replies that were sent by then (or loaded, without a time)."""
    for survey, region, undone, loaded, words in expected:
        numbered = [(*row, place) for place, row in enumerate(words)]
        kept = [row for row in numbered if until is None or (loaded if row[1] is None else row[1]) <= until]
        number = facts.survey(
            survey, region, [(who, answers) for who, _, answers, _ in kept],
            sent=[None if day is None else f"{day_of(day)} 12:00" for _, day, _, _ in kept],
            loaded_at=f"{day_of(loaded)} 15:00", state="undone" if undone else "loaded",
        )  # fmt: skip
        same = {"import": number, "survey": survey, "region": region, "sheet": "Form", "question": "Why?"}
        facts.put("comments", [
            same | {"respondent": who, "row": row, "text": f"Reason {place} of file {number}"}
            for row, (who, _, _, place) in enumerate(kept, 1)
        ])  # fmt: skip
    facts.stand()


def tables(facts, records, on):
    result = {}
    for name in SURVEYED:
        rows = records(measure(facts, name, on=on))
        if name.startswith("trace_"):
            rows = sorted((row | {"cell": None} for row in rows if row["counts"]), key=str)
        result[name] = [{key: value for key, value in row.items() if key != "until_by"} for row in rows]
    return result


@settings(few, max_examples=4)
@given(files, st.integers(-1, 21))
def test_a_day_is_what_would_stand_if_nothing_had_come_after(cleared, records, found, number):
    facts = cleared()
    put(facts, found)
    as_of_the_day = tables(facts, records, day_of(number))

    facts = cleared()
    put(facts, found, number)

    for name, rows in tables(facts, records, None).items():
        assert as_of_the_day[name] == rows, name


def test_a_published_figure_is_there_from_its_date_on(facts):
    """Of a month or a year from its end, when it had surely been said; without a date always; today all of them."""
    dated = {"day": "2025-02-10", "month": "2025-03", "year": "2025", "never": None, "old": "2024-09"}
    facts.put(
        "reported_figures",
        [
            {"figure": name, "region": "ashford", "subject": "spirometry", "kind": "service", "rung": "served",
             "share": 0.5, "unit": "practices", "qualifier": "exact", "as_of": as_of, "status": "read"}
            for name, as_of in dated.items()
        ],
    )  # fmt: skip

    def known(on):
        of_measures = [
            set(measure(facts, name, on=on)["figure"].dropna()) for name in ("regions", "notices", "ladder")
        ]
        assert of_measures[0] == of_measures[1] == of_measures[2]
        return of_measures[0]

    assert known(date(2024, 12, 31)) == {"never", "old"}
    assert known(date(2025, 2, 9)) == {"never", "old"}
    assert known(date(2025, 2, 10)) == known(date(2025, 3, 30)) == {"never", "old", "day"}
    assert known(date(2025, 3, 31)) == {"never", "old", "day", "month"}
    assert known(date(2025, 12, 31)) == known(None) == set(dated)
