"""The wall: slides in a browser, turned by key, by clicker or by themselves; on the dashboard, and as one file."""

from packs.wall.screens import Screen, part, screens

__all__ = ["Screen", "part", "screens"]
