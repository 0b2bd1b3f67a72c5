"""What stands beside the values of a sheet and says whether they count: strikethrough, comments, lines that do not
hold their cells, columns that speak of the whole row, lines outside the table, other sheets, totals."""
