"""A pack as PowerPoint: native charts and tables that can be edited, with notes."""

from packs.powerpoint.deck import powerpoint

__all__ = ["powerpoint"]
