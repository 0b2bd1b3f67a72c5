"""Choices that live in the page's address, as ids, so that a view can be sent to a colleague.

Streamlit can bind a widget to the address by itself, but writes labels there and drops what it does not
know without a word. Labels get corrected and links must not break: so ids, and a sentence about each bad one.
A choice that is the default is not in the address. Back and forward in the browser are followed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.wording import listing

SEEN = "address of "
UNSET = object()
EARLIEST, LATEST = date(2020, 1, 1), date(2035, 12, 31)
# What somebody put into an address is shown as it stands, never read as Markdown.
MARKUP = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#$~|!:"})
_notes: ContextVar[DeltaGenerator | None] = ContextVar("notes", default=None)


def open_notes(key: str | None = None) -> None:
    """Keep a place across the page, above the choices, for what has to be said about the address.

    key: by which page or wall put it elsewhere.
    """
    _notes.set(st.container(key=key))


def choose_one(
    label: str, name: str, options: dict[str, str], default: str | None = None, *, quiet: bool = False
) -> str:
    """One of the options (id to label) from a list; the id comes back. The default is the first.

    quiet: the label is there for screen readers alone.
    """
    default = default if default in options else next(iter(options))
    _take(name, default, lambda asked: asked[0] if asked[0] in options else None, options.__contains__)
    value = st.selectbox(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=name,
        label_visibility="collapsed" if quiet else "visible",
    )
    return _write(name, value, default)


def choose_part(
    label: str, name: str, options: dict[str, str], default: str | None = None, *, quiet: bool = False
) -> str:
    """One of a few options, all of them in sight. quiet: the label is there for screen readers alone."""
    default = default if default in options else next(iter(options))
    _take(name, default, lambda asked: asked[0] if asked[0] in options else None, options.__contains__)
    value = st.segmented_control(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=name,
        required=True,
        label_visibility="collapsed" if quiet else "visible",
    )
    return _write(name, value, default)


def choose_many(label: str, name: str, options: dict[str, str], default: Iterable[str] = ()) -> list[str]:
    """Several of the options; an empty choice means the default. Unknown ids in the address are left out."""
    default = [option for option in default if option in options]

    def read(asked: tuple[str, ...]) -> list[str] | None:
        chosen = [option for option in dict.fromkeys(asked) if option in options]
        return chosen if len(chosen) == len(set(asked)) else (chosen or None, asked)[0]

    _take(name, default, read, lambda chosen: all(option in options for option in chosen))
    value = st.multiselect(
        label, list(options), format_func=lambda option: options.get(option, option), key=name, wrap=True
    )
    return _write(name, value, default) or default


def choose_day(label: str, name: str, default: date, *, quiet: bool = False) -> date:
    """A day; a cleared one means the default. quiet: the label is there for screen readers alone."""

    _take(
        name, default, lambda asked: _day(asked[0]), lambda chosen: chosen is None or isinstance(chosen, date)
    )
    value = st.date_input(
        label,
        value=None,
        key=name,
        format="DD/MM/YYYY",
        min_value=EARLIEST,
        max_value=LATEST,
        label_visibility="collapsed" if quiet else "visible",
        width=160 if quiet else "stretch",
    )
    return _write(name, value, default) or default


def asked_for(name: str, options: dict[str, str], default: str) -> str:
    """One of the options as the address names it, without a widget; an unknown one is said and not taken."""
    asked = st.query_params.get(name, default)
    if asked in options or asked == default:
        return asked
    _tell(name, [asked])
    return default


def check_number(name: str) -> None:
    """Say so where the address gives something other than a number for what the browser itself takes from it."""
    asked = st.query_params.get(name)
    if asked is not None and not asked.isdecimal():
        _tell(name, [asked])


def asked_day(name: str, default: date) -> date:
    """A day as the address names it, without a widget; what is no day is said and not taken."""
    asked = st.query_params.get(name)
    day = default if asked is None else _day(asked)
    if day is None:
        _tell(name, [asked])
    return day or default


def carried(name: str) -> str | None:
    """A choice as it stands now, for links to other pages: what the viewer just chose, else the address."""
    chosen = st.session_state.get(name)
    if isinstance(chosen, str):
        return chosen
    if isinstance(chosen, date):
        return chosen.isoformat()
    # On a page without this choice, what was chosen on the last page that has it.
    return st.query_params.get(name) or next(iter(st.session_state.get(SEEN + name, ())), None)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def _take(name: str, default: Any, read: Callable, valid: Callable) -> None:
    """Before the widget is drawn: follow an address that is new, else keep a choice that still exists."""
    state, asked = st.session_state, tuple(st.query_params.get_all(name))
    chosen = state.get(name, UNSET)
    if chosen is not UNSET and state.get(SEEN + name, ()) == asked:
        # Set even where it stays: a widget of the same name on another page would start afresh.
        state[name] = chosen if valid(chosen) else default
        return
    value = read(asked) if asked else default
    if asked and (value is None or (isinstance(value, list) and len(value) < len(set(asked)))):
        _tell(name, [choice for choice in asked if read((choice,)) is None])
    state[name] = default if value is None else value


def _write(name: str, value: Any, default: Any) -> Any:
    """After the widget is drawn: put the choice into the address, or take the default out of it."""
    many = list(value) if isinstance(value, (list, tuple)) else [value]
    written = () if value in (None, default) or not many else tuple(str(each) for each in many)
    if written != tuple(st.query_params.get_all(name)):
        if written:
            st.query_params[name] = list(written)
        else:
            st.query_params.pop(name, None)
    st.session_state[SEEN + name] = written
    return value


def _tell(name: str, unknown: list[str]) -> None:
    """One sentence about what the address asks for and does not exist; never the text as markup."""
    quoted = listing([f"“{choice[:40]}”" for choice in unknown])
    verb = "is" if len(unknown) == 1 else "are"
    sentence = f"{quoted} {verb} not among the choices for {name} here, so the usual choice is shown."
    place = _notes.get()
    (place or st).warning(sentence.translate(MARKUP))
