"""Notice logs and matrices as offices keep them: one tiny workbook a quirk, with its figures on a day."""

from __future__ import annotations

from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from loaders.kinds import Options
from loaders.recognition import draft_of

REGION = "gloucestershire"
ON = date(2025, 2, 10)
LOG = ["ODS code", "Service", "Date served", "Effective from", "Status"]


@pytest.fixture
def notices(read):
    """The draft of a workbook of notices of Gloucestershire."""

    def draft(rows, finish=None, **options):
        return read(rows, finish, **{"region": REGION, "survey": None} | options)

    return draft


@pytest.fixture
def standing(figures_of):
    """By service, on 10 February 2025: practices with a standing notice, in effect, signed up."""

    def figures(draft, on=ON):
        rows = figures_of(draft, "notices", regions=[REGION], on=on)
        return {
            row["service"]: (row["count"], row["in_effect"], row["signed_up"])
            for row in rows
            if row["basis"] == "counted"
        }

    return figures


def facts(draft, *columns):
    frames = [frame.astype(object) for frame in draft.rows.get("notices", [])]
    rows = [row for frame in frames for row in frame.where(frame.notna(), None).to_dict("records")]
    return [tuple(row[column] for column in columns) for row in rows]


ONE = [("Z99001", "ecg", date(2024, 11, 23), date(2025, 2, 1))]
ALIKE = {
    "real dates": [LOG, ["Z99001", "ECGs", datetime(2024, 11, 23), datetime(2025, 2, 1), "Served"]],
    "text dates": [LOG, ["Z99001", "ECGs", "23/11/2024", "01/02/2025", "Served"]],
    "two-digit years": [LOG, ["Z99001", "ECGs", "23.11.24", "1.2.25", "Served"]],
    "dates in words": [LOG, ["Z99001", "ECGs", "23rd November 2024", "1st of February 2025", "Served"]],
    "from and onwards": [LOG, ["Z99001", "ECGs", "Sat 23 Nov 24", "from 1 February 2025 onwards", None]],
    "the start of a month": [LOG, ["Z99001", "ECGs", "23/11/2024", "beginning of February 2025", None]],
    "both in the effective date": [LOG, ["Z99001", "ECGs", None, "served 23/11/24, effective 1/2/25", None]],
    "both in the status": [LOG, ["Z99001", "ECGs", None, None, "Served 23/11/24 - effective from 1/2/25"]],
    "beside the name of the service": [
        ["ODS code", "Services"], ["Z99001", "ECGs (served 23/11/24, effective 1/2/25)"],
    ],
    "a matrix of phrases": [
        ["ODS code", "ECGs", "DVT"], ["Z99001", "served 23/11/24; effective 1/2/25", None],
    ],
    "a pair of columns": [
        ["ODS code", "ECG served", "ECG effective"], ["Z99001", "23/11/2024", "01/02/2025"],
    ],
    "a date in the heading": [
        ["ODS code", "Date served", "ECGs - from 1 Feb 2025"], ["Z99001", "23/11/2024", "Y"],
    ],
    "a date in a heading row": [
        ["ODS code", "Date served", "ECGs"], [None, None, "wef 01/02/25"], ["Z99001", "23/11/2024", "✓"],
    ],
    "a real date in a heading row": [
        ["ODS code", "Date served", "ECGs", "DVT"], [None, None, datetime(2025, 2, 1), datetime(2025, 4, 1)],
        ["Z99001", "23/11/2024", "✓", None],
    ],
    "a date behind the name in the heading": [
        ["ODS code", "Date served", "ECG 01/02/2025", "Ring pessary 01/03/2025"], ["Z99001", "23/11/2024", "1", "0"],
    ],
    "a heading over three": [
        ["ODS code", "ECGs", None, None], [None, "Served", "Effective", "Status"],
        ["Z99001", "23/11/2024", "01/02/2025", "Served"],
    ],
    "a title, notes and totals": [
        ["Notices served on the ICB"], [], [*LOG, "Notes"],
        ["Z99001", "ECGs", "23/11/2024", "01/02/2025", "Served", "by letter"], ["Total", 1, None, None, None],
        [], ["* to be confirmed by the partners"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", ALIKE.values(), ids=ALIKE)
def test_one_notice_however_it_is_written(notices, standing, rows):
    draft = notices(rows)
    assert facts(draft, "practice", "service", "served_on", "effective_on") == ONE
    assert (draft.problems, draft.questions) == ([], {})
    assert standing(draft) == {"ecg": (1, 1, 0)}


def test_the_1904_calendar(notices, standing):
    def old_mac(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    draft = notices(ALIKE["real dates"], old_mac)
    assert facts(draft, "served_on", "effective_on") == [(date(2024, 11, 23), date(2025, 2, 1))]
    assert standing(draft) == {"ecg": (1, 1, 0)}


@pytest.mark.parametrize(
    ("effective", "day"),
    [
        ("three months' notice", date(2025, 2, 23)), ("3 months", date(2025, 2, 23)), ("12 weeks", date(2025, 2, 15)),
        ("90 days’ notice", date(2025, 2, 21)), ("6/52", date(2025, 1, 4)), ("immediate", date(2024, 11, 23)),
        ("3 months from date of notice", date(2025, 2, 23)), ("on receipt", date(2024, 11, 23)),
    ],
)  # fmt: skip
def test_a_period_counts_from_the_day_of_service_and_is_said(notices, effective, day):
    draft = notices([LOG, ["Z99001", "ECGs", "23/11/2024", effective, None]])
    assert facts(draft, "effective_on") == [(day,)]
    assert draft.notes == ["Effective dates not given were counted from the notice period."]
    unserved = notices([LOG, ["Z99001", "ECGs", None, effective, None]])
    assert facts(unserved, "effective_on") == [(None,)]
    assert [problem.cell for problem in unserved.problems] == ["D2"]


PERIODS = {
    "in a heading": [["ODS code", "Service", "Date served (3 months' notice)"], ["Z99001", "ECGs", "30/11/2024"]],
    "in the title": [
        ["Three months' notice given to the ICB"], ["ODS code", "Service", "Date served"],
        ["Z99001", "ECGs", "30/11/2024"],
    ],
    "in a column": [
        ["ODS code", "Service", "Date served", "Notice period"], ["Z99001", "ECGs", "30/11/2024", "3/12"],
    ],
    "in a cell of a matrix": [["ODS code", "ECGs"], ["Z99001", "served 30/11/24, 3 months' notice"]],
    "beside a served column": [
        ["ODS code", "ECG served", "ECG effective"], ["Z99001", "30/11/2024", "3 months' notice"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", PERIODS.values(), ids=PERIODS)
def test_three_months_wherever_they_stand_end_on_the_last_day_of_february(notices, rows):
    draft = notices(rows)
    assert facts(draft, "served_on", "effective_on") == [(date(2024, 11, 30), date(2025, 2, 28))]
    assert len(draft.notes) == 1
    assert draft.notes[0].startswith("Effective dates not given were counted from the notice period")


def test_a_period_of_the_title_does_not_stand_in_for_a_date_that_cannot_be_read(notices):
    rows = [["Three months' notice given"], LOG[:4], ["Z99001", "ECGs", "30/11/2024", "31/02/2025"]]
    assert facts(notices(rows), "effective_on") == [(None,)]


@pytest.mark.parametrize("word", ["tbc", "n/a", "-", "not yet", None])
def test_no_effective_date_yet_is_no_problem(notices, standing, word):
    draft = notices([LOG, ["Z99001", "ECGs", "23/11/2024", word, "Served"]])
    assert draft.problems == []
    assert standing(draft) == {"ecg": (1, 0, 0)}


@pytest.mark.parametrize(
    "cell", ["31/02/2025", "Q1 2025", "w/c 3 Feb 2025", "spring 2025", "ASAP", "by 1 March 2025", "3/12"]
)
def test_what_is_no_day_is_a_problem_with_a_sentence_and_the_notice_stands(notices, standing, cell):
    draft = notices([LOG, ["Z99001", "ECGs", "23/11/2024", cell, "Served"]])
    (problem,) = draft.problems
    assert (problem.cell, problem.value) == ("D2", cell)
    assert problem.reason.endswith("write the date as day/month/year.")
    assert standing(draft) == {"ecg": (1, 0, 0)}


def test_dates_that_could_be_either_way_are_asked_and_the_notices_stand_meanwhile(notices, standing):
    draft = notices([LOG, *(["Z9900" + n, "ECGs", None, f"0{n}/03/2025", "Served"] for n in "124")])
    assert [question.about for question in draft.questions.values()] == []  # three days of one month
    draft = notices([LOG, ["Z99001", "ECGs", None, "02/03/2025", "Served"]])
    assert [question.about for question in draft.questions.values()] == ["date order"]
    assert standing(draft) == {"ecg": (1, 0, 0)}


STEPS = {
    "as separate rows": [
        ["ODS code", "Service", "Status", "Date"],
        ["Z99001", "ECGs", "Served", "13/11/2024"], ["Z99001", "ECGs", "Withdrawn", "20/01/2025"],
        ["Z99002", "ECGs", "Served", "14/11/2024"], ["Z99002", "ECGs", "Resolved", "21/01/2025"],
        ["Z99003", "ECGs", "Served", "15/11/2024"],
    ],
    "as columns": [
        ["ODS code", "Service", "Served", "Withdrawn", "Resolved"],
        ["Z99001", "ECGs", "13/11/2024", "20/01/2025", None],
        ["Z99002", "ECGs", "14/11/2024", None, "21/01/2025"], ["Z99003", "ECGs", "15/11/2024", None, None],
    ],
    "as words": [
        ["ODS code", "Service", "Date served", "Status"], ["Z99001", "ECGs", "13/11/2024", "Withdrawn 20/01/2025"],
        ["Z99002", "ECGs", "14/11/2024", "Resolved on 21/01/25 - ICB funded it"],
        ["Z99003", "ECGs", "15/11/2024", "Notice served"],
    ],
    "as words in a matrix": [
        ["ODS code", "ECGs", "DVT"], ["Z99001", "withdrawn 20/1/25 (was served 13/11/24)", None],
        ["Z99002", "served 14/11/24; resolved 21/1/25", None], ["Z99003", "15/11/2024 (served)", None],
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", STEPS.values(), ids=STEPS)
def test_a_notice_that_was_withdrawn_or_resolved_stands_no_longer(notices, standing, rows):
    draft = notices(rows)
    assert (draft.problems, draft.questions) == ([], {})
    assert standing(draft) == {"ecg": (1, 0, 0)}
    before = date(2025, 1, 19)
    assert standing(notices(rows), on=before)["ecg"][0] == 3


@pytest.mark.parametrize(
    "rows",
    [
        [[*LOG[:4], "Extended to"], ["Z99001", "ECGs", "23/11/2024", "01/02/2025", "31/03/2025"]],
        [LOG, ["Z99001", "ECGs", "23/11/2024", "01/02/2025", "Extended to 31/3/25"]],
        [
            ["ODS code", "ECGs", "DVT"],
            ["Z99001", "served 23/11/24; effective 1/2/25; extended to 31/3/25", None],
        ],
    ],
)
def test_an_extended_notice_is_in_effect_from_the_later_day(notices, standing, rows):
    assert standing(notices(rows)) == {"ecg": (1, 0, 0)}
    assert standing(notices(rows), on=date(2025, 4, 1)) == {"ecg": (1, 1, 0)}


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("New requests only", "new_requests"), ("existing patients", "existing_patients"),
        ("at capacity", "at_capacity"), ("All patients", "all"), ("declining new requests", "new_requests"),
    ],
)  # fmt: skip
def test_scopes_in_every_place(notices, standing, words, scope):
    places = [
        [["ODS code", "Service", "Effective from", "Scope"], ["Z99001", "ECGs", "01/02/2025", words]],
        [["ODS code", "Service", "Effective from"], ["Z99001", f"ECGs ({words})", "01/02/2025"]],
        [["ODS code", "Service", "Effective from"], ["Z99001", "ECGs", f"01/02/2025 - {words}"]],
        [["ODS code", "Service", "Effective from"], ["Z99001", "ECGs", f"{words} from 1 February 2025"]],
        [["ODS code", "ECGs", "DVT"], ["Z99001", f"{words} from 01/02/2025", None]],
        [["ODS code", "ECGs", "Scope"], ["Z99001", "01/02/2025", words]],
        [["ODS code", f"ECGs ({words})", "DVT"], ["Z99001", "01/02/2025", None]],
        [["ODS code", "ECGs", None], [None, "Effective", "Scope"], ["Z99001", "01/02/2025", words]],
    ]
    for rows in places:
        draft = notices(rows)
        assert facts(draft, "service", "scope", "effective_on") == [("ecg", scope, date(2025, 2, 1))], rows
        assert (draft.problems, draft.questions) == ([], {}), rows
    assert standing(draft) == {"ecg": (1, 1, 0)}


@pytest.mark.parametrize(
    "cell",
    [
        "ECGs, spirometry", "ECGs; spirometry", "ECGs\nSpirometry", "ECGs and spirometry", "ECGs & Spirometry",
        "ECGs + spirometry", "ECGs/spirometry", "1. ECGs 2. Spirometry", "• ECGs\n• Spirometry",
        "LES: ECGs; spirometery", "12-lead ECG, spirometry (LES)",
    ],
)  # fmt: skip
def test_several_services_in_a_cell(notices, standing, cell):
    draft = notices([LOG, ["Z99001", cell, "23/11/2024", "01/02/2025", "Served"]])
    assert standing(draft) == {"ecg": (1, 1, 0), "spirometry": (1, 1, 0)}
    assert draft.questions == {}


def test_a_bundle_is_a_service_of_its_own(notices, standing):
    draft = notices([LOG, ["Z99001", "all enhanced services", "23/11/2024", None, "Served"]])
    assert standing(draft) == {"any_les": (1, 0, 0)}


@pytest.mark.parametrize(
    ("cell", "first"),
    [
        ("all their LESs except phlebotomy", "any_les"), ("all LES except phlebotomy and ECG", "any_les"),
        ("ECGs but not spirometry", "ecg"), ("All", "any_les"), ("ECG (not phlebotomy)", "ecg"),
        ("ring pessarees", "ring_pessary"), ("Spirommetry", "spirometry"), ("coil", "contraceptive_coils"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_asked_with_the_best_suggestion_first(notices, cell, first):
    draft = notices([LOG, ["Z99001", cell, "23/11/2024", "25/02/2025", "Served"]])
    (question,) = draft.questions.values()
    assert (question.about, question.value, question.choices[0]) == ("service", cell, first)
    assert facts(draft, "service") == []


@pytest.mark.parametrize(
    "cell", ["1/2/25?", "probably 1/2/25", "1/2/25 - not sent yet", "served from 1/2/25"]
)
def test_words_that_leave_a_doubt_are_asked_about_or_a_problem_and_no_notice(notices, cell):
    draft = notices(
        [["ODS code", "ECGs", "DVT"], ["Z99001", cell, "25/02/2025"], ["Z99002", None, "26/02/2025"]]
    )
    assert facts(draft, "practice", "service") == [("Z99001", "dvt_management"), ("Z99002", "dvt_management")]
    waits = [(problem.cell, problem.value) for problem in draft.problems] or [
        (question.cell, cell) for question in draft.questions.values()
    ]
    assert waits == [("B2", cell)]


def test_two_dates_without_a_word_are_a_problem(notices):
    draft = notices([["ODS code", "ECGs", "DVT"], ["Z99001", "23/11/24 - 1/2/25", "25/02/2025"]])
    assert facts(draft, "service", "effective_on") == [("ecg", None), ("dvt_management", date(2025, 2, 25))]
    assert [problem.cell for problem in draft.problems] == ["B2"]


def test_months_alone_are_asked_about_once_for_a_matrix(notices, standing):
    draft = notices([
        ["ODS code", "ECGs", "DVT"], ["Z99001", "March 2025", "April 2025"], ["Z99002", "March 2025", None],
    ])  # fmt: skip
    (question,) = draft.questions.values()
    assert (question.about, question.affects_rows) == ("month", 3)
    assert standing(draft) == {"ecg": (2, 0, 0), "dvt_management": (1, 0, 0)}


def test_a_practice_listed_twice_counts_once_and_is_said(notices, standing):
    draft = notices([
        LOG, ["Z99001", "ECGs", "23/11/2024", "01/02/2025", "Served"],
        ["Z99001", "ECGs", "24/11/2024", "01/03/2025", "Served"],
    ])  # fmt: skip
    assert draft.notes == [
        "Several notices on one service, told apart by scope and day of service: Z99001 for ECG."
    ]
    assert standing(draft) == {"ecg": (1, 1, 0)}


def test_notices_of_networks_are_refused_row_by_row(notices):
    draft = notices([
        ["PCN", "Service", "Date served"], ["Elm PCN", "ECGs", "23/11/2024"], ["North Hill", "ECGs", "24/11/2024"],
    ])  # fmt: skip
    assert (draft.kind, facts(draft, "service")) == ("notices", [])
    assert [problem.cell for problem in draft.problems] == ["A2", "A3"]
    assert draft.problems[0].reason == (
        "“Elm PCN” is a primary care network; notices are counted by practice: "
        "write a row for each practice, with its ODS code."
    )


@pytest.mark.parametrize("who", ["All practices", "Z99001, Z9902", "several practices in the PCN"])
def test_a_cell_that_names_no_one_practice_is_a_problem(notices, who):
    draft = notices([
        ["Practice", "Service", "Date served"], [who, "ECGs", "23/11/2024"], ["Z99003", "ECGs", "24/11/2024"],
    ])  # fmt: skip
    assert facts(draft, "practice") == [("Z99003",)]
    assert [problem.cell for problem in draft.problems] == ["A2"]


def test_an_effective_date_before_service_is_said(notices):
    draft = notices([LOG, ["Z99001", "ECGs", "23/11/2024", "01/02/2024", "Served"]])
    assert draft.notes == ["A notice takes effect before it was served: D2. Is that right?"]


def test_steps_before_a_notice(notices, standing):
    draft = notices([
        ["ODS code", "ECGs", "DVT"], ["Z99001", "signed up to serve from 1 April 2025", "considering"],
        ["Z99002", "pledged", "served"],
    ])  # fmt: skip
    assert standing(draft) == {"ecg": (0, 0, 2), "dvt_management": (1, 0, 0)}
    assert facts(draft, "service", "status")[2:] == [
        ("dvt_management", "wanted"),
        ("dvt_management", "served"),
    ]
    assert draft.questions == {}


# Logs that offices really have


def test_a_log_of_telephone_calls(notices, standing):
    draft = notices([
        ["Notice phone log"], [],
        ["Date of call", "Practice", "Spoke to", "Which services?", "When will it stop?", "Has notice been served?"],
        [datetime(2024, 11, 25), "Elm (Z99001)", "PM", "Ring pessaries, Mirena coil", "25/2/25", "Yes - 23/11/24"],
        [datetime(2024, 11, 26), "Z99002 Oak", "partner", "all LES", "from 1 March 2025", "No"],
        [datetime(2024, 11, 27), "Z99003", "PM", "Spirometry", "", "TBC"],
        [datetime(2024, 11, 28), "Z99004", "PM", "none", "", "No"],
    ])  # fmt: skip
    assert standing(draft) == {"ring_pessary": (1, 0, 0), "lng_ius_non_contraceptive": (1, 0, 0)}
    assert [(problem.cell, problem.reason) for problem in draft.problems] == [
        ("F5", "No notice was served, and yet the row has dates of one; correct one of the two.")
    ]
    assert [left.reason for left in draft.left_out][:2] == ["says that no notice was served"] * 2


def test_a_form_on_which_several_services_are_ticked(notices, standing):
    draft = notices([
        ["ID", "Completion time", "Email", "Your practice ODS code", "Which services have you served notice on?",
         "Date notice served", "Notice period"],
        ["1", "11/25/24 9:05:00", "anonymous", "Z99001", "Spirometry;Ring pessary;", "11/23/24", "2 months"],
        ["2", "11/26/24 9:05:00", "anonymous", "Z99002", "Spirometry;", "11/24/24", "12 weeks"],
    ])  # fmt: skip
    assert standing(draft) == {"spirometry": (2, 1, 0), "ring_pessary": (1, 1, 0)}
    assert (draft.problems, draft.questions) == ([], {})


def test_a_tracker_with_a_column_for_each_step(notices, standing):
    draft = notices([
        ["Code", "LES", "Drafted", "Notice served", "Effective date", "Extended?", "New date", "Outcome"],
        ["Z99001", "Spirometry", "Y", "Y", "01/02/2025", "Yes", "31/03/2025", "Ongoing"],
        ["Z99002", "Spirometry", "Y", "N", "", "", "", ""],
        ["Z99003", "Spirometry", "Y", "Y", "01/02/2025", "No", "", "ICB agreed to fund"],
        ["Z99004", "Spirometry", "Y", "Y", "01/02/2025", "", "", ""],
    ])  # fmt: skip
    assert standing(draft) == {"spirometry": (2, 1, 0)}
    assert (draft.problems, draft.questions) == ([], {})


def test_a_log_of_sentences(notices, standing):
    draft = notices([
        ["ODS code", "Service", "Notice"], ["Z99001", "ECG", "Served 23/11/24. Effective 1/2/25."],
        ["Z99002", "ECG", "Letter sent 23/11/24 giving 3 months' notice"],
        ["Z99003", "ECG", "Withdrew 3rd January 2025"], ["Z99004", "ECG", "Not sure if the letter went on 23/11/24"],
    ])  # fmt: skip
    assert standing(draft) == {"ecg": (2, 1, 0)}
    assert [(q.about, q.value) for q in draft.questions.values()] == [
        ("status", "Not sure if the letter went on 23/11/24")
    ]


@pytest.mark.parametrize(
    "key",
    [
        "Key: S = served, E = extended; W = withdrawn, P - planning",
        "S: served; E: extended; W: withdrawn; P: planning",
    ],
)
def test_letters_that_a_key_explains(notices, standing, key):
    matrix = [["ODS code", "ECG", "Spirometry"], ["Z99001", "S", "W"], ["Z99002", "E", "P"], [], [key]]
    log = [["ODS code", "Service", "Status"], ["Z99001", "ECG", "S"], ["Z99002", "ECG", "E"],
           ["Z99001", "Spirometry", "W"], ["Z99002", "Spirometry", "P"], [], [key]]  # fmt: skip
    for rows in (matrix, log):
        draft = notices(rows)
        assert draft.questions == {}
        assert standing(draft) == {"ecg": (2, 0, 0), "spirometry": (0, 0, 0)}
    assert ("spirometry", "wanted") in facts(draft, "service", "status")


def test_letters_without_a_key_are_asked_about(notices):
    draft = notices([["ODS code", "Service", "Status"], ["Z99001", "ECG", "S"], ["Z99002", "ECG", "S"]])
    assert [(q.about, q.value, q.affects_rows) for q in draft.questions.values()] == [("status", "S", 2)]


def test_services_each_with_a_date_of_its_own_in_one_cell(notices):
    draft = notices([
        ["ODS code", "Services (date)"], ["Z99001", "ECG (25/02/2025); Spirometry (28/02/2025)"],
        ["Z99002", "ECG - withdrawn 13/01/2025, Spirometry"],
    ])  # fmt: skip
    assert facts(draft, "practice", "service", "status", "effective_on", "withdrawn_on") == [
        ("Z99001", "ecg", "served", date(2025, 2, 25), None),
        ("Z99001", "spirometry", "served", date(2025, 2, 28), None),
        ("Z99002", "ecg", "withdrawn", None, date(2025, 1, 13)), ("Z99002", "spirometry", "served", None, None),
    ]  # fmt: skip
    assert draft.questions == {}


def test_a_practice_and_a_date_over_several_rows_of_a_page_stand_in_each(vocabulary):
    page = (
        "<table><tr><th>ODS code</th><th>Service</th><th>Date served</th></tr>"
        "<tr><td rowspan=2>Z99001</td><td>ECG</td><td rowspan=2>23/11/2024</td></tr><tr><td>Spirometry</td></tr>"
        "<tr><td>Z99002</td><td>ECG</td><td>25/11/2024</td></tr></table>"
    )
    draft = draft_of(page.encode(), "page.xls", Options(region=REGION), vocabulary, datetime(2025, 6, 1))
    assert facts(draft, "practice", "service", "served_on") == [
        ("Z99001", "ecg", date(2024, 11, 23)),
        ("Z99001", "spirometry", date(2024, 11, 23)),
        ("Z99002", "ecg", date(2024, 11, 25)),
    ]


def test_a_plain_date_is_what_the_status_of_its_row_says(notices):
    draft = notices(
        [
            ["ODS code", "Service", "Status", "Date"],
            ["Z99001", "ECG", "Notice served", "15/11/2024"],
            ["Z99001", "ECG", "Extended to", "31/03/2025"],
            ["Z99002", "ECG", "In effect", "15/02/2025"],
            ["Z99003", "ECG", "Withdrawn", "20/12/2024"],
            ["Z99004", "ECG", "Extended", "31/03/2025"],
        ]
    )
    assert facts(
        draft, "respondent", "status", "served_on", "effective_on", "extended_to", "withdrawn_on"
    ) == [
        ("Z99001", "served", date(2024, 11, 15), None, None, None),
        ("Z99001", "extended", None, None, date(2025, 3, 31), None),
        ("Z99002", "served", None, date(2025, 2, 15), None, None),
        ("Z99003", "withdrawn", None, None, None, date(2024, 12, 20)),
        ("Z99004", "extended", None, None, None, None),
    ]
    assert [(problem.cell, problem.value) for problem in draft.problems] == [("D6", "31/03/2025")]


def test_outcomes_of_a_log_are_no_answers_to_an_offer(notices):
    draft = notices(
        [
            ["Practice", "ODS", "PCN", "LES", "Date of letter", "Notice period", "Expires", "Outcome"],
            ["Elm", "Z99001", "North", "Ring Pessary", "04/11/2024", "3/12", "04/02/2025", None],
            [
                "Oak",
                "Z99002",
                "North",
                "CLL & MGUS",
                "04/11/2024",
                "3/12",
                "04/02/2025",
                "Extended to 31/03/2025",
            ],
            ["Ash", "Z99003", "South", "Spirometry", None, None, None, "Considering"],
        ]
    )
    assert facts(draft, "respondent", "service", "status", "effective_on", "extended_to") == [
        ("Z99001", "ring_pessary", "served", date(2025, 2, 4), None),
        ("Z99002", "cll_monitoring", "extended", date(2025, 2, 4), date(2025, 3, 31)),
        ("Z99002", "mgus_monitoring", "extended", date(2025, 2, 4), date(2025, 3, 31)),
        ("Z99003", "spirometry", "wanted", None, None),
    ]
    assert (draft.kind, draft.questions, draft.problems) == ("notices", {}, [])


@pytest.mark.parametrize(
    ("label", "role"),
    [("Effective from", "effective_on"), ("Effective date", "effective_on"), ("Date served", "served_on")],
)
def test_a_row_of_dates_with_a_label_under_the_services(notices, label, role):
    draft = notices(
        [
            ["Practice code", "Ring pessary", "ECG", "Spirometry"],
            [label, datetime(2025, 2, 1), "1/3/2025", "1 April 2025"],
            ["Z99001", "✓", "✓", None],
            ["Z99002", "✓", None, "✓"],
        ]
    )
    assert facts(draft, "respondent", "service", role) == [
        ("Z99001", "ring_pessary", date(2025, 2, 1)),
        ("Z99002", "ring_pessary", date(2025, 2, 1)),
        ("Z99001", "ecg", date(2025, 3, 1)),
        ("Z99002", "spirometry", date(2025, 4, 1)),
    ]
    assert (draft.questions, draft.problems, draft.left_out) == ({}, [], [])


# Mail merges


def test_a_mail_merge_of_notice_letters_is_no_register(notices):
    """It would have become the list of the region's practices, on which all shares are worked out."""
    draft = notices([
        ["ODS code", "Practice name", "Postcode", "Services on which notice is served", "Date of letter"],
        ["Z99001", "Elm Surgery", "GL1 1AA", "ECG, DVT", "15 November 2024"],
    ])  # fmt: skip
    assert facts(draft, "practice", "service", "served_on") == [
        ("Z99001", "ecg", date(2024, 11, 15)), ("Z99001", "dvt_management", date(2024, 11, 15)),
    ]  # fmt: skip


def test_numbered_services_are_notices_where_the_title_speaks_of_them(notices, read):
    rows = [["ODS code", "Practice name", "Service_1", "Service_2"], ["Z99001", "Elm Surgery", "ECG", "DVT"]]
    draft = notices([["Notice letters"], [], *rows])
    assert facts(draft, "service") == [("ecg",), ("dvt_management",)]
    asked = notices(rows)
    assert ([q.about for q in asked.questions.values()], facts(asked, "service")) == (["kind"], [])


ASKED = {
    "a question for each service": "Have you served notice on: {}",
    "a grid": "Which services has your practice served notice on? [{}]",
    "a lead": "Served notice: {}",
    "one sentence": "Have you served notice on {}?",
}


@pytest.mark.parametrize("heading", ASKED.values(), ids=ASKED.keys())
def test_a_form_that_asks_whether_notice_was_served_service_by_service(notices, served, heading):
    draft = notices(
        [
            ["ODS code", heading.format("Spirometry"), heading.format("ECGs")],
            ["Z99001", "Yes", "No"],
            ["Z99002", "Yes", "Planning to"],
        ]
    )
    assert served(draft) == [
        ("Z99001", "spirometry", "served", ""),
        ("Z99002", "ecg", "wanted", ""),
        ("Z99002", "spirometry", "served", ""),
    ]
    assert (draft.questions, draft.problems) == ({}, [])


@pytest.mark.parametrize(
    "heading", ["Will you serve notice on: {}", "Would your practice serve notice on {}?"]
)
def test_what_a_practice_would_do_is_no_notice(vocabulary, notices, heading):
    draft = notices(
        [["ODS code", heading.format("Spirometry"), heading.format("ECGs")], ["Z99001", "Yes", "No"]],
        kind=None,
    )
    assert "notices" not in draft.rows


@pytest.mark.parametrize("expected", ["Yes - to 31/03/2025", "yes, until 31 March 2025", "Yes (31/03/2025)"])
def test_a_date_behind_yes(notices, standing, expected):
    heads = ["ODS code", "Service", "Served", "Effective", "Extended?"]
    served, effective = date(2024, 10, 1), date(2025, 1, 1)
    rows = [["Z99001", "ECGs", served, effective, expected], ["Z99002", "ECGs", served, effective, "No"]]
    draft = notices([heads, *rows])
    assert standing(draft) == {"ecg": (2, 1, 0)}
    assert draft.problems == []


def test_services_under_a_heading_that_nobody_knows(notices, served):
    rows = [["Elm Surgery", "Z99001", "Spirometry LES", "04/11/2024", "31/03/2025"]]
    rows += [["Oak Surgery", "Z99002", "ECGs", "14/11/2024", "31/03/2025"]]
    draft = notices([["Practice", "Code", "Scheme dropped", "Notice given", "Ends"], *rows])
    assert served(draft) == [
        ("Z99001", "spirometry", "served", "2025-03-31"),
        ("Z99002", "ecg", "served", "2025-03-31"),
    ]


def test_a_date_of_a_service_in_a_column_of_its_own(notices):
    rows = [["Practice", "ECG", "ECG date", "DVT", "DVT date"], ["Z99001", "Yes", "13/11/2024", "No", ""]]
    draft = notices([*rows, ["Z99002", "No", "", "Yes", "14/02/2025"]])
    assert facts(draft, "practice", "service", "effective_on") == [
        ("Z99001", "ecg", date(2024, 11, 13)),
        ("Z99002", "dvt_management", date(2025, 2, 14)),
    ]
    assert draft.questions == {}


def test_a_practice_where_a_date_should_stand_is_no_notice(notices):
    draft = notices([["Practice", "ECG", "DVT"], ["Z99001", "✓", "Z99003"], ["Z99002", "✓", "✓"]])
    assert facts(draft, "practice", "service") == [
        ("Z99001", "ecg"),
        ("Z99002", "ecg"),
        ("Z99002", "dvt_management"),
    ]
    assert [(problem.cell, problem.reason) for problem in draft.problems] == [
        ("C2", "“Z99003” is a practice, where a date or a step should stand; write a row for each practice.")
    ]


STEPS_ONCE = [["Status", "Practice", "Service"], ["Withdrawn", "Z99001", "ECG"], [None, "Z99002", "ECG"]]


def test_blank_cells_under_a_step_are_asked_about(notices):
    draft = notices([*STEPS_ONCE, ["Served", "Z99003", "DVT"], [None, "Z99004", "ECG"]])
    assert facts(draft, "practice", "status") == [
        ("Z99001", "withdrawn"),
        ("Z99003", "served"),
        ("Z99004", "served"),
    ]
    (question,) = draft.questions.values()
    assert (question.about, question.cell, question.affects_rows) == ("status", "A3", 1)
    assert question.sentence == "Do the blank cells of “Status” mean the step that stands above them?"


def test_steps_that_stand_here_and_there_hold_for_their_own_rows(notices):
    rows = [
        ["Practice", "Service", "Status"],
        ["Z99001", "ECG", None],
        ["Z99002", "ECG", "Withdrawn"],
        ["Z99003", "ECG"],
    ]
    draft = notices(rows)
    assert facts(draft, "status") == [("served",), ("withdrawn",), ("served",)]
    assert draft.questions == {}


def test_a_column_that_says_whether_a_notice_has_ended_is_asked_about(notices):
    draft = notices(
        [["Practice", "Service", "Date served", "Ended?"], ["Z99001", "ECG", "13/11/2024", "Yes"]]
    )
    assert [(q.about, q.value) for q in draft.questions.values()] == [("meaning", "Ended?")]


@pytest.mark.parametrize("heading", ["Original end", "Original end date", "Original effective date"])
def test_an_original_end_is_when_a_notice_that_was_not_extended_takes_effect(notices, heading):
    rows = [
        ["ODS code", "Service", "Date served", heading, "Extended to"],
        ["Z99001", "ECG", "01/01/2025", "01/04/2025", "01/09/2025"],
        ["Z99002", "ECG", "01/01/2025", "01/04/2025", None],
    ]
    draft = notices(rows)
    assert facts(draft, "effective_on", "extended_to") == [
        (date(2025, 4, 1), date(2025, 9, 1)),
        (date(2025, 4, 1), None),
    ]
    assert (draft.notes, draft.left_out) == ([], [])


def test_a_practice_behind_its_service_takes_what_stands_above(notices, served):
    day = datetime(2025, 9, 16)
    rows = [
        ["Service", "Effective from", "Practice code"],
        ["Spirometry", day, "Z99001"],
        [None, None, "Z99002"],
    ]
    draft = notices(rows)
    assert served(draft) == [
        (practice, "spirometry", "served", "2025-09-16") for practice in ("Z99001", "Z99002")
    ]
    assert any("what stands above" in note for note in draft.notes)


def test_a_practice_in_front_of_blanks_has_served_nothing(notices, served):
    day = datetime(2025, 9, 16)
    rows = [
        ["Practice code", "Service", "Effective from"],
        ["Z99001", "Spirometry", day],
        ["Z99002", None, None],
    ]
    draft = notices(rows)
    assert served(draft) == [("Z99001", "spirometry", "served", "2025-09-16")]
    assert [item.cell for item in draft.left_out] == ["A3"]


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ([["ODS code", "ECGs status", "ECGs date", "DVT status", "DVT date"]], 1),
        ([["ODS code", "ECGs", None, "DVT", None], [None, "Status", "Date", "Status", "Date"]], 2),
    ],
)
def test_a_day_beside_the_step_of_a_service_is_that_of_the_step(notices, heads, rows):
    draft = notices([
        *heads, ["Z99001", "Served", "23/11/2024", "", ""],
        ["Z99002", "Withdrawn", "05/01/2025", "In effect", "01/02/2025"],
    ])  # fmt: skip
    assert facts(draft, "practice", "service", "status", "served_on", "effective_on", "withdrawn_on") == [
        ("Z99001", "ecg", "served", date(2024, 11, 23), None, None),
        ("Z99002", "ecg", "withdrawn", None, None, date(2025, 1, 5)),
        ("Z99002", "dvt_management", "served", None, date(2025, 2, 1), None),
    ]
