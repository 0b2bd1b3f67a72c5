"""A meeting: what is on the wall, and how it is arranged and kept."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from decks.meetings import KIND, Meeting, meetings
from decks.slides import Slide
from store import Store
from tests.pages.conftest import open_everything

PAGE = Path(__file__).resolve().parents[2] / "pages" / "5_present.py"
INVENTED = "Invented demonstration data"


def opened(**asked: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in asked.items():
        page.query_params[name] = value
    return checked(page.run())


def checked(page: AppTest) -> AppTest:
    assert not page.exception
    assert not page.error
    return page


def wall(page: AppTest) -> dict:
    (sent,) = page.get("bidi_component")
    return json.loads(sent.proto.json)


def headlines(page: AppTest) -> list[str]:
    return [slide["headline"] for slide in wall(page)["slides"]]


@pytest.fixture
def changeable(filled, store_directory) -> Store:
    """A copy of the full store that may be written to."""
    shutil.copytree(filled, store_directory)
    return Store.open()


def kept(store: Store, **given) -> Meeting:
    meeting = Meeting("Monthly", "dorset", date(2025, 1, 14), date(2087, 6, 30), **given)
    store.set(KIND, meeting.name, meeting.value())
    return meeting


def test_every_slide_is_there_before_the_first_key(full):
    slides = wall(opened(region="dorset", on="2025-03-01"))["slides"]
    assert slides[0]["headline"].startswith("4 of ")
    assert slides[1]["headline"].startswith("Serve notice on voluntary services has the most support: 3 of ")
    for slide in slides:
        assert all(part.startswith("<svg") for part in [*slide["wide"], *slide["square"]])
        assert "<table" in slide["table"]


def test_the_days_of_a_meeting_are_those_of_its_slides(changeable):
    kept(changeable)
    words = " ".join(headlines(opened(meeting="Monthly", on="2025-03-01")))
    assert "between 14 January 2025 and 1 March 2025" in words
    assert "1 notice comes into effect by 30 June 2087, on Ring pessary" in words


def test_chosen_slides_alone_in_the_order_chosen(changeable):
    place = (("region", "dorset"),)
    kept(changeable, slides=(Slide("totals", place), Slide("standing", place)))
    first, second = headlines(opened(meeting="Monthly", on="2025-03-01"))
    assert first.startswith("4 notices stand")
    assert second.startswith("4 of ")


def test_no_practice_is_named_until_names_are_switched_on(changeable):
    kept(changeable)
    page = opened(meeting="Monthly", on="2025-03-01")
    assert "Z98103" not in json.dumps(wall(page))
    assert wall(page)["mark"] == ""
    kept(changeable, names=True)
    page = opened(meeting="Monthly", on="2025-03-01")
    assert "Z98103" in json.dumps(wall(page))
    assert wall(page)["mark"] == "Practices are named"


def test_a_committees_machine_names_nobody_whatever_the_meeting_says(changeable, monkeypatch):
    kept(changeable, names=True)
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    page = opened(meeting="Monthly", on="2025-03-01")
    assert "Z98103" not in json.dumps(wall(page))
    assert wall(page)["mark"] == ""
    page = opened(meeting="Monthly", arrange="yes")
    assert [button.label for button in page.button] == ["Make the pack"]
    assert "looking only" in " ".join(caption.value for caption in page.caption)


def test_invented_data_say_so_on_every_slide_they_touch(marked):
    slides = wall(opened(region="dorset"))["slides"]
    about_dorset = [
        slide for slide in slides if "Dorset" in slide["headline"] or "Test survey" in slide["headline"]
    ]
    assert INVENTED in "".join(slides[0]["wide"])
    assert all(INVENTED in "".join(slide["square"]) for slide in slides[:5])
    assert about_dorset


def test_a_theme_in_the_address(full):
    assert wall(opened(theme="dark"))["theme"] == "dark"
    page = opened(theme="plaid")
    assert wall(page)["theme"] == "light"
    assert "plaid" in page.warning[0].value


def test_the_usual_meeting_is_kept_under_a_name_and_then_changed(changeable):
    page = opened(region="dorset", arrange="yes")
    page.text_input[0].set_value("Monthly")
    checked(page.button[0].click().run())
    monthly = meetings(changeable.snapshot())["Monthly"]
    assert [slide.name for slide in monthly.slides][:2] == ["since", "standing"]
    assert page.query_params["meeting"] == "Monthly"
    checked(page.button(key="Down 0").click().run())
    assert [slide.name for slide in meetings(changeable.snapshot())["Monthly"].slides][:2] == [
        "standing",
        "since",
    ]
    before = len(monthly.slides)
    checked(page.button(key="Take out 1").click().run())
    names = [slide.name for slide in meetings(changeable.snapshot())["Monthly"].slides]
    assert len(names) == before - 1
    assert "since" not in names


def test_days_names_and_colours_are_set_once(changeable):
    kept(changeable)
    page = opened(meeting="Monthly", arrange="yes")
    next(field for field in page.date_input if field.label == "Last meeting").set_value(date(2025, 2, 11))
    next(field for field in page.selectbox if field.label == "Colours").set_value("dark")
    page.checkbox[0].check()
    next(button for button in page.button if button.label == "Keep").click()
    checked(page.run())
    result = meetings(changeable.snapshot())["Monthly"]
    assert (result.last_on, result.theme, result.names) == (date(2025, 2, 11), "dark", True)
    assert "Practices are named" in page.warning[0].value


def test_a_forgotten_meeting_is_gone(changeable):
    kept(changeable)
    page = opened(meeting="Monthly", arrange="yes")
    checked(page.button(key="forget_meeting").click().run())
    assert meetings(changeable.snapshot()) == {}


def test_a_slide_with_nothing_to_draw_says_so_where_it_is_arranged(changeable):
    kept(changeable, slides=(Slide("totals", (("region", "bsw"),)),))
    page = opened(meeting="Monthly", arrange="yes")
    assert "Notices over time: nothing to draw" in " ".join(
        paragraph.value for paragraph in page.markdown
    ).replace("\\", "")
    assert "None of the slides" in opened(meeting="Monthly").title[0].value


def test_a_chart_of_a_page_becomes_a_slide_of_a_meeting(changeable):
    kept(changeable, slides=(Slide("standing", (("region", "dorset"),)),))
    page = AppTest.from_file(str(PAGE.with_name("2_notices.py")), default_timeout=60)
    page.query_params["view"] = "totals"
    open_everything(page)
    checked(page.run())
    checked(page.button(key="add_slide").click().run())
    _, slide = meetings(changeable.snapshot())["Monthly"].slides
    assert slide.name == "totals"
    assert dict(slide.asked) == {"region": "dorset", "services": ()}
    assert headlines(opened(meeting="Monthly", on="2025-03-01"))[1].startswith(
        "4 notices stand on 1 March 2025"
    )
