"""python -m loaders: reports, exit codes, and nothing else on standard output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from loaders import command_line, limits
from store import Store

ROOT = Path(__file__).resolve().parents[2]
LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"


@pytest.fixture
def run(capsys):
    """Runs a command line: exit code, standard output, standard error."""

    def call(*arguments):
        code = command_line.main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.csv"
    path.write_text(f"ODS code,{LIMIT}\nZ99001,Green\nZ99002,Red\nTotal,2\n", encoding="utf-8")
    return path


@pytest.fixture
def doubtful(tmp_path):
    path = tmp_path / "doubtful.csv"
    path.write_text(f"ODS code,{LIMIT}\nZ99001,Maybe\nZ99002,Red\n", encoding="utf-8")
    return path


SEFTON = ("--region", "sefton", "--survey", "autumn")


def test_the_report_of_a_file_word_for_word(run, good):
    code, out, err = run("--json", *SEFTON, good)
    (report,) = json.loads(out)
    assert code == 0
    assert err == ""
    assert len(report.pop("sha256")) == 64
    assert report == {
        "file": "good.csv",
        "import": 1,
        "outcome": "loaded",
        "kind": "survey",
        "region": "sefton",
        "survey": "autumn",
        "rows_read": 3,
        "rows_loaded": 2,
        "rows_left_out": 1,
        "left_out": [{"sheet": "good", "cell": "A4", "reason": "total row"}],
        "problems": [],
        "questions": [],
        "notes": [],
    }


def test_the_same_file_twice_is_there_already(run, good):
    assert run(*SEFTON, good)[0] == 0
    code, out, _ = run("--json", *SEFTON, good)
    assert code == 0
    assert json.loads(out)[0]["outcome"] == "already loaded"


def test_a_question_is_exit_code_1_and_can_be_answered(run, doubtful):
    code, out, _ = run("--json", *SEFTON, doubtful)
    (report,) = json.loads(out)
    (question,) = report["questions"]
    assert (code, report["outcome"]) == (1, "needs an answer")
    assert (question["about"], question["value"], question["affects_rows"]) == ("answer", "Maybe", 1)
    code, out, _ = run("--json", "answer", question["id"], "amber")
    assert (code, json.loads(out)[0]["outcome"]) == (0, "loaded")


def test_a_refused_file_is_exit_code_2_and_the_others_load(run, good, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 no workbook")
    code, out, _ = run("--json", *SEFTON, bad, good)
    assert code == 2
    assert [report["outcome"] for report in json.loads(out)] == ["refused", "loaded"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--region", "narnia"], "There is no region narnia. Known are: gloucestershire,"),
        (["--menu", "lunch"], "There is no menu lunch."),
        (["--kind", "letter"], "invalid choice: 'letter'"),
        (["--survey", "a/b"], "A survey's id has letters"),
        (["--sheet", "Sheet9"], ""),
    ],
)
def test_what_is_not_there_is_exit_code_2_with_a_sentence(run, good, arguments, sentence):
    code, out, err = run(*arguments, good)
    assert code == 2
    assert sentence in err
    assert "Traceback" not in out + err


def test_a_file_that_is_not_there(run, tmp_path):
    code, out, _ = run(tmp_path / "nowhere.csv")
    assert code == 2
    assert "cannot be opened" in out


def test_no_arguments_at_all_is_wrong_usage(run):
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "FILE" in err


def test_a_dry_run_reports_and_saves_nothing(run, good, store_directory):
    code, out, _ = run("--dry-run", "--json", *SEFTON, good)
    assert (code, json.loads(out)[0]["import"]) == (0, None)
    assert Store.open(store_directory).snapshot().rows("SELECT count(*) FROM imports") == [(0,)]


def test_undo_and_undoing_the_undo(run, good):
    run(*SEFTON, good)
    assert run("undo", 1)[1] == "Import 1 is now undone.\n"
    assert run("undo", 1)[1] == "Import 1 is now loaded.\n"
    code, out, err = run("undo", 99)
    assert (code, out) == (2, "")
    assert "no import 99" in err


def test_a_report_in_sentences(run, doubtful):
    _, out, _ = run(*SEFTON, doubtful)
    lines = out.splitlines()
    assert lines[0] == (
        "doubtful.csv: needs an answer as import 1 (survey, sefton, autumn); "
        "2 rows read, 1 loaded, 0 left out."
    )
    assert "What does “Maybe” mean as an answer? (1 row)" in lines[1]


def test_an_error_of_ours_is_one_sentence_and_a_log(run, good, store_directory, monkeypatch):
    def fail(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(command_line, "load", fail)
    code, out, err = run(*SEFTON, good)
    assert (code, out) == (2, "")
    assert err.startswith("Something unexpected went wrong (ZeroDivisionError).")
    assert "ZeroDivisionError" in (store_directory / "errors.log").read_text(encoding="utf-8")


def test_the_demonstration_loads_without_a_question(run):
    code, out, _ = run("--json", "demonstration")
    reports = json.loads(out)
    assert code == 0
    assert {report["region"] for report in reports} == {"exampleshire"}


def test_a_reader_who_has_seen_enough_ends_it_quietly(good, store_directory):
    command = [sys.executable, "-m", "loaders", "--json", *SEFTON, str(good)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
    assert not (store_directory / "errors.log").exists()
    assert Store.open(store_directory).snapshot().rows("SELECT file FROM imports") == [("good.csv",)]


def test_a_cell_is_mended_and_the_mending_taken_back(run, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("ODS code,Service,Effective from\nZ99001,Spirometry,31/02/2025\n", encoding="utf-8")
    assert run("--kind", "notices", "--region", "sefton", path)[0] == 1
    code, out, _ = run("--json", "correct", 1, "log!C2", "28/02/2025")
    (report,) = json.loads(out)
    assert (code, report["import"], report["problems"]) == (0, 1, [])
    assert run("uncorrect", 1, "C2")[0] == 1
    code, out, err = run("correct", 1, "C2:D3", "x")
    assert (code, out) == (2, "")
    assert "names no cell" in err


def test_a_column_is_given_a_meaning_and_the_answer_forgotten(run, tmp_path):
    path = tmp_path / "s.csv"
    path.write_text(f"ODS code,{LIMIT},View\nZ99001,Green,Red\nZ99002,Red,Red\n", encoding="utf-8")
    assert run(*SEFTON, path)[0] == 1
    assert run("column", 1, "C", "action:gp_connect")[0] == 0
    ((question,),) = Store.open().snapshot().rows("SELECT question FROM remembered")
    assert run("answer", question, "leave out")[0] == 0
    assert run("forget", question)[0] == 1
    assert run("forget", question)[0] == 2


def test_a_question_of_a_dry_run_is_answered_once_the_file_is_loaded(run, doubtful):
    code, out, _ = run("--dry-run", *SEFTON, doubtful)
    assert code == 1
    assert "a question can be answered once the file is loaded" in out
    question = out.split("question  ")[1].split()[0]
    code, _, err = run("answer", question, "amber")
    assert code == 2
    assert "once its file is loaded" in err
    run(*SEFTON, doubtful)
    assert run("answer", question, "amber")[0] == 0


def test_a_lost_database_is_told_once_however_it_is_met(run, good, store_directory):
    assert run(*SEFTON, good)[0] == 0
    store = Store.open(store_directory)
    store.generations.path(store.generation).unlink()
    code, out, err = run("undo", 1)
    assert (code, out) == (2, "")
    assert err.count("is lost") == 1
    assert err.endswith("\nUntil then nothing can be changed.\n")


def test_options_are_written_out(run, good):
    code, _, err = run("--reg", "sefton", good)
    assert (code, err) == (2, "Unrecognized arguments: --reg. See python -m loaders --help.\n")


def test_a_file_larger_than_can_be_read_is_not_read_to_its_end(run, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "BYTES", limits.MB)
    taken = []
    monkeypatch.setattr(command_line, "load", lambda *given, **_more: taken.append(given))
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * 3 * limits.MB)
    code, out, _ = run("--json", *SEFTON, path)
    assert (code, taken) == (2, [])
    assert json.loads(out)[0]["problems"][0]["reason"].startswith(
        "The file is too big (3 MB; at most 1 MB can be read)"
    )


@pytest.mark.skipif(os.name == "nt", reason="names of files are Unicode there")
def test_a_name_that_is_not_utf8_is_spelled_as_far_as_it_can_be(run, good):
    names = Path(os.fsdecode(os.fsencode(good.parent) + b"/caf\xe9.csv"))
    try:
        good.rename(names)
    except OSError:
        pytest.skip("macOS takes no such name")
    code, out, _ = run("--json", *SEFTON, names)
    assert (code, json.loads(out)[0]["file"]) == (0, "caf\ufffd.csv")
