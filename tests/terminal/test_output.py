"""How every command line ends: in words, whatever becomes of its reader."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from terminal import output
from terminal.output import printable

ROOT = Path(__file__).resolve().parents[2]
FULL = Path("/dev/full")


def shell(words: str) -> subprocess.CompletedProcess[str]:
    """python -m with these words, of which the last sends standard output elsewhere."""
    return subprocess.run(
        f'"{sys.executable}" -m {words}', shell=True, cwd=ROOT, capture_output=True, text=True
    )


@pytest.mark.skipif(not FULL.exists(), reason="there is no device here that is always full")
@pytest.mark.parametrize("words", ["measures ids", "measures --help", "loaders --help", "packs --help"])
def test_a_full_disk_is_said_in_a_sentence(words):
    process = shell(f"{words} > {FULL}")
    assert process.returncode == 2
    assert process.stderr.startswith("The report cannot be written (No space left on device).")
    assert "Traceback" not in process.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of Windows cannot close a standard output")
def test_without_a_standard_output_there_is_nobody_to_tell():
    process = shell("measures ids >&-")
    assert (process.returncode, process.stderr) == (0, "")


@pytest.mark.parametrize("command", ["disclosure", "loaders", "measures", "packs"])
def test_ctrl_c_is_a_sentence_and_exit_code_2(command, monkeypatch, capsys):
    def stop(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(f"{command}.command_line.main", stop)
    assert import_module(f"{command}.__main__").main() == 2
    assert capsys.readouterr().err.startswith("Stopped")


@pytest.mark.parametrize("command", ["loaders", "measures", "packs"])
def test_nothing_slow_is_imported_before_ctrl_c_is_listened_for(command):
    code = f"import sys, {command}.__main__; print({{'duckdb', 'numpy', 'pandas'}} & set(sys.modules))"
    process = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert process.stdout == "set()\n"


def test_a_query_that_ctrl_c_ends_is_ctrl_c():
    with pytest.raises(KeyboardInterrupt):
        output.unexpected(RuntimeError("Query interrupted"))
    assert output.unexpected(ZeroDivisionError()) == "Something unexpected went wrong (ZeroDivisionError)."


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("replies\x1b[2J\x1b]0;owned\x07.csv", "replies\ufffd[2J\ufffd]0;owned\ufffd.csv"),
        ("a\rb\nc\u202excel.csv", "a\ufffdb\ufffdc\ufffdxcel.csv"),
        ("St Mary’s – 5 December 2024 “ja”\u00a0é", "St Mary’s – 5 December 2024 “ja”\u00a0é"),
    ],
)
def test_nothing_that_a_terminal_obeys_is_printed(line, shown):
    assert printable(line) == shown
