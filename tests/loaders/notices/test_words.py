"""Words beside days and steps: read, asked about or told, and never passed over."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from loaders.notices.doubts import REMARK
from loaders.notices.stated import facts_of
from loaders.texts.phrases import Said, read_notice, says_no_notice
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.said_phrases import CHANGES_NOTHING
from loaders.vocabulary.vocabulary import Vocabulary

LOG = ["ODS code", "Service", "Served", "Effective from", "Notes"]
SERVED, FEBRUARY, MARCH = datetime(2024, 11, 14), date(2025, 2, 13), date(2025, 3, 31)


@pytest.fixture
def log(draft_from):
    def read(*rows, headings=LOG, words=None, above=(), **options):
        table = [*([line] for line in above), headings, *map(list, rows)]
        return draft_from(table, kind="notices", region="dorset", words=words, **options)

    return read


@pytest.fixture
def answered(store_of_reference):
    """The words of the reference data with what somebody said of a question."""

    def words(draft, choice):
        answers = {(each.about, each.key): choice for each in draft.questions.values()}
        return Vocabulary(store_of_reference.snapshot(), answers)

    return words


def facts(frame, *columns):
    return list(frame[list(columns)].itertuples(index=False, name=None)) if len(frame) else []


@pytest.mark.parametrize(
    "cell",
    [
        "13/02/2025 (extended to 31/03)", "13/02/2025 → 31/03/2025", "13/02/2025 ext 31/03/2025",
        "13 Feb 2025 now 31 March 2025", "13/02/25, ext'd to 31/03/25", "31/03/25 (was 13/02/25)",
        "13/02/2025 - postponed to 31 March 2025", "13/02/2025; extended by agreement with the ICB to 31/03/2025",
        "Originally 13/02/2025, extended until 31/03/2025",
    ],
)  # fmt: skip
def test_an_extension_beside_a_day_is_read(log, rows_of, cell):
    draft = log(["Z99001", "ECG", SERVED, cell, None])
    assert facts(rows_of(draft, "notices"), "status", "effective_on", "extended_to") == [
        ("extended", FEBRUARY, MARCH)
    ]
    assert (draft.problems, draft.questions) == ([], {})


@pytest.mark.parametrize(
    "cell", ["13/02/2025 - extended", "13/02/2025 (paused)", "13/02/2025, on hold", "13/02/2025 (suspended)"]
)
def test_a_notice_extended_or_paused_without_a_day_stands_and_its_day_is_not_known(log, rows_of, cell):
    draft = log(["Z99001", "ECG", SERVED, cell, None])
    assert facts(rows_of(draft, "notices"), "served_on", "effective_on", "extended_to") == [
        (date(2024, 11, 14), None, None)
    ]
    assert [(problem.cell, problem.value) for problem in draft.problems] == [("D2", cell)]


@pytest.mark.parametrize(
    ("cell", "phrase"),
    [
        ("13/02/2025 (zork)", "zork"), ("13/02/2025 - if the ICB agrees", "if"),
        ("served 14/11/2024 in error", "in error"), ("13/02/2025, Dr Zork only", "Dr Zork only"),
    ],
)  # fmt: skip
def test_a_word_that_may_change_a_notice_is_asked_about(log, rows_of, answered, cell, phrase):
    row = ["Z99001", "ECG", SERVED, cell, None]
    draft = log(row)
    assert len(rows_of(draft, "notices")) == 0
    (question,) = draft.questions.values()
    assert (question.value, question.cell) == (phrase, "D2")
    read = log(row, words=answered(draft, CHANGES_NOTHING))
    assert (len(rows_of(read, "notices")), read.questions) == (1, {})
    without = log(row, words=answered(draft, LEAVE_OUT))
    assert (len(rows_of(without, "notices")), without.questions) == (0, {})
    wanted = log(row, words=answered(draft, "wanted"))
    assert rows_of(wanted, "notices")["status"].tolist() == ["wanted"]


def test_a_phrase_is_asked_about_once_wherever_it_stands(log):
    draft = log(*(["Z9900" + str(n), "ECG", SERVED, f"{n + 12}/02/2025 zork", None] for n in range(1, 5)))
    (question,) = draft.questions.values()
    assert (question.value, question.affects_rows) == ("zork", 4)


def test_a_day_that_is_not_certain_is_a_problem_and_the_notice_stands(log, rows_of):
    draft = log(["Z99001", "ECG", SERVED, "13/02/2025 (tbc)", None])
    assert facts(rows_of(draft, "notices"), "status", "effective_on") == [("served", None)]
    assert [problem.cell for problem in draft.problems] == ["D2"]


def test_notes_that_end_a_notice_are_read(log, rows_of):
    draft = log(
        ["Z99001", "ECG", SERVED, FEBRUARY, "Withdrawn 13/1/25"],
        ["Z99002", "ECG", SERVED, FEBRUARY, "by hand"],
    )
    assert facts(rows_of(draft, "notices"), "status", "withdrawn_on", "note") == [
        ("withdrawn", date(2025, 1, 13), "Withdrawn 13/1/25"), ("served", None, "by hand"),
    ]  # fmt: skip
    assert not draft.questions


@pytest.mark.parametrize(
    "note", ["NOT SENT", "withdrawn, says Zork", "duplicate of the row above", "probably not sent"]
)
def test_notes_that_may_take_a_notice_back_are_asked_about(log, rows_of, note):
    draft = log(["Z99001", "ECG", SERVED, FEBRUARY, note], ["Z99002", "ECG", SERVED, FEBRUARY, None])
    assert rows_of(draft, "notices")["practice"].tolist() == ["Z99002"]
    assert [(each.about, each.value) for each in draft.questions.values()] == [(REMARK, note)]


@pytest.mark.parametrize(
    "note", ["told Zork by phone", "letter on file", "acknowledged by ICB 3/2/25", "spoke to PM"]
)
def test_other_notes_are_kept_and_nothing_is_asked(log, rows_of, note):
    draft = log(["Z99001", "ECG", SERVED, FEBRUARY, note])
    assert facts(rows_of(draft, "notices"), "status", "note") == [("served", note)]
    assert (draft.questions, draft.problems) == ({}, [])


def test_a_title_gives_the_day_that_no_row_has(draft_from, rows_of):
    draft = draft_from(
        [["Notices on ring pessaries, effective 13 February 2025"], [], ["Code", "Date of letter"], ["Z99001", SERVED]],
        kind="notices", region="dorset",
    )  # fmt: skip
    assert facts(rows_of(draft, "notices"), "service", "served_on", "effective_on") == [
        ("ring_pessary", date(2024, 11, 14), FEBRUARY)
    ]


def test_a_line_above_extends_all_notices(log, rows_of):
    draft = log(
        ["Z99001", "ECG", SERVED, FEBRUARY, None],
        above=["All notices extended to 31 March 2025 by agreement with the ICB"],
    )
    assert facts(rows_of(draft, "notices"), "status", "effective_on", "extended_to") == [
        ("extended", FEBRUARY, MARCH)
    ]
    assert any("extended to 31 March 2025" in note for note in draft.notes)


def test_a_line_above_that_is_not_understood_is_a_problem(log):
    draft = log(
        ["Z99001", "ECG", SERVED, FEBRUARY, None], above=["All notices zorked, extended to 31 March 2025"]
    )
    assert ["zorked" in problem.reason for problem in draft.problems] == [True]


@pytest.mark.parametrize(
    ("status", "days", "sentence"),
    [
        ("In effect", (None, None, None), "In effect, and no day"),
        ("Extended", (None, None, None), "Extended, and no day"),
        ("Signed up", (FEBRUARY, None, None), "Not served by its status"),
        ("Served", (FEBRUARY, date(2025, 2, 1), None), "extended to a day before"),
        ("Withdrawn", (FEBRUARY, None, date(2024, 10, 1)), "withdrawn before it was served"),
        ("Served", (date(2024, 10, 13), None, None), "takes effect before it was served"),
    ],
)
def test_a_status_that_contradicts_the_days_is_noted(log, status, days, sentence):
    headings = [
        "ODS code",
        "Service",
        "Date served",
        "Status",
        "Effective from",
        "Extended to",
        "Withdrawn on",
    ]
    draft = log(["Z99001", "ECG", SERVED, status, *days], headings=headings)
    assert [note for note in draft.notes if sentence in note and "2" in note], draft.notes


def test_other_scopes_are_notices_of_their_own_whatever_the_order_of_rows(log, rows_of):
    headings = ["ODS code", "Service", "Served", "Effective from", "Scope"]
    rows = [
        ["Z99001", "ECG", SERVED, FEBRUARY, "new requests only"],
        ["Z99001", "ECG", datetime(2025, 1, 20), MARCH, "existing patients"],
    ]
    for given in (rows, rows[::-1]):
        draft = log(*given, headings=headings)
        assert set(facts(rows_of(draft, "notices"), "scope", "effective_on")) == {
            ("new_requests", FEBRUARY), ("existing_patients", MARCH),
        }  # fmt: skip
        assert draft.notes == [
            "Several notices on one service, told apart by scope and day of service: Z99001 for ECG."
        ]


@pytest.mark.parametrize(
    "text", ["No", "not sent", "N/A – never provided", "Do not provide", "already stopped 2023"]
)
def test_words_that_say_that_there_is_no_notice(vocabulary, text):
    assert says_no_notice(text, vocabulary)


def test_what_says_that_there_is_none_beside_a_day_is_in_doubt(vocabulary):
    assert read_notice("served 14/11/2024, not sent", vocabulary).doubts == ("not sent",)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("letter date 1/11/24", "served_on"),
        ("new date 1/11/24", "extended_to"),
        ("wef 1/11/24", "effective_on"),
    ],
)
def test_words_before_a_day_say_what_it_is(vocabulary, text, role):
    assert read_notice(text, vocabulary).dates == [(role, "1/11/24")]


def test_a_day_of_something_else_is_none_of_the_notice(vocabulary):
    words = read_notice("served 4/11/24, ICB acknowledged 6/11/24", vocabulary)
    assert words == Said(
        "served", dates=[("served_on", "4/11/24")], note="served 4/11/24, ICB acknowledged 6/11/24"
    )


def test_a_text_about_notices_as_facts(vocabulary):
    result = facts_of("Ring pessaries – effective 1 February 2025", vocabulary)
    assert (result.services, result.dates, result.certain) == (
        ("ring_pessary",),
        {"effective_on": "1 February 2025"},
        True,
    )
    assert facts_of("All notices extended to 31 March (zork)", vocabulary).doubts == ("zork",)
    assert not facts_of("Notice log, updated 3 March 2025", vocabulary).dates


def test_a_cell_that_can_be_understood_in_two_ways_is_a_problem_of_its_row_alone(log, rows_of):
    draft = log(
        ["Z99001", "ECG", SERVED, "served 13/02/2025, served 14/02/2025", None],
        ["Z99002", "ECG", SERVED, None, None],
    )
    assert facts(rows_of(draft, "notices"), "practice", "service") == [("Z99002", "ecg")]
    assert [(each.cell, each.value) for each in draft.problems] == [
        ("D2", "served 13/02/2025, served 14/02/2025")
    ]


@pytest.mark.parametrize("expected", ["awaiting partners' decision", "undecided", "To be decided"])
def test_words_of_waiting_in_place_of_a_day_of_service_are_no_notice(draft_from, expected):
    head = ["Practice", "Service", "Date served", "Effective date"]
    rows = [["Z99001", "ECGs", "20/11/2024", "20/02/2025"], ["Z99002", "ECGs", expected, ""]]
    draft = draft_from([head, *rows], region="gloucestershire")
    assert (draft.problems, draft.questions) == ([], {})
    assert [who for frame in draft.rows["notices"] for who in frame["respondent"]] == ["Z99001"]


@pytest.mark.parametrize("text", ["stopped 2019", "served in 2024"])
def test_a_year_alone_dates_nothing(vocabulary, text):
    assert read_notice(text, vocabulary).doubts == (text.split()[-1],)
