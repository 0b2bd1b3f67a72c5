"""Names of files, fit for every machine."""

from __future__ import annotations

import re


def file_name(*parts: str) -> str:
    """'exampleshire-preferences-5-december-2024' from what the parts say, fit for every file system. What an earlier
    part has said is not said again."""
    name = ""
    for part in parts:
        slug = re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-")
        if slug and f"-{slug}-" not in f"-{name}-":
            name = f"{name}-{slug}".strip("-")
    return name or "figures"
