"""Where tables are found on a sheet, drawn as grids."""

from __future__ import annotations

import pytest

from loaders.reading.sheets import Sheet
from loaders.tables.layout import layout_of

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
HEADS = ["ODS code", LIMIT, FREEZE]


@pytest.fixture
def layout(vocabulary):
    def find(*rows, merged=(), **hidden):
        width = max(map(len, rows))
        values = [
            [cell if cell != "" else None for cell in row] + [None] * (width - len(row)) for row in rows
        ]
        sheet = Sheet("drawn", values, merged=list(merged), **hidden)
        return layout_of(sheet, sheet.filled(), vocabulary)

    return find


def shape(table):
    """Heading rows, data rows and columns, as they are counted in a spreadsheet from nought."""
    return table.heading_rows, table.rows, [column.index for column in table.columns]


def reasons(table):
    return {(apart.row, apart.cols): apart.reason for apart in table.apart}


def test_a_table_at_the_top(layout):
    (table,) = layout(HEADS, ["Z99001", "R", "G"], ["Z99002", "A", ""]).tables
    assert shape(table) == ([0], [1, 2], [0, 1, 2])
    assert table.apart == []


def test_titles_above_and_a_table_that_starts_elsewhere(layout):
    result = layout(["", "Sefton LMC"], ["", "Confidential"], [], ["", *HEADS], ["", "Z99001", "R", "G"])
    (table,) = result.tables
    assert shape(table) == ([3], [4], [1, 2, 3])
    assert table.title == "Sefton LMC\nConfidential"
    assert [apart.reason for apart in result.apart] == ["", ""]


def test_a_preface_of_pairs_is_no_title_and_is_left_out_by_name(layout):
    result = layout(["Prepared by", "the office"], [], HEADS, ["Z99001", "R", "G"])
    (table,) = result.tables
    assert shape(table) == ([2], [3], [0, 1, 2])
    assert [apart.reason for apart in result.apart] == ["above the table, not part of it"]


def test_a_blank_line_in_the_middle_ends_nothing(layout):
    (table,) = layout(HEADS, ["Z99001", "R", "G"], [], ["Z99002", "A", "G"]).tables
    assert table.rows == [1, 3]


@pytest.mark.parametrize(
    "line", [["Total", 1, 2], ["", "Grand total", 2], ["% green", "50%", "60%"], ["", 3, 4]]
)
def test_totals_are_set_apart_and_counted_as_rows(layout, line):
    (table,) = layout(HEADS, ["Z99001", "R", "G"], ["Z99002", "R", "G"], line).tables
    assert table.rows == [1, 2]
    (apart,) = table.apart
    assert (apart.row, apart.reason, apart.counts) == (3, "total row", True)


def test_keys_and_footnotes_are_set_apart(layout):
    (table,) = layout(HEADS, ["Z99001", "R", "G"], ["* by phone"], [], ["R", "will not undertake"]).tables
    assert table.rows == [1]
    assert reasons(table) == {
        (2, (0, 2)): "a key or a note to the table",
        (4, (0, 2)): "a key or a note to the table",
    }


def test_a_line_that_heads_a_section(layout):
    (table,) = layout(
        HEADS, ["North network"], ["Z99001", "R", "G"], ["South network"], ["Z99002", "R", "G"]
    ).tables
    assert table.rows == [2, 4]


def test_notes_beside_a_table(layout):
    (table,) = layout(
        [*HEADS, "", ""], ["Z99001", "R", "G", "", "see the letter"], ["Z99002", "R", "G"]
    ).tables
    assert shape(table) == ([0], [1, 2], [0, 1, 2])
    assert reasons(table) == {(1, (4, 4)): "beside the table, not part of it"}


def test_headings_again_after_a_page_break(layout):
    (table,) = layout(HEADS, ["Z99001", "R", "G"], HEADS, ["Z99002", "R", "G"]).tables
    assert table.rows == [1, 3]
    assert [apart.reason for apart in table.apart] == ["the headings again"]


def test_two_tables_one_above_the_other_with_their_titles(layout):
    first, second = layout(
        ["Dorset"], HEADS, ["Z99001", "R", "G"], [], ["Sefton"], HEADS, ["Z99002", "R", "G"]
    ).tables
    assert (first.title, first.rows) == ("Dorset", [2])
    assert (second.title, second.rows) == ("Sefton", [6])


def test_two_heading_rows_merged_or_not(layout):
    (table,) = layout(
        ["Practice", "Options", ""],
        ["", LIMIT, FREEZE],
        ["Z99001", "R", "G"],
        merged=[(0, 1, 0, 2), (0, 0, 1, 0)],
    ).tables
    assert shape(table) == ([0, 1], [2], [0, 1, 2])
    assert [column.parts for column in table.columns] == [
        ["Practice"],
        ["Options", LIMIT],
        ["Options", FREEZE],
    ]


def test_three_heading_rows_of_qualtrics(layout):
    (table,) = layout(
        ["ResponseId", "Q1", "Q2_1"],
        ["Response ID", "ODS code", LIMIT],
        ['{"ImportId":"_recordId"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2_1"}'],
        ["R_1", "Z99001", "Red"],
    ).tables
    assert shape(table) == ([0, 1, 2], [3], [0, 1, 2])
    assert table.columns[2].parts == ["Q2_1", LIMIT]


def test_data_without_headings(layout):
    (table,) = layout(["Z99001", "ELM SURGERY", "Y63"], ["Z99002", "OAK SURGERY", "Y63"]).tables
    assert shape(table) == ([], [0, 1], [0, 1, 2])


def test_hidden_rows_and_columns_are_set_apart(layout):
    result = layout(
        [*HEADS, "Secret"],
        ["Z99001", "R", "G", "x"],
        ["Z99002", "R", "G", ""],
        hidden_rows=frozenset({2}),
        hidden_cols=frozenset({3}),
    )
    (table,) = result.tables
    assert shape(table) == ([0], [1], [0, 1, 2])
    assert (result.hidden_rows, result.hidden_cols, result.apart) == ([2], [3], [])


def test_a_letter_has_no_table(layout):
    assert layout(["Dear colleague"], ["Thank you for your reply."]).tables == []


def test_two_tables_side_by_side(layout):
    first, second = layout(
        ["ODS code", LIMIT, None, "ODS code", FREEZE],
        ["Z99001", "Green", None, "Z99002", "Red"],
        ["Z99003", "Amber", None, "Z99004", "Green"],
        [None, None, None, "Z99005", "Green"],
    ).tables
    assert shape(first) == ([0], [1, 2], [0, 1])
    assert shape(second) == ([0], [1, 2, 3], [3, 4])
