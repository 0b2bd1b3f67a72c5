"""Columns of dates, each drawn as it stands in a file."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.dates.dates import DAY_FIRST, MONTH_FIRST, file_order, in_words, read_dates
from loaders.dates.offsets import Offset, offset_in

FIRST_OF_MARCH = date(2025, 3, 1)
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "01/03/2025", "1/3/25", "01-03-2025", "1.3.25", "01 03 2025", "1 / 3 / 2025", "2025-03-01",
        "2025/03/01", "20250301", 20250301, 45717, 45717.0, "45717", "1 March 2025", "1st March 2025",
        "1st of March, 2025", "1 Mar 25", "1-Mar-25", "01Mar2025", "March 1, 2025", "Mar 1st 2025",
        "Saturday 1 March 2025", "Sat 01/03/2025", "from 1 March 2025", "wef 01/03/25", " 1\xa0March 2025 ",
        "from the 1st of March 2025", "1 March 2025 onwards", "with immediate effect from 1/3/25", "since 01/03/2025",
        "beginning of March 2025", "start of Mar 25", "the first of March 2025",
        "01/03/2025.", "2025-03-01T09:30:00Z", "1 March 2025 09:30", "01/03/2025 9:30 am", date(2025, 3, 1),
        datetime(2025, 3, 1, 23, 59),
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(written):
    column = read_dates([written])
    assert column.dates == [FIRST_OF_MARCH]
    assert not column.problems


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("05/08/2024 08:39:00", datetime(2024, 8, 5, 8, 39)),
        ("05/08/2024 08:39:07 PM", datetime(2024, 8, 5, 20, 39, 7)),
        ("05/08/2024 12:05 a.m.", datetime(2024, 8, 5, 0, 5)),
        ("2024/08/05 9:30:00 am GMT+1", datetime(2024, 8, 5, 9, 30)),
        ("2024/08/05 9:30:00 pm BST", datetime(2024, 8, 5, 21, 30)),
        ("2024-08-05 09:30:00.123+01:00", datetime(2024, 8, 5, 9, 30)),
        ("5 Aug 2024, 14:00", datetime(2024, 8, 5, 14, 0)),
        (45509.5, datetime(2024, 8, 5, 12, 0)),
    ],
)
def test_times_of_day(written, moment):
    assert read_dates([written]).moments == [moment]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("31/02/2025", "31 February is not a date; write the date as day/month/year."),
        ("31 April 2025", "31 April is not a date; write the date as day/month/year."),
        ("29/02/2025", "29 February 2025 is not a date; write the date as day/month/year."),
        ("2025-02-30", "30 February is not a date; write the date as day/month/year."),
        (
            "25/13/2025",
            "There is no month 13, and this column is day first; write the date as day/month/year.",
        ),
        ("1 March", "“1 March” has no year; write the date as day/month/year."),
        ("01/03", "“01/03” has no year; write the date as day/month/year."),
        ("01/03/2205", "The year 2205 cannot be meant; write the date as day/month/year."),
        (datetime(1900, 1, 1), "The year 1900 cannot be meant; write the date as day/month/year."),
        ("1/2/25 and 1/3/25", "“1/2/25 and 1/3/25” is not a date; write the date as day/month/year."),
        ("soon", "“soon” is not a date; write the date as day/month/year."),
        ("01/03/2025?", "“01/03/2025?” is not a date; write the date as day/month/year."),
        ("01/03/2025 25:00", "“01/03/2025 25:00” is not a date; write the date as day/month/year."),
        ("w/c 3 March 2025", "“w/c 3 March 2025” names a week and no day; write the date as day/month/year."),
        ("Q1 2025", "“Q1 2025” names a part of a year and no day; write the date as day/month/year."),
        ("Q4 24/25", "“Q4 24/25” names a part of a year and no day; write the date as day/month/year."),
        ("2025/26", "“2025/26” names a part of a year and no day; write the date as day/month/year."),
        ("Spring 2025", "“Spring 2025” names a part of a year and no day; write the date as day/month/year."),
        (
            "3/12",
            "“3/12” could be a day without its year, or 3 months of notice; write the date as day/month/year.",
        ),
        ("by 31 March 2025", "“by 31 March 2025” is not a date; write the date as day/month/year."),
        (True, "“True” is not a date; write the date as day/month/year."),
        (7, "“7” is not a date; write the date as day/month/year."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_sentence(written, sentence):
    column = read_dates([written])
    assert column.dates == [None]
    assert column.problems == {0: sentence}


def test_blank_and_not_yet_known_are_no_date_and_no_problem():
    column = read_dates([None, "", "  ", "TBC", "n/a", "-", "to be confirmed"])
    assert column.dates == [None] * 7
    assert not column.problems


@pytest.mark.parametrize(
    ("written", "period"),
    [("March 2025", "2025-03"), ("Mar-25", "2025-03"), ("03/2025", "2025-03"), ("2025-03", "2025-03"),
     ("2025", "2025"), (2025, "2025"), ("mid-March 2025", "2025-03"), ("early Mar 25", "2025-03"),
     ("some time in March 2025", "2025-03")],
)  # fmt: skip
def test_a_month_or_a_year_alone_is_no_day(written, period):
    column = read_dates([written])
    assert (column.dates, column.periods) == ([None], {0: period})


@pytest.mark.parametrize(
    ("written", "offset"),
    [("immediate", Offset()), ("Immediately", Offset()), ("with immediate effect", Offset()),
     ("three months' notice", Offset(months=3)), ("3 months", Offset(months=3)),
     ("3-month notice", Offset(months=3)), ("Three months’ notice period", Offset(months=3)),
     ("three months from service", Offset(months=3)), ("3 months after notice", Offset(months=3)),
     ("3 months from date of letter", Offset(months=3)),
     ("6/52", Offset(days=42)), ("on receipt", Offset()), ("date of notice", Offset()),
     ("12 weeks", Offset(days=84)), ("90 days", Offset(days=90)), ("1 calendar month", Offset(months=1))],
)  # fmt: skip
def test_notice_periods_in_words(written, offset):
    assert read_dates([written]).offsets == {0: offset}


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("end of March 2025", date(2025, 3, 31)), ("End Feb 24", date(2024, 2, 29)),
        ("last day of April 2025", date(2025, 4, 30)), ("beginning of March 2025", FIRST_OF_MARCH),
    ],
)  # fmt: skip
def test_the_ends_of_a_month_in_words_are_days_and_said_in_a_note(written, day):
    column = read_dates([written], heading="Served")
    assert column.dates == [day]
    assert column.notes == [f"Served: “{written}” was read as {in_words(day)}."]


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("Date served (3 months' notice)", Offset(months=3)), ("Notice period: 12 weeks", Offset(days=84)),
        ("Practices that gave three months’ notice", Offset(months=3)), ("Date of notice", None),
        ("Three months", None), ("3 months' notice or 6 months' notice", None),
    ],
)  # fmt: skip
def test_the_notice_period_that_a_heading_speaks_of(text, offset):
    assert offset_in(text) == offset


def test_three_months_after_the_last_day_of_november_is_the_last_day_of_february():
    assert Offset(months=3).after(date(2024, 11, 30)) == date(2025, 2, 28)
    assert Offset(months=3).after(date(2024, 11, 23)) == date(2025, 2, 23)
    assert Offset(days=84).after(date(2024, 12, 20)) == date(2025, 3, 14)
    assert Offset().after(date(2024, 12, 20)) == date(2024, 12, 20)


def test_a_column_proven_month_first_takes_its_ambiguous_dates_with_it():
    column = read_dates(["01/13/2025", "03/04/2025"], heading="Served")
    assert column.dates == [date(2025, 1, 13), date(2025, 3, 4)]
    assert (column.order, column.proven) == (MONTH_FIRST, True)
    assert column.notes == ["Served is written month first (01/13/2025 is 13 January 2025), and was read so."]


def test_an_impossible_date_does_not_hide_what_the_others_prove():
    column = read_dates(["01/13/2025", "02/30/2025"])
    assert column.dates == [date(2025, 1, 13), None]
    assert column.problems == {1: "30 February is not a date; write the date as day/month/year."}


def test_proof_of_both_orders_is_day_first_and_the_impossible_are_problems():
    column = read_dates(["31/01/2025", "12/25/2024", "03/04/2025"])
    assert column.dates == [date(2025, 1, 31), None, date(2025, 4, 3)]
    assert column.problems == {
        1: "There is no month 25, and this column is day first; write the date as day/month/year."
    }


def test_real_dates_and_short_text_dates_in_one_column_need_no_question():
    real = [datetime(2025, 3, 1), datetime(2025, 2, 1)]
    column = read_dates([real[0], "01/03/25", real[1], "01/02/25"])
    assert column.dates == [date(2025, 3, 1), date(2025, 3, 1), date(2025, 2, 1), date(2025, 2, 1)]
    assert column.ambiguous
    assert not column.undecided


def test_text_that_fits_the_real_dates_only_month_first_is_asked_about():
    column = read_dates([datetime(2024, 11, 2), datetime(2024, 11, 28), "11/08/2024"], heading="Served")
    assert column.undecided == [2]
    assert column.dates == [date(2024, 11, 2), date(2024, 11, 28), None]
    assert column.sentence == "Served: does 11/08/2024 mean 11 August 2024 or 8 November 2024?"


def test_an_ambiguous_column_is_asked_about_when_another_proves_month_first():
    proof = read_dates(["12/25/2024"])
    order = file_order([proof, read_dates(["03/04/2025"])])
    assert order == MONTH_FIRST
    column = read_dates(["03/04/2025", "05/05/2025"], file_order=order)
    assert column.dates == [None, date(2025, 5, 5)]
    assert column.undecided == [0]


def test_columns_that_disagree_prove_nothing():
    assert file_order([read_dates(["12/25/2024"]), read_dates(["25/12/2024"])]) is None
    assert file_order([]) is None


@pytest.mark.parametrize(("day_first", "day"), [(True, date(2025, 4, 3)), (False, date(2025, 3, 4))])
def test_a_persons_answer_settles_the_order(day_first, day):
    column = read_dates(["03/04/2025"], day_first, file_order=MONTH_FIRST)
    assert column.dates == [day]
    assert not column.undecided


def test_day_first_would_lie_in_the_future():
    written = ["08/11/2024", "08/12/2024"]
    assert read_dates(written, not_after=datetime(2024, 9, 1)).undecided == [0, 1]
    assert not read_dates(written, not_after=datetime(2025, 1, 1)).undecided


def test_replies_that_run_forward_only_month_first_are_asked_about():
    forward = ["8/5/24 9:00", "8/6/24 10:00", "9/2/24 8:00"]
    assert read_dates(forward).undecided == [0, 1, 2]
    same_day_each_month = ["8/1/24 9:00", "8/2/24 10:00", "8/3/24 8:00"]
    assert read_dates(same_day_each_month).undecided == [0, 1, 2]
    assert not read_dates(["5/8/24 9:00", "6/8/24 10:00", "2/9/24 8:00"]).undecided


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        (["05/11/2024"], True),
        (["05/11/2024", "06/12/2024"], True),
        (["05/05/2025"], False),  # one day in either order
        (["01/02/2025", "01/04/2025"], False),  # firsts of months
        (["04/11/2024", "05/11/2024", "06/11/2024"], False),  # three days of one month
        (["05/11/2024", "13/11/2024"], False),  # proven
        (["05/11/2024", datetime(2024, 11, 20)], False),  # beside a real date of that month
        (["05/11/2024", datetime(2023, 1, 2)], True),
    ],
)
def test_where_it_matters_an_order_that_nothing_speaks_for_is_asked_about(written, asked):
    assert bool(read_dates(written, matters=True).undecided) == asked
    assert not read_dates(written).undecided


def test_where_another_column_is_day_first_nothing_is_asked():
    assert not read_dates(["05/11/2024"], file_order=DAY_FIRST, matters=True).undecided


def test_serial_numbers_are_noted():
    assert read_dates([45717, "01/03/2025"], heading="Served").notes == [
        "Served has bare numbers, which were read as a spreadsheet's dates."
    ]


@given(st.lists(DAYS, min_size=1), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]))
def test_day_first_with_one_proof_reads_back_exactly(days, layout):
    days = [*days, date(2024, 11, 30)]
    assert read_dates([day.strftime(layout) for day in days]).dates == days


def ordinal(day):
    return f"{day.day}{'th' if 10 < day.day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day.day % 10, 'th')}"


SPELLINGS = [
    lambda day: day.strftime("%d/%m/%Y"), lambda day: f"{day.day}.{day.month}.{day.year}", date.isoformat,
    lambda day: day.strftime("%Y/%m/%d"), lambda day: day.strftime("%Y%m%d"), lambda day: day.strftime("%d %B %Y"),
    lambda day: day.strftime("%d-%b-%Y"), lambda day: f"{ordinal(day)} {day:%B %Y}",
    lambda day: f"the {ordinal(day)} of {day:%B}, {day.year}", lambda day: f"{day:%A} {ordinal(day)} {day:%b %Y}",
    lambda day: f"{day:%B} {day.day}, {day.year}", lambda day: f"from {day:%d/%m/%Y} onwards",
    lambda day: (day - date(1899, 12, 30)).days, lambda day: datetime(day.year, day.month, day.day, 9),
]  # fmt: skip


@given(st.lists(st.tuples(DAYS, st.sampled_from(SPELLINGS)), min_size=1))
def test_every_spelling_of_a_date_gives_the_same_date(spelt):
    """However the cells of one column are spelt; one of them shows that its numbers are day first."""
    days = [day for day, _ in spelt]
    assert read_dates([*(spell(day) for day, spell in spelt), "30/11/2024"]).dates == [
        *days,
        date(2024, 11, 30),
    ]


@given(st.lists(DAYS, min_size=1), st.sampled_from(["%m/%d/%Y", "%m-%d-%Y"]))
def test_month_first_with_one_proof_reads_back_exactly(days, layout):
    days = [*days, date(2024, 11, 30)]
    column = read_dates([day.strftime(layout) for day in days])
    assert column.dates == days
    assert column.order == MONTH_FIRST


@given(st.lists(DAYS))
def test_without_other_evidence_a_column_is_day_first(days):
    assert read_dates([day.strftime("%d/%m/%Y") for day in days]).dates == days


@given(st.lists(st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.datetimes(), st.booleans())))
def test_every_cell_has_a_date_a_sentence_a_period_or_nothing_in_it(values):
    column = read_dates(values)
    assert len(column.moments) == len(values)
    for index, moment in enumerate(column.moments):
        if moment is not None:
            assert index not in column.problems
            assert timedelta(0) <= moment - datetime(1990, 1, 1)
    assert column.order == DAY_FIRST or column.proven


@pytest.mark.parametrize(
    ("heading", "first"),
    [
        ("Served (dd/mm/yyyy)", date(2024, 11, 4)),
        ("Served (MM/DD/YYYY)", date(2024, 4, 11)),
        ("Served d.m.yy", date(2024, 11, 4)),
        ("Served", None),
    ],
)
def test_a_heading_says_how_its_dates_are_written(heading, first):
    column = read_dates(["04/11/2024", "05/11/2024"], heading=heading, matters=True)
    assert (column.dates[0], bool(column.undecided)) == (first, first is None)


def test_a_heading_is_no_proof_against_the_dates_themselves():
    column = read_dates(["25/02/2025", "04/02/2025"], heading="Served (mm/dd/yyyy)", matters=True)
    assert column.dates == [date(2025, 2, 25), date(2025, 2, 4)]
