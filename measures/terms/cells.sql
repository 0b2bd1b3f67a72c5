-- A cell as people write it: column 0, row 0 is A1; a row without a column is "row 1"; blank where unknown.

CREATE MACRO IF NOT EXISTS terms.letters(col) AS
    CASE
        WHEN col < 26 THEN chr(65 + col)
        WHEN col < 702 THEN chr(64 + col // 26) || chr(65 + col % 26)
        ELSE chr(64 + (col - 26) // 676) || chr(65 + (col - 26) // 26 % 26) || chr(65 + col % 26)
    END;

CREATE MACRO IF NOT EXISTS terms.cell("row", col) AS
    CASE WHEN col IS NULL THEN 'row ' || ("row" + 1) ELSE terms.letters(col::INTEGER) || ("row" + 1) END;

-- A respondent is an ODS code, 'name:' and a name, or 'anonymous:' and where the reply stands.
CREATE MACRO IF NOT EXISTS terms.practice_code(respondent) AS
    if(starts_with(respondent, 'name:') OR starts_with(respondent, 'anonymous:'), NULL, respondent);

CREATE MACRO IF NOT EXISTS terms.practice_names() AS TABLE
    SELECT practice AS respondent, name FROM standing_practices WHERE name IS NOT NULL;
