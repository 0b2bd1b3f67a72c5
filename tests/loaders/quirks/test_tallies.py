"""Figures that somebody else added up, as offices keep them: one tiny workbook a quirk, and what the measures show."""

from __future__ import annotations

from datetime import datetime

import pytest

from loaders.vocabulary.vocabulary import Vocabulary

HEADS = ["Region", "Service", "Practices"]
LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"


@pytest.fixture
def tally(read):
    """The draft of a workbook of figures, whose region is in it or named."""

    def draft(rows, **options):
        return read(rows, **{"region": None, "survey": None} | options)

    return draft


@pytest.fixture
def reported(figures_of):
    """What a measure shows of a draft: its rows from the file, with the columns asked for."""

    def rows(draft, *columns, name="regions"):
        result = figures_of(draft, name)
        own = [row for row in result if row["source"] == draft.file]
        return [tuple(row[column] for column in columns) for row in own]

    return rows


FIGURE = ("count", "out_of", "share", "qualifier", "unit")


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("almost 90%", (None, None, 0.9, "almost", "practices")),
        ("around 50 (65%)", (50, None, 0.65, "about", "practices")),
        ("two thirds", (None, None, 2 / 3, "about", "practices")),
        ("around two-thirds", (None, None, 2 / 3, "about", "practices")),
        ("three quarters", (None, None, 0.75, "about", "practices")),
        ("over half", (None, None, 0.5, "over", "practices")),
        ("1 in 3", (None, None, 1 / 3, "about", "practices")),
        ("over 150,000 patients", (150000, None, None, "over", "patients")),
        ("growing number", (None, None, None, "words", "practices")),
        ("40+", (40, None, None, "at_least", "practices")),
        ("c. 30", (30, None, None, "about", "practices")),
        ("~30", (30, None, None, "about", "practices")),
        (">20", (20, None, None, "over", "practices")),
        ("50-60", (None, None, None, "words", "practices")),
        ("<30", (30, None, None, "under", "practices")),
        ("fewer than 30", (30, None, None, "under", "practices")),
        ("up to 30", (None, None, None, "words", "practices")),
        ("at most 30 practices", (None, None, None, "words", "practices")),
        ("no more than 40%", (None, None, None, "words", "practices")),
        ("≤ 30", (None, None, None, "words", "practices")),
        ("30 or fewer", (None, None, None, "words", "practices")),
        ("50–60%", (None, None, None, "words", "practices")),
        ("30/64", (30, 64, None, "exact", "practices")),
        ("30 of 64 practices", (30, 64, None, "exact", "practices")),
        ("9 out of 10", (None, None, 0.9, "about", "practices")),
        ("nine in ten GPs", (None, None, 0.9, "about", "GPs")),
        ("82%", (None, None, 0.82, "exact", "practices")),
        (0.82, None),
        ("30?", None),
        ("5*", None),
    ],
)  # fmt: skip
def test_figures_as_they_are_written_and_neither_of_two_is_worked_out(tally, reported, cell, figure):
    draft = tally([HEADS, ["Gloucestershire", "Spirometry", cell], ["Dorset", "Spirometry", 12]])
    rows = reported(draft, "region", "basis", *FIGURE)
    assert ("dorset", "reported", 12, None, None, "exact", "practices") in rows
    own = [row[2:] for row in rows if row[0] == "gloucestershire"]
    assert own == ([figure] if figure else [])
    assert [problem.cell for problem in draft.problems] == ([] if figure else ["C2"])


@pytest.mark.parametrize(
    "cell", ["around 50 (65%)", "growing number", "50-60", "up to 30", "9 out of 10", "two thirds"]
)
def test_the_words_that_carry_a_figure_are_kept(tally, reported, cell):
    draft = tally([HEADS, ["Gloucestershire", "Spirometry", cell], ["Dorset", "Spirometry", 12]])
    assert ("gloucestershire", cell) in reported(draft, "region", "words")


def test_the_most_that_a_figure_can_be_is_not_under_it(tally, reported):
    """No qualifier of the store takes the 30 in: 'under 30' would be another figure."""
    draft = tally(
        [[*HEADS, "Qualifier"], ["Dorset", "Spirometry", 30, "up to"], ["Dorset", "ECGs", 12, "over"]]
    )
    assert reported(draft, "subject", "count", "qualifier", "words") == [
        ("ecg", 12, "over", None), ("spirometry", None, "words", "up to 30"),
    ]  # fmt: skip
    assert draft.problems == []


def test_a_row_that_only_names_its_service(tally, reported):
    draft = tally([HEADS, ["Dorset", "Spirometry", None], ["Dorset", "ECGs", 12]])
    assert reported(draft, "subject", "count", "qualifier") == [
        ("ecg", 12, "exact"),
        ("spirometry", None, "named"),
    ]


def test_a_tally_is_never_mixed_with_counted_rows(tally, reported):
    draft = tally([HEADS, ["Gloucestershire", "Spirometry", 12]])
    assert reported(draft, "basis", "count", "out_of", name="notices") == [("reported", 12, None)]


LAID_OUT = {
    "a title, notes and a total": [
        ["Notices served in Dorset"], [], ["Service", "Practices", "%", "Notes"],
        ["Spirometry", 12, "18%", "by phone"], ["Total", 12, None, None], [], ["Source: the office"],
    ],
    "the count and the share in one cell": [
        ["Dorset LMC"], ["Service", "Practices served"], ["Spirometry", "12 (18%)"],
    ],
    "shares without a sign": [["LMC", "Service", "Practices served", "%"], ["Dorset", "Spirometry", 12, 18]],
    "shares as fractions": [["LMC", "Service", "Practices served", "%"], ["Dorset", "Spirometry", 12, 0.18]],
    "the rung in a column": [
        ["LMC", "Service", "Stage", "Number", "Percentage"], ["Dorset", "Spirometry", "Served", "12", "18%"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", LAID_OUT.values(), ids=LAID_OUT)
def test_one_figure_however_it_is_laid_out(tally, reported, rows):
    draft = tally(rows)
    assert reported(draft, "region", "subject", "rung", *FIGURE) == [
        ("dorset", "spirometry", "served", 12, None, 0.18, "exact", "practices")
    ]
    assert (draft.problems, draft.questions) == ([], {})


SUMMED_UP = {
    "shares": [["Action", "% red", "% amber", "% green", "n"], [LIMIT, 10, 20, 70, 40]],
    "shares with signs": [["Action", "Red", "Amber", "Green", "Responses"], [LIMIT, "10%", "20%", "70%", 40]],
    "fractions": [["Action", "R", "A", "G", "n"], [LIMIT, 0.1, 0.2, 0.7, 40]],
    "a title that says per cent": [
        ["Answers, % of practices"], ["Action", "Red", "Amber", "Green", "Answered"], [LIMIT, 10, 20, 70, 40],
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", SUMMED_UP.values(), ids=SUMMED_UP)
def test_a_survey_summed_up_keeps_the_share_of_each_answer(tally, reported, rows):
    draft = tally(rows, region="sefton")
    assert reported(draft, "answer", "count", "out_of", "share", name="tallies") == [
        ("green", None, 40, 0.7), ("amber", None, 40, 0.2), ("red", None, 40, 0.1),
    ]  # fmt: skip
    assert (draft.problems, draft.questions) == ([], {})


@pytest.mark.parametrize(
    "shares", [["12,5%", "37,5%", "50%"], [".125", ".375", ".5"], [".125", "0.375", 0.5]]
)
def test_shares_with_a_comma_or_without_a_nought(tally, reported, shares):
    draft = tally(
        [["Action", "% red", "% amber", "% green", "n"], [LIMIT, *shares, "1,048"]], region="sefton"
    )
    assert reported(draft, "answer", "count", "out_of", "share", name="tallies") == [
        ("green", None, 1048, 0.5), ("amber", None, 1048, 0.375), ("red", None, 1048, 0.125),
    ]  # fmt: skip
    assert (draft.problems, draft.left_out) == ([], [])


@pytest.mark.parametrize(
    "heads", [["Practices", "Out of", "%", "Patients"], ["Patients", "Practices", "Out of", "%"]]
)
def test_what_practices_are_out_of_is_no_base_of_patients(tally, reported, heads):
    words = {"Practices": 12, "Out of": 76, "%": "16%", "Patients": "1,234,567"}
    draft = tally([["Region", "Service", *heads], ["Dorset", "Spirometry", *(words[head] for head in heads)]])
    assert sorted(reported(draft, *FIGURE), key=str) == [
        (12, 76, 0.16, "exact", "practices"),
        (1234567, None, None, "exact", "patients"),
    ]


@pytest.mark.parametrize(
    ("base", "read_as"), [("1,048", 1048), ("40 practices", 40), ("40 (of 64)", None), ("3?", None)]
)
def test_how_many_answered_a_survey_summed_up(tally, reported, base, read_as):
    draft = tally(
        [["Action", "% red", "% amber", "% green", "n"], [LIMIT, 10, 20, 70, base]], region="sefton"
    )
    assert reported(draft, "out_of", "share", name="tallies") == [
        (read_as, 0.7), (read_as, 0.2), (read_as, 0.1),
    ]  # fmt: skip
    assert [problem.cell for problem in draft.problems] == ([] if read_as else ["E2"])


def test_a_count_with_its_share_in_one_cell_of_a_survey_summed_up(tally, reported):
    rows = [["Action", "R", "A", "G", "Total"], [LIMIT, "3 (17%)", "4 (22%)", "11 (61%)", 18]]
    draft = tally(rows, region="sefton")
    assert reported(draft, "answer", "count", "out_of", "share", name="tallies") == [
        ("green", 11, 18, 0.61), ("amber", 4, 18, 0.22), ("red", 3, 18, 0.17),
    ]  # fmt: skip
    assert draft.problems == []


def test_patients_alone_are_out_of_patients(tally, reported):
    draft = tally(
        [["Region", "Service", "Patients", "Out of"], ["Dorset", "Spirometry", 400, 1000]], kind="figures"
    )
    assert reported(draft, *FIGURE) == [(400, 1000, None, "exact", "patients")]


def test_a_survey_summed_up_in_counts_and_shares_with_a_total(tally, reported):
    draft = tally(
        [
            ["Action", "Red", None, "Amber", None, "Green", None], [None, "n", "%", "n", "%", "n", "%"],
            [LIMIT, 4, "10%", 8, "20%", 28, "70%"], ["Total", 4, None, 8, None, 28, None],
        ], region="sefton",
    )  # fmt: skip
    assert reported(draft, "answer", "count", "share", name="tallies") == [
        ("green", 28, 0.7), ("amber", 8, 0.2), ("red", 4, 0.1),
    ]  # fmt: skip
    assert [item.reason for item in draft.left_out] == ["total row"]


def test_regions_are_compared_by_the_answer_that_supports_an_action_alone(tally, reported):
    draft = tally(SUMMED_UP["shares"], region="sefton")
    assert reported(draft, "subject", "basis", "rung", "share") == [
        ("limit_contacts", "reported", "wanted", 0.7)
    ]


def test_numbers_that_add_up_to_a_hundred_could_be_counts(tally):
    draft = tally([["Action", "Red", "Amber", "Green"], [LIMIT, 10, 20, 70]], region="sefton")
    assert [problem.cell for problem in draft.problems] == ["B2", "C2", "D2"]
    assert "figures" not in draft.rows or draft.rows["figures"][0].empty


def test_answers_to_an_offer_summed_up(tally, reported):
    draft = tally(
        [["Service", "Accept", "Undecided", "Reject"], ["Basket of services", 12, 5, 20]], region="dudley"
    )
    assert reported(draft, "subject", "answer", "count", name="tallies") == [
        ("basket_of_services", "accept", 12), ("basket_of_services", "undecided", 5),
        ("basket_of_services", "reject", 20),
    ]  # fmt: skip
    assert reported(draft, "subject") == []


@pytest.mark.parametrize("heading", ["PCN", "Locality"])
def test_the_tally_of_a_network_is_not_the_regions(tally, reported, heading):
    draft = tally(
        [[heading, "Service", "Practices served", "Practices in PCN"], ["Elm", "Spirometry", "4", "6"]],
        region="sefton",
    )
    assert reported(draft, "part", "count", "out_of", name="tallies") == [("Elm", 4, 6)]
    assert reported(draft, "count") == []
    assert reported(draft, "count", name="notices") == []


def test_a_column_for_each_step(tally, reported):
    draft = tally(
        [["Service", "Served", "% served", "Signed up", "Wanted"], ["Spirometry", 12, "18%", 14, None]],
        region="dorset",
    )
    assert sorted(reported(draft, "rung", "count", "share")) == [
        ("served", 12, 0.18), ("signed_up", 14, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "months",
    [
        ["Jan 2025", "Feb 2025"], ["January 2025", "February 2025"], ["Jan-25", "Feb-25"], ["01/2025", "02/2025"],
        [datetime(2025, 1, 31), datetime(2025, 2, 28)], ["31/01/2025", "28/02/2025"],
    ],
)  # fmt: skip
def test_a_column_for_each_month(tally, reported, months):
    draft = tally([["Notices served"], ["Service", *months], ["Spirometry", 3, 7]], region="dorset")
    result = reported(draft, "as_of", "rung", "count")
    assert [(day[:7], *rest) for day, *rest in result] == [("2025-01", "served", 3), ("2025-02", "served", 7)]


def test_a_column_for_each_region(tally, reported):
    draft = tally([
        ["Service", "Dorset", "BSW", "Gloucestershire"], ["Spirometry", 12, "two thirds", "almost 90%"],
        ["ECGs", None, None, "growing number"],
    ])  # fmt: skip
    assert sorted(reported(draft, "region", "subject", "count", "share", "qualifier"), key=str) == [
        ("bsw", "spirometry", None, 2 / 3, "about"), ("dorset", "spirometry", 12, None, "exact"),
        ("gloucestershire", "ecg", None, None, "words"), ("gloucestershire", "spirometry", None, 0.9, "almost"),
    ]  # fmt: skip


def test_a_row_without_a_figure_among_columns_of_months_is_left_out_by_name(tally):
    draft = tally(
        [["Service", "Jan 2025", "Feb 2025"], ["Spirometry", 3, 7], ["ECGs", None, "-"]], region="dorset"
    )
    assert [(item.cell, item.reason) for item in draft.left_out] == [("A3", "no figure in this row")]


def test_a_service_never_seen_is_asked_with_its_row(tally, reported):
    draft = tally(
        [HEADS, ["Dorset", "Widget clinic", 12], ["Dorset", "Spirommetry", 3], ["Dorset", "ECGs", 4]]
    )
    assert [(q.about, q.value, q.choices[0]) for q in draft.questions.values()][1] == (
        "service", "Spirommetry", "spirometry",
    )  # fmt: skip
    assert reported(draft, "subject", "count") == [("ecg", 4)]


def test_a_tally_with_patients_beside_practices(tally, reported):
    draft = tally([
        ["LMC area", "Service", "Practices (n)", "Practices (%)", "Patients covered", "Date"],
        ["Dorset", "Spirometry", "12", "16%", "112,000", "Feb 2025"],
        ["BSW", "Any unfunded service", "c. 60", "around two thirds", "over 600,000", "Apr 2025"],
        ["Total", "", "72", "", "", ""],
    ])  # fmt: skip
    assert sorted(reported(draft, "region", "as_of", *FIGURE), key=str) == [
        ("bsw", "2025-04", 60, None, 2 / 3, "about", "practices"),
        ("bsw", "2025-04", 600000, None, None, "over", "patients"),
        ("dorset", "2025-02", 112000, None, None, "exact", "patients"),
        ("dorset", "2025-02", 12, None, 0.16, "exact", "practices"),
    ]  # fmt: skip


def test_the_day_that_a_title_holds_for(tally, reported):
    draft = tally(
        [
            ["Notices served as at 25 February 2025"],
            ["Service", "No. of practices giving notice"],
            ["ECG", "12 out of 73"],
        ],
        region="dorset",
    )
    assert reported(draft, "as_of", "rung", "count", "out_of") == [("2025-02-25", "served", 12, 73)]


def test_a_corrected_tally_takes_the_place_of_the_earlier_one(tally, trial_store):
    from loaders.importing import record_of, rows_of
    from loaders.kinds import Options
    from measures import measure

    numbers = []
    for count, name in ((12, "first.xlsx"), (13, "second.xlsx")):
        draft = tally([HEADS, ["Dorset", "Phlebotomy", count]], name=name)
        numbers.append(trial_store.add_import(record_of(draft, Options(), "", False), rows_of(draft)))
    result = measure(trial_store.snapshot(), "tallies", regions=["dorset"], services=["phlebotomy"])
    assert result.loc[result["import"].notna(), "count"].tolist() == [13]
    for number in numbers:
        trial_store.undo(number)


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("Almost 90% of 64 practices", (None, 64, 0.9, "almost", "practices")),
        ("two thirds of the 88 practices", (None, 88, 2 / 3, "about", "practices")),
        ("9 in 10 of 64", (None, 64, 0.9, "about", "practices")),
        ("50% (20 of 40)", (20, 40, 0.5, "exact", "practices")),
        ("82% of practices", (None, None, 0.82, "exact", "practices")),
    ],
)
def test_what_a_share_is_of_is_its_base_and_no_count(tally, reported, cell, figure):
    draft = tally([HEADS, ["Gloucestershire", "Spirometry", cell], ["Dorset", "Spirometry", 12]])
    assert ("gloucestershire", *figure) in reported(draft, "region", *FIGURE)
    assert draft.problems == []


@pytest.mark.parametrize(
    ("cell", "rung", "share", "base"),
    [
        ("Almost 90% of 64 practices have served notice", "served", 0.9, 64),
        ("82% served", "served", 0.82, None),
        ("around two thirds signed up", "signed_up", 2 / 3, None),
        ("three quarters wanted.", "wanted", 0.75, None),
    ],
)
def test_the_step_that_the_words_behind_a_figure_name(tally, reported, cell, rung, share, base):
    draft = tally([["Region", "Service", "Uptake"], ["Gloucestershire", "Spirometry", cell]])
    assert reported(draft, "rung", "share", "out_of") == [(rung, share, base)]


def test_a_column_for_each_service(tally, reported):
    draft = tally(
        [
            ["Region", "Ring pessary", "MGUS monitoring", "ECGs (%)"],
            ["Gloucestershire", "almost 90%", 52, None],
            ["Dorset", None, "about 40 practices", 75],
        ]
    )
    assert sorted(reported(draft, "region", "subject", "count", "share", "qualifier")) == [
        ("dorset", "ecg", None, 0.75, "exact"),
        ("dorset", "mgus_monitoring", 40, None, "about"),
        ("gloucestershire", "mgus_monitoring", 52, None, "exact"),
        ("gloucestershire", "ring_pessary", None, 0.9, "almost"),
    ]
    assert (draft.problems, draft.questions, draft.left_out) == ([], {}, [])


def test_scores_of_replies_without_practices_are_no_tally(read):
    rows = [["PCN", LIMIT, "Defer pilots"], ["North PCN", 1, 3], ["South PCN", 2, 3], ["West PCN", 3, 3]]
    draft = read(rows)
    assert (draft.kind, {question.about for question in draft.questions.values()}) == ("survey", {"answer"})


@pytest.mark.parametrize("base", ["Total responses", "No. of practices responding", "Base", "Answered"])
@pytest.mark.parametrize(
    "cells", [[3, 1, 4, 8], ["3 (38%)", "1 (12%)", "4 (50%)", 8], ["3 of 8", "1 of 8", "4 of 8", 8]]
)
def test_a_survey_summed_up_keeps_its_base(tally, reported, base, cells):
    rows = [["Action", "Green", "Amber", "Red", base], [LIMIT, *cells], ["Defer pilots", *cells]]
    draft = tally(rows, region="sefton")
    result = reported(draft, "subject", "count", "out_of")
    assert result == [("limit_contacts", 3, 8), ("pilots", 3, 8)]
    assert (draft.problems, draft.questions, draft.left_out) == ([], {}, [])


def test_a_survey_summed_up_in_text_alone_is_told_by_its_headings(tally, reported):
    cells = ["3 (38%)", "1 (12%)", "4 (50%)"]
    draft = tally(
        [["Action", "Green", "Amber", "Red"], [LIMIT, *cells], ["Defer pilots", *cells]], region="sefton"
    )
    assert reported(draft, "subject", "count", "share") == [("limit_contacts", 3, 0.38), ("pilots", 3, 0.38)]


@pytest.mark.parametrize("heading", ["Patients", "Patients affected", "Number of GPs"])
def test_a_table_of_nothing_but_patients_or_gps_is_of_figures(tally, reported, heading):
    rows = [["Region", "Service", heading], ["Dorset", "Phlebotomy", "over 150,000"], ["Dorset", "ECG", 2000]]
    draft = tally(rows)
    unit = "GPs" if "GPs" in heading else "patients"
    assert reported(draft, "subject", "count", "qualifier", "unit") == [
        ("ecg", 2000, "exact", unit),
        ("phlebotomy", 150_000, "over", unit),
    ]
    assert not draft.questions


def test_patients_beside_words_alone_are_no_figures(read):
    with pytest.raises(AssertionError, match="not a table we know"):
        read([["Service", "Patients"], ["ECG", "see below"], ["Phlebotomy", "ask the ICB"]], region=None)


def test_a_sheet_for_each_month_dates_its_figures(tally, reported):
    draft = tally(
        {
            month: [["Service", "Practices"], ["ECGs", count]]
            for month, count in (("Nov 2024", 3), ("Dec 2024", 8))
        },
        region="gloucestershire",
    )
    assert [set(frame["as_of"]) for frame in draft.rows["figures"]] == [{"2024-11"}, {"2024-12"}]
    assert draft.questions == {}


def test_no_practice_is_none_of_them(tally, reported):
    draft = tally([HEADS, ["Dorset", "ECGs", "none"], ["Dorset", "Phlebotomy", "none of 73"]])
    assert set(reported(draft, "count", "out_of")) == {(0.0, None), (0.0, 73.0)}


CONTRADICTING = [HEADS, ["Dorset", "ECGs", 12], ["Dorset", "Phlebotomy", 4], ["Dorset", "ECGs", 15]]


def test_figures_of_one_thing_that_differ_are_asked_about(tally, reported):
    draft = tally(CONTRADICTING)
    (question,) = draft.questions.values()
    assert (question.about, question.value) == ("contradiction", "ECG, Dorset")
    assert question.sentence.startswith("2 figures of one thing differ (ECG, Dorset: 12, 15)")
    assert reported(draft, "count") == [(4.0,)]


@pytest.mark.parametrize(("choice", "counts"), [(0, {4, 15}), (1, {4, 12}), (2, {4, 12, 15}), (3, {4})])
def test_the_figure_that_somebody_chose_counts(tally, reported, vocabulary, choice, counts):
    (question,) = tally(CONTRADICTING).questions.values()
    reply = {(question.about, question.key): question.choices[choice]}
    draft = tally(CONTRADICTING, words=Vocabulary(vocabulary.snapshot, reply))
    assert draft.questions == {}
    assert {int(count) for (count,) in reported(draft, "count")} == counts


def test_the_same_figure_twice_contradicts_nothing(tally, reported):
    draft = tally([HEADS, ["Dorset", "ECGs", 12], ["Dorset", "ECGs", 12]])
    assert draft.questions == {}


@pytest.mark.parametrize("count", [-3, "-3", "− 3"])
def test_fewer_than_none_is_a_problem(tally, reported, count):
    draft = tally([HEADS, ["Dorset", "ECGs", count], ["Dorset", "Phlebotomy", 4]])
    assert [problem.cell for problem in draft.problems] == ["C2"]
    assert reported(draft, "count") == [(4.0,)]
