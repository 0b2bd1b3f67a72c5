"""Amounts as they stand in tallies: fractions, bases in headings, signs of numbers, thousands in words, cells alone."""

from __future__ import annotations

import pytest

from loaders.figures.cells import heading_base
from loaders.figures.remarks import STANDS
from loaders.figures.rungs import is_unsure, rung_in
from loaders.texts.number_signs import DECIMAL, THOUSANDS, Signs, signs_of
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary

FIGURE = ["region", "subject", "count", "out_of", "share", "qualifier", "unit"]


@pytest.fixture
def figures(draft_from, rows_of):
    """The draft of a tally, and its figures as tuples."""

    def read(rows, columns=FIGURE, **options):
        draft = draft_from(rows, **{"kind": "figures"} | options)
        frame = rows_of(draft, "figures")
        return draft, list(frame[columns].itertuples(index=False, name=None)) if len(frame) else []

    return read


@pytest.mark.parametrize(
    ("texts", "shares", "signs"),
    [
        (["89,1%", "66,7"], True, Signs.CONTINENTAL),
        (["1.234.567"], False, Signs.CONTINENTAL),
        (["1.250,5"], True, Signs.CONTINENTAL),
        (["82.5", "1,250"], False, Signs.ENGLISH),
        (["57", "12"], False, Signs.ENGLISH),
        (["93.000"], False, Signs.UNSURE),
        (["93.000", "12.5"], False, Signs.ENGLISH),
        (["1,25"], False, Signs.ENGLISH),
    ],
)
def test_a_column_as_a_whole_decides_comma_and_dot(texts, shares, signs):
    assert signs_of(texts, shares=shares) is signs


def test_another_column_decides_where_the_column_does_not(figures):
    rows = [["Region", "Service", "Practices", "Patients", "%"], ["Dorset", "ECG", "57", "93.000", "89,1"]]
    draft, loaded = figures(rows)
    assert [(figure[2], figure[4]) for figure in loaded] == [(57, pytest.approx(0.891)), (93000, None)]
    assert (draft.questions, draft.problems) == ({}, [])


@pytest.mark.parametrize(("choice", "patients"), [(THOUSANDS, 93000), (DECIMAL, 93)])
def test_a_dot_that_could_be_either_is_asked_about(figures, store_of_reference, choice, patients):
    rows = [["Region", "Service", "Practices", "Patients"], ["Dorset", "ECG", "57", "93.000"]]
    draft, loaded = figures(rows)
    (question,) = draft.questions.values()
    assert (question.about, question.cell, [figure[2] for figure in loaded]) == ("number signs", "D2", [57])
    words = Vocabulary(store_of_reference.snapshot(), {("number signs", question.key): choice})
    assert [figure[2] for figure in figures(rows, words=words)[1]] == [57, patients]


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("around 3/4", (None, None, 0.75, "about")),
        ("approx. 2/3 of practices", (None, None, 2 / 3, "about")),
        ("over 1/2", (None, None, 0.5, "over")),
        ("2/3 of 64 practices", (None, 64, 2 / 3, "about")),
        ("57/64", (57, 64, None, "exact")),
        ("around 30/40", (30, 40, None, "about")),
    ],
)
def test_a_small_fraction_behind_a_word_is_a_share(figures, cell, figure):
    _, loaded = figures([["Region", "Service", "Practices"], ["Dorset", "ECG", cell]])
    assert loaded[0][2:6] == figure


def test_a_small_fraction_alone_is_a_problem_but_beside_larger_bases(figures):
    draft, loaded = figures([["Region", "Service", "Practices"], ["Dorset", "ECG", "3/4"]])
    assert ([problem.cell for problem in draft.problems], loaded) == (["C2"], [])
    rows = [["Region", "PCN", "Service", "Practices"], ["Dorset", "Vale", "ECG", "3/4"]]
    assert figures(rows)[1][0][2:4] == (3, 4)


@pytest.mark.parametrize(
    ("heading", "base"),
    [
        ("Practices (of 64)", 64), ("Practices /64", 64), ("Practices (n=64)", 64), ("Dorset (68)", 68),
        ("Practices out of 1,064", 1064), ("Practices", None), ("31/01/2025", None), ("Practices (2024)", None),
    ],
)  # fmt: skip
def test_what_a_heading_says_that_its_counts_are_out_of(heading, base):
    assert heading_base(heading) == base


def test_a_base_in_the_heading_is_that_of_each_figure(figures):
    rows = [["Service", "Practices (of 64)"], ["ECG", "57"], ["Spirometry", "almost 90%"]]
    _, loaded = figures(rows, region="gloucestershire")
    assert [figure[2:5] for figure in loaded] == [(57, 64, None), (None, 64, 0.9)]


@pytest.mark.parametrize(("cell", "patients"), [("0.4m", 400000), ("110k", 110000), ("c. 92,500", 92500)])
def test_thousands_in_letters_below_patients(figures, cell, patients):
    rows = [["Region", "Service", "Practices", "Patients covered"], ["Dorset", "ECG", "31", cell]]
    draft, loaded = figures(rows)
    assert [(figure[2], figure[6]) for figure in loaded] == [(31, "practices"), (patients, "patients")]
    assert draft.problems == []


def test_what_cannot_be_read_is_a_problem_of_its_cell_alone(figures):
    rows = [["Region", "Service", "Practices", "Patients"], ["Dorset", "ECG", "31", "heaps (5?)"]]
    draft, loaded = figures(rows)
    assert ([problem.cell for problem in draft.problems], [figure[2] for figure in loaded]) == (["D2"], [31])


@pytest.mark.parametrize("cell", ["–", "-", "n/k", "n/a", ""])
def test_a_dash_says_nothing_of_a_figure(figures, cell):
    rows = [["Region", "Service", "Practices", "Patients"], ["Dorset", "ECG", "31", cell]]
    draft, loaded = figures(rows)
    assert ([figure[2] for figure in loaded], draft.problems) == ([31], [])


WIDE = [
    ["Service", "Gloucestershire (64)", "Dorset (68)", "BSW (88)"],
    ["ECG", "57", "–", "12"],
    ["DVT", "0", "40", "n/k"],
]


def test_regions_across_with_their_bases(figures):
    draft, loaded = figures(WIDE, ["region", "subject", "count", "out_of"])
    assert sorted(loaded) == [
        ("bsw", "ecg", 12, 88),
        ("dorset", "dvt_management", 40, 68),
        ("gloucestershire", "dvt_management", 0, 64),
        ("gloucestershire", "ecg", 57, 64),
    ]
    assert draft.questions == {}


def test_a_column_of_an_area_that_is_not_known_is_asked_about(figures, store_of_reference):
    rows = [[*row, "Avon (45)" if row is WIDE[0] else "9"] for row in WIDE]
    draft, loaded = figures(rows)
    (question,) = draft.questions.values()
    assert (question.about, question.value, question.affects_rows, len(loaded)) == ("region", "Avon", 2, 4)
    words = Vocabulary(store_of_reference.snapshot(), {("region", "avon"): LEAVE_OUT})
    draft, loaded = figures(rows, words=words)
    assert (draft.questions, len(loaded)) == ({}, 4)
    assert any("left out, as answered" in left.reason for left in draft.left_out)


@pytest.mark.parametrize(
    ("heading", "rung"),
    [
        ("Practices", None), ("No. of practices", None), ("Practices serving notice", "served"),
        ("Number of practices giving notice", "served"), ("Practices signed up", "signed_up"),
        ("Practices that have withdrawn", "withdrawn"), ("Notices in effect", "in_effect"), ("% of practices", None),
    ],
)  # fmt: skip
def test_the_rung_that_a_heading_tells_of(vocabulary, heading, rung):
    assert (rung_in(heading, vocabulary), is_unsure(heading, vocabulary, heading=True)) == (rung, False)


@pytest.mark.parametrize(
    "heading",
    [
        "Practices NOT serving notice", "Practices still providing", "Practices willing to serve",
        "Practices yet to serve",
        "Practices opting out", "Practices that may serve notice", "Practices objecting", "Practices expected to serve",
    ],
)  # fmt: skip
def test_a_heading_that_turns_a_step_round_is_asked_about(figures, store_of_reference, heading):
    rows = [["Region", "Service", heading], ["Dorset", "ECG", "20"]]
    draft, loaded = figures(rows)
    (question,) = draft.questions.values()
    assert (loaded, question.about) == ([], "status")
    words = Vocabulary(store_of_reference.snapshot(), {("status", question.key): "wanted"})
    assert figures(rows, [*FIGURE, "rung"], words=words)[1][0][-1] == "wanted"
    words = Vocabulary(store_of_reference.snapshot(), {("status", question.key): LEAVE_OUT})
    draft, loaded = figures(rows, words=words)
    assert (draft.questions, loaded) == ({}, [])


def test_a_title_that_turns_a_step_round_is_asked_about(figures):
    draft, loaded = figures(
        [
            ["Practices that have not served notice"],
            ["Region", "Service", "Practices"],
            ["Dorset", "ECG", "20"],
        ]
    )
    assert (loaded, [question.about for question in draft.questions.values()]) == ([], ["status"])


@pytest.mark.parametrize("remark", ["all withdrawn since", "provisional", "not yet confirmed", "tbc"])
def test_a_remark_that_takes_a_figure_back_is_asked_about(figures, store_of_reference, remark):
    rows = [
        ["Region", "Service", "Practices", "Comment"],
        ["Dorset", "ECG", "20", remark],
        ["BSW", "ECG", "15", "by letter"],
    ]
    draft, loaded = figures(rows)
    (question,) = draft.questions.values()
    assert ([figure[0] for figure in loaded], question.value) == (["bsw"], remark)
    for choice, count in ((STANDS, 2), (LEAVE_OUT, 1)):
        words = Vocabulary(store_of_reference.snapshot(), {("figure remark", question.key): choice})
        draft, loaded = figures(rows, words=words)
        assert (draft.questions, len(loaded)) == ({}, count)


def test_each_step_across_is_a_figure_of_its_own_and_none_is_lost(figures):
    rows = [
        ["Region", "Service", "Practices wanting to serve", "Practices that have served", "In effect"],
        ["Sefton", "ECG", "20", "12", "8"],
    ]
    _, loaded = figures(rows, ["rung", "count"])
    assert sorted(loaded) == [("in_effect", 8), ("served", 12), ("wanted", 20)]


def test_figures_that_were_not_read_are_a_problem_never_a_line_alone(figures):
    rows = [["Region", "Service", "Notices in effect", "Zorked"], ["Sefton", "ECG", "12", "4"]]
    draft, loaded = figures(rows, ["rung", "count"])
    assert (loaded, [problem.cell for problem in draft.problems]) == ([("in_effect", 12)], ["D2"])


def test_columns_headed_by_steps_alone_are_counts(figures):
    rows = [["Region", "Service", "Serving", "Not serving"], ["Sefton", "ECG", "20", "15"]]
    draft, loaded = figures(rows, ["rung", "count"])
    assert (loaded, [question.value for question in draft.questions.values()]) == (
        [("served", 20)],
        ["Not serving"],
    )
