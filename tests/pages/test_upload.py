"""The upload page, driven as an analyst would: nothing is saved unseen, and everything can be undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from disclosure import cleared
from frame.viewer import Viewer
from loaders import answering, importing
from loaders.kinds import Options
from loaders.templates import current_menu
from measures import measure
from store import Store
from store.lmc import KIND, REGION

PAGE = Path(__file__).resolve().parents[2] / "pages" / "6_upload.py"
HEAD = "ODS code,Stop rationing referrals,Freeze sign-up to any new data sharing agreements"
SURVEY = f"{HEAD}\r\nZ98101,Green,Red\r\nZ98102,Green,Amber\r\nZ98103,Amber,\r\n".encode()
LOG = (
    b"ODS code,Service,Effective from,Status\r\n"
    b"Z98101,Spirometry,13/02/2025,Served\r\n"
    b"Z98102,Spirometry,13/02/2025,Withdrawn\r\n"
)


@pytest.fixture
def store() -> Store:
    """A store that has held a file, so that the page does not load the demonstration into it."""
    store = Store.open()
    importing.load(store, LOG + b"\r\n", "first.csv", Options(kind="notices", region="dorset"))
    return store


@pytest.fixture
def page(store) -> AppTest:
    return AppTest.from_file(str(PAGE), default_timeout=60).run()


def give(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    page.file_uploader[0].set_value([(name, data, "text/csv") for name, data in files])
    return checked(page.run())


def checked(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def press(page: AppTest, words: str) -> AppTest:
    (button,) = [button for button in page.button if button.label.startswith(words)]
    return checked(button.click().run())


def text_of(page: AppTest) -> str:
    """Everything on the page that can be read, without the signs that keep it from being formatting."""
    parts = [page.title, page.header, page.markdown, page.caption, page.success, page.error, page.info]
    words = [element.value for part in parts for element in part]
    tables = [table.value.to_csv() for table in page.table]
    return "\n".join([*words, *tables]).replace("\\", "")


def choose(page: AppTest, about: str, choice: str) -> AppTest:
    """Choose an answer in the first list whose label has these words."""
    box = next(box for box in page.selectbox if about in box.label)
    return checked(box.set_value(choice).run())


def key_of(page: AppTest, name: str) -> str:
    """The key of a file that waits."""
    return next(key for key, file in page.session_state["upload_desk"].files.items() if file.name == name)


def show(page: AppTest, view: str) -> AppTest:
    """Look at one part of what is known of the file in focus."""
    (choice,) = [group for group in page.button_group if group.key.startswith("view_")]
    return checked(choice.set_value(view).run())


def at(page: AppTest, view: str) -> AppTest:
    """Turn to what is below the files: loaded, remembered, mended or templates."""
    (choice,) = [group for group in page.button_group if group.key == "view"]
    return checked(choice.set_value(view).run())


def answer(page: AppTest, choice: str) -> AppTest:
    """Choose an answer to the first question."""
    next(box for box in page.selectbox if "for this" in box.label).set_value(choice)
    return checked(page.run())


def button(page: AppTest, words: str):
    """The one button whose label begins so."""
    (result,) = [button for button in page.button if button.label.startswith(words)]
    return result


def imports(store: Store) -> list[str]:
    return [f"{row.file}: {row.state}" for row in measure(store.snapshot(), "imports").itertuples()]


def test_nothing_is_saved_before_it_has_been_seen(page, store):
    give(page, ("replies.csv", SURVEY))
    choose(page, "Which region", "sefton")
    assert "It is a survey of practices: 3 rows of 3 can be loaded, and nothing is unclear." in text_of(page)
    assert "Its columns name 2 actions" in text_of(page)
    assert imports(store) == ["first.csv: loaded"]
    press(page, "Save this file")
    assert "replies.csv is saved as import 2: 3 rows loaded." in text_of(page)
    counted = measure(store.snapshot(), "preferences", regions=["sefton"]).set_index(["action", "answer"])
    assert counted.loc[("referrals", "green"), "practices"] == 2
    assert counted.loc[("dsa_freeze", "red"), "practices"] == 1


def test_a_question_is_answered_in_place_and_remembered(page, store):
    give(page, ("replies.csv", SURVEY))
    assert "Which region is this file from?" in text_of(page)
    answer(page, "sefton")
    assert "nothing is unclear" in text_of(page)
    assert page.title[0].value == "1 file waits to be saved"
    assert imports(store) == ["first.csv: loaded"]
    assert store.snapshot().rows("SELECT choice FROM remembered") == []
    press(page, "Save this file")
    assert imports(store) == ["replies.csv: loaded", "first.csv: loaded"]
    assert store.snapshot().rows("SELECT about, choice FROM remembered") == [("region", "sefton")]
    at(page, "remembered")
    assert "Which region is it?,replies.csv,Sefton" in text_of(page)
    assert "replies.csv (2)" in text_of(page)


def test_a_remembered_answer_is_changed_and_forgotten(page, store):
    log = b"ODS code,Service,Effective from,Status\r\nZ98101,Widget clinic,13/02/2025,Served\r\n"
    report = importing.load(store, log, "log.csv", Options(kind="notices", region="sefton"))
    answering.answer(store, report["questions"][0]["id"], "spirometry")
    at(page, "remembered")
    assert "Which service is it?,Widget clinic,Spirometry" in text_of(page)
    assert "log.csv (2)" in text_of(page)
    choose(page, "Change or forget", report["questions"][0]["id"])
    choose(page, "Change it to", "ecg")
    press(page, "Change it: the files")
    assert "The answer is changed; 1 file was read again." in text_of(page)
    assert store.snapshot().rows("SELECT service FROM standing_notices WHERE region = 'sefton'") == [("ecg",)]
    choose(page, "Change or forget", report["questions"][0]["id"])
    press(page, "Forget it")
    assert store.snapshot().rows("SELECT * FROM remembered") == []
    assert "The answer is forgotten; 1 file was read again." in text_of(page)
    assert imports(store) == ["log.csv: needs an answer", "first.csv: loaded"]


def test_a_question_that_an_earlier_import_left_open(store):
    log = b"ODS code,Service,Effective from,Status\r\nZ98101,Widget clinic,13/02/2025,Served\r\n"
    importing.load(store, log, "log.csv", Options(kind="notices", region="sefton"))
    page = checked(AppTest.from_file(str(PAGE), default_timeout=60).run())
    assert "1 of them waits for an answer" in text_of(page)
    answer(page, "spirometry")
    press(page, "Use these answers")
    assert imports(store) == ["log.csv: loaded", "first.csv: loaded"]
    (row,) = measure(store.snapshot(), "notices", regions=["sefton"], services=["spirometry"]).to_dict(
        "records"
    )
    assert row["count"] == 1


def test_several_files_are_saved_at_once(page, store):
    give(page, ("replies.csv", SURVEY), ("log.csv", LOG))
    for name in ("log.csv", "replies.csv"):
        choose(page, "Look at", key_of(page, name))
        choose(page, "Which region", "sefton")
    checked(page.toggle[0].set_value(True).run())
    assert "Sefton,Spirometry,served,none,1,new" in text_of(page)
    assert f'Sefton,"Sefton, {date.today():%B %Y}",practices that answered' in text_of(page)
    press(page, "Save all 2 files")
    assert imports(store) == ["log.csv: loaded", "replies.csv: loaded", "first.csv: loaded"]
    assert not page.file_uploader[0].value


def test_one_of_several_files_is_saved_and_the_other_stays(page, store):
    give(page, ("replies.csv", SURVEY), ("log.csv", LOG))
    for name in ("log.csv", "replies.csv"):
        choose(page, "Look at", key_of(page, name))
        choose(page, "Which region", "sefton")
    next(button for button in page.button if button.label == "Save this file").click().run()
    checked(page)
    assert imports(store) == ["replies.csv: loaded", "first.csv: loaded"]
    assert "replies.csv" in text_of(page)
    assert [button.label for button in page.button].count("Save this file") == 1


def test_a_file_that_cannot_be_taken_has_one_sentence_and_no_button(page, store):
    give(page, ("broken.xlsx", b"PK\x03\x04 not a workbook"))
    assert "This file cannot be taken." in text_of(page)
    assert not [button for button in page.button if button.label.startswith("Save")]
    assert imports(store) == ["first.csv: loaded"]


def test_problems_are_listed_with_their_cells(page, store):
    log = LOG + b"Z98103,Spirometry,31/02/2025,Served\r\n"
    give(page, ("log.csv", log))
    choose(page, "Which region", "sefton")
    assert "1 problem" in text_of(page)
    assert "C4" in text_of(page)
    assert "31/02/2025" in text_of(page)
    press(page, "Save what is certain")
    assert "1 problem" in text_of(page)


def test_thousands_of_problems_stay_usable(page):
    rows = "".join(f"Z{n:05d},Spirometry,31/02/2025,Served\r\n" for n in range(3000))
    give(page, ("log.csv", LOG + rows.encode()))
    choose(page, "Which region", "sefton")
    assert "with 3,000 problems" in text_of(page)
    show(page, "problems")
    assert "1 to 20 of 3,000." in text_of(page)
    checked(page.number_input[0].set_value(150).run())
    assert "2,981 to 3,000 of 3,000." in text_of(page)
    assert max(len(table.value) for table in page.table) <= 20
    show(page, "sheet")
    assert "Rows 1 to 30 of 3,003." in text_of(page)


def test_every_cell_that_says_the_same_is_mended_at_once(page, store):
    bad = b"Z98103,Spirometry,31/02/2025,Served\r\nZ98104,ECG,31/02/2025,Served\r\nZ98105,ECG,soon,Served\r\n"
    give(page, ("Sefton log.csv", LOG + bad))
    assert "C4 and 1 more,Effective from,31/02/2025" in text_of(page)
    choose(page, "Mend one in the sheet", 0)
    assert "C4: problem." in text_of(page)
    (field,) = [field for field in page.text_input if field.label.startswith("It should read")]
    field.set_value("28/02/2025")
    (alike,) = [box for box in page.checkbox if box.label.startswith("Also the other 1 cell")]
    alike.set_value(True)
    press(page, "Mend this cell")
    assert "with 1 question." in text_of(page)
    assert "C4 reads “28/02/2025” in place of “31/02/2025” (and 1 more cell)" in text_of(page)
    press(page, "Save what is certain")
    mended = "SELECT row, corrected FROM corrections ORDER BY row"
    assert store.snapshot().rows(mended) == [(3, "28/02/2025"), (4, "28/02/2025")]


def test_what_nobody_can_answer_is_left_out_with_one_press_and_taken_back_with_one(page, store):
    rows = "".join(f"Z9810{n},Widget clinic {n},13/02/2025,Served\r\n" for n in range(3, 7))
    give(page, ("Sefton log.csv", LOG + rows.encode()))
    assert "with 4 questions" in text_of(page)
    answer(page, "ecg")
    press(page, "Leave out all that are not answered")
    assert "3 rows of 6 can be loaded, 3 are left out, and nothing is unclear." in text_of(page)
    choose(page, "Take one back", "everything")
    assert "with 4 questions" in text_of(page)
    assert store.snapshot().rows("SELECT * FROM remembered") == []


def test_one_region_for_all_files_that_do_not_say_theirs(page, store):
    give(page, ("replies.csv", SURVEY), ("log.csv", LOG))
    choose(page, "2 files do not say which region", "sefton")
    assert "Which region is this file from?" not in text_of(page)
    press(page, "Save all 2 files")
    assert measure(store.snapshot(), "imports")["region"].tolist() == ["sefton", "sefton", "dorset"]


def test_a_batch_with_a_file_that_cannot_be_taken(page, store):
    give(page, ("Sefton replies.csv", SURVEY), ("broken.xlsx", b"PK\x03\x04 not a workbook"))
    assert page.title[0].value == "1 file waits to be saved; 1 file cannot be taken"
    press(page, "Save all 1 file")
    assert "Sefton replies.csv is saved as import 2: 3 rows loaded." in text_of(page)
    assert "broken.xlsx is not saved. The file is damaged" in text_of(page)
    assert not page.file_uploader[0].value
    assert page.title[0].value == "2 files are loaded"


def test_what_a_file_says_is_never_formatting(page):
    log = LOG + b"Z98103,Spirometry,![x](http://example.invalid/x.png),Served\r\n"
    give(page, ("![x](a).csv", log))
    choose(page, "Which region", "sefton")
    raw = "\n".join([*(element.value for element in page.markdown), *(t.value.to_csv() for t in page.table)])
    assert "![x]" not in raw
    assert "http://example.invalid" in raw.replace("\\", "")


def test_undo_and_bring_back(page, store):
    press(choose(page, "Undo an import", 1), "Undo it")
    assert imports(store) == ["first.csv: undone"]
    assert "Import 1: first.csv is undone" in text_of(page)
    press(choose(page, "Undo an import", 1), "Bring it back")
    assert imports(store) == ["first.csv: loaded"]


def test_undoing_in_a_tab_that_is_behind_does_not_bring_back(page, store):
    choose(page, "Undo an import", 1)
    store.undo(1)
    press(page, "Undo it")
    assert imports(store) == ["first.csv: undone"]


def test_the_same_file_twice(page, store):
    give(page, ("again.csv", LOG + b"\r\n"))
    choose(page, "Which region", "dorset")
    choose(page, "What kind", "notices")
    assert not [button for button in page.button if button.label.startswith("Save")]
    assert "was loaded before, as import 1: nothing has changed." in text_of(page)
    assert imports(store) == ["first.csv: loaded"]


def test_templates_can_be_downloaded(page):
    at(page, "templates")
    (menu,) = [box for box in page.selectbox if box.label == "List of actions"]
    assert menu.value == current_menu(Store.open().snapshot(), "", date.today())
    assert next(box for box in page.selectbox if box.key == "template_region").value is None
    assert {"Survey sheet (XLSX)", "Notice log (XLSX)"} <= {button.label for button in page.download_button}


def test_templates_begin_with_our_own_region(page, store):
    store.set(KIND, REGION, "sefton")
    at(page, "templates")
    assert next(box for box in page.selectbox if box.key == "template_region").value == "sefton"


def test_a_committee_cannot_upload(store, monkeypatch):
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    page = checked(AppTest.from_file(str(PAGE), default_timeout=60).run())
    assert not page.file_uploader
    assert not page.button
    assert "looking only" in page.warning[0].value


def test_a_file_waits_for_its_answers_if_its_owner_wants_so(page, store):
    give(page, ("replies.csv", SURVEY))
    page.radio[0].set_value("Wait for the answers")
    checked(page.run())
    (button,) = [button for button in page.button if button.label.startswith("Save")]
    assert button.disabled
    assert "It is saved when its questions are answered." in text_of(page)
    answer(page, "sefton")
    press(page, "Save this file")
    assert imports(store) == ["replies.csv: loaded", "first.csv: loaded"]


def test_why_a_file_was_taken_for_what_it_is(page):
    give(page, ("Sefton replies.csv", SURVEY))
    assert "Region,Sefton,The file's name names it." in text_of(page)
    assert "Practices,by ODS code,Column A “ODS code”." in text_of(page)
    choose(page, "Which region", "dudley")
    assert "Region,Dudley,You chose it." in text_of(page)


def test_the_figures_before_and_after(page, store):
    importing.load(store, SURVEY, "first.csv", Options(region="sefton", survey="autumn"))
    more = f"{HEAD}\r\nZ98101,Red,Red\r\n".encode()
    give(page, ("more.csv", more))
    choose(page, "Which region", "sefton")
    choose(page, "Which survey", "autumn")
    show(page, "changes")
    assert "2 figures change when it is saved." in text_of(page)
    assert "Sefton,Stop rationing referrals (autumn),Green,2,1,-1" in text_of(page)
    assert "Sefton,Stop rationing referrals (autumn),Red,0,1,+1" in text_of(page)
    give(page, ("same.csv", SURVEY + b"\r\n"))
    choose(page, "Which region", "sefton")
    choose(page, "Which survey", "autumn")
    assert "No figure changes." in text_of(page)


def test_an_import_is_looked_at_again_and_mended(page, store):
    log = LOG + b"Z98103,Spirometry,31/02/2025,Served\r\n"
    importing.load(store, log, "log.csv", Options(kind="notices", region="sefton"))
    choose(checked(page.run()), "Undo an import", 2)
    press(page, "Look at it again")
    assert "Nothing is changed yet" in text_of(page)
    show(page, "sheet")
    press(page, "Next open cell")
    assert "31 February is not a date" in text_of(page)
    (field,) = [field for field in page.text_input if field.label.startswith("It should read")]
    field.set_value("28/02/2025")
    press(page, "Mend this cell")
    assert "C4 reads “28/02/2025” in place of “31/02/2025”" in text_of(page)
    assert store.snapshot().rows("SELECT * FROM corrections") == []
    press(page, "Save this file")
    assert imports(store) == ["log.csv: loaded", "first.csv: loaded"]
    dated = "SELECT effective_on::VARCHAR FROM standing_notices WHERE respondent = 'Z98103'"
    assert store.snapshot().rows(dated) == [("2025-02-28",)]
    at(page, "mended")
    assert "log.csv,log,C4,31/02/2025,28/02/2025" in text_of(page)


def test_what_was_decided_can_be_taken_back_before_it_is_saved(page, store):
    give(page, ("replies.csv", SURVEY))
    answer(page, "sefton")
    assert "“replies.csv” is answered" in text_of(page)
    back = next(box for box in page.selectbox if box.label == "Take one back")
    checked(back.set_value(back.options[0]).run())
    assert "Which region is this file from?" in text_of(page)


def test_the_committee_does_not_see_what_stood_in_a_mended_cell(store, monkeypatch):
    from loaders.deciding import correct

    correct(store, 1, "B2", "ECG")
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    data = AppTest.from_file(str(PAGE.with_name("7_data.py")), default_timeout=60)
    data.query_params["view"] = "mended"
    words = text_of(checked(data.run()))
    assert "1 cell was mended by hand" in words
    assert "Spirometry" not in words


def test_a_table_that_was_turned_is_shown_by_its_cells(page):
    turned = b"Service,Z98101,Z98102\r\nSpirometry,15/11/2024,\r\nECGs,,16/11/2024\r\n"
    page = give(page, ("Dorset notices.csv", turned))
    shown = text_of(show(page, "columns"))
    assert "A1,Service,the service that notice is served on,2 labels" in shown
    assert "A1,Effective from,from when the notice takes effect,2 answers" in shown


def test_an_analyst_of_one_region_brings_in_nothing_of_another(monkeypatch, store):
    ann = Viewer("ann@lmc.example", cleared("analyst", ("dorset",)))
    monkeypatch.setattr("frame.entrance.viewer", lambda: ann)
    theirs = (
        b"ODS code,Region,Service,Served\r\nZ98101,Dorset,ECG,13/01/2025\r\nZ98105,Sefton,ECG,14/01/2025\r\n"
    )
    page = give(AppTest.from_file(str(PAGE), default_timeout=60).run(), ("both.csv", theirs))
    assert "It has rows of Sefton, and your role is for Dorset: it is not saved." in text_of(page)
    assert all(button.disabled for button in page.button if button.label.startswith("Save"))
    assert len(measure(store.snapshot(), "imports")) == 1

    page = give(page, ("ours.csv", theirs.replace(b"Sefton", b"Dorset")))
    press(page, "Save")
    assert len(measure(store.snapshot(), "imports")) == 2
