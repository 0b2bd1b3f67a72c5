"""Which region rows belong to: named, in a column, in a name, remembered, or asked about."""

from __future__ import annotations

import pytest

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
REPLIES = [["ODS code", LIMIT], ["Z99001", "Green"], ["Z99002", "Red"]]


def in_regions(*names):
    rows = [[name, f"Z9900{at}", "Green"] for at, name in enumerate(names, start=1)]
    return [["Region", "ODS code", LIMIT], *rows]


@pytest.fixture
def regions(draft_from, rows_of):
    """The draft of a survey, and the region of each practice that counts."""

    def read(rows, **options):
        draft = draft_from(rows, survey="autumn", **options)
        frame = rows_of(draft, "replies")
        pairs = [] if frame.empty else zip(frame["respondent"], frame["region"], strict=True)
        return draft, dict(pairs)

    return read


def test_the_region_named_counts_for_every_row(regions):
    _, found = regions(REPLIES, region="dorset")
    assert found == {"Z99001": "dorset", "Z99002": "dorset"}


def test_a_column_names_the_region_of_each_row(regions):
    draft, found = regions(in_regions("Sefton", "Dorset LMC", "BSW"))
    assert found == {"Z99001": "sefton", "Z99002": "dorset", "Z99003": "bsw"}
    assert draft.questions == {}


def test_a_column_of_icbs_that_are_one_region_each_tells_the_region(regions):
    rows = [["ICB", "ODS code", LIMIT], ["NHS Dorset ICB", "Z99001", "Green"], ["BSW ICB", "Z99002", "Green"]]
    draft, found = regions(rows)
    assert found == {"Z99001": "dorset", "Z99002": "bsw"}
    assert draft.questions == {}


@pytest.mark.parametrize("icb", ["NHS Cheshire and Merseyside ICB", ""])
def test_a_column_with_an_icb_of_several_regions_or_a_blank_does_not_tell_the_region(regions, icb):
    rows = [["ICB", "ODS code", LIMIT], ["NHS Dorset ICB", "Z99001", "Green"], [icb, "Z99002", "Green"]]
    draft, found = regions(rows)
    assert found == {}
    assert [question.about for question in draft.questions.values()] == ["region"]


def test_rows_of_another_region_than_the_one_named_are_left_out_with_a_line_each(regions):
    draft, found = regions(in_regions("Sefton", "Dorset", ""), region="sefton")
    assert found == {"Z99001": "sefton", "Z99003": "sefton"}
    assert [item.cell for item in draft.left_out] == ["A3"]


def test_a_row_without_its_region_is_a_problem(regions):
    draft, found = regions(in_regions("Sefton", "", "Dorset"))
    assert found == {"Z99001": "sefton", "Z99003": "dorset"}
    assert ["No region in this row" in problem.reason for problem in draft.problems] == [True]


def test_a_region_never_seen_is_one_question_and_its_rows_wait(regions):
    draft, found = regions(in_regions("Sefton", "Narnia", "Narnia"))
    (question,) = draft.questions.values()
    assert (question.about, question.value, question.affects_rows) == ("region", "Narnia", 2)
    assert found == {"Z99001": "sefton"}


@pytest.mark.parametrize("name", ["Sefton LMC replies", "Replies from Sefton 2025", "sefton"])
def test_the_name_of_the_file_tells_the_region(regions, name):
    _, found = regions(REPLIES, name=name)
    assert set(found.values()) == {"sefton"}


def test_the_title_tells_the_region(regions):
    _, found = regions([["Dorset practices, autumn survey"], [], *REPLIES])
    assert set(found.values()) == {"dorset"}


def test_a_title_that_contradicts_the_name_of_the_file_is_asked_about(regions):
    draft, found = regions([["Dorset practices, autumn survey"], [], *REPLIES], name="sefton")
    (question,) = draft.questions.values()
    assert (question.about, question.choices[:2], found) == ("region", ["sefton", "dorset"], {})


@pytest.mark.parametrize("name", ["Dorset and Sefton", "replies", "England", "Humber and North Yorkshire"])
def test_no_region_or_two_is_one_question_and_nothing_loads(regions, name):
    draft, found = regions(REPLIES, name=name)
    (question,) = draft.questions.values()
    assert (question.about, question.affects_rows, found) == ("region", 2, {})
    assert "dorset" in question.choices
