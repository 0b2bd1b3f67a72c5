"""Bytes in, sheets of cells out. Nothing here knows what a survey or a notice is."""

from loaders.reading.opening import read_workbook
from loaders.reading.sheets import Refused, Sheet, Workbook, reference

__all__ = ["Refused", "Sheet", "Workbook", "read_workbook", "reference"]
