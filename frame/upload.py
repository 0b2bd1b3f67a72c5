"""The upload page: files in, a preview of each, questions answered in place, then saved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from frame.upload_labels import labels
from frame.upload_preview import show_not_loaded, show_preview
from frame.upload_questions import Asked, ask
from frame.upload_words import Label, count, outcome, plain
from frame.visit import Visit
from loaders import importing, limits
from loaders.draft import Draft
from loaders.kinds import Options
from loaders.recognition import draft_of
from loaders.vocabulary.vocabulary import Vocabulary, vocabulary_of
from store import StoreError

TYPES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods"]
KINDS = {
    "survey": "Survey answers of practices",
    "notices": "A log of notices",
    "figures": "Figures already added up",
    "practices": "A list of practices",
    "events": "What happened with the ICB: letters, meetings, offers",
}


@dataclass(frozen=True)
class Waiting:
    """A file that was given to the page and is not saved."""

    name: str
    data: bytes

    @property
    def key(self) -> str:
        return hashlib.sha256(self.data).hexdigest()[:16]


def take_files(visit: Visit) -> None:
    """What became of the files before, the choice of files, and a preview of each that is not saved."""
    for became, sentence in st.session_state.pop("upload_outcomes", []):
        {"loaded": st.success, "refused": st.error}.get(became, st.info)(plain(sentence, 600))
    turn = st.session_state.setdefault("upload_turn", 0)
    given = st.file_uploader(
        "Survey exports, notice logs, lists of practices: one file or several",
        type=TYPES,
        accept_multiple_files=True,
        key=f"upload_files_{turn}",
        max_upload_size=limits.BYTES // limits.MB,
        help="The files stay on this machine. Nothing is saved before you have seen what was read.",
    )
    options = _options(visit)
    waiting = {one.key: one for one in (Waiting(file.name, file.getvalue()) for file in given)}
    done = st.session_state.setdefault("upload_done", set())
    waiting = {key: file for key, file in waiting.items() if key not in done}
    if not waiting:
        _forget_previews()
        return
    for key, file in list(waiting.items()):
        there = importing.loaded_already(visit.store, file.data, options)
        if there:
            st.info(plain(outcome(there | {"file": file.name})[1], 600))
            del waiting[key]
    drafts = _previews(visit, list(waiting.values()), options)
    savable = [file for file in waiting.values() if not drafts[file.key].refused]
    if len(savable) > 1 and st.button(f"Save all {len(savable)} files", type="primary", key="save_all"):
        _save(visit, savable, drafts, options)
    for file in waiting.values():
        _one_file(visit, file, drafts[file.key], options, alone=len(savable) == 1)


def _options(visit: Visit) -> Options:
    """What the files do not say themselves, chosen in plain words; empty means: as the file says."""
    vocabulary = vocabulary_of(visit.where, visit.snapshot)
    label = labels(visit)
    with st.expander("Say beforehand what the files are (only needed where a file does not say it itself)"):
        left, right = st.columns(2)
        as_it_says = {"index": None, "placeholder": "As the file says"}
        kind = left.selectbox(
            "What kind", list(KINDS), format_func=KINDS.get, key="upload_kind", **as_it_says
        )
        region = right.selectbox(
            "Which region",
            vocabulary.known("region"),
            format_func=lambda one: label("region", one),
            key="upload_region",
            **as_it_says,
        )
        survey = left.selectbox(
            "Which survey (choose one, or type a name for a new one)",
            vocabulary.known("survey"),
            accept_new_options=True,
            key="upload_survey",
            **as_it_says,
        )
        menu = right.selectbox(
            "Which list of actions, where the questions are only numbers",
            vocabulary.known("menu"),
            format_func=lambda one: label("menu", one),
            key="upload_menu",
            **as_it_says,
        )
    return Options(kind=kind, region=region, survey=(survey or "").strip() or None, menu=menu)


def _previews(visit: Visit, files: list[Waiting], options: Options) -> dict[str, Draft]:
    """A draft per file, read once for the same options, answers and generation, with progress meanwhile."""
    answers = st.session_state.setdefault("upload_answers", {})
    given = tuple(sorted((*asked, choice) for asked, (choice, _) in answers.items()))
    basis = (options, given, visit.snapshot.generation)
    kept = st.session_state.get("upload_previews", {})
    drafts = {file.key: kept[file.key, basis] for file in files if (file.key, basis) in kept}
    unread = [file for file in files if file.key not in drafts]
    if unread:
        bar = st.progress(0.0)
        for number, file in enumerate(unread):
            bar.progress(number / len(unread), f"Reading {plain(file.name)} ({number + 1} of {len(unread)})")
            drafts[file.key] = _read(visit, file, options, answers)
        bar.empty()
    st.session_state["upload_previews"] = {(key, basis): draft for key, draft in drafts.items()}
    return drafts


def _read(visit: Visit, file: Waiting, options: Options, answers: dict) -> Draft:
    """What the file says, with the answers given on this page as if they were remembered already."""
    vocabulary = vocabulary_of(visit.where, visit.snapshot)
    if answers:
        vocabulary = Vocabulary(visit.snapshot, {asked: choice for asked, (choice, _) in answers.items()})
    return draft_of(file.data, file.name, options, vocabulary, datetime.now())


def _one_file(visit: Visit, file: Waiting, draft: Draft, options: Options, alone: bool) -> None:
    label = labels(visit)
    with st.container(border=True, key=f"file_{file.key}"):
        st.markdown(f"#### {plain(file.name)}")
        show_preview(draft, label)
        answered = _questions(draft, file.key, label)
        if answered:
            st.session_state["upload_answers"].update(answered)
            st.rerun()
        if draft.refused:
            return
        show_not_loaded(draft, file.key)
        unclear = draft.questions or draft.problems
        words = "Save what is certain" if unclear else "Save this file"
        if st.button(words, type="primary" if alone else "secondary", key=f"save_{file.key}"):
            _save(visit, [file], {file.key: draft}, options)


def _questions(draft: Draft, key: str, label: Label) -> dict:
    """The questions answered in this run: (about, key) to the choice and the question."""
    if not draft.questions:
        return {}
    these = "this answer" if len(draft.questions) == 1 else "these answers"
    st.markdown(f"**{count(len(draft.questions), 'question').capitalize()}.** An answer is remembered.")
    asked = [
        Asked(
            id=question.id,
            about=question.about,
            value=question.value,
            sentence=question.sentence,
            choices=tuple(question.choices),
            affects_rows=question.affects_rows,
            where=", ".join(filter(None, (question.sheet, question.cell))),
        )
        for question in draft.questions.values()
    ]
    chosen = ask(key, asked, label, f"Read the file again with {these}")
    known = draft.questions
    return {(known[one].about, known[one].key): (choice, known[one]) for one, choice in chosen.items()}


def _save(visit: Visit, files: list[Waiting], drafts: dict[str, Draft], options: Options) -> None:
    """Save the files as they were shown, with the answers given on the page, and say what became of each."""
    outcomes = []
    bar = st.progress(0.0)
    for number, file in enumerate(files):
        bar.progress(number / len(files), f"Saving {plain(file.name)} ({number + 1} of {len(files)})")
        try:
            _remember(visit)
            report = importing.keep(visit.store, file.data, drafts[file.key], options, by=visit.viewer.name)
            outcomes.append(outcome(report))
            st.session_state["upload_done"].add(file.key)
        except StoreError as error:
            outcomes.append(("refused", f"{file.name} is not saved. {error}"))
    st.session_state["upload_outcomes"] = outcomes
    if all(became != "refused" for became, _ in outcomes) and len(files) > 1:
        _next_turn()
    st.rerun()


def _remember(visit: Visit) -> None:
    """Put the answers given on the page into the store; earlier files that ask the same are read again."""
    answers = st.session_state["upload_answers"]
    standing = set(visit.measure("questions")["question"])
    while answers:
        _, (choice, question) = answers.popitem()
        if question.id in standing:
            importing.answer(visit.store, question.id, choice, by=visit.viewer.name)
        else:
            words = (question.id, question.about, question.key, question.value)
            visit.store.remember(*words, choice, visit.viewer.name)


def _next_turn() -> None:
    """An empty choice of files: everything that was given is saved."""
    st.session_state["upload_turn"] += 1
    st.session_state["upload_done"] = set()


def _forget_previews() -> None:
    """Let go of what was read; answers that no saved file needed are forgotten with it."""
    st.session_state.pop("upload_previews", None)
