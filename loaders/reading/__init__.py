"""Bytes in, sheets of cells out. Nothing here knows what a survey or a notice is."""
