"""Questions that a file raised, with their choices answered where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from frame.upload.words import Label, count, plain

LEAVE_OUT = "leave out"
SHOWN = 20  # a file that raises more is better mended at its source, or answered in turns
IN_SIGHT = 4  # beyond these the questions scroll by themselves: the sheet and the button that saves stay near
MANY = 3  # questions from which one press leaves out all that are not answered


@dataclass(frozen=True)
class Asked:
    """One question as the page shows it. choices: ids, or sentences; where: 'sheet, cell' or ''."""

    id: str
    about: str
    value: str
    sentence: str
    choices: tuple[str, ...]
    affects_rows: int
    where: str = ""


def ask(
    key: str, questions: Iterable[Asked], label: Label, button: str, *, by_itself: bool = False
) -> dict[str, str]:
    """Draw the questions; {question id: choice} of those answered, once the button is pressed or, where that goes by
    itself, the last of those in sight is answered."""
    questions = list(questions)
    shown = questions[:SHOWN]
    with st.container(height=250 if len(questions) > IN_SIGHT else "content", border=False):
        chosen = {question.id: _show_question(f"{key}_{question.id}", question, label) for question in shown}
    answered = {id_: choice for id_, choice in chosen.items() if choice}
    if by_itself and len(answered) == len(shown):
        return answered
    if len(questions) > SHOWN:
        st.caption(f"{len(questions) - SHOWN:,} more questions follow when these are answered.")
    with st.container(horizontal=True):
        pressed = st.button(button, key=f"use_{key}", type="primary")
        idle = [question.id for question in questions if LEAVE_OUT in question.choices]
        rest = len(idle) >= MANY and st.button(
            "Leave out all that are not answered",
            key=f"leave_{key}",
            help=f"Takes the answers given above, and leaves out what the other questions are about: of "
            f"{count(len(questions), 'question')}, {len(idle):,} can be left out. It can be taken back.",
        )
    if rest:
        return dict.fromkeys(idle, LEAVE_OUT) | answered
    return answered if pressed else {}


def _show_question(key: str, question: Asked, label: Label) -> str | None:
    place = f" ({plain(question.where, 300)})" if question.where else ""
    verb = "waits" if question.affects_rows == 1 else "wait"
    waits = f"{count(question.affects_rows, 'row')} {verb} for this{place}"
    left, right = st.columns(2, vertical_alignment="center")
    left.markdown(f"**{plain(question.sentence, 500)}** {waits}.")
    return right.selectbox(
        waits,
        options=question.choices,
        index=None,
        format_func=lambda choice: choice_words(question.about, choice, label),
        placeholder="Choose an answer, or leave it open",
        key=f"answer_{key}",
        accept_new_options=question.about == "survey",
        label_visibility="collapsed",
    )


def choice_words(about: str, choice: str, label: Label) -> str:
    """A choice as people read it: the label of an id, or the sentence itself."""
    if choice == LEAVE_OUT:
        return "Leave it out"
    return " and ".join(label(about, each) for each in choice.split(";"))
