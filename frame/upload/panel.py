"""One file that waits: what it was taken for, its questions, its sheet, what it would change, and its saving."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from charts.wording import listing
from frame.upload.columns import show_columns
from frame.upload.facts import headline
from frame.upload.labels import labels
from frame.upload.preview import problems_of, show_changes, show_left_out, show_problems, show_read
from frame.upload.questions import Asked, ask
from frame.upload.reading import OF_A_REGION
from frame.upload.sheet import show_sheet
from frame.upload.waiting import Desk, Waiting
from frame.upload.words import KINDS, count, mended_words, plain
from frame.visit import Visit
from loaders.draft import Question
from loaders.kinds import Options
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import vocabulary_of
from store import Answer, Correction

ALL = "everything"
TOLD = 4  # decisions told in the line above the button that saves
NOW, WAIT = "Load what is certain now", "Wait for the answers"


def show_file(visit: Visit, place: Desk, file: Waiting, *, alone: bool) -> bool:
    """Draw the file; whether it is to be saved now. alone: no other file waits."""
    draft = file.draft
    with st.container(border=True, key=f"file_{file.key}"):
        again = f" (import {file.import_id}, looked at again)" if file.import_id is not None else ""
        st.markdown(f"#### {plain(file.name)}{again}")
        st.markdown(f"**{plain(headline(draft, file.foreseen), 500)}**")
        if draft.fates or file.options != Options():
            _change_options(visit, file)
        if draft.refused:
            return False
        _say_beyond(visit, file)
        _questions(visit, place, file)
        wanted = _saving(place, file, alone)
        _views(visit, place, file)
    return wanted


def _say_beyond(visit: Visit, file: Waiting) -> None:
    """Why a file is not saved that tells of regions which are somebody else's."""
    if not file.beyond:
        return
    label = labels(visit)
    theirs, own = (
        listing([label("region", region) for region in regions])
        for regions in (file.beyond, visit.clearance.regions)
    )
    st.error(
        plain(
            f"It has rows of {theirs}, and your role is for {own}: it is not saved. Leave those rows out, or ask "
            "whoever answers for that region.",
            500,
        )
    )


def _change_options(visit: Visit, file: Waiting) -> None:
    """What the file does not say itself, or says wrongly, chosen for this file alone."""
    vocabulary, label = vocabulary_of(visit.where, visit.snapshot), labels(visit)
    sheets = list(file.draft.fates)
    given = file.options
    with st.expander("Change what this file is", expanded=bool(file.draft.refused and given != Options())):
        columns = [*st.columns(3), *st.columns(3)]
        kind = _choose(columns[0], file, "kind", "What kind", list(KINDS), lambda option: KINDS[option])
        region = _choose(
            columns[1], file, "region", "Which region", vocabulary.known("region"),
            lambda option: label("region", option),
        )  # fmt: skip
        survey = _choose(
            columns[2], file, "survey", "Which survey (or type a name for a new one)",
            vocabulary.known("survey"), lambda option: label("survey", option), new=True,
        )  # fmt: skip
        menu = _choose(
            columns[3], file, "menu", "Which list of actions, where there are only numbers",
            vocabulary.known("menu"), lambda option: label("menu", option),
        )  # fmt: skip
        sheet = (
            _choose(columns[4], file, "sheet", "Which sheet alone", sheets, str) if len(sheets) > 1 else None
        )
    chosen = Options(kind, region, (survey or "").strip() or None, menu, sheet)
    if chosen != given:
        file.options = chosen
        st.rerun()


def _choose(
    place, file: Waiting, name: str, words: str, choices: list[str], as_words, new=False
) -> str | None:
    now = getattr(file.options, name)
    choices = list(dict.fromkeys([*choices, *([now] if now else [])]))
    return place.selectbox(
        words,
        choices,
        index=choices.index(now) if now else None,
        format_func=as_words,
        placeholder="As the file says",
        accept_new_options=new,
        key=f"{name}_{file.key}",
    )


def _questions(visit: Visit, place: Desk, file: Waiting) -> None:
    """The questions of a file, answered where they stand; with the last answer the file is read again by itself."""
    questions = questions_of(file)
    if not questions:
        return
    st.markdown(
        f"**{count(len(questions), 'question').capitalize()}.** "
        "What you answer is kept when the file is saved, and the next file like it is not asked about again."
    )
    button = f"Read the file again with {'this answer' if len(questions) == 1 else 'these answers'}"
    chosen = ask(file.key, asked_in(questions), labels(visit), button, by_itself=True)
    given = {
        known.id: Answer(known.id, known.about, known.key, known.value, chosen[known.id])
        for known in questions
        if known.id in chosen
    }
    # An answer that leaves its question open is not given again and again.
    if any(place.answers.get(identifier) != answer for identifier, answer in given.items()):
        place.answers |= given
        st.rerun()


def questions_of(file: Waiting) -> list[Question]:
    """The questions of a file and, while its region is open, those that it will ask whatever its region is."""
    asked = dict(file.draft.questions)
    if file.foreseen:
        later = file.foreseen.questions.items()
        asked |= {id_: question for id_, question in later if question.about not in OF_A_REGION}
    return list(asked.values())


def asked_in(questions: Iterable[Question]) -> list[Asked]:
    """The questions of a draft as the page shows them."""
    return [
        Asked(
            id=question.id,
            about=question.about,
            value=question.value,
            sentence=question.sentence,
            choices=tuple(question.choices),
            affects_rows=question.affects_rows,
            where=", ".join(filter(None, (question.sheet, question.cell))),
        )
        for question in questions
    ]


def _saving(place: Desk, file: Waiting, alone: bool) -> bool:
    """The button that saves, what is done about open questions, and what was decided here; whether it was
    pressed."""
    draft = file.draft
    decided = place.decided(file, draft.used)
    _pending(place, file)
    changed = decided.answers or decided.cells or file.options != file.came_with
    if file.import_id is not None and not changed:
        st.caption(
            "Nothing is changed yet: mend a cell, say what a column means, or change what the file is."
        )
        if st.button("Put it away", key=f"away_{file.key}"):
            place.put_away(file)
            st.rerun()
        return False
    with st.container(horizontal=True, vertical_alignment="center"):
        if draft.questions:
            chosen = st.radio(
                "While questions are open", [NOW, WAIT], index=int(file.waits), horizontal=True,
                key=f"waits_{file.key}", label_visibility="collapsed",
            )  # fmt: skip
            file.waits = chosen == WAIT
        unclear = draft.questions or draft.problems
        words = "Save what is certain" if unclear else "Save this file"
        if unclear and not draft.rows_loaded:
            words = "Save it: its rows wait"
        kind = "primary" if alone and not draft.questions else "secondary"
        pressed = st.button(words, type=kind, key=f"save_{file.key}", disabled=not file.savable)
    if not file.savable and not file.beyond:
        st.caption("It is saved when its questions are answered.")
    return pressed


def _pending(place: Desk, file: Waiting) -> None:
    """What was decided here and is kept with the saving, each of which can be taken back."""
    decided = place.decided(file, file.draft.used)
    lines: dict[str, str] = {}
    takes: dict[str, list] = {}
    for answer in decided.answers:
        meaning = answer.about == "meaning"
        words = f"Column “{answer.value}” has another meaning" if meaning else f"“{answer.value}” is answered"
        if answer.choice == LEAVE_OUT:
            words = f"“{answer.value}” is left out"
        lines[f"answer {answer.question}"] = words
        takes[f"answer {answer.question}"] = [answer.question]
    for alike in grouped(decided.cells):
        first = alike[0]
        key = f"cell {first.sheet}!{first.row}!{first.col}"
        more = f" (and {count(len(alike) - 1, 'more cell')})" if len(alike) > 1 else ""
        lines[key] = mended_words(first) + more
        takes[key] = [(cell.sheet, cell.row, cell.col) for cell in alike]
    if not lines:
        return
    waiting = list(lines.values())
    rest = f"; and {len(waiting) - TOLD:,} more" if len(waiting) > TOLD else ""
    left, right = st.columns([3, 2], vertical_alignment="center")
    left.markdown(f"Decided here, and kept when you save: {plain('; '.join(waiting[:TOLD]), 400)}{rest}.")
    if len(lines) > 1:
        lines[ALL] = "all of it"
    back = right.selectbox(
        "Take one back", list(lines), index=None, format_func=lambda line: lines.get(line, line),
        placeholder="Take one back", key=f"back_{file.key}_{len(lines)}", label_visibility="collapsed",
    )  # fmt: skip
    if back is None:
        return
    for line in takes if back == ALL else [back]:
        for taken in takes[line]:
            file.cells.pop(taken, None)
            place.answers.pop(taken, None)
    st.rerun()


def grouped(cells: Iterable[Correction]) -> list[list[Correction]]:
    """Corrections of one column from the same text to the same text, together."""
    groups: dict[tuple, list[Correction]] = {}
    for cell in cells:
        groups.setdefault((cell.sheet, cell.col, cell.original, cell.corrected), []).append(cell)
    return list(groups.values())


def _views(visit: Visit, place: Desk, file: Waiting) -> None:
    """One part of what is known of the file at a time."""
    draft, problems = file.draft, problems_of(file)
    views = {
        "read": "What was read",
        "sheet": "The sheet",
        "columns": "Columns",
        "changes": "Before and after",
    }
    if problems:
        views["problems"] = count(len(problems), "problem").capitalize()
    if draft.left_out:
        views["left_out"] = "What was left out"
    view = st.segmented_control(
        "Show", list(views), default="read", format_func=views.get, key=f"view_{file.key}",
        label_visibility="collapsed",
    )  # fmt: skip
    if view == "sheet":
        show_sheet(visit, place, file)
    elif view == "columns":
        show_columns(visit, place, file)
    elif view == "changes":
        show_changes(visit, place, file)
    elif view == "problems":
        show_problems(file)
    elif view == "left_out":
        show_left_out(file)
    else:
        show_read(visit, place, file)
