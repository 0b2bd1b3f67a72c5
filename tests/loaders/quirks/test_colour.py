"""Red, amber and green as colours, in every way that a program can paint a cell: one tiny workbook a quirk.

Each draws two practices (rows) and two actions (columns B and C), whose answers are colours unless the test says
otherwise, and counts what is loaded.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.formatting.rule import (
    CellIsRule,
    ColorScaleRule,
    DataBarRule,
    FormulaRule,
    IconSetRule,
    Rule,
)
from openpyxl.styles import Color, Font, GradientFill, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.table import Table, TableStyleInfo

from loaders.draft import Draft
from loaders.kinds import Options
from loaders.recognition import draft_of

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
HEADINGS = ["ODS code", LIMIT, FREEZE]
FILES = Path(__file__).parents[2] / "files"
BLANK = [HEADINGS, ["Z99001"], ["Z99002"]]
RED, AMBER, GREEN, BLUE, GREY = "FF0000", "FFC000", "00B050", "8DB4E2", "BFBFBF"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@pytest.fixture
def read(vocabulary, rows_of) -> Callable[..., tuple[dict[str, str], Draft]]:
    """Answers by practice and column ('1B' is Z99001 on the first action), and the draft."""

    def drafted(book: openpyxl.Workbook | bytes, name: str = "colours.xlsx") -> tuple[dict[str, str], Draft]:
        if not isinstance(book, bytes):
            target = io.BytesIO()
            book.save(target)
            book = target.getvalue()
        options = Options(region="sefton", survey="autumn")
        draft = draft_of(book, name, options, vocabulary, datetime(2025, 6, 1))
        assert draft.refused is None, draft.refused
        answers = rows_of(draft, "answers")
        if answers.empty:
            return {}, draft
        columns = {"limit_contacts": "B", "dsa_freeze": "C"}
        places = [
            f"{who[-1]}{columns[what]}"
            for who, what in zip(answers["respondent"], answers["action"], strict=True)
        ]
        return dict(zip(places, answers["answer"], strict=True)), draft

    return drafted


def drawn(rows: list[list[Any]] = BLANK, **fills: Any) -> openpyxl.Workbook:
    """Rows of cells with fills by reference: 'RRGGBB', or a fill."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, fill in fills.items():
        book.active[cell].fill = PatternFill("solid", fgColor=fill) if isinstance(fill, str) else fill
    return book


def package(styles: str, cells: dict[str, int], *, theme: str = "", before: str = "", row: str = "") -> bytes:
    """An .xlsx of the two practices whose cells have those style numbers; styles: the inside of its style sheet."""
    lines = []
    for at, texts in enumerate(BLANK, start=1):
        words = [
            f'<c r="{col}{at}" t="inlineStr"><is><t>{text}</t></is></c>'
            for col, text in zip("ABC", texts, strict=False)
        ]
        painted = [f'<c r="{cell}" s="{number}"/>' for cell, number in cells.items() if cell[1:] == str(at)]
        lines.append(f'<row r="{at}"{row if at > 1 else ""}>{"".join(words + painted)}</row>')
    data = "".join(lines)
    themed = f'<Relationship Id="r3" Type="{RELATIONS}/theme" Target="theme.xml"/>' if theme else ""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="Survey" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{RELATIONS}/worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="{RELATIONS}/styles" '
        f'Target="styles.xml"/>{themed}</Relationships>',
        "xl/sheet.xml": f'<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData></worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }
    if theme:
        scheme = f'<a:clrScheme name="x">{theme}</a:clrScheme>'
        parts["xl/theme.xml"] = (
            f'<a:theme xmlns:a="any"><a:themeElements>{scheme}</a:themeElements></a:theme>'
        )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


def solid(colour: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor {colour}/></patternFill></fill>'


def styled(*colours: str) -> str:
    """Fills of those colours and a cell style for each, numbered from 1."""
    fills = "<fill/><fill/>" + "".join(map(solid, colours))
    xfs = '<xf fillId="0"/>' + "".join(f'<xf fillId="{at}"/>' for at in range(2, len(colours) + 2))
    return f"<fills>{fills}</fills><cellXfs>{xfs}</cellXfs>"


# The fills of Excel


def test_red_green_and_blue(read):
    answers, _ = read(drawn(B2="FFFF0000", C2="00FFC000", B3="FF92D050"))
    assert answers == {"1B": "red", "1C": "amber", "2B": "green"}


def test_indexed_colours(read):
    answers, _ = read(
        package(styled('indexed="10"', 'indexed="51"', 'indexed="17"'), {"B2": 1, "C2": 2, "B3": 3})
    )
    assert answers == {"1B": "red", "1C": "amber", "2B": "green"}


def test_a_palette_of_the_workbook_itself(read):
    own = "".join(f'<rgbColor rgb="00{rgb}"/>' for rgb in (*["000000"] * 8, GREEN, RED))
    styles = styled('indexed="8"', 'indexed="9"') + f"<colors><indexedColors>{own}</indexedColors></colors>"
    answers, _ = read(package(styles, {"B2": 1, "C2": 2}))
    assert answers == {"1B": "green", "1C": "red"}


def accents(*colours: str) -> str:
    dark = '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    light = '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    return (
        dark
        + light
        + "".join(
            f'<a:accent{number}><a:srgbClr val="{rgb}"/></a:accent{number}>'
            for number, rgb in enumerate(colours, start=1)
        )
    )


OF_2013 = accents("4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")
OF_2023 = accents("156082", "E97132", "196B24", "0F9ED5", "A02B93", "4EA72E")


def test_theme_colours_of_2013_with_tints(read):
    colours = [
        'theme="9" tint="0.3999755851924192"',
        'theme="7" tint="0.5999938962981048"',
        'theme="9" tint="-0.25"',
    ]
    answers, _ = read(package(styled(*colours), {"B2": 1, "C2": 2, "B3": 3}, theme=OF_2013))
    assert answers == {"1B": "green", "1C": "amber", "2B": "green"}


def test_the_orange_of_the_theme_of_2023_lies_between_red_and_amber(read):
    answers, draft = read(
        package(styled('theme="9"', 'theme="5"'), {"B2": 1, "C2": 2, "B3": 2, "C3": 2}, theme=OF_2023)
    )
    assert answers == {"1B": "green"}
    (question,) = draft.questions.values()
    assert (question.value, question.affects_rows, question.cell) == ("orange (E97132)", 3, "B3")
    assert question.choices == ["green", "amber", "red", "leave out"]


def test_the_theme_of_office_where_the_workbook_has_none(read):
    answers, _ = read(package(styled('theme="9"', 'theme="7"'), {"B2": 1, "C2": 2}))
    assert answers == {"1B": "green", "1C": "amber"}


BUILT_IN = (
    f"<fills><fill/><fill/>{''.join(solid(f'rgb={chr(34)}FF{rgb}{chr(34)}') for rgb in ('C6EFCE', 'FFC7CE', 'FFEB9C'))}"
    '</fills><cellStyleXfs><xf/><xf fillId="2" applyNumberFormat="0"/><xf fillId="3"/><xf fillId="4"/></cellStyleXfs>'
)


def test_the_built_in_styles_good_bad_and_neutral(read):
    xfs = "".join(f'<xf fillId="{at + 1}" xfId="{at}"/>' for at in (1, 2, 3))
    answers, _ = read(package(f"{BUILT_IN}<cellXfs><xf/>{xfs}</cellXfs>", {"B2": 1, "C2": 2, "B3": 3}))
    assert answers == {"1B": "green", "1C": "red", "2B": "amber"}


def test_a_style_without_a_fill_of_its_own_has_that_of_the_style_it_is_based_on(read):
    xfs = '<cellXfs><xf/><xf xfId="1"/><xf fillId="0" xfId="2"/></cellXfs>'
    answers, _ = read(package(BUILT_IN + xfs, {"B2": 1, "C2": 2}))
    assert answers == {"1B": "green"}


def test_a_fill_shows_whatever_apply_fill_says(read):
    xfs = '<cellXfs><xf/><xf fillId="2" xfId="0" applyFill="0"/><xf fillId="3" xfId="1" applyFill="1"/></cellXfs>'
    answers, _ = read(package(BUILT_IN + xfs, {"B2": 1, "C2": 2}))
    assert answers == {"1B": "green", "1C": "red"}


def test_a_hatched_cell_is_asked_about_once(read):
    hatched = PatternFill("lightUp", fgColor=RED, bgColor="FFFFFF")
    answers, draft = read(drawn(B2=GREEN, C2=hatched, B3=hatched))
    assert answers == {"1B": "green"}
    assert [question.affects_rows for question in draft.questions.values()] == [2]


def test_a_key_that_has_a_hatched_cell_explains_it(read):
    hatched = PatternFill("lightUp", fgColor=RED, bgColor="FFFFFF")
    rows = [*BLANK, [], [None, "Will undertake in certain conditions"]]
    answers, draft = read(drawn(rows, B2=GREEN, C2=hatched, A5=hatched))
    assert answers == {"1B": "green", "1C": "amber"}
    assert draft.questions == {}


def test_a_pattern_in_two_shades_of_one_colour_is_that_colour(read):
    answers, _ = read(drawn(B2=PatternFill("darkGrid", fgColor="00B050", bgColor="92D050")))
    assert answers == {"1B": "green"}


def test_the_dots_of_a_default_fill_are_no_colour(read):
    answers, draft = read(drawn(B2=GREEN, C2=PatternFill("gray125"), B3=PatternFill("lightGray")))
    assert (answers, draft.questions) == ({"1B": "green"}, {})


def test_a_gradient_from_white_to_a_colour_is_that_colour(read):
    answers, _ = read(drawn(B2=GradientFill(stop=("FFFFFF", GREEN)), C2=GradientFill(stop=(RED, "C00000"))))
    assert answers == {"1B": "green", "1C": "red"}


def test_a_gradient_from_one_colour_to_another_is_asked_about(read):
    answers, draft = read(drawn(B2=GREEN, C2=GradientFill(stop=(RED, GREEN))))
    assert answers == {"1B": "green"}
    assert [question.cell for question in draft.questions.values()] == ["C2"]


def test_the_stripes_of_a_table_style_answer_nothing(read):
    book = drawn()
    table = Table(displayName="Replies", ref="A1:C3")
    table.tableStyleInfo = TableStyleInfo(
        name="TableStyleMedium3", showRowStripes=True, showColumnStripes=True
    )
    book.active.add_table(table)
    assert read(book)[0] == {}


def test_a_row_formatted_as_a_whole_answers_nothing(read):
    answers, draft = read(package(styled(f'rgb="FF{GREEN}"'), {}, row=' s="1" customFormat="1"'))
    assert (answers, draft.questions) == ({}, {})


def test_a_column_formatted_as_a_whole_answers_nothing(read):
    cols = '<cols><col min="2" max="2" style="1" width="9"/></cols>'
    answers, _ = read(package(styled(f'rgb="FF{GREEN}"', f'rgb="FF{RED}"'), {"B3": 2}, before=cols))
    assert answers == {"2B": "red"}


def test_the_fills_of_libreoffice(read):
    fill = solid(f'rgb="FF{GREEN}"').replace("</patternFill>", '<bgColor rgb="FF008080"/></patternFill>')
    xf = '<xf numFmtId="164" fontId="0" fillId="2" borderId="0" xfId="0" applyFont="true" applyBorder="false"/>'
    answers, _ = read(package(f"<fills><fill/><fill/>{fill}</fills><cellXfs><xf/>{xf}</cellXfs>", {"B2": 1}))
    assert answers == {"1B": "green"}


def test_the_fills_of_google_sheets(read):
    fill = solid(f'rgb="FF{RED}"').replace("</patternFill>", f'<bgColor rgb="FF{RED}"/></patternFill>')
    light = '<fill><patternFill patternType="lightGray"/></fill>'
    xf = '<xf borderId="0" fillId="2" fontId="1" numFmtId="0" xfId="0" applyAlignment="1" applyFill="1" applyFont="1"/>'
    styles = (
        f"<fills><fill/>{light}{fill}</fills><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/>{xf}</cellXfs>"
    )
    assert read(package(styles, {"C3": 1}))[0] == {"2C": "red"}


def test_white_is_how_people_remove_a_colour(read):
    answers, draft = read(drawn(B2=GREEN, C2="FFFFFF"))
    assert (answers, draft.questions) == ({"1B": "green"}, {})


def test_greys_and_black_answer_nothing(read):
    answers, draft = read(drawn(B2=GREEN, C2=GREY, B3="000000", C3="F2F2F2"))
    assert (answers, draft.questions) == ({"1B": "green"}, {})


def test_the_colour_of_the_letters_is_no_answer(read):
    book = drawn([HEADINGS, ["Z99001", "Green", "Amber"], ["Z99002"]])
    book.active["B2"].font = Font(color=RED)
    assert read(book)[0] == {"1B": "green", "1C": "amber"}


# Paint that means nothing


def test_coloured_headings_and_margins(read):
    answers, _ = read(drawn(A1=GREEN, B1=GREEN, C1=RED, B2=GREEN, C2=RED, B3=AMBER, B7=GREEN, E2=RED))
    assert answers == {"1B": "green", "1C": "red", "2B": "amber"}


def test_a_row_painted_from_end_to_end_is_noted(read):
    answers, draft = read(drawn(A2=GREEN, B2=GREEN, C2=GREEN, B3=RED))
    assert answers == {"2B": "red"}
    assert draft.notes[:1] == ["Row 2 is painted in one colour from end to end: that is no answer."]


def test_a_cell_that_stands_out_from_bands_answers_and_the_band_does_not(read):
    rows = [*BLANK, ["Z99003"], ["Z99004"]]
    bands = {f"{col}{row}": "C6EFCE" for row in (2, 4) for col in "ABC"}
    answers, _ = read(drawn(rows, **(bands | {"C4": RED, "B3": GREEN})))
    assert answers == {"3C": "red", "2B": "green"}


def test_a_practice_whose_name_has_a_colour_of_its_own_still_answers(read):
    answers, _ = read(drawn(A2=GREEN, B2=GREEN, C2=RED))
    assert answers == {"1B": "green", "1C": "red"}


def test_a_column_painted_on_below_the_table_is_noted(read):
    answers, draft = read(drawn(B2=GREEN, B3=GREEN, B4=GREEN, B5=GREEN, C2=RED))
    assert answers == {"1C": "red"}
    assert draft.notes[:1] == ["Column B is painted in one colour from end to end: that is no answer."]


def test_a_column_painted_with_its_heading_answers_nothing(read):
    rows = [*BLANK, ["Z99003"]]
    answers, _ = read(drawn(rows, B1=GREEN, B2=GREEN, B3=GREEN, C2=RED))
    assert answers == {"1C": "red"}


@pytest.mark.parametrize(
    ("fills", "paint", "name", "rows"),
    [
        ({"B2": "FFFF00", "C3": "FFFF00"}, "FFFF00", "yellow", 2),
        (dict.fromkeys(("B2", "C2", "B3", "C3"), "FFF2CC"), "FFF2CC", "light amber", 4),
        (dict.fromkeys(("B2", "C2", "B3", "C3"), "00B050"), "00B050", "green", 4),
        (dict.fromkeys(("B2", "C2", "B3", "C3"), "8DB4E2"), "8DB4E2", "light blue", 4),
    ],
    ids=["some cells yellow", "cells to write in", "all green", "all blue"],
)
def test_one_colour_that_nothing_explains_is_asked_about_once(read, fills, paint, name, rows):
    answers, draft = read(drawn(**fills))
    (question,) = draft.questions.values()
    assert (answers, question.affects_rows) == ({}, rows)
    assert question.sentence == (
        f"What do the cells coloured {name} ({paint}) mean as an answer? "
        "The first of them is B2, and nothing in the file says what the colour stands for."
    )


def test_yellow_is_suggested_to_be_amber(read):
    _, draft = read(drawn(B2="FFFF00"))
    (question,) = draft.questions.values()
    assert question.choices[:3] == ["amber", "green", "red"]


def test_green_or_red_alone_is_what_it_is_with_a_note(read):
    answers, draft = read(drawn(B2=GREEN, C3=GREEN))
    assert answers == {"1B": "green", "2C": "green"}
    assert draft.notes == [
        f"The only colour of the answers is green ({GREEN}), and no key says what it means: it was read as Green."
    ]


def test_yellow_beside_red_is_amber(read):
    answers, draft = read(drawn(B2="FFFF00", C3=RED))
    assert (answers, draft.questions, draft.notes) == ({"1B": "amber", "2C": "red"}, {}, [])


def test_cells_to_write_in_beside_words_answer_nothing(read):
    rows = [HEADINGS, ["Z99001", "Red", "Green"], ["Z99002", "Green", None]]
    answers, draft = read(drawn(rows, **dict.fromkeys(("B2", "C2", "B3", "C3"), "FFF2CC")))
    assert (len(answers), draft.problems, draft.questions) == (3, [], {})


def test_colours_that_are_none_of_the_three_are_asked_about(read):
    answers, draft = read(drawn(B2=BLUE, C2="7030A0", B3=BLUE))
    assert answers == {}
    assert [(question.value, question.affects_rows) for question in draft.questions.values()] == [
        (f"light blue ({BLUE})", 2),
        ("purple (7030A0)", 1),
    ]


def test_a_column_in_which_all_agree_answers(read):
    answers, _ = read(drawn(B2=GREEN, B3=GREEN, C2=RED))
    assert answers == {"1B": "green", "2B": "green", "1C": "red"}


# Words and paint


WORDS = [HEADINGS, ["Z99001", "Red", "Green"], ["Z99002", "Green", None]]


def test_words_win_over_paint_with_a_note(read):
    answers, draft = read(drawn(WORDS, B2=GREEN, C2=GREEN))
    assert answers == {"1B": "red", "1C": "green", "2B": "green"}
    assert draft.notes == ["B2 says Red and is painted Green: the word counts."]


def test_the_yellow_of_a_highlighter_contradicts_no_word(read):
    answers, draft = read(drawn(WORDS, B2="FFFF00"))
    assert answers == {"1B": "red", "1C": "green", "2B": "green"}
    assert (draft.notes, draft.problems) == ([], [])


def test_a_blank_highlighted_cell_beside_words_is_no_answer(read):
    answers, draft = read(drawn(WORDS, C3="FFFF00"))
    assert len(answers) == 3
    assert draft.notes == ["C3 is highlighted and says nothing: it counts as no answer."]
    assert draft.problems == []


def test_yellow_is_amber_where_the_words_say_so(read):
    rows = [HEADINGS, ["Z99001", "Amber", "Green"], ["Z99002", "Red", None]]
    answers, draft = read(drawn(rows, B2="FFFF00", B3="FFFF00", C3="FFFF00"))
    assert len(answers) == 3
    assert draft.notes == ["B3 says Red and is painted Amber: the word counts."]
    assert [problem.cell for problem in draft.problems] == ["C3"]


def test_remarks_in_coloured_cells_leave_the_answer_to_the_colour(read):
    rows = [HEADINGS, ["Z99001", "spoke to Jo", None], ["Z99002", None, "n/a"]]
    answers, draft = read(drawn(rows, B2=GREEN, C2=RED, C3=RED))
    assert answers == {"1B": "green", "1C": "red"}
    assert draft.notes[0] == "B2 holds text that is no answer (“spoke to Jo” in B2): the colour counts."
    assert [left.reason for left in draft.left_out] == ["no answer: not applicable"]


def test_coloured_numbers_mean_their_colour(read):
    rows = [HEADINGS, ["Z99001", 3, 1], ["Z99002", 2, 3]]
    answers, draft = read(drawn(rows, B2=GREEN, C2=RED, B3=AMBER, C3=GREEN))
    assert answers == {"1B": "green", "1C": "red", "2B": "amber", "2C": "green"}
    assert draft.questions == {}


# Keys


def test_a_key_with_the_words_in_coloured_cells(read):
    rows = [*BLANK, [], ["Will not undertake"], ["Will readily undertake"]]
    answers, _ = read(drawn(rows, B2=BLUE, C2=GREEN, A5=BLUE, A6=GREEN))
    assert answers == {"1B": "red", "1C": "green"}


def test_a_key_across_a_row_with_each_colour_right_of_its_words(read):
    rows = [*BLANK, [], ["Will readily undertake", None, "Will not undertake", None]]
    answers, _ = read(drawn(rows, B2=BLUE, C2=AMBER, B5=BLUE, D5=AMBER))
    assert answers == {"1B": "green", "1C": "red"}


def test_a_key_across_a_row_with_each_colour_left_of_its_words(read):
    rows = [*BLANK, [], [None, "Will readily undertake", None, "Will not undertake"]]
    answers, _ = read(drawn(rows, B2=BLUE, C2=AMBER, A5=BLUE, C5=AMBER))
    assert answers == {"1B": "green", "1C": "red"}


def test_a_key_on_a_sheet_of_its_own(read):
    book = drawn(B2=BLUE, C2=AMBER)
    key = book.create_sheet("Key")
    for row, (colour, text) in enumerate(
        [(BLUE, "Will readily undertake"), (AMBER, "Will not undertake")], start=1
    ):
        key.cell(row, 1).fill = PatternFill("solid", fgColor=colour)
        key.cell(row, 2).value = text
    answers, draft = read(book)
    assert answers == {"1B": "green", "1C": "red"}
    assert draft.questions == {}


def test_the_key_of_the_sheet_itself_comes_before_that_of_another(read):
    book = drawn([*BLANK, [], ["Will readily undertake"]], B2=BLUE, A5=BLUE)
    key = book.create_sheet("Key")
    key["A1"] = "Will not undertake"
    key["A1"].fill = PatternFill("solid", fgColor=BLUE)
    assert read(book)[0] == {"1B": "green"}


def test_a_key_that_gives_a_colour_two_meanings_is_asked_about(read):
    rows = [*BLANK, [], ["Will readily undertake"], ["Will not undertake"]]
    answers, draft = read(drawn(rows, B2=GREEN, A5=GREEN, A6=GREEN))
    assert answers == {}
    assert [question.value for question in draft.questions.values()] == [f"green ({GREEN})"]


def test_a_key_that_says_of_a_colour_that_it_is_no_answer(read):
    rows = [*BLANK, [], ["Will readily undertake"], ["Don't know"]]
    answers, draft = read(drawn(rows, B2=GREEN, C2=BLUE, A5=GREEN, A6=BLUE))
    assert (answers, draft.questions) == ({"1B": "green"}, {})
    reasons = {left.cell: left.reason for left in draft.left_out}
    assert reasons["C2"] == "no answer: the key says “Don't know” of this colour"


def test_what_a_key_says_of_a_colour_stands_in_the_question(read):
    rows = [*BLANK, [], ["Will readily undertake"], ["Merger under way"]]
    _, draft = read(drawn(rows, B2=GREEN, C2=BLUE, A5=GREEN, A6=BLUE))
    (question,) = draft.questions.values()
    assert question.sentence == (
        f"What do the cells coloured light blue ({BLUE}) mean as an answer? "
        "The first of them is C2, and the key says “Merger under way” of it."
    )


def test_a_key_on_another_scale(read):
    rows = [*BLANK, [], ["Taking"], ["Planning"], ["Not taking"]]
    answers, _ = read(drawn(rows, B2=GREEN, C2=RED, B3=AMBER, A5=GREEN, A6=AMBER, A7=RED))
    assert answers == {"1B": "taking", "1C": "not_taking", "2B": "planning"}


# Conditional formats


def fill_of(rgb: str) -> DifferentialStyle:
    return DifferentialStyle(fill=PatternFill(bgColor=rgb))


def ruled(
    *rules: Rule, rows: list[list[Any]] = BLANK, area: str = "B2:C3", **fills: str
) -> openpyxl.Workbook:
    book = drawn(rows, **fills)
    for rule in rules:
        book.active.conditional_formatting.add(area, rule)
    return book


def paint_if(kind: str, rgb: str, **parts: Any) -> Rule:
    return Rule(type=kind, dxf=fill_of(rgb), **parts)


SCORES = [HEADINGS, ["Z99001", 3, 1], ["Z99002", 2, 7]]


def test_cell_values_compared_with_numbers(read):
    rules = [
        CellIsRule("equal", ["3"], fill=PatternFill(bgColor=GREEN)),
        CellIsRule("lessThan", ["2"], fill=PatternFill(bgColor=RED)),
        CellIsRule("between", ["2", "2"], fill=PatternFill(bgColor=AMBER)),
        CellIsRule("greaterThan", ["6"], fill=PatternFill(bgColor=RED)),
    ]
    answers, _ = read(ruled(*rules, rows=SCORES))
    assert answers == {"1B": "green", "1C": "red", "2B": "amber", "2C": "red"}


def test_cell_values_unequal_and_outside(read):
    rules = [
        CellIsRule("notBetween", ["1", "3"], fill=PatternFill(bgColor=RED)),
        CellIsRule("notEqual", ["1"], fill=PatternFill(bgColor=GREEN)),
    ]
    answers, draft = read(ruled(*rules, rows=SCORES))
    assert answers == {"1B": "green", "2B": "green", "2C": "red"}
    assert [question.value for question in draft.questions.values()] == ["1"]


CODES = [HEADINGS, ["Z99001", "wk 1 go", "halt!"], ["Z99002", "wk 2 go", "later"]]


def test_words_contained_at_the_beginning_and_at_the_end(read):
    rules = [
        paint_if("beginsWith", AMBER, operator="beginsWith", text="LATER", formula=['LEFT(B2,5)="LATER"']),
        paint_if("endsWith", GREEN, operator="endsWith", text="go", formula=['RIGHT(B2,2)="go"']),
        paint_if(
            "containsText",
            RED,
            operator="containsText",
            text="Halt",
            formula=['NOT(ISERROR(SEARCH("Halt",B2)))'],
        ),
    ]
    answers, _ = read(ruled(*rules, rows=CODES))
    assert answers == {"1B": "green", "1C": "red", "2B": "green", "2C": "amber"}


def test_a_text_rule_whose_text_stands_in_a_cell(read):
    rows = [[*HEADINGS, "sought"], ["Z99001", "wk 1 go", None, "go"], ["Z99002", "stop"]]
    rule = paint_if("containsText", GREEN, operator="containsText", formula=["NOT(ISERROR(SEARCH($D$2,B2)))"])
    assert read(ruled(rule, rows=rows))[0] == {"1B": "green"}


OTHERS = [[*HEADINGS, "Mood"], ["Z99001", None, None, "agreed"], ["Z99002", None, None, "Refused for now"]]


@pytest.mark.parametrize(
    ("formula", "painted"),
    [
        ('$D2="AGREED"', {"1B", "1C"}),
        ('D2="agreed"', {"1B"}),
        ('ISNUMBER(SEARCH("refused",$D2))', {"2B", "2C"}),
        ('AND(LEFT($D2,1)="a",COLUMN()=3)', {"1C"}),
        ('OR($D2="never",NOT(ISERROR(FIND("now",$D2))))', {"2B", "2C"}),
        ('NOT($D2<>"agreed")', {"1B", "1C"}),
        ("LEN(TRIM($D2))>6", {"2B", "2C"}),
        ('EXACT($D2,"Agreed")', set()),
        ('"is "&$D2="is agreed"', {"1B", "1C"}),
    ],
)
def test_formulas_relative_to_the_cell(read, formula, painted):
    rule = FormulaRule([formula], fill=PatternFill(bgColor=GREEN))
    answers, draft = read(ruled(rule, rows=OTHERS))
    assert set(answers) == painted
    assert not any("conditional" in note for note in draft.notes)


def test_blank_cells_painted_by_rule(read):
    rule = paint_if("containsBlanks", RED, formula=["LEN(TRIM(B2))=0"])
    answers, _ = read(ruled(rule, rows=[HEADINGS, ["Z99001", None, None], ["Z99002", None, None]], area="B2"))
    assert answers == {"1B": "red"}


def test_the_rule_of_higher_priority_wins(read):
    rules = [
        CellIsRule("greaterThan", ["2"], fill=PatternFill(bgColor=GREEN)),
        CellIsRule("greaterThan", ["0"], fill=PatternFill(bgColor=RED)),
    ]
    assert read(ruled(*rules, rows=SCORES))[0] == {"1B": "green", "1C": "red", "2B": "red", "2C": "green"}


def test_a_rule_that_stops_keeps_the_next_from_painting(read):
    rules = [
        Rule(
            type="cellIs",
            operator="equal",
            formula=["3"],
            stopIfTrue=True,
            dxf=DifferentialStyle(font=Font(bold=True)),
        ),
        CellIsRule("greaterThan", ["2"], fill=PatternFill(bgColor=GREEN)),
    ]
    answers, _ = read(ruled(*rules, rows=SCORES))
    assert answers == {"2C": "green"}


def test_a_rule_lies_over_the_fill_of_the_cell(read):
    rule = CellIsRule("equal", ["3"], fill=PatternFill(bgColor=GREEN))
    assert read(ruled(rule, rows=SCORES, B2=RED, C2=RED))[0] == {"1B": "green", "1C": "red"}


@pytest.mark.parametrize(
    "rule",
    [
        ColorScaleRule("min", start_color=RED, end_type="max", end_color=GREEN),
        Rule(type="duplicateValues", dxf=fill_of(GREEN)),
        Rule(type="top10", rank=1, dxf=fill_of(GREEN)),
        FormulaRule(["COUNTIF($B$2:$B$9,B2)>1"], fill=PatternFill(bgColor=GREEN)),
        FormulaRule(["Other!$A$1=1"], fill=PatternFill(bgColor=GREEN)),
        FormulaRule(["B2>TODAY()"], fill=PatternFill(bgColor=GREEN)),
    ],
)
def test_rules_that_are_not_simple_are_no_answers(read, rule):
    answers, draft = read(ruled(rule, rows=SCORES, B2=RED))
    assert answers == {}
    assert {question.value for question in draft.questions.values()} == {"1", "2", "3", "7"}


def test_blank_cells_under_a_rule_that_is_not_simple_are_noted(read):
    answers, draft = read(ruled(FormulaRule(["B2>TODAY()"], fill=PatternFill(bgColor=GREEN)), B2=RED, C2=RED))
    assert answers == {}
    assert draft.notes == [
        "A conditional format colours B2:C3 by a rule that is not worked out here, so those colours were not read; "
        "where they answer, write the answers in words.",
        "There is no answer under the headings of this survey: nothing was loaded.",
    ]


@pytest.mark.parametrize(
    "rule",
    [DataBarRule("min", None, "max", None, GREEN), IconSetRule("3TrafficLights1", "percent", [0, 33, 67])],
)
def test_bars_and_icons_leave_the_fill_alone(read, rule):
    assert read(ruled(rule, rows=SCORES, B2=RED))[0] == {"1B": "red"}


def test_zebra_stripes_by_rule_answer_nothing(read):
    rows = [*BLANK, ["Z99003"], ["Z99004"]]
    stripes = FormulaRule(["MOD(ROW(),2)=0"], fill=PatternFill(bgColor="C6EFCE"))
    assert read(ruled(stripes, rows=rows, area="A2:C5", B3=RED))[0] == {"2B": "red"}


def test_the_rules_of_google_sheets(read):
    google = DifferentialStyle(fill=PatternFill("solid", fgColor=GREEN, bgColor=GREEN))
    rule = Rule(type="cellIs", operator="equal", formula=["3"], dxf=google)
    assert read(ruled(rule, rows=SCORES))[0] == {"1B": "green"}


def test_a_rule_of_the_newer_dialect(read):
    rule = (
        '<extLst><ext uri="x"><x14:conditionalFormattings xmlns:x14="any" xmlns:xm="other"><x14:conditionalFormatting>'
        '<x14:cfRule type="expression" priority="1"><xm:f>$A2="Z99002"</xm:f><x14:dxf><fill><patternFill>'
        f'<bgColor rgb="FF{RED}"/></patternFill></fill></x14:dxf></x14:cfRule><xm:sqref>B2:C3</xm:sqref>'
        "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    data = package(styled(f'rgb="FF{GREEN}"'), {"B2": 1})
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"</sheetData>", b"</sheetData>" + rule.encode()))
    assert read(target.getvalue())[0] == {"1B": "green", "2B": "red", "2C": "red"}


def test_words_under_their_own_rules_are_read_as_words(read):
    rules = [
        CellIsRule("equal", [f'"{word}"'], fill=PatternFill(bgColor=rgb))
        for word, rgb in (("Red", RED), ("Green", GREEN))
    ]
    answers, draft = read(ruled(*rules, rows=WORDS))
    assert answers == {"1B": "red", "1C": "green", "2B": "green"}
    assert (draft.notes, draft.problems) == ([], [])


def test_a_shade_is_asked_about_once_and_then_known_for_files_like_it(read):
    shade = Color(rgb="FFFF5A00")
    fill = PatternFill("solid", fgColor=shade)
    answers, draft = read(drawn(B2=GREEN, C2=fill, C3=fill))
    (question,) = draft.questions.values()
    assert (answers, question.affects_rows) == ({"1B": "green"}, 2)
    assert question.key.startswith("colour ff5a00\ncolours\n")


# Other formats


def test_an_xls_workbook_with_a_palette_of_its_own(read):
    answers, draft = read((FILES / "colours.xls").read_bytes(), "colours.xls")
    assert answers == {"1B": "green", "1C": "red", "2B": "amber"}
    assert [question.value for question in draft.questions.values()] == ["red and white (FF0000+FFFFFF)"]


def spreadsheet(cells: str, rules: str = "") -> bytes:
    """An .ods of the two practices, whose answer cells are given as XML, row by row, parted by '|'."""
    names = ("office", "table", "text", "style")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    styles = "".join(
        f'<style:style style:name="{name}" style:display-name="shown {name}">'
        f'<style:table-cell-properties fo:background-color="#{rgb}"/></style:style>'
        for name, rgb in (("g", GREEN), ("r", RED), ("a", AMBER))
    )
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ["".join(map(text.format, HEADINGS))]
    lines += [
        text.format(code) + own for code, own in zip(("Z99001", "Z99002"), cells.split("|"), strict=True)
    ]
    rows = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    content = (
        f'<office:document-content {spaces} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Log">{rows}{rules}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
    return target.getvalue()


def test_an_opendocument_spreadsheet(read):
    cell = '<table:table-cell table:style-name="{}"/>'
    data = spreadsheet(f"{cell.format('g')}{cell.format('r')}|{cell.format('a')}")
    assert read(data, "colours.ods")[0] == {"1B": "green", "1C": "red", "2B": "amber"}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("=3", {"1B": "green"}),
        ("&gt;=2", {"1B": "green", "2B": "green"}),
        ("between(1,2)", {"1C": "green", "2B": "green"}),
        ("formula-is([.$A2]=&quot;Z99002&quot;)", {"2B": "green", "2C": "green"}),
        ("formula-is(OR([.B2]=1;[.B2]=2))", {"1C": "green", "2B": "green"}),
        ("duplicate", {}),
    ],
)
def test_the_rules_of_libreoffice(read, condition, expected):
    number = '<table:table-cell office:value-type="float" office:value="{}"/>'
    rule = (
        '<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="Log.B2:Log.C3">'
        f'<calcext:condition calcext:apply-style-name="g" calcext:value="{condition}" '
        'calcext:base-cell-address="Log.B2"/></calcext:conditional-format></calcext:conditional-formats>'
    )
    data = spreadsheet(f"{number.format(3)}{number.format(1)}|{number.format(2)}", rule)
    assert read(data, "colours.ods")[0] == expected


def test_a_rule_of_libreoffice_names_a_style_as_people_see_it(read):
    """LibreOffice writes the style 'Conditional_1' as 'Conditional_5f_1', and its rules call it by the former."""
    number = '<table:table-cell office:value-type="float" office:value="{}"/>'
    rule = (
        '<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="Log.B2:Log.C3">'
        '<calcext:condition calcext:apply-style-name="shown g" calcext:value="=3" '
        'calcext:base-cell-address="Log.B2"/></calcext:conditional-format></calcext:conditional-formats>'
    )
    data = spreadsheet(f"{number.format(3)}{number.format(1)}|{number.format(2)}", rule)
    assert read(data, "colours.ods")[0] == {"1B": "green"}


def test_a_key_beside_the_table_that_begins_level_with_its_headings(read):
    """Red and green mean the opposite here; read without the key, the answers would be turned round: they are asked
    about, as the key says otherwise than the scale."""
    rows = [[*HEADINGS, None, None, "Will readily undertake"], ["Z99001", *[None] * 4, "Will not undertake"]]
    rows += [["Z99002", *[None] * 4, "would do it if funded"]]
    answers, draft = read(drawn(rows, B2=RED, C2=GREEN, B3=GREEN, C3=RED, E1=RED, E2=GREEN, E3=AMBER))
    assert (answers, draft.problems) == ({}, [])
    assert [question.choices[0] for question in draft.questions.values()] == ["green", "red"]
    assert "the key says “Will readily undertake” of it" in next(iter(draft.questions.values())).sentence


def test_a_key_in_a_row_below_the_table_names_each_colour(read):
    rows = [*BLANK, [], [None, "Green", "Amber", "Red"]]
    answers, draft = read(drawn(rows, B2=GREEN, C2=RED, B3=AMBER, C3=RED, B5=GREEN, C5=AMBER, D5=RED))
    assert answers == {"1B": "green", "1C": "red", "2B": "amber", "2C": "red"}
    assert (draft.problems, draft.questions) == ([], {})
