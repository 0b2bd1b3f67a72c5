"""Tallies and summaries, each drawn as it stands in a file."""

from __future__ import annotations

import pytest

from loaders.texts.quantities import Quantity, read_quantity

TALLY = ["Area", "Service", "Practices", "Out of", "%", "As at", "Source"]
FIGURE = ("count", "out_of", "share", "qualifier", "unit")


@pytest.fixture
def tally(draft_from):
    def read(*rows, headings=TALLY, **options):
        return draft_from([headings, *map(list, rows)], **{"kind": "figures"} | options)

    return read


def facts(frame, *columns):
    return list(frame[list(columns)].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("written", "quantity"),
    [
        ("20", Quantity(20, qualifier="exact")),
        (20, Quantity(20, qualifier="exact")),
        ("1,234 practices", Quantity(1234, qualifier="exact", unit="practices")),
        ("about 43", Quantity(43, qualifier="about")),
        ("c. 43", Quantity(43, qualifier="about")),
        ("~43", Quantity(43, qualifier="about")),
        ("at least 34", Quantity(34, qualifier="at_least")),
        ("40+", Quantity(40, qualifier="at_least")),
        ("40+ practices", Quantity(40, qualifier="at_least", unit="practices")),
        ("40 or more", Quantity(40, qualifier="at_least")),
        (">40", Quantity(40, qualifier="over")),
        ("fewer than 10", Quantity(10, qualifier="under")),
        ("almost 73%", Quantity(share=0.73, qualifier="almost")),
        ("81.5 per cent", Quantity(share=0.815, qualifier="exact")),
        ("37,5%", Quantity(share=0.375, qualifier="exact")),
        ("almost 82,25 %", Quantity(share=0.8225, qualifier="almost")),
        ("over half", Quantity(share=0.5, qualifier="over")),
        ("just over half of practices", Quantity(share=0.5, qualifier="over", unit="practices")),
        ("two thirds", Quantity(share=2 / 3, qualifier="about")),
        ("around two-thirds", Quantity(share=2 / 3, qualifier="about")),
        ("three quarters", Quantity(share=0.75, qualifier="about")),
        ("around 50 (65%)", Quantity(50, 0.65, qualifier="about")),
        ("20 of 40", Quantity(20, out_of=40, qualifier="exact")),
        ("20/40 (50%)", Quantity(20, 0.5, 40, "exact")),
        (
            "practices covering over 93,000 patients",
            Quantity(93000, qualifier="over", unit="patients"),
        ),
        ("over 150 000 patients", Quantity(150000, qualifier="over", unit="patients")),
        ("12 GP practices", Quantity(12, qualifier="exact", unit="practices")),
        ("12 GPs", Quantity(12, qualifier="exact", unit="GPs")),
        ("growing number", Quantity(qualifier="words")),
        ("40-50", Quantity(qualifier="words")),
        ("10% to 20%", Quantity(qualifier="words")),
        ("between 50 and 60 practices", Quantity(qualifier="words", unit="practices")),
        ("9 out of 10", Quantity(share=0.9, qualifier="about")),
        ("around one in three practices", Quantity(share=1 / 3, qualifier="about", unit="practices")),
        ("9 of 10", Quantity(9, out_of=10, qualifier="exact")),
        ("30+/64", Quantity(30, out_of=64, qualifier="at_least")),
        ("150k patients", Quantity(150000, qualifier="exact", unit="patients")),
        ("40ish", Quantity(40, qualifier="about")),
        ("thirty practices", Quantity(30, qualifier="exact", unit="practices")),
        ("nil", Quantity(0, qualifier="exact")),
        ("most of them", Quantity(qualifier="words")),
        ("not stated", Quantity(qualifier="named")),
    ],
)
def test_quantities_as_people_write_them(vocabulary, written, quantity):
    assert read_quantity(written, vocabulary) == quantity


@pytest.mark.parametrize("written", ["1.2 million", "£50", "5*", "30?", "hardly 7", "2nd wave: 8"])
def test_a_figure_that_could_mean_something_else_is_a_problem(vocabulary, written):
    result = read_quantity(written, vocabulary)
    assert not result.figure
    assert result.reason.startswith(f"“{written}” is not a figure")


@pytest.mark.parametrize("written", ["82,5", "1,25", "12,3456"])
def test_a_comma_that_separates_no_thousands_is_a_problem(vocabulary, written):
    result = read_quantity(written, vocabulary)
    assert not result.figure
    assert result.reason == f"“{written}” has a comma within a number; write 82.5 or 1,250."


def test_count_and_share_are_kept_as_given_and_neither_is_computed(tally, rows_of):
    draft = tally(
        ["Gloucestershire", "Denosumab", None, "64", "almost 73%", "February 2025", "LMC"],
        ["Dorset", "Minor surgery", "about 43", None, None, "2025", "LMC"],
        ["BSW", "Spirometry", None, None, "over half", "03/02/2025", "LMC"],
        ["Sefton", "Dementia shared care", "20", "40", "50%", "3 Feb 2025", "LMC"],
        ["Hertfordshire", "ECGs", "practices covering over 93,000 patients", None, None, None, None],
    )
    rows = rows_of(draft, "figures")
    assert facts(rows, "region", *FIGURE) == [
        ("gloucestershire", None, 64, 0.73, "almost", "practices"),
        ("dorset", 43, None, None, "about", "practices"),
        ("bsw", None, None, 0.5, "over", "practices"),
        ("sefton", 20, 40, 0.5, "exact", "practices"),
        ("hertfordshire", 93000, None, None, "over", "patients"),
    ]
    assert rows["as_of"].tolist() == ["2025-02", "2025", "2025-02-03", "2025-02-03", None]
    assert rows["source"].tolist() == ["LMC"] * 4 + ["drawn.csv"]
    assert rows["words"].tolist() == [
        "almost 73%", "about 43", "over half", None, "practices covering over 93,000 patients",
    ]  # fmt: skip
    assert rows["kind"].unique().tolist() == ["service"]
    assert rows["rung"].tolist() == [None] * 5
    assert (draft.problems, draft.questions, draft.left_out) == ([], {}, [])


def test_a_tally_is_recognised_without_being_named(draft_from):
    draft = draft_from([TALLY, ["Dorset", "Minor surgery", "about 43", None, None, "2025", "LMC"]])
    assert (draft.kind, draft.rows_loaded) == ("figures", 1)


def test_words_alone_and_a_name_alone(tally, rows_of):
    draft = tally(
        ["Bedfordshire", "PSA monitoring", "growing number", None, None, None, "LMC"],
        ["Bedfordshire", "ECGs", None, None, None, None, "LMC"],
    )
    assert facts(rows_of(draft, "figures"), *FIGURE, "words") == [
        (None, None, None, "words", "practices", "growing number"),
        (None, None, None, "named", "practices", None),
    ]


def test_one_figure_about_two_services_is_two_rows_of_one_id(tally, rows_of):
    draft = tally(["Gloucestershire", "MGUS and CLL", None, "64", "82%", None, "LMC"])
    rows = rows_of(draft, "figures")
    assert rows["subject"].tolist() == ["mgus_monitoring", "cll_monitoring"]
    assert rows["figure"].nunique() == 1


def test_an_action_is_a_subject_too(tally, rows_of):
    draft = tally(
        ["Dorset", "Switch off GP Connect Update Record", "12"], headings=["Region", "Action", "Practices"]
    )
    assert facts(rows_of(draft, "figures"), "subject", "kind", "count") == [("gp_connect", "action", 12)]


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        ([0.5, 0.25, 1], [0.5, 0.25, 1.0]),
        ([50, 25, 1], [0.5, 0.25, 0.01]),
        (["50", "25", "100"], [0.5, 0.25, 1.0]),
        ([0.5, "25%", "1"], [0.5, 0.25, 1.0]),
    ],
)
def test_numbers_in_a_column_of_shares_are_read_by_the_whole_column(tally, rows_of, cells, shares):
    rows = [
        ["Dorset", service, cell] for service, cell in zip(["ECGs", "MGUS", "DMARDs"], cells, strict=True)
    ]
    draft = tally(*rows, headings=["Region", "Service", "%"])
    assert rows_of(draft, "figures")["share"].tolist() == shares


@pytest.mark.parametrize("cells", [["1"], ["50", "0.5"]])
def test_a_number_that_could_be_per_cent_or_a_fraction_is_a_problem(tally, rows_of, cells):
    rows = [["Dorset", service, cell] for service, cell in zip(["ECGs", "MGUS"], cells, strict=False)]
    draft = tally(*rows, headings=["Region", "Service", "%"])
    assert len(draft.problems) == 1
    assert "could be" in draft.problems[0].reason
    assert len(rows_of(draft, "figures")) == len(cells) - 1


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["Dorset", "ECGs", "43", "40", None, None, None], "C2"),
        (["Dorset", "ECGs", None, None, "120%", None, None], "E2"),
        (["Dorset", "ECGs", "0.65", None, None, None, None], "C2"),
        (["Dorset", "ECGs", "about 43", None, "almost 73%", None, None], "C2"),
        (["Dorset", "ECGs", "20 of 40", "41", None, None, None], "C2"),
    ],
)
def test_a_row_that_contradicts_itself_does_not_load(tally, rows_of, row, cell):
    draft = tally(row, ["Dorset", "MGUS", "3", None, None, None, None])
    assert [problem.cell for problem in draft.problems] == [cell]
    assert rows_of(draft, "figures")["subject"].tolist() == ["mgus_monitoring"]


def test_unit_qualifier_and_rung_from_columns_of_their_own(tally, rows_of):
    draft = tally(
        ["BSW", "Phlebotomy", "60", "GPs", "around", "Signed up"],
        ["BSW", "ECGs", "60", "fortnights", "vaguely", "somewhere"],
        headings=["Region", "Service", "Number", "Unit", "Qualifier", "Stage"],
    )
    assert facts(rows_of(draft, "figures"), "unit", "qualifier", "rung") == [
        ("GPs", "about", "signed_up"), ("practices", "exact", None),
    ]  # fmt: skip
    assert [problem.cell for problem in draft.problems] == ["D3", "E3", "F3"]


def test_a_stated_unit_counts_more_than_a_column_called_practices(tally, rows_of):
    draft = tally(
        ["Dorset", "Spirometry", "150,000", "patients"], headings=["Region", "Service", "Practices", "Unit"]
    )
    assert facts(rows_of(draft, "figures"), "count", "unit") == [(150000, "patients")]


def test_the_heading_says_which_rung(tally, rows_of):
    draft = tally(["BSW", "ECGs", "60"], headings=["Region", "Service", "Practices serving notice"])
    assert rows_of(draft, "figures")["rung"].tolist() == ["served"]


def test_patients_beside_practices_are_a_figure_of_their_own(tally, rows_of):
    draft = tally(
        ["BSW", "ECGs", "60", "over 93,000"], headings=["Region", "Service", "Practices", "Patients"]
    )
    rows = rows_of(draft, "figures")
    assert facts(rows, "count", "qualifier", "unit") == [
        (60, "exact", "practices"),
        (93000, "over", "patients"),
    ]
    assert rows["figure"].nunique() == 2


def test_an_unknown_subject_or_region_is_asked_about(tally, rows_of):
    draft = tally(
        ["Dorset", "Widget clinic", "3", None, None, None, None],
        ["Atlantis", "ECGs", "3", None, None, None, None],
        ["Dorset", "ECGs", "3", None, None, None, None],
    )
    assert len(rows_of(draft, "figures")) == 1
    assert {(q.about, q.value) for q in draft.questions.values()} == {
        ("service", "Widget clinic"), ("region", "Atlantis"),
    }  # fmt: skip


def test_a_total_row_is_left_out(tally, rows_of):
    draft = tally(
        ["Dorset", "ECGs", "3", None, None, None, None],
        ["Dorset", "MGUS", "4", None, None, None, None],
        ["Total", None, "7", None, None, None, None],
    )
    assert len(rows_of(draft, "figures")) == 2
    assert [left.cell for left in draft.left_out] == ["A4"]


SUMMARY = ["Action", "% red", "% amber", "% green", "n"]


def test_a_summed_up_survey_keeps_the_share_of_each_answer(tally, rows_of):
    draft = tally(
        ["Limit daily patient contacts to 25", "20%", "30%", "50%", "40"],
        ["Serve notice on voluntary services", "60%", "15%", "25%", "40"],
        headings=SUMMARY, region="sefton",
    )  # fmt: skip
    assert facts(rows_of(draft, "figures"), "subject", "answer", "rung", *FIGURE) == [
        ("limit_contacts", "red", None, None, 40, 0.2, "exact", "practices"),
        ("serve_notice", "red", None, None, 40, 0.6, "exact", "practices"),
        ("limit_contacts", "amber", None, None, 40, 0.3, "exact", "practices"),
        ("serve_notice", "amber", None, None, 40, 0.15, "exact", "practices"),
        ("limit_contacts", "green", "wanted", None, 40, 0.5, "exact", "practices"),
        ("serve_notice", "green", "wanted", None, 40, 0.25, "exact", "practices"),
    ]
    assert draft.left_out == []


def test_a_summary_in_counts_stays_counts(tally, rows_of):
    draft = tally(
        ["Limit daily patient contacts to 25", 8, 12, 20, 40],
        headings=["Action", "Red", "Amber", "Green", "Answered"], region="sefton",
    )  # fmt: skip
    assert facts(rows_of(draft, "figures"), "answer", "count", "out_of", "share") == [
        ("red", 8, 40, None), ("amber", 12, 40, None), ("green", 20, 40, None),
    ]  # fmt: skip


def test_a_summary_that_could_be_counts_or_per_cent_is_a_problem(tally, rows_of):
    draft = tally(
        ["Limit daily patient contacts to 25", 20, 30, 50],
        headings=["Action", "Red", "Amber", "Green"], region="sefton",
    )  # fmt: skip
    assert rows_of(draft, "figures").empty
    assert {problem.cell for problem in draft.problems} == {"B2", "C2", "D2"}


@pytest.mark.parametrize(
    ("step", "practices", "expected"),
    [
        ("Served", "Practices", [(12, 64), (7, 64)]),
        ("Served", "No. of practices", [(12, 64), (7, 64)]),
        ("Practices that have not served notice", "Practices", []),
    ],
)
def test_practices_beside_a_step_are_the_base(tally, rows_of, step, practices, expected):
    rows = [["Spirometry", "12", "64"], ["Ring pessaries", "7", "64"]]
    draft = tally(*rows, headings=["Service", step, practices], region="gloucestershire")
    assert bool(draft.questions) is not bool(expected)
    frame = rows_of(draft, "figures")
    assert ([] if frame.empty else facts(frame, "count", "out_of")) == expected


@pytest.mark.parametrize(("base", "expected"), [("64", False), ("68", False), ("1,200", True)])
def test_a_base_larger_than_the_region_is_said(tally, base, expected):
    draft = tally(["Gloucestershire", "Spirometry", "30", base], headings=TALLY[:4])
    result = [note for note in draft.notes if "on record" in note]
    assert (
        result
        == [
            f"Gloucestershire has 64 practices on record, and this file gives {base}: check that it counts practices, "
            "and of this area alone."
        ]
        * expected
    )


@pytest.mark.parametrize(
    ("count", "base", "share", "expected"),
    [
        ("40", "", "50%", "40 of 64 practices is 62%, and the file says 50%"),
        ("30", "", "47%", ""),
        ("30", "60", "90%", "30 of 60 practices is 50%, and the file says 90%"),
    ],
)
def test_a_count_that_is_not_the_share_beside_it_is_said(tally, count, base, share, expected):
    draft = tally(["Gloucestershire", "ECGs", count, base, share], headings=TALLY[:5])
    notes = [note for note in draft.notes if "the file says" in note]
    assert notes == ([f"Gloucestershire, ECG: {expected}."] if expected else [])


@pytest.mark.parametrize(
    "heading", ["LMC estimate of practices serving", "ICB's estimate of practices serving"]
)
def test_an_estimate_of_somebody_else_is_asked_about(tally, heading):
    draft = tally(["Gloucestershire", "ECGs", "30"], headings=["Area", "Service", heading])
    assert [question.value for question in draft.questions.values()] == [heading]
    assert "figures" not in draft.rows or all(frame.empty for frame in draft.rows["figures"])
