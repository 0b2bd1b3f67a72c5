"""Names of files, fit for every machine."""

from __future__ import annotations

import re


def file_name(*parts: str) -> str:
    """'exampleshire-preferences-2024-12-05' from what the parts say, fit for every file system."""
    return (
        "-".join(re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts if part) or "figures"
    )
