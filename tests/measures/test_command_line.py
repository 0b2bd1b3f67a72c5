"""python -m measures: what is asked, what comes out, and the exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from measures import MEASURES
from measures.command_line import main
from store import ImportRecord, Store

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    """A store with one survey of Sefton and one notice of Gloucestershire."""
    where = tmp_path_factory.mktemp("asked")
    store = Store.open(where)
    survey = {
        "survey": "autumn_2024",
        "region": "sefton",
        "respondent": "Z99001",
        "sheet": "Sheet1",
        "row": 1,
    }
    store.add_import(
        ImportRecord("Autumn.csv", "1", "csv", "survey", "sefton", "autumn_2024"),
        {
            "surveys": pd.DataFrame([{"survey": "autumn_2024", "title": "Autumn", "scale": "rag"}]),
            "replies": pd.DataFrame([survey]),
            "answers": pd.DataFrame([survey | {"action": "pilots", "answer": "green", "col": 2}]),
        },
    )
    notice = {"region": "gloucestershire", "respondent": "Z99001", "service": "ecg", "status": "served"}
    dates = {"served_on": date(2025, 1, 1), "effective_on": date(2025, 4, 1)}
    record = ImportRecord("Log.csv", "2", "csv", "notices", "gloucestershire")
    store.add_import(record, {"notices": pd.DataFrame([notice | dates | {"sheet": "Log", "row": 1}])})
    return str(where)


@pytest.fixture
def ask(directory, capsys):
    def run(*arguments):
        code = main([*arguments, "--store", directory])
        output = capsys.readouterr()
        return code, output.out, output.err

    return run


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("kind", ["csv", "json", "table"])
def test_every_measure_in_every_format(ask, name, kind):
    code, out, err = ask(name, "--format", kind)

    assert (code, err) == (0, "")
    if kind == "csv":
        assert next(csv.reader(io.StringIO(out))) == list(MEASURES[name].columns)
    elif kind == "json":
        assert all(list(row) == list(MEASURES[name].columns) for row in json.loads(out))
    else:
        assert set(out.splitlines()[0].split()) <= set(MEASURES[name].columns)


def test_an_earlier_generation_is_not_shown_without_a_word(directory, tmp_path, capsys):
    shutil.copytree(directory, tmp_path / "store")
    store = Store.open(tmp_path / "store")
    store.generations.path(store.generation).unlink()

    assert main(["imports", "--format", "csv", "--store", str(tmp_path / "store")]) == 0
    output = capsys.readouterr()
    assert len(output.out.splitlines()) == 2, "the heading and the first of two imports"
    assert output.err.startswith("The newest database of this store is lost and an earlier one is shown")


def test_a_figure_as_json(ask):
    code, out, _ = ask(
        "preferences",
        "--region",
        "sefton",
        "--survey",
        "autumn_2024",
        "--action",
        "pilots",
        "--format",
        "json",
    )
    green = json.loads(out)[0]

    assert code == 0
    assert [green[name] for name in ("answer", "practices", "answered", "responded", "share")] == [
        "green",
        1,
        1,
        1,
        1.0,
    ]


@pytest.mark.parametrize(
    ("on", "in_effect", "coming"), [("2025-03-31", "0", "2025-04-01"), ("2025-04-01", "1", "")]
)
def test_the_day_decides_what_is_in_effect(ask, on, in_effect, coming):
    _, out, _ = ask(
        "notices", "--region", "gloucestershire", "--service", "ecg", "--on", on, "--format", "csv"
    )
    row = next(row for row in csv.DictReader(io.StringIO(out)) if row["basis"] == "counted")

    assert (row["count"], row["in_effect"], row["next_effective_on"], row["as_of"]) == (
        "1",
        in_effect,
        coming,
        on,
    )


@pytest.mark.parametrize(
    ("asked", "made_of"),
    [
        (["preferences"], {"practice": "Z99001", "file": "Autumn.csv", "sheet": "Sheet1", "cell": "C2"}),
        (["surveys"], {"practice": "Z99001", "file": "Autumn.csv", "sheet": "Sheet1", "cell": "C2"}),
        (["notices", "--region", "gloucestershire", "--service", "ecg"],
         {"practice": "Z99001", "file": "Log.csv", "sheet": "Log", "cell": "row 2"}),
        (["regions", "--region", "sefton", "--action", "pilots"],
         {"practice": "Z99001", "file": "Autumn.csv", "sheet": "Sheet1", "cell": "C2"}),
    ],
)  # fmt: skip
def test_a_trace_names_the_cells(ask, asked, made_of):
    code, out, err = ask(*asked, "--trace", "--format", "json")

    assert (code, err) == (0, "")
    (row,) = json.loads(out)
    assert {name: row[name] for name in made_of} == made_of


def test_a_trace_of_a_published_figure_gives_its_words_and_how_it_was_read(ask):
    _, out, _ = ask(
        "notices", "--region", "gloucestershire", "--service", "ring_pessary", "--trace", "--format", "json"
    )
    (row,) = json.loads(out)

    assert [row[name] for name in ("words", "why", "as_of", "read_as", "share", "count")] == [
        "almost 90%", "read in the source: “almost 90%”", "2025-01", "read", 0.9, None,
    ]  # fmt: skip
    assert row["source"].startswith("Pulse, January 2025")


def test_several_regions_may_be_asked_for(ask):
    _, out, _ = ask("freshness", "--region", "sefton", "--region", "dorset", "--format", "json")

    assert {row["region"] for row in json.loads(out)} == {"sefton", "dorset"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["preference"], "There is no measure 'preference'. Did you mean preferences?"),
        (["qqq"], "There is no measure 'qqq'. There are: preferences, notices"),
        (["notices", "--region", "glos"], "There is no region 'glos'. Did you mean gloucestershire"),
        (["notices", "--service", "pessaries"], "There is no service 'pessaries'. Did you mean ring_pessary"),
        (["regions", "--action", "gp_conect"], "Did you mean gp_connect"),
        (["preferences", "--survey", "autumn2024"], "Did you mean autumn_2024?"),
        (["preferences", "--survey", ""], "There is no survey ''."),
        (["notices", "--on", "31/03/2025"], "write it as year-month-day"),
        (["notices", "--on", "2025-1-5"], "'2025-1-5' is not a day"),
        (["notices", "--on", "2025-02-31"], "'2025-02-31' is not a day"),
        (["notices", "--format", "pdf"], "invalid choice: 'pdf'"),
        (["notices", "--reg", "sefton"], "unrecognized arguments"),
        (
            ["imports", "--trace"],
            "imports has no trace: each row is a file as it came in. There is one for pref",
        ),
        ([], "the following arguments are required: NAME"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_code_2(ask, arguments, sentence):
    code, out, err = ask(*arguments)

    assert (code, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err


def test_an_option_that_changes_nothing_is_said(ask):
    code, out, err = ask("caveats", "--on", "2025-01-01", "--format", "json")

    assert (code, err) == (0, "Note: caveats does not depend on --on.\n")
    assert json.loads(out)


def test_a_place_that_cannot_be_a_store(tmp_path, capsys):
    (tmp_path / "file").write_text("x", encoding="utf-8")

    assert main(["notices", "--store", str(tmp_path / "file")]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert len(output.err.splitlines()) == 1


def test_the_environment_names_the_store(directory, monkeypatch, capsys):
    monkeypatch.setenv("UPTAKE_STORE", directory)

    assert main(["surveys", "--format", "csv"]) == 0
    assert "autumn_2024" in capsys.readouterr().out


def test_help_lists_the_measures(capsys):
    assert main(["--help"]) == 0
    assert "preferences" in capsys.readouterr().out


def test_utf8_and_a_reader_that_has_had_enough(directory):
    """As a program: UTF-8 with plain line ends, even where the machine's own code page is another."""
    environment = {**os.environ, "UPTAKE_STORE": directory, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "measures", "ids", "--format", "csv"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)

    assert done.stdout.decode("utf-8").startswith("kind,id,name\naction,")
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as early:
        early.stdout.close()
        assert early.stderr.read() == b""
        assert early.wait() == 0


def test_a_day_to_come_says_as_known_when(ask):
    code, out, err = ask("notices", "--on", "2199-01-01", "--format", "csv")

    assert (code, err) == (
        0,
        f"Note: 2199-01-01 is yet to come; the figures are as known on {date.today()}.\n",
    )
    assert "2199" not in out
