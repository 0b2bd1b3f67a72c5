"""Counts and shares that somebody else added up."""
