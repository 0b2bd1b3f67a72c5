"""Lines of a text file that do not hold the row that they seem to."""

from __future__ import annotations

from datetime import datetime

import pytest

from loaders.draft import Draft
from loaders.kinds import Options
from loaders.recognition import draft_of

ADVICE, CONNECT = "Stop engaging with e-Referral Advice & Guidance", "Switch off GP Connect Update Record"


@pytest.fixture
def text(vocabulary):
    def read(*lines: str) -> Draft:
        data = "\r\n".join(lines).encode()
        draft = draft_of(
            data, "drawn.csv", Options(region="sefton", survey="autumn"), vocabulary, datetime(2025, 6, 1)
        )
        assert draft.refused is None, draft.refused
        return draft

    return read


HEADS = f"ODS code,{ADVICE},{CONNECT},Remarks"
SAID = {"Z99001": "GA", "Z99002": "RG", "Z99003": "AR", "Z99004": "GG"}


@pytest.mark.parametrize("closing", ['they wrote "stop"', 'so said"', "no more"])
def test_lines_that_a_quotation_mark_swallows_are_rows(text, answers_of, closing):
    draft = text(
        HEADS,
        "Z99001,Green,Amber,fine",
        'Z99002,Red,Green,"we said',
        "Z99003,Amber,Red,",
        f"Z99004,Green,Green,{closing}",
    )
    assert answers_of(draft) == SAID
    assert "opens in line 3" in draft.notes[0]


def test_a_remark_of_several_lines_stays_one(text, answers_of):
    draft = text(
        HEADS,
        "Z99001,Green,Amber,fine",
        'Z99002,Red,Green,"first, second',
        'third, fourth"',
        "Z99003,Amber,Red,",
    )
    assert answers_of(draft) == {key: SAID[key] for key in ("Z99001", "Z99002", "Z99003")}
    assert draft.rows["comments"][0]["text"].tolist()[-1] == "first, second\r\nthird, fourth"


@pytest.mark.parametrize(
    "line",
    ["Z99002,,Red,Green,", "Z99002,Elm, Red,Green,x", "Z99002,Red", "Z99002,Green,pleased"],
    ids=["one comma too many", "a comma within a name", "cut off", "one comma too few"],
)
def test_a_line_whose_cells_may_have_shifted_is_a_problem(text, answers_of, line):
    draft = text(HEADS, "Z99001,Green,Amber,", line, "Z99003,Amber,Red,", "Z99004,Green,Green,ok")
    assert answers_of(draft) == {key: SAID[key] for key in ("Z99001", "Z99003", "Z99004")}
    assert [problem.cell for problem in draft.problems] == ["A3"]
    assert "fields" in draft.problems[0].reason


def test_blanks_at_the_end_that_a_program_leaves_off_are_no_fault(text, answers_of):
    draft = text(
        HEADS, "Z99001,Green,Amber,a", "Z99002,Red,Green", "Z99003,Amber,Red,b", "Z99004,Green,Green,c"
    )
    assert (answers_of(draft), draft.problems) == (SAID, [])


def test_a_comma_behind_every_row_is_how_the_file_is_written(text, answers_of):
    rows = ["Z99001,Green,Amber,,", "Z99002,Red,Green,,", "Z99003,Amber,Red,,", "Z99004,Green,Green,,"]
    draft = text(HEADS, *rows)
    assert (answers_of(draft), draft.problems) == (SAID, [])


def test_headings_once_more_in_another_order_are_read_as_they_stand(text, answers_of):
    draft = text(
        f"ODS code,{ADVICE},{CONNECT}",
        "Z99001,Green,Amber",
        "Z99002,Red,Green",
        f"ODS code,{CONNECT},{ADVICE}",
        "Z99003,Red,Amber",
        "Z99004,Green,Green",
    )
    answers = draft.rows["answers"]
    result = {
        (row.respondent, row.action): row.answer
        for frame in answers
        for row in frame.astype(object).itertuples()
    }
    assert result["Z99003", "gp_connect"] == "red"
    assert result["Z99003", "advice_guidance"] == "amber"
    assert len(result) == 8
