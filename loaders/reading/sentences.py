"""Every sentence with which a file is refused or its reading is noted, in one place."""

from __future__ import annotations

EMPTY = "The file is empty; choose the file that holds the answers."
DAMAGED = "The file is damaged and cannot be read; open it in Excel, save it again and upload the new file."
