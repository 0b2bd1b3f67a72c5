"""The bill of materials and the licences of what requirements.lock names, as the installed packages declare them."""

from __future__ import annotations

import json
import tomllib
import uuid
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from supply.lock import ROOT, locked

UNKNOWN = "not declared"
KEPT_BY_US = (("Source Sans 3", "OFL-1.1", "charts/svg/fonts/LICENSE.md"),)
"""What comes with the product itself: name, licence, and where that stands."""


def licence_of(name: str) -> str:
    """The licence that an installed package declares: its expression, else its classifiers, else its own words in a
    line; 'not declared' where it says nothing or is not installed here."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return UNKNOWN
    if expression := about.get("License-Expression"):
        return expression
    classified = [
        value.rsplit(" :: ", 1)[-1]
        for value in about.get_all("Classifier") or ()
        if value.startswith("License ::")
    ]
    words = " ".join((about.get("License") or "").split())
    return "; ".join(classified) or words[:60] or UNKNOWN


def bill() -> dict[str, Any]:
    """A CycloneDX 1.6 document: the product, and each package of the lock file with version, hashes and licence. The
    same lock file gives the same document."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [{"license": {"name": licence_of(name)}}],
            "hashes": [{"alg": "SHA-256", "content": digest} for digest in hashes],
        }
        for name, (version, hashes) in locked().items()
    ]
    fonts = [
        {"type": "data", "name": name, "licenses": [{"license": {"id": licence}}]}
        for name, licence, _ in KEPT_BY_US
    ]
    seed = json.dumps(components, sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": about["name"], "version": about["version"]}
        },
        "components": [*components, *fonts],
    }


def bill_as_json() -> str:
    """The bill of materials as text."""
    return json.dumps(bill(), indent=1, ensure_ascii=False)


def licences_page() -> str:
    """docs/licences.md: a table of what is installed on a server, and under which licence."""
    lines = [
        "# Licences",
        "",
        "What `requirements.lock` installs, as each package declares it (`python -m supply licences`).",
        "",
    ]
    lines += ["| package | version | licence |", "| --- | --- | --- |"]
    lines += [f"| {name} | {version} | {licence_of(name)} |" for name, (version, _) in locked().items()]
    lines += ["", "With the product itself:", "", "| what | licence | where |", "| --- | --- | --- |"]
    lines += [f"| {name} | {licence} | `{where}` |" for name, licence, where in KEPT_BY_US]
    return "\n".join(lines) + "\n"
