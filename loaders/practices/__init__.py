"""Registers of practices, and whose row it is and where."""
