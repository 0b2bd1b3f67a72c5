"""How every command line ends: in words, whatever becomes of its reader."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from terminal import output

ROOT = Path(__file__).resolve().parents[2]
FULL = Path("/dev/full")


def measures(redirection: str) -> subprocess.CompletedProcess[str]:
    """python -m measures ids, with its standard output sent elsewhere by a shell."""
    command = f'"{sys.executable}" -m measures ids {redirection}'
    return subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.skipif(not FULL.exists(), reason="there is no device here that is always full")
def test_a_full_disk_is_said_in_a_sentence():
    told = measures(f"> {FULL}")
    assert told.returncode == 2
    assert told.stderr.startswith("The report cannot be written (No space left on device).")
    assert "Traceback" not in told.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of Windows cannot close a standard output")
def test_without_a_standard_output_there_is_nobody_to_tell():
    told = measures(">&-")
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("command", ["loaders", "measures", "packs"])
def test_ctrl_c_is_a_sentence_and_exit_code_2(command, monkeypatch, capsys):
    def stop(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(f"{command}.command_line.main", stop)
    assert import_module(f"{command}.__main__").main() == 2
    assert capsys.readouterr().err.startswith("Stopped")


def test_a_query_that_ctrl_c_ends_is_ctrl_c():
    with pytest.raises(KeyboardInterrupt):
        output.unexpected(RuntimeError("Query interrupted"))
    assert output.unexpected(ZeroDivisionError()) == "Something unexpected went wrong (ZeroDivisionError)."
