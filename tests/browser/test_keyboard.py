"""Every task by keyboard alone: after a page is opened nothing is pressed but keys, one walk a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError as TooSlow

# What has the focus: its role, and what a screen reader would call it.
FOCUSED = """() => {
    const here = document.activeElement;
    const whole = ['MAIN', 'BODY'].includes(here.tagName);
    const name = here.getAttribute('aria-label') || (whole ? '' : here.innerText);
    return `${here.getAttribute('role') || here.tagName.toLowerCase()}: ${name}`;
}"""
LOG = "ODS code,Service,Effective from\nZ99101,Spirometry,31/02/2025\nZ99102,Pessary clinic,13/02/2025\n"


@pytest.fixture(scope="module")
def server(serve, demonstration_store) -> Iterator:
    with serve(demonstration_store) as running:
        yield running


@pytest.fixture
def keys(visitor, server) -> Keys:
    return Keys(visitor, server)


class Keys:
    """A person without a mouse."""

    def __init__(self, visitor, server) -> None:
        self.visitor, self.page, self.server = visitor, visitor.page, server

    def open(self, address: str) -> None:
        self.visitor.go(f"{self.server.address}/{address}")

    def reach(self, name: str, *, back: bool = False) -> None:
        """Go on with Tab until what has the focus is called so."""
        met = []
        for _ in range(90):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            met.append(" ".join(self.page.evaluate(FOCUSED).split()))
            if re.search(name, met[-1]):
                return
        pytest.fail(f"{name!r} is not reached by Tab: {met}")

    def press(self, name: str, key: str = "Enter", *, until: str = "") -> None:
        self.reach(name)
        self.page.keyboard.press(key)
        if until:
            self.page.get_by_text(until).locator("visible=true").first.wait_for(timeout=20_000)
        self.visitor.settle()

    def type(self, name: str, text: str) -> None:
        self.reach(name)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def give_file(self, name: str, text: str) -> None:
        """Give a file through the file chooser; the button is pressed once more where it was drawn anew meanwhile."""
        for _ in range(4):
            self.reach("button: .*Upload$")
            with suppress(TooSlow):
                with self.page.expect_file_chooser(timeout=1_500) as chooser:
                    self.page.keyboard.press("Enter")
                chooser.value.set_files([{"name": name, "mimeType": "text/csv", "buffer": text.encode()}])
                return
            self.visitor.settle()
        pytest.fail("the button opens no file chooser")

    def open_list(self, name: str) -> None:
        """Open a list; once more where the page, which scrolls to what has the focus, closed it again."""
        self.reach(name)
        option = self.page.get_by_role("option").first
        for _ in range(5):
            self.page.keyboard.press("ArrowDown")
            with suppress(TooSlow):
                option.wait_for(timeout=2_000)
                return
        pytest.fail(f"{name!r} does not open")

    def turn(self, first: str, part: str) -> None:
        """From the chosen one of a few parts to another, by arrow, and choose it."""
        self.reach(f"radio: {first}")
        for _ in range(12):
            self.page.keyboard.press("ArrowRight")
            if part in self.page.evaluate(FOCUSED):
                break
        self.page.keyboard.press("Space")
        self.visitor.settle()

    def choose(self, name: str, option: str) -> None:
        """Open a list, narrow it by typing, and take the first that is left."""
        self.open_list(name)
        self.page.keyboard.type(option)
        self.page.get_by_role("option", name=option).first.wait_for(timeout=5_000)
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        self.visitor.settle()


def test_a_region_a_day_and_what_a_figure_is_made_of(keys):
    keys.open("notices")
    keys.choose("combobox: Region", "Gloucestershire")
    assert "region=gloucestershire" in keys.page.url
    keys.open("notices")
    keys.reach("spinbutton: day, As of")
    keys.page.keyboard.type("10022025")
    # The day counts once the focus has left it.
    keys.reach("summary: .*The same figures")
    keys.page.wait_for_url("**on=2025-02-10*")
    keys.visitor.settle()
    assert "10 February 2025" in keys.page.locator("h1").inner_text()
    keys.press("summary: .*What each figure is made of", until="Exampleshire notice log.xlsx")


def test_a_view_a_survey_and_a_figure_as_a_table(keys):
    keys.open("preferences")
    keys.turn("Shares", "Ranked")
    assert "view=support" in keys.page.url
    keys.choose("combobox: Survey", "2024")
    assert "survey=exampleshire_autumn_2024" in keys.page.url
    keys.press("summary: .*The same figures as a table")
    assert keys.page.locator("[data-testid=stTable] table th").count() > 3


def test_a_file_is_given_its_question_answered_a_cell_mended_saved_and_undone(
    serve, demonstration_store, visitor
):
    # A real file takes the demonstration away, which the other walks look at: so a server of its own.
    with serve(demonstration_store) as alone:
        _give_mend_and_undo(Keys(visitor, alone))


def _give_mend_and_undo(keys: Keys) -> None:
    keys.open("upload")
    keys.give_file("Exampleshire keys.csv", LOG)
    keys.page.get_by_role("heading", name="Exampleshire keys.csv").wait_for()
    keys.visitor.settle()
    keys.choose("combobox: 1 row waits for this", "Ring pessary")
    keys.page.get_by_text("with 1 problem").first.wait_for()
    keys.turn("What was read", "The sheet")
    keys.press("button: .*Next open cell", until="31 February is not a date")
    keys.type("input: It should read", "28/02/2025")
    keys.press("button: .*Mend this cell", until="nothing is unclear")
    keys.press("button: .*Save", until="is saved as import")
    keys.press("button: .*Undo", until="is undone")
    assert keys.visitor.errors == []


def test_a_meeting_is_made_its_slides_arranged_and_its_pack_made(keys):
    keys.open("present?arrange=yes")
    keys.type("input: Name of the meeting", "By keyboard")
    keys.press("button: Keep", until="Meeting “By keyboard”")
    first = keys.page.locator("main li, [data-testid=stMarkdown] li").first
    was_first = first.inner_text()
    assert was_first
    keys.press("button: ↓")
    assert first.inner_text() != was_first
    slides = keys.page.get_by_role("button", name="Take out").count()
    keys.press("button: Take out")
    assert keys.page.get_by_role("button", name="Take out").count() == slides - 1
    keys.choose("combobox: Format", "Excel workbook")
    keys.press("button: Make the pack", until="Download the Excel workbook")
    keys.reach("button: .*Download the Excel workbook")
    with keys.page.expect_download() as download:
        keys.page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".xlsx")


def test_an_event_is_entered(keys):
    keys.open("responses")
    keys.press("summary: .*Add what happened")
    keys.type("input: Date", "March 2025")
    keys.choose("combobox: What happened", "Offer")
    keys.type("input: Summary", "The ICB offered a fee for each item.")
    keys.type("input: Source", "A letter of the ICB")
    keys.press("button: .*Save", until="Saved as import")
    assert keys.page.get_by_text("21 events").count() == 0
