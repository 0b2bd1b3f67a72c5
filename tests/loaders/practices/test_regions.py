"""Which region rows belong to: named, in a column, in a name, remembered, or asked about."""

from __future__ import annotations

import io
from collections import Counter
from datetime import datetime

import openpyxl
import pytest

from loaders.kinds import Options
from loaders.recognition import draft_of
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary

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
    _, loaded = regions(REPLIES, region="dorset")
    assert loaded == {"Z99001": "dorset", "Z99002": "dorset"}


def test_a_column_names_the_region_of_each_row(regions):
    draft, loaded = regions(in_regions("Sefton", "Dorset LMC", "BSW"))
    assert loaded == {"Z99001": "sefton", "Z99002": "dorset", "Z99003": "bsw"}
    assert draft.questions == {}


def test_a_column_of_icbs_that_are_one_region_each_tells_the_region(regions):
    rows = [["ICB", "ODS code", LIMIT], ["NHS Dorset ICB", "Z99001", "Green"], ["BSW ICB", "Z99002", "Green"]]
    draft, loaded = regions(rows)
    assert loaded == {"Z99001": "dorset", "Z99002": "bsw"}
    assert draft.questions == {}


@pytest.mark.parametrize("icb", ["NHS Cheshire and Merseyside ICB", ""])
def test_a_column_with_an_icb_of_several_regions_or_a_blank_does_not_tell_the_region(regions, icb):
    rows = [["ICB", "ODS code", LIMIT], ["NHS Dorset ICB", "Z99001", "Green"], [icb, "Z99002", "Green"]]
    draft, loaded = regions(rows)
    assert loaded == {}
    assert [question.about for question in draft.questions.values()] == ["region"]


def test_rows_of_another_region_than_the_one_named_are_left_out_with_a_line_each(regions):
    draft, loaded = regions(in_regions("Sefton", "Dorset", ""), region="sefton")
    assert loaded == {"Z99001": "sefton", "Z99003": "sefton"}
    assert [item.cell for item in draft.left_out] == ["A3"]


def test_a_row_without_its_region_is_a_problem(regions):
    draft, loaded = regions(in_regions("Sefton", "", "Dorset"))
    assert loaded == {"Z99001": "sefton", "Z99003": "dorset"}
    assert ["No region in this row" in problem.reason for problem in draft.problems] == [True]


def test_a_region_never_seen_is_one_question_and_its_rows_wait(regions):
    draft, loaded = regions(in_regions("Sefton", "Narnia", "Narnia"))
    (question,) = draft.questions.values()
    assert (question.about, question.value, question.affects_rows) == ("region", "Narnia", 2)
    assert loaded == {"Z99001": "sefton"}


@pytest.mark.parametrize("name", ["Sefton LMC replies", "Replies from Sefton 2025", "sefton"])
def test_the_name_of_the_file_tells_the_region(regions, name):
    _, loaded = regions(REPLIES, name=name)
    assert set(loaded.values()) == {"sefton"}


def test_the_title_tells_the_region(regions):
    _, loaded = regions([["Dorset practices, autumn survey"], [], *REPLIES])
    assert set(loaded.values()) == {"dorset"}


def test_a_title_that_contradicts_the_name_of_the_file_is_asked_about(regions):
    draft, loaded = regions([["Dorset practices, autumn survey"], [], *REPLIES], name="sefton")
    (question,) = draft.questions.values()
    assert (question.about, question.choices[:2], loaded) == ("region", ["sefton", "dorset"], {})


@pytest.mark.parametrize("name", ["Dorset and Sefton", "replies", "England", "Humber and North Yorkshire"])
def test_no_region_or_two_is_one_question_and_nothing_loads(regions, name):
    draft, loaded = regions(REPLIES, name=name)
    (question,) = draft.questions.values()
    assert (question.about, question.affects_rows, loaded) == ("region", 2, {})
    assert "dorset" in question.choices


@pytest.mark.parametrize("option", [{}, {"region": "sefton"}])
def test_a_row_of_an_area_that_is_not_known_waits_whether_a_region_is_named_or_not(regions, option):
    draft, loaded = regions(in_regions("Sefton", "Avon", "Sefton"), **option)
    assert loaded == {"Z99001": "sefton", "Z99003": "sefton"}
    (question,) = draft.questions.values()
    assert (question.about, question.value, LEAVE_OUT in question.choices) == ("region", "Avon", True)


@pytest.mark.parametrize(("choice", "counted"), [("sefton", True), ("dorset", False), (LEAVE_OUT, False)])
def test_what_was_said_of_an_area_holds(regions, store_of_reference, choice, counted):
    words = Vocabulary(store_of_reference.snapshot(), {("region", "avon"): choice})
    draft, loaded = regions(in_regions("Sefton", "Avon"), region="sefton", words=words)
    assert ("Z99002" in loaded, draft.questions) == (counted, {})
    assert [item.cell for item in draft.left_out] == ([] if counted else ["A3"])


def test_areas_of_which_none_is_a_region_are_one_question(regions, store_of_reference):
    rows = in_regions("Northtown", "Southtown", "Northtown")
    draft, loaded = regions(rows, region="sefton")
    (question,) = draft.questions.values()
    assert (loaded, question.choices, question.affects_rows) == ({}, ["sefton", LEAVE_OUT], 3)
    words = Vocabulary(store_of_reference.snapshot(), {("region", question.key): "sefton"})
    draft, loaded = regions(rows, region="sefton", words=words)
    assert (set(loaded.values()), draft.questions) == ({"sefton"}, {})


@pytest.mark.parametrize(
    "heading", ["Which LMC are you a member of?", "LMC that you pay your levy to", "Local Medical Committee"]
)
def test_practices_of_another_lmc_do_not_count(regions, heading):
    rows = [
        ["ODS code", heading, LIMIT],
        ["Z99001", "Sefton LMC", "Green"],
        ["Z99002", "Dorset LMC", "Red"],
        ["Z99003", "Avon LMC", "Red"],
    ]
    draft, loaded = regions(rows, region="sefton")
    assert loaded == {"Z99001": "sefton"}
    assert [item.cell for item in draft.left_out] == ["A3"]
    assert [question.value for question in draft.questions.values()] == ["Avon LMC"]


@pytest.fixture
def listed(draft_from, rows_of):
    """The draft of an own list, and its practices by region."""

    def read(*areas, **options):
        rows = [[f"Z99{number:03}", f"Surgery {number}", area] for number, area in enumerate(areas)]
        draft = draft_from([["ODS code", "Practice name", "LMC"], *rows], kind="practices", **options)
        return draft, Counter(rows_of(draft, "practices")["region"])

    return read


@pytest.mark.parametrize("option", [{}, {"region": "sefton"}])
def test_a_stray_row_of_another_region_makes_no_base_there(listed, option):
    draft, counts = listed(*["Sefton LMC"] * 4, "Dorset LMC", "Liverpool LMC", **option)
    assert counts == {"sefton": 4}
    result = [item.reason for item in draft.left_out] + [
        question.sentence for question in draft.questions.values()
    ]
    assert sum("Dorset" in line for line in result) == 1
    assert any(
        question.value == "Liverpool LMC" and LEAVE_OUT in question.choices
        for question in draft.questions.values()
    )


def test_a_stray_region_is_a_list_too_where_a_person_says_so(listed, store_of_reference):
    asked, _ = listed(*["Sefton LMC"] * 4, "Dorset LMC")
    (question,) = asked.questions.values()
    words = Vocabulary(store_of_reference.snapshot(), {("region", question.key): "dorset"})
    assert listed(*["Sefton LMC"] * 4, "Dorset LMC", words=words)[1] == {"sefton": 4, "dorset": 1}
    words = Vocabulary(store_of_reference.snapshot(), {("region", question.key): LEAVE_OUT})
    draft, counts = listed(*["Sefton LMC"] * 4, "Dorset LMC", words=words)
    assert (counts, len(draft.left_out), draft.questions) == ({"sefton": 4}, 1, {})


def test_lists_of_two_regions_that_are_both_long_are_two_lists(listed):
    draft, counts = listed(*["Sefton LMC"] * 30, *["Dorset LMC"] * 25)
    assert (counts, draft.questions) == ({"sefton": 30, "dorset": 25}, {})


def test_a_sheet_called_by_no_region_beside_sheets_that_are_is_asked_about(vocabulary, rows_of):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, code in (("Sefton", "Z99001"), ("Avon", "Z99002")):
        sheet = book.create_sheet(name)
        sheet.append(["ODS code", LIMIT])
        sheet.append([code, "Green"])
    data = io.BytesIO()
    book.save(data)
    options = Options(region="sefton", survey="autumn")
    draft = draft_of(data.getvalue(), "replies.xlsx", options, vocabulary, datetime(2025, 6, 1))
    assert rows_of(draft, "replies")["respondent"].tolist() == ["Z99001"]
    assert [question.value for question in draft.questions.values()] == ["Avon"]


def test_a_row_of_the_icb_of_another_region_alone_is_left_out(regions):
    rows = [
        ["ODS code", "ICB", LIMIT],
        ["Z99001", "NHS Cheshire and Merseyside", "Red"],
        ["Z99002", "NHS Dorset ICB", "Red"],
    ]
    draft, loaded = regions(rows, region="sefton")
    assert (loaded, [item.cell for item in draft.left_out]) == ({"Z99001": "sefton"}, ["A3"])


def test_who_is_not_sure_of_the_area_names_none(regions):
    draft, loaded = regions(in_regions("Sefton", "Not sure"), region="sefton")
    assert (set(loaded), draft.questions) == ({"Z99001", "Z99002"}, {})
