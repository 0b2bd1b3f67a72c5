"""What an analyst in a hurry needs in one place: all questions, what changed, the wall, and the way back."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from frame.local_time import local_time
from frame.upload import reading
from frame.upload.history import listed
from store.lmc import own_region
from tests.pages.test_upload import (
    LOG,
    SURVEY,
    answer,
    button,
    checked,
    choose,
    give,
    imports,
    key_of,
    page,  # noqa: F401
    press,
    store,  # noqa: F401
    text_of,
)

PRIMARY, QUIET = "primary", "secondary"
ODD = (
    b"ODS code,Service,Effective from\r\nZ98101,Widget clinic,13/02/2025\r\nZ98102,Spirometry,31/02/2025\r\n"
)


def links(page: AppTest) -> dict[str, str]:  # noqa: F811
    """Where the links after saving lead, by their words."""
    result = [element.proto.body for element in page.get("html") if "<a " in element.proto.body]
    pairs = [re.search(r'href="([^"]*)"[^>]*>([^<]*)<', body).groups() for body in result]
    return {words: address.replace("&amp;", "&") for address, words in pairs}


def test_after_saving_what_changed_stands_with_the_ways_on_and_the_way_back(page, store):  # noqa: F811
    give(page, ("Sefton replies.csv", SURVEY))
    assert button(page, "Save this file").proto.type == PRIMARY
    press(page, "Save this file")
    words = text_of(page)
    assert "figures changed" in words
    assert "Stop rationing referrals" in words
    survey = store.snapshot().rows("SELECT survey FROM imports WHERE import = 2")[0][0]
    assert links(page)["See it"] == f"/preferences?region=sefton&survey={survey}"
    assert links(page)["Present now"] == "/present?region=sefton"
    press(page, "Undo")
    assert imports(store) == ["Sefton replies.csv: undone", "first.csv: loaded"]
    assert "1 file is undone, and its figures no longer count." in text_of(page)
    press(page, "Bring it back")
    assert imports(store) == ["Sefton replies.csv: loaded", "first.csv: loaded"]
    assert "See it" in links(page)
    press(page, "Sefton is our LMC")
    assert own_region(store.snapshot()) == "sefton"
    assert not [item for item in page.button if item.label.endswith("is our LMC")]


def test_what_was_saved_before_makes_room_for_the_next_file(page):  # noqa: F811
    give(page, ("Sefton replies.csv", SURVEY))
    press(page, "Save this file")
    give(page, ("Dudley replies.csv", SURVEY + b"\r\n"))
    assert not [button for button in page.button if button.label == "Undo"]


def test_while_a_question_is_open_its_answer_is_the_first_thing_to_do(page):  # noqa: F811
    give(page, ("replies.csv", SURVEY))
    assert button(page, "Read the file again").proto.type == PRIMARY
    assert button(page, "Save it: its rows wait").proto.type == QUIET
    answer(page, "sefton")
    assert button(page, "Save this file").proto.type == PRIMARY


def test_what_else_there_is_to_ask_shows_while_the_region_is_open(page, store):  # noqa: F811
    give(page, ("log.csv", ODD))
    words = text_of(page)
    assert "It is a log of notices: its 2 rows wait for their region." in words
    assert "2 questions." in words.replace("**", "")
    assert "31/02/2025" in words, "the cell that cannot be read is told of already"
    boxes = [box for box in page.selectbox if "for this" in box.label]
    assert len(boxes) == 2
    boxes[1].set_value("ecg")
    checked(page.run())
    assert "its 2 rows wait for their region" in text_of(page), "an answer is still open"
    answer(page, "sefton")
    assert "2 rows of 2 can be loaded, with 1 problem." in text_of(page)
    press(page, "Save what is certain")
    result = store.snapshot().rows("SELECT service FROM standing_notices WHERE region = 'sefton' ORDER BY 1")
    assert result == [("ecg",), ("spirometry",)]


def ticks(page: AppTest) -> dict[str, bool]:  # noqa: F811
    return {box.label: box.value for box in page.checkbox if box.key.startswith("ticked_")}


def test_the_region_of_a_batch_is_chosen_with_a_tick_a_file_and_changed_until_saving(page, store):  # noqa: F811
    give(page, ("replies.csv", SURVEY), ("log.csv", LOG), ("NY notices.csv", LOG + b"\r\n\r\n"))
    choose(page, "3 files do not say which region", "sefton")
    assert list(ticks(page).values()) == [True, True, False]
    assert "its name may mean North Yorkshire and York" in list(ticks(page))[2]
    regions = {name: page.session_state["upload_desk"].files[key_of(page, name)].options.region
               for name in ("replies.csv", "log.csv", "NY notices.csv")}  # fmt: skip
    assert regions == {"replies.csv": "sefton", "log.csv": "sefton", "NY notices.csv": None}
    choose(page, "3 files do not say which region", "dudley")
    (log,) = [box for box in page.checkbox if box.label == "log.csv"]
    checked(log.set_value(False).run())
    press(page, "Save all 3 files")
    result = store.snapshot().rows("SELECT file, region FROM imports WHERE import > 1 ORDER BY file")
    assert result == [("NY notices.csv", None), ("log.csv", None), ("replies.csv", "dudley")]


def test_the_first_of_several_is_on_the_screen_before_the_others_are_read(page, monkeypatch):  # noqa: F811
    seen = []
    monkeypatch.setattr(reading, "AT_FIRST", -1.0)

    def rest(_visit, place, _spot):
        seen.append([file.draft is not None for file in place.files.values()])

    monkeypatch.setattr("frame.upload.files.read_rest", rest)
    give(page, ("Sefton replies.csv", SURVEY), ("Sefton log.csv", LOG))
    assert seen == [[True, False]]
    assert "It is a survey of practices: 3 rows of 3" in text_of(page)
    assert "being read" in text_of(page)
    assert button(page, "Save all").disabled
    monkeypatch.setattr("frame.upload.files.read_rest", reading.read_rest)
    checked(page.run())
    assert "being read" not in text_of(page)
    assert not button(page, "Save all 2 files").disabled


def test_invented_files_that_were_undone_leave_the_list():
    frame = pd.DataFrame(
        {"import": [1, 2, 3], "demonstration": [True, True, False], "state": ["undone", "loaded", "undone"]}
    )
    assert listed(frame)["import"].tolist() == [2, 3]


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2026-07-01T12:00:00", "13:00"),
        ("2026-12-01T12:00:00", "12:00"),
        ("2026-07-01T12:00:00+00:00", "13:00"),
    ],
)
def test_times_are_those_of_the_clock_on_the_wall(kept, shown):
    assert f"{local_time(kept):%H:%M}" == shown


def test_no_word_of_the_program_is_on_the_page(page):  # noqa: F811
    give(page, ("Sefton replies.csv", SURVEY + b"Z98109,Perhaps,Red\r\n"))
    words = f" {text_of(page).lower()} "
    for word in ("generation", "rung", "basis", "known from", "taken for", " utc", "counts in part"):
        assert word not in words


def test_many_questions_stay_short_and_the_last_answer_in_sight_reads_again(page):  # noqa: F811
    rows = "".join(f"Z9{n:04d},Widget clinic {n},13/02/2025,Served\r\n" for n in range(30))
    give(page, ("Sefton log.csv", LOG + rows.encode()))
    boxes = [box for box in page.selectbox if "for this" in box.label]
    assert len(boxes) == 20
    assert "10 more questions follow" in text_of(page)
    for box in boxes:
        box.set_value("ecg")
    checked(page.run())
    assert len([box for box in page.selectbox if "for this" in box.label]) == 10
