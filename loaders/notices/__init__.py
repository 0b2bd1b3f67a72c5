"""Notices on services: a log, or a matrix of practices by services."""
