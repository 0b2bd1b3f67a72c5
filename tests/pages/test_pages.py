"""Every display page, full, empty and with bad parameters; the figures on it counted by hand."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from store import Store
from tests.pages.conftest import open_everything

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "dashboard": "dashboard.py",
    "preferences": "pages/1_preferences.py",
    "notices": "pages/2_notices.py",
    "regions": "pages/3_regions.py",
    "responses": "pages/4_responses.py",
    "present": "pages/5_present.py",
    "data": "pages/7_data.py",
}


def opened(name: str, **asked) -> AppTest:
    """A page of the dashboard after its first run, with these parameters in its address."""
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    if name != "dashboard":
        page.switch_page(PAGES[name])
    for parameter, value in asked.items():
        page.query_params[parameter] = value
    open_everything(page)
    page.run()
    assert not page.exception, page.exception
    assert not page.error, [error.value for error in page.error]
    return page


def wall(page: AppTest) -> list[dict]:
    """The slides that the page sent to the browser; none on other pages."""
    sent = [json.loads(element.proto.json) for element in page.get("bidi_component") if element.proto.json]
    return [slide for screens in sent for slide in screens["slides"]]


def drawn(page: AppTest) -> list[str]:
    """The pictures that the page sent to the browser, each at every width."""
    return [element.proto.bytes.decode() for element in page.get("bidi_component") if element.proto.bytes]


def text_of(page: AppTest) -> str:
    parts = [page.title, page.header, page.markdown, page.caption, page.warning]
    words = "\n".join(element.value for part in parts for element in part).replace("\\", "")
    return words + "\n".join(slide["headline"] for slide in wall(page))


def title(page: AppTest) -> str:
    if wall(page):
        return wall(page)[0]["headline"]
    return (page.title or page.markdown)[0].value.replace("\\", "")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_runs_full(full, name):
    page = opened(name)
    assert title(page)
    assert not page.warning


def test_an_earlier_generation_is_not_shown_without_a_word(removable):
    store = Store.open(removable)
    store.generations.path(store.generation).unlink()
    assert opened("data").warning[0].value.startswith("The newest database of this store is lost")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_runs_empty_and_says_something(empty, name):
    page = opened(name)
    assert len(text_of(page)) > 40


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_run_by_itself(full, name):
    page = AppTest.from_file(str(ROOT / PAGES[name]), default_timeout=60).run()
    assert not page.exception
    assert not page.error


BAD = {
    "preferences": ("region", "survey", "beside", "order", "base"),
    "notices": ("region", "category", "view", "on"),
    "regions": ("kind", "subject", "regions", "on"),
    "responses": ("regions",),
    "present": ("region", "slide"),
    "data": ("view",),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_parameters_are_told_each_and_the_page_shows_the_usual_choice(full, name):
    page = opened(name, **dict.fromkeys(BAD[name], "no such <thing> 2025-99-99"))
    usual = opened(name)
    assert len(page.warning) == len(BAD[name])
    assert title(page) == title(usual)


def test_a_day_out_of_reach_of_the_calendar_is_told(full):
    page = opened("notices", on="1066-10-14")
    assert "1066-10-14" in page.warning[0].value.replace("\\", "")


def test_of_several_in_the_address_the_known_ones_are_kept(full):
    page = opened("regions", regions=["dorset", "atlantis"])
    assert "atlantis" in page.warning[0].value
    assert page.multiselect(key="regions").value == ["dorset"]


def test_the_landing_page_says_where_we_stand(full):
    page = opened("dashboard")
    assert "3 of 4 practices" not in title(page)
    assert title(page).startswith("Serve notice on voluntary services has the most support: 3 of ")
    facts = " ".join(element.proto.body for element in page.get("html"))
    assert "Notices standing on" in facts
    assert "<strong>4</strong>" in facts
    assert "2 cells" not in facts
    assert "3 cells" in facts


def test_the_empty_landing_page_shows_what_was_published(empty):
    page = opened("dashboard")
    assert title(page) == "No survey is loaded yet: what follows was published elsewhere."
    assert drawn(page)


def test_preferences_show_those_that_answered_by_choice(full):
    page = opened("preferences", base="answered")
    assert title(page).endswith("has the most support: 3 of 4 practices (75%) would readily do this.")
    assert page.table[0].value.iloc[0]["Green"] == "3"


def test_a_choice_goes_into_the_address_and_the_default_does_not(full):
    page = opened("preferences")
    assert dict(page.query_params) == {}
    page.selectbox(key="survey").set_value("autumn").run()
    assert page.query_params["survey"] == "autumn"
    page.selectbox(key="survey").set_value("winter").run()
    assert "survey" not in page.query_params


def test_the_address_chooses(full):
    page = opened("preferences", survey="autumn", order="menu")
    assert page.selectbox(key="survey").value == "autumn"
    assert page.selectbox(key="order").value == "menu"
    assert "2 of" in text_of(page)


def test_two_surveys_side_by_side(full):
    page = opened("preferences", beside="dorset/autumn", base="answered")
    assert "3 of 4 practices (75%) in Dorset, February 2025; 1 of 2 practices (50%) in Dorset" in title(page)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        ("2025-03-01", "Ring pessary fitting or change has the most notices: 3 of"),
        ("2024-11-15", "Ring pessary fitting or change has the most notices: 2 of"),
    ],
)
def test_notices_are_shown_as_of_the_day_chosen(full, on, sentence):
    page = opened("notices", region="dorset", on=on)
    assert title(page).startswith(sentence)


def test_dates_and_totals_of_notices(full):
    page = opened("notices", region="dorset", on="2025-03-01", view="dates")
    assert title(page) == ("1 notice comes into effect next, on 1 June 2087: Ring pessary fitting or change.")
    page = opened("notices", region="dorset", on="2025-03-01", view="totals")
    assert title(page) == "4 notices stand on 1 March 2025, 2 of them in effect."


def test_a_category_narrows_the_notices(full):
    page = opened("notices", region="dorset", category="Diagnostics", on="2025-03-01")
    assert title(page).startswith("Spirometry has the most notices: 1 of")


def test_a_region_without_a_log_says_so(full):
    page = opened("notices", region="gloucestershire", view="dates")
    assert title(page).startswith("Gloucestershire has no notice log here")


def test_reported_figures_stand_as_they_were_published(full):
    page = opened("notices", region="gloucestershire")
    assert "almost 90% of 64 practices served notice, as reported" in title(page)


def test_one_subject_across_regions(full):
    page = opened("regions", subject="ring_pessary", on="2025-03-01")
    assert title(page).startswith("Ring pessary fitting or change: ")
    bases = set(page.table[0].value["Basis"])
    assert {"counted", "reported"} <= bases


def test_no_slide_or_chart_names_a_practice(full):
    for name in ("dashboard", "preferences", "notices", "regions", "present"):
        page = opened(name)
        shown = (
            text_of(page) + " ".join(table.value.to_csv() for table in page.table) + json.dumps(wall(page))
        )
        assert "Z98101" not in shown


@pytest.mark.parametrize("view", ["method", "sources", "problems", "left_out", "downloads"])
def test_the_data_page_has_every_account(full, view):
    page = opened("data", view=view)
    assert page.markdown or page.table


def test_problems_say_where_and_what_to_do(full):
    page = opened("data", view="problems")
    table = page.table[0].value
    assert list(table["Cell"]) == ["C9"] * 3
    assert title(page) == "3 cells could not be read"


def test_a_measure_on_screen_has_whole_counts_and_iso_dates(full):
    table = opened("data", view="downloads", measure="notices").table[1].value
    own = table[table["Region"] == "dorset"].set_index("Service")
    assert own.loc["ring\\_pessary", "Count"] == "3"
    assert own.loc["ring\\_pessary", "First effective on"] == "2025-02-01"


def test_the_committee_sees_no_names_and_no_upload(full, monkeypatch):
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    page = opened("data", view="problems")
    assert not page.table
    assert "Elm Surgery" not in text_of(page)
    assert "3 cells could not be read" in text_of(page)
    upload = AppTest.from_file(str(ROOT / "pages" / "6_upload.py"), default_timeout=60).run()
    assert not upload.get("file_uploader")
    assert "looking only" in upload.warning[0].value


@pytest.mark.parametrize("name", ["dashboard", "preferences", "notices", "regions"])
def test_invented_data_are_marked_in_the_picture_and_under_it(marked, name):
    page = opened(name)
    assert any("invented demonstration data" in caption.value for caption in page.caption)
    assert "Invented demonstration data" in drawn(page)[0]


def test_real_data_carry_no_such_mark(full):
    page = opened("preferences")
    assert "Invented" not in text_of(page)


def test_demonstration_data_leave_with_one_click(removable):
    page = opened("preferences")
    page.button(key="remove_demonstration").click().run()
    assert not page.exception
    assert title(page) == "No survey is loaded yet."


def first_call(path: Path) -> str:
    """The first function that a page calls, by name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        calls = [part for part in ast.walk(node) if isinstance(part, ast.Call)]
        if calls and not isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)):
            return ast.unparse(calls[0].func)
    return ""


@pytest.mark.parametrize(
    "path", [ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py"))], ids=lambda path: path.name
)
def test_every_page_starts_with_the_frame(path):
    assert first_call(path).split(".")[-1] == "start"


def test_an_error_in_a_page_is_one_sentence_and_no_traceback(full, monkeypatch):
    def broken(*_args, **_given):
        raise RuntimeError("a detail that nobody in the hall should read")

    page = opened("notices")
    monkeypatch.setattr("frame.visit.ask", broken)
    # A day that nobody asked for yet, so that its figures are not kept from before.
    page.query_params["on"] = "2023-05-05"
    page.run()
    assert not page.exception
    assert len(page.error) == 1
    assert "a detail" not in page.error[0].value


def test_a_database_that_is_lost_is_a_sentence_on_the_page_and_in_the_terminal(store_directory, capsys):
    folder = store_directory / "generations"
    folder.mkdir(parents=True)
    (folder / "000001.duckdb").write_bytes(b"no database")
    (store_directory / "CURRENT").write_text("000001\n", encoding="utf-8")
    page = AppTest.from_file(str(ROOT / PAGES["notices"]), default_timeout=60).run()
    assert not page.exception
    assert "is lost or damaged" in page.error[0].value
    assert "Traceback" not in capsys.readouterr().err
