"""Questions that a file raised, with their choices answered where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from frame.upload.words import Label, count, plain

LEAVE_OUT = "leave out"
SHOWN = 20  # a file that raises more is better mended at its source, or answered in turns


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


def ask(key: str, questions: Iterable[Asked], label: Label, button: str) -> dict[str, str]:
    """Draw the questions as one form; {question id: choice} of those answered, once its button is pressed."""
    questions = list(questions)
    chosen: dict[str, str | None] = {}
    with st.form(f"questions_{key}", border=False):
        for question in questions[:SHOWN]:
            chosen[question.id] = _one(f"{key}_{question.id}", question, label)
        if len(questions) > SHOWN:
            st.caption(f"{len(questions) - SHOWN:,} more questions follow when these are answered.")
        pressed = st.form_submit_button(button)
    return {id_: choice for id_, choice in chosen.items() if choice} if pressed else {}


def _one(key: str, question: Asked, label: Label) -> str | None:
    st.markdown(f"**{plain(question.sentence, 500)}**")
    place = f" ({plain(question.where, 300)})" if question.where else ""
    verb = "waits" if question.affects_rows == 1 else "wait"
    return st.selectbox(
        f"{count(question.affects_rows, 'row')} {verb} for this{place}",
        options=question.choices,
        index=None,
        format_func=lambda choice: choice_words(question.about, choice, label),
        placeholder="Choose an answer, or leave it open",
        key=f"answer_{key}",
        accept_new_options=question.about == "survey",
    )


def choice_words(about: str, choice: str, label: Label) -> str:
    """A choice as people read it: the label of an id, or the sentence itself."""
    if choice == LEAVE_OUT:
        return "Leave it out"
    return " and ".join(label(about, one) for one in choice.split(";"))
