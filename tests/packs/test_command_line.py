"""python -m packs: files and exit codes, and never a traceback."""

from __future__ import annotations

import pytest

from packs.command_line import main
from store import Store


@pytest.fixture
def run(demonstration, tmp_path, capsys):
    """Runs the command line on the demonstration; gives exit code, standard output, standard error and files."""

    def running(*arguments: str, store=demonstration):
        code = main(["--store", str(store), "--out", str(tmp_path / "out"), *arguments])
        out, err = capsys.readouterr()
        files = sorted(path.name for path in (tmp_path / "out").glob("*"))
        return code, out, err, files

    return running


def keep(directory, name: str, *slides: str) -> None:
    """A meeting of Gloucestershire with the slides of these names."""
    asked = [{"name": slide, "asked": {"region": "gloucestershire"}} for slide in slides]
    Store.open(directory).set("meeting", name, {"region": "gloucestershire", "slides": asked})


def test_a_pack_in_one_format(run):
    code, out, err, files = run("--on", "2026-11-24", "--format", "xlsx", "--name", "Exampleshire LMC")
    assert code == 0
    assert files == ["exampleshire-collective-action-2026-11-24.xlsx"]
    assert out.strip().endswith(files[0])
    assert "100%" in err


def test_a_chart_as_a_picture(run, tmp_path):
    # On a day that has passed the chart says so: this one has not for a long time.
    code, _, err, files = run("--on", "2099-01-01", "--chart", "preferences", "--format", "svg", "--quiet")
    assert (code, err, files) == (0, "", ["preferences-15-october-2026.svg"])
    assert (tmp_path / "out" / files[0]).read_text(encoding="utf-8").startswith("<svg")


def test_a_chart_that_no_slide_of_the_meeting_has(run):
    code, _, _, files = run(
        "--chart", "subject", "--subject", "ring_pessary", "--on", "2026-11-24", "--quiet"
    )
    assert code == 0
    assert files[0].startswith("regions-one")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--region", "dorzet"], "There is no region 'dorzet'. Did you mean dorset?"),
        (
            ["--on", "31/02/2025"],
            "--on '31/02/2025' is not a day; write it as year-month-day, such as 2025-04-01.",
        ),
        (["--meeting", "June"], "There is no meeting 'June'. None is kept yet."),
        (["--format", "png"], "png is a picture of one chart: say which with --chart."),
        (["--chart", "notices", "--format", "pptx"], "One chart is made as png or svg, not as pptx."),
        (["--chart", "practices"], "This chart names practices: ask for it with --names."),
        (["--chart", "pie"], "There is no chart 'pie'. There are:"),
        (["--logo", "none.png", "--format", "xlsx"], "The logo none.png cannot be read"),
    ],
)
def test_what_cannot_be_made_is_one_sentence_and_no_file(run, arguments, sentence):
    code, out, err, files = run(*arguments)
    assert (code, out, files) == (2, "", [])
    assert err.strip().startswith(sentence)
    assert "\n" not in err.strip()


def test_a_meeting_that_is_kept_and_the_lmcs_name_come_from_the_store(run, tmp_path):
    keep(tmp_path / "store", "June", "notices")
    Store.open(tmp_path / "store").set("lmc", "name", "Gloucestershire LMC")
    asked = ["--meeting", "June", "--format", "xlsx", "--on", "2025-02-10"]
    code, _, _, files = run(*asked, store=tmp_path / "store")
    assert (code, files) == (0, ["june-2025-02-10.xlsx"])


def test_a_meeting_with_nothing_to_show_says_so(run, tmp_path):
    keep(tmp_path / "store", "Empty", "dates")
    code, _, err, files = run("--meeting", "Empty", store=tmp_path / "store")
    assert (code, files) == (2, [])
    assert err.strip() == "There is nothing to show for this meeting yet."
