"""What the image would hold, without an engine that builds one: the files that it copies serve by themselves."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINES = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
COPIED = [line.split()[1:] for line in LINES if re.match(r"COPY (?!--|requirements)", line)]
ASKED = """
import sys
from tests_client import Client
from frame.serving import app, served
from loaders.command_line import main as load
from packs.command_line import main as packs
served()
print(*(Client(app).get(path).status_code for path in ("/healthz", "/readyz", "/metrics", "/api/measures/regions")))
"""


@pytest.fixture
def image(tmp_path) -> Path:
    """A folder with what the Dockerfile copies, and nothing else of the project."""
    for source, target in COPIED:
        place = tmp_path / "srv" / (f"{target}{source}" if target.endswith("/") else target)
        place.parent.mkdir(parents=True, exist_ok=True)
        result = ROOT / source
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(result, place, ignore=ignored) if result.is_dir() else shutil.copy(result, place)
    shutil.copy(ROOT / "tests" / "service" / "client.py", tmp_path / "srv" / "tests_client.py")
    return tmp_path / "srv"


def test_the_files_that_are_copied_serve_by_themselves(image, tmp_path):
    environment = {
        "PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1",
        "UPTAKE_STORE": str(tmp_path / "store"), "HOME": str(tmp_path), "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=image,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["200"] * 4, done.stderr[-2000:]


def test_it_runs_as_nobody_who_could_write_its_root_and_says_whether_it_is_well():
    assert "USER 10001" in LINES
    assert any(line.startswith("HEALTHCHECK") for line in LINES)
    assert any("--require-hashes -r requirements.lock" in line for line in LINES)
    assert not any(target.startswith("data/store") for _, target in COPIED)


def test_everything_that_is_copied_is_let_into_the_build():
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert {source for source, _ in COPIED} <= let_in


def test_the_proxy_names_the_replicas_and_keeps_its_secret_from_browsers():
    proxy = (ROOT / "deploy" / "haproxy.cfg").read_text(encoding="utf-8")
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    for name in re.findall(r'server \w+ "\$(\w+)"', proxy):
        assert f"{name}: " in compose
    assert proxy.index("del-header X-Uptake-Proxy-Secret") < proxy.index("set-header X-Uptake-Proxy-Secret")
    assert proxy.index("del-header X-Uptake-User") < proxy.index("set-header X-Uptake-User")
