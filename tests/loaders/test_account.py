"""Whatever is written into a survey, every cell is accounted for, and a plain loop finds the same figures."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.draft import Fate
from loaders.kinds import Options
from loaders.recognition import draft_of

ACTIONS = {
    "limit_contacts": "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25",
    "dsa_freeze": "Freeze sign-up to any new data sharing agreements or local system data sharing platforms",
    "pilots": "Defer making any decisions to accept local or national NHSE Pilot programmes",
}
SAID = {"Green": "green", "R": "red", "AMBER – will undertake in certain conditions\xa0": "amber"}
CELLS = [*SAID, "", "n/a", "Red/Green", "whatever next", "#REF!"]
QUIET = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def surveys(draw):
    """(rows of cells by practice and action, what stands above and below them)."""
    actions = draw(st.lists(st.sampled_from(list(ACTIONS)), min_size=1, max_size=3, unique=True))
    cell = st.sampled_from(CELLS)
    rows = draw(
        st.dictionaries(
            st.integers(99000, 99999).map("Z{:05d}".format),
            st.lists(cell, min_size=len(actions), max_size=len(actions)),
            min_size=1,
            max_size=6,
        )
    )
    # At least one cell says what scale the survey is on: without one every answer would be a question.
    first = next(iter(rows))
    rows[first][0] = draw(st.sampled_from(list(SAID)))
    return actions, rows


def layouts(actions, rows, *, title, gap, total):
    """The same survey with or without a title, a blank line in the middle, a total and a key."""
    width = len(actions) + 1
    lines = [["Sefton LMC: replies"] + [""] * (width - 1), [""] * width] if title else []
    lines.append(["ODS code", *(ACTIONS[action] for action in actions)])
    for number, (code, cells) in enumerate(rows.items()):
        if gap and number == 1:
            lines.append([""] * width)
        lines.append([code, *cells])
    if total:
        lines.append(["Total", *("1" for _ in actions)])
        lines += [[""] * width, ["Key: R = will not undertake"] + [""] * (width - 1)]
    return lines


def draft(lines, vocabulary):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    options = Options(kind="survey", region="sefton", survey="autumn")
    return draft_of(text.getvalue().encode(), "drawn.csv", options, vocabulary, datetime(2025, 6, 1))


def loaded(expected):
    frames = expected.rows.get("answers", [])
    return sorted(
        (row.respondent, row.action, row.answer) for frame in frames for row in frame.itertuples(index=False)
    )


def by_hand(actions, rows):
    return sorted(
        (code, action, SAID[cell])
        for code, cells in rows.items()
        for action, cell in zip(actions, cells, strict=True)
        if cell in SAID
    )


@QUIET
@given(surveys(), st.booleans(), st.booleans(), st.booleans())
def test_every_cell_is_an_answer_a_problem_a_question_or_left_out(vocabulary, survey, title, gap, total):
    actions, rows = survey
    result = draft(layouts(actions, rows, title=title, gap=gap, total=total), vocabulary)
    assert result.refused is None
    assert result.unaccounted() == []
    assert loaded(result) == by_hand(actions, rows)
    fates = result.fates["drawn"][:, 1:]  # beside the codes, the title and the key
    cells = [cell for given_cells in rows.values() for cell in given_cells if cell]
    answers = sum(1 for cell in cells if cell in SAID)
    headings = len(actions)
    assert int((fates == Fate.ANSWER).sum()) == answers
    others = sum(int((fates == fate).sum()) for fate in (Fate.PROBLEM, Fate.QUESTION, Fate.LEFT_OUT))
    assert others == len(cells) - answers + (headings if total else 0)
    assert int((fates == Fate.LABEL).sum()) == headings
    assert len(result.problems) == sum(1 for cell in cells if cell in ("Red/Green", "#REF!"))


@QUIET
@given(surveys(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_no_figure(vocabulary, survey, random):
    actions, rows = survey
    shuffled_rows = list(rows.items())
    random.shuffle(shuffled_rows)
    order = list(range(len(actions)))
    random.shuffle(order)
    turned = {code: [cells[at] for at in order] for code, cells in shuffled_rows}
    plain = {"title": False, "gap": False, "total": False}
    straight = draft(layouts(actions, rows, **plain), vocabulary)
    mixed = draft(layouts([actions[at] for at in order], turned, **plain), vocabulary)
    assert loaded(straight) == loaded(mixed)
    assert straight.questions.keys() == mixed.questions.keys()
