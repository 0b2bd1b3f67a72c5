"""requirements.lock: what the product needs on a server, and nothing that only its tests do, each by version and hash.

For Linux on x86-64 and the Pythons below, where servers are. `pip install --require-hashes -r requirements.lock`
takes nothing else.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64")
TESTS = {"pytest", "pytest-xdist", "hypothesis", "playwright", "axe-playwright-python", "pypdf"}
"""Requirements that the tests alone import."""
EXTRAS = ("streamlit[auth]", "obstore>=0.12,<1")
"""What a server may need beside requirements.txt: sign-in, and a store in object storage (requirements-server.txt)."""
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)((?:\s+--hash=sha256:[0-9a-f]{64})+)$")
HEADER = (
    "# What a server installs: pip install --require-hashes -r requirements.lock\n"
    f"# Linux on x86-64, Python {PYTHONS[0]} to {PYTHONS[-1]}. Written by python -m supply lock; do not edit.\n"
)


def canonical(name: str) -> str:
    """A package's name as indexes compare it: 'Foo_Bar' → 'foo-bar'."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted() -> list[str]:
    """The requirements of the product: those of requirements.txt that its own code imports, and EXTRAS."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").split()
    own = [line for line in lines if canonical(re.split(r"[<>=!\[]", line)[0]) not in TESTS]
    return list(dict.fromkeys([*own, *EXTRAS]))


def locked() -> dict[str, tuple[str, list[str]]]:
    """Name to version and sha256 hashes, as requirements.lock has them. Raises ValueError for a line without a hash."""
    pins = {}
    text = LOCK.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("#"):
            continue
        match = PINNED.match(line)
        if not match:
            raise ValueError(f"{LOCK.name}: not one version with hashes: {line}")
        pins[match[1]] = (match[2], re.findall(r"sha256:([0-9a-f]{64})", match[3]))
    return pins


def write_lock() -> None:
    """Have pip resolve the product's requirements for each Python and write down what it would install."""
    versions: dict[str, str] = {}
    hashes: dict[str, set[str]] = {}
    for python in PYTHONS:
        for name, version, sha256 in _resolved(python, versions):
            versions.setdefault(name, version)
            hashes.setdefault(name, set()).add(sha256)
    lines = []
    for name in sorted(versions):
        hash_lines = " \\\n".join(f"    --hash=sha256:{digest}" for digest in sorted(hashes[name]))
        lines.append(f"{name}=={versions[name]} \\\n{hash_lines}\n")
    LOCK.write_text(HEADER + "".join(lines), encoding="utf-8")


def _resolved(python: str, settled: dict[str, str]) -> list[tuple[str, str, str]]:
    """Name, version and hash of each package for one Python. settled: versions that earlier ones were given."""
    with tempfile.TemporaryDirectory() as folder:
        report, given, limits = (Path(folder) / name for name in ("report.json", "wanted.txt", "limits.txt"))
        given.write_text("\n".join(wanted()), encoding="utf-8")
        limits.write_text(
            "\n".join(f"{name}=={version}" for name, version in settled.items()), encoding="utf-8"
        )
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
        command += [
            "--only-binary=:all:",
            "--implementation=cp",
            f"--python-version={python}",
            f"--target={folder}/none",
        ]
        command += [f"--platform={package}" for package in PLATFORMS]
        command += [f"--report={report}", f"--constraint={limits}", f"--requirement={given}"]
        subprocess.run(command, check=True)  # noqa: S603 - our own words, and no shell
        packages = json.loads(report.read_text(encoding="utf-8"))["install"]
    return [
        (
            canonical(package["metadata"]["name"]),
            package["metadata"]["version"],
            package["download_info"]["archive_info"]["hashes"]["sha256"],
        )
        for package in packages
    ]
