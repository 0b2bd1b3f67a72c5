"""Sheets in, tables out: where a table is, what its headings are, which column is what."""
