"""Every limit on what may come in, in one place. Checked before parsing wherever the format allows it."""

from __future__ import annotations

BYTES = 60 * 1024 * 1024
ROWS = 1_048_576
COLUMNS = 16_384
CELLS = 5_000_000
