"""The same survey in every layout gives the same answers, and every cell of every one has its fate.

UPTAKE_EXAMPLES: how many examples each property is tried on, 10 where it is not set; a long run by hand takes 2000.
"""

from __future__ import annotations

import os
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from loaders.audit import differences
from loaders.draft import Fate
from loaders.kinds import Options
from loaders.reading import read_workbook
from loaders.recognition import draft_of
from tests.loaders import layouts
from tests.loaders.layouts import (
    ACTIONS,
    BY_HAND,
    BY_TOOL,
    DECORATIONS,
    DIALECTS,
    SERVICES,
    SPELLINGS,
    Book,
    Survey,
)

EXAMPLES = int(os.environ.get("UPTAKE_EXAMPLES", "10"))
TRIED = settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NO_ANSWERS = ("", "", "n/a", "Don't know", "Red/Green", "whatever next", "#REF!")


@st.composite
def surveys(draw, spellings=tuple(SPELLINGS), junk=NO_ANSWERS, least=2):
    """A survey and how it spells its answers. At most a quarter of its cells are no answer."""
    actions = draw(st.lists(st.sampled_from(list(ACTIONS)), min_size=2, max_size=4, unique=True))
    spelling = SPELLINGS[draw(st.sampled_from(spellings))]
    codes = draw(
        st.lists(st.integers(99000, 99999).map("Z{}".format), min_size=least, max_size=7, unique=True)
    )
    words = st.sampled_from(list(spelling.values()))
    answers = {code: [draw(words) for _ in actions] for code in codes}
    places = [(code, at) for code in codes for at in range(len(actions))]
    for code, at in (
        draw(st.lists(st.sampled_from(places), max_size=len(places) // 4, unique=True)) if junk else ()
    ):
        answers[code][at] = draw(st.sampled_from(junk))
    return Survey(actions, answers), spelling


def expected(survey, spelling):
    meant = {text: answer for answer, text in spelling.items()}
    return sorted(
        (code, action, meant[words])
        for code, answers in survey.answers.items()
        for action, words in zip(survey.actions, answers, strict=True)
        if words in meant
    )


def drafted(book, dialect, vocabulary, **options):
    ext, write = DIALECTS[dialect]
    data = write(book)
    names = Options(**({"region": "sefton", "survey": "autumn"} | options))
    draft = draft_of(data, f"book.{ext}", names, vocabulary, datetime(2025, 6, 1))
    assert draft.refused is None, draft.refused
    assert differences(draft) == []
    return draft, data


def figures(draft):
    return sorted(
        (r.respondent, r.action, r.answer) for f in draft.rows.get("answers", []) for r in f.itertuples()
    )


def decorated(book, chosen):
    for decoration in DECORATIONS:
        if decoration in chosen:
            book = decoration(book)
    return book


@pytest.fixture(scope="module")
def words(vocabulary):
    return vocabulary


# Every layout, every dialect


@pytest.mark.parametrize("spread", [layouts.surveymonkey_spread, layouts.painted], ids=["spread", "painted"])
@TRIED
@given(surveys(spellings=("words",), junk=("",)))
def test_answers_as_columns_and_as_colours(words, spread, drawn):
    survey, spelling = drawn
    # A column in one colour from top to bottom may as well be the design of the sheet.
    assume(
        spread is not layouts.painted
        or all(len({*result, ""}) > 2 for result in zip(*survey.answers.values(), strict=True))
    )
    book = spread(survey, spelling) if spread is layouts.painted else spread(survey)
    draft, _ = drafted(book, "xlsx", words)
    assert figures(draft) == expected(survey, spelling)


@pytest.mark.parametrize("layout", [*BY_HAND, *BY_TOOL], ids=lambda layout: layout.__name__)
@TRIED
@given(surveys(), st.sampled_from(list(DIALECTS)))
def test_the_same_answers_in_every_layout_and_dialect(words, layout, drawn, dialect):
    survey, spelling = drawn
    book = layout(survey)
    draft, _ = drafted(book, dialect if layouts.fits(book, dialect) else "xlsx", words)
    assert figures(draft) == expected(survey, spelling)


@pytest.mark.parametrize("layout", [*BY_HAND, *BY_TOOL], ids=lambda layout: layout.__name__)
@TRIED
@given(surveys())
def test_every_cell_is_loaded_a_problem_a_question_or_left_out(words, layout, drawn):
    """By cell: what stands in a cell of the file, read once more, is the answer that its row has; and each
    kind of cell that is no answer ends as what it is."""
    survey, spelling = drawn
    draft, data = drafted(layout(survey), "xlsx", words)
    meant = {text: answer for answer, text in spelling.items()}
    sheets = {sheet.name: sheet for sheet in read_workbook(data, "book.xlsx").sheets}
    for frame in draft.rows.get("answers", []):
        for row in frame.astype(object).itertuples():
            assert meant[sheets[row.sheet].value(row.row, row.col)] == row.answer
    given_cells = [cell for answers in survey.answers.values() for cell in answers]
    counted = {fate: sum(int((grid == fate).sum()) for grid in draft.fates.values()) for fate in Fate}
    assert counted[Fate.ANSWER] == sum(1 for cell in given_cells if cell in meant)
    assert len(draft.problems) == sum(1 for cell in given_cells if cell in ("Red/Green", "#REF!"))
    assert counted[Fate.QUESTION] == given_cells.count("whatever next")
    assert sum(item.reason.startswith("no answer") for item in draft.left_out) == sum(
        1 for cell in given_cells if cell in ("n/a", "Don't know")
    )


# What changes nothing


@TRIED
@given(surveys(), st.sampled_from(BY_HAND), st.sets(st.sampled_from(DECORATIONS), min_size=1))
def test_what_an_office_adds_changes_nothing(words, drawn, layout, chosen):
    survey, spelling = drawn
    draft, _ = drafted(decorated(layout(survey), chosen), "xlsx", words)
    assert figures(draft) == expected(survey, spelling)


@TRIED
@given(
    surveys(),
    st.sampled_from((layouts.wide, layouts.long, layouts.microsoft, layouts.qualtrics)),
    st.randoms(),
)
def test_the_order_of_rows_and_columns_changes_nothing(words, drawn, layout, random):
    survey, spelling = drawn
    order = list(range(len(survey.actions)))
    random.shuffle(order)
    codes = list(survey.answers)
    random.shuffle(codes)
    turned = Survey(
        [survey.actions[at] for at in order], {c: [survey.answers[c][at] for at in order] for c in codes}
    )
    straight, mixed = (drafted(layout(item), "xlsx", words)[0] for item in (survey, turned))
    assert figures(straight) == figures(mixed) == expected(survey, spelling)
    assert straight.questions.keys() == mixed.questions.keys()


@TRIED
@given(surveys(), st.permutations(["Replies", "Old", "Notes", "Summary"]))
def test_the_order_of_sheets_changes_nothing(words, drawn, order):
    survey, spelling = drawn
    book = layouts.notes_sheet(layouts.hidden_sheet(layouts.wide(survey)))
    summary = [
        ["Action", "Green", "Amber", "Red", "n"],
        *([heading, 3, 2, 1, 6] for heading in survey.headings),
    ]
    sheets = book.sheets | {"Summary": summary}
    draft, _ = drafted(Book({name: sheets[name] for name in order}, book.hidden), "xlsx", words)
    assert figures(draft) == expected(survey, spelling)


@TRIED
@given(surveys(), st.integers(0, 4), st.integers(0, 4))
def test_where_on_the_sheet_the_table_stands_changes_nothing(words, drawn, down, right):
    survey, spelling = drawn
    rows = [*[[]] * down, *([None] * right + row for row in layouts.wide(survey).first)]
    draft, _ = drafted(Book({"Replies": rows}), "xlsx", words)
    assert figures(draft) == expected(survey, spelling)


# Notices


@st.composite
def notices(draw):
    codes = st.integers(99000, 99009).map("Z{}".format)
    keys = st.tuples(codes, st.sampled_from(list(SERVICES)))
    pairs = draw(st.lists(keys, min_size=3, max_size=12, unique=True))
    # A day beyond the twelfth: a date that could be either way is a question, and another test's matter.
    days = st.builds(date, st.just(2025), st.integers(1, 12), st.integers(13, 28))
    return [(code, service, draw(days)) for code, service in pairs]


def standing(draft):
    return sorted(
        (row.respondent, row.service, row.status, str(row.effective_on)[:10])
        for frame in draft.rows.get("notices", [])
        for row in frame.astype(object).itertuples()
    )


@pytest.mark.parametrize("layout", layouts.OF_NOTICES, ids=lambda layout: layout.__name__)
@TRIED
@given(notices(), st.sampled_from(list(DIALECTS)), st.randoms(), st.sets(st.sampled_from(DECORATIONS)))
def test_the_same_notices_in_every_layout(words, layout, drawn, dialect, random, chosen):
    shuffled = list(drawn)
    random.shuffle(shuffled)
    book = decorated(layout(shuffled), chosen - {layouts.key})
    draft, _ = drafted(book, dialect if layouts.fits(book, dialect) else "xlsx", words, survey=None)
    assert standing(draft) == sorted((code, service, "served", str(day)) for code, service, day in drawn)
    assert (draft.problems, draft.questions) == ([], {})
