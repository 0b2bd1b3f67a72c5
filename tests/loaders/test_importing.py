"""From files to the store and back: what stands after loading, answering, undoing and rebuilding."""

from __future__ import annotations

import csv
import io
import time
from datetime import datetime, timedelta

import pytest

from loaders import importing
from loaders.answering import WrongUsage, answer, forget
from loaders.importing import load, undo
from loaders.kinds import Options
from loaders.rebuilding import Incomplete, rebuild
from store import Store

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
AUTUMN = Options(region="sefton", survey="autumn")


@pytest.fixture
def store(store_directory):
    return Store.open(store_directory)


def file_of(*rows):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def counts(store):
    sql = "SELECT action, answer, practices FROM answer_counts ORDER BY ALL"
    return {f"{action}/{words}": practices for action, words, practices in store.snapshot().rows(sql)}


TWO = file_of(["ODS code", LIMIT], ["Z99001", "Green"], ["Z99002", "Red"])


def test_a_file_loads_once(store):
    first = load(store, TWO, "two.csv", AUTUMN, by="analyst")
    assert (first["outcome"], first["import"], first["rows_loaded"]) == ("loaded", 1, 2)
    again = load(store, TWO, "renamed.csv", AUTUMN)
    assert (again["outcome"], again["import"], again["rows_loaded"]) == ("already loaded", 1, 2)
    assert counts(store) == {"limit_contacts/green": 1, "limit_contacts/red": 1}
    assert store.snapshot().rows("SELECT loaded_by, file FROM imports") == [("analyst", "two.csv")]
    assert store.received(first["sha256"]).read_bytes() == TWO


def test_undo_takes_an_import_out_and_loading_the_file_again_brings_it_back(store):
    load(store, TWO, "two.csv", AUTUMN)
    assert undo(store, 1) == "undone"
    assert counts(store) == {}
    back = load(store, TWO, "two.csv", AUTUMN)
    assert (back["outcome"], back["import"]) == ("loaded", 1)
    assert counts(store) == {"limit_contacts/green": 1, "limit_contacts/red": 1}


def test_a_corrected_file_replaces_the_answers_of_the_practices_in_it(store):
    load(store, TWO, "two.csv", AUTUMN)
    load(store, file_of(["ODS code", LIMIT], ["Z99002", "Amber"]), "corrected.csv", AUTUMN)
    assert counts(store) == {"limit_contacts/amber": 1, "limit_contacts/green": 1}


def test_an_answer_is_remembered_for_the_next_file_like_it(store):
    rows = [["ODS code", LIMIT, "Paint the surgery"], ["Z99001", "Green", "Red"]]
    report = load(store, file_of(*rows), "one.csv", AUTUMN)
    assert report["outcome"] == "needs an answer"
    (question,) = report["questions"]
    assert counts(store) == {"limit_contacts/green": 1}
    (again,) = answer(store, question["id"], "pilots")
    assert (again["outcome"], again["import"], again["questions"]) == ("loaded", 1, [])
    assert counts(store) == {"limit_contacts/green": 1, "pilots/red": 1}
    other = load(store, file_of(*rows, ["Z99002", "Red", "Red"]), "next.csv", AUTUMN)
    assert (other["outcome"], other["questions"]) == ("loaded", [])
    assert counts(store)["pilots/red"] == 2


def test_a_remembered_answer_can_be_changed_and_forgotten(store):
    report = load(
        store, file_of(["ODS code", LIMIT], ["Z99001", "Maybe"], ["Z99002", "Red"]), "one.csv", AUTUMN
    )
    (question,) = report["questions"]
    answer(store, question["id"], "amber")
    assert counts(store) == {"limit_contacts/amber": 1, "limit_contacts/red": 1}
    answer(store, question["id"], "red")
    assert counts(store) == {"limit_contacts/red": 2}
    (asked,) = forget(store, question["id"])
    assert asked["outcome"] == "needs an answer"
    assert counts(store) == {"limit_contacts/red": 1}


def test_a_survey_that_cannot_be_told_is_asked_about_and_nothing_loads(store):
    load(store, TWO, "two.csv", AUTUMN)
    report = load(
        store, file_of(["ODS code", LIMIT], ["Z99003", "Green"]), "more.csv", Options(region="sefton")
    )
    (question,) = report["questions"]
    assert (question["about"], report["rows_loaded"]) == ("survey", 0)
    assert "autumn" in question["choices"]
    answer(store, question["id"], "autumn")
    assert counts(store) == {"limit_contacts/green": 2, "limit_contacts/red": 1}


def test_a_survey_given_an_id_at_first_keeps_it_when_the_file_is_read_again(store):
    report = load(
        store,
        file_of(["ODS code", LIMIT], ["Z99001", "Maybe"], ["Z99002", "Red"]),
        "s.csv",
        Options(region="sefton"),
    )
    (question,) = report["questions"]
    assert question["about"] == "answer"
    (again,) = answer(store, question["id"], "amber")
    assert again["survey"] == report["survey"]
    assert again["questions"] == []


def test_a_choice_that_is_none_is_wrong_usage(store):
    report = load(
        store, file_of(["ODS code", LIMIT], ["Z99001", "Maybe"], ["Z99002", "Red"]), "one.csv", AUTUMN
    )
    with pytest.raises(WrongUsage, match="not one of the choices: amber"):
        answer(store, report["questions"][0]["id"], "blue")
    with pytest.raises(WrongUsage, match="no question"):
        answer(store, "nonsense", "green")


def test_answers_on_another_scale_do_not_join_a_survey(store):
    load(store, TWO, "two.csv", AUTUMN)
    report = load(store, file_of(["ODS code", LIMIT], ["Z99003", "Already taking"]), "taking.csv", AUTUMN)
    assert report["outcome"] == "refused"
    assert "another survey" in report["problems"][0]["reason"]


def test_a_refused_file_leaves_nothing(store):
    report = load(store, b"just a letter\nto nobody\n", "letter.txt")
    assert report["outcome"] == "refused"
    assert len(report["problems"]) == 1
    assert store.snapshot().rows("SELECT count(*) FROM imports") == [(0,)]
    assert list((store.directory / "received").glob("*")) == []


def test_a_rebuilt_store_says_the_same(store):
    load(store, TWO, "two.csv", AUTUMN)
    report = load(
        store, file_of(["ODS code", LIMIT], ["Z99003", "Maybe"], ["Z99004", "Red"]), "more.csv", AUTUMN
    )
    answer(store, report["questions"][0]["id"], "amber")
    load(store, file_of(["ODS code", LIMIT], ["Z99005", "Red"]), "undone.csv", AUTUMN)
    undo(store, 3)
    before = counts(store)
    reports = rebuild(store)
    assert [report["outcome"] for report in reports] == ["loaded", "loaded", "loaded"]
    assert (
        counts(store)
        == before
        == {"limit_contacts/amber": 1, "limit_contacts/green": 1, "limit_contacts/red": 2}
    )


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda path: path.unlink(), "not among the files received"),
        (lambda path: path.write_bytes(b"ODS code\nZ99009\n"), "has been changed since"),
    ],
    ids=["lost", "changed"],
)
def test_a_rebuild_never_leaves_an_import_out_without_being_told_to(store, spoil, reason):
    load(store, TWO, "two.csv", AUTUMN)
    other = load(store, file_of(["ODS code", LIMIT], ["Z99003", "Red"]), "other.csv", AUTUMN)
    before, path = counts(store), store.received(other["sha256"])
    data = path.read_bytes()
    spoil(path)
    with pytest.raises(Incomplete, match="1 import of 2 cannot be brought back, so nothing was changed"):
        rebuild(store)
    assert counts(store) == before
    reports = rebuild(store, incomplete=True)
    assert [(report["file"], report["outcome"]) for report in reports] == [
        ("two.csv", "loaded"), ("other.csv", "refused"),
    ]  # fmt: skip
    assert reason in reports[1]["problems"][0]["reason"]
    assert counts(store) == {"limit_contacts/green": 1, "limit_contacts/red": 1}
    path.write_bytes(data)
    assert [report["outcome"] for report in rebuild(store)] == ["loaded", "loaded"]
    assert counts(store) == before


def test_a_file_that_somebody_else_loads_meanwhile_is_there_already(store):
    draft = importing.preview(store, TWO, "two.csv", AUTUMN)
    theirs = load(store, TWO, "two.csv", AUTUMN)
    ours = importing.keep(store, TWO, draft, AUTUMN)
    assert (theirs["outcome"], ours["outcome"]) == ("loaded", "already loaded")
    assert ours["import"] == theirs["import"]
    assert counts(store) == {"limit_contacts/green": 1, "limit_contacts/red": 1}


def test_a_preview_saves_nothing(store):
    generation = store.generation
    draft = importing.preview(store, TWO, "two.csv", AUTUMN)
    assert draft.rows_loaded == 2
    assert store.generation == generation


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows sets its time zone for the whole machine")
def test_a_file_is_read_again_at_the_time_it_came_in_wherever_the_clock_stands(store, monkeypatch):
    """Else a reply of an hour before would come from the future, in summer, and its day could be a month."""
    monkeypatch.setenv("TZ", "XYZ-12")  # twelve hours ahead of UTC
    time.tzset()
    try:
        seen = []
        draft_of = importing.draft_of
        monkeypatch.setattr(
            importing, "draft_of", lambda *given, **more: seen.append(given[4]) or draft_of(*given, **more)
        )
        load(store, TWO, "two.csv", AUTUMN)
        importing.reread(store, 1)
        importing.preview(store, TWO, "two.csv", AUTUMN, again=1)
        now = datetime.now()
        assert [now - at < timedelta(minutes=5) for at in seen] == [True, True, True]
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("expected", "green", "known"),
    [("survey", {"limit_contacts/green": 1, "limit_contacts/red": 1}, 0), ("practices", {}, 2)],
)
def test_answers_that_were_named_a_list_of_practices_are_asked_about(store, expected, green, known):
    report = load(store, TWO, "two.csv", Options(region="sefton", kind="practices"))
    (asked,) = report["questions"]
    assert (report["outcome"], report["rows_loaded"]) == ("needs an answer", 0)
    assert (asked["about"], asked["choices"]) == ("kind", ["survey", "practices"])
    assert asked["sentence"] == (
        "This file was named a list of practices and looks like practices' answers to a survey: what does it hold?"
    )
    (report,) = answer(store, asked["id"], expected)
    assert (report["outcome"], report["kind"]) == ("loaded", expected)
    assert counts(store) == green
    assert store.snapshot().rows("SELECT count(*) FROM practices WHERE region = 'sefton'") == [(known,)]
