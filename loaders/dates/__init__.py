"""Dates as people write them, read a column at a time."""
