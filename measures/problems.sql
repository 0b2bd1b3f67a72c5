-- question     What could not be read, and what should be done about it?
-- grain        open problem of an import that stands
-- numerator    none: a list
-- denominator  none
-- parameters   regions: ids of the import's region, empty for all; survey: id of the import's survey
-- source       the loaders' own account of each file
-- trace        none: each row is itself a cell of a file
-- columns
--   import  id of the import
--   file    name of the file
--   sheet   sheet of the cell; blank where the file has none
--   cell    address of the cell; blank where the problem is the whole file's
--   column  heading of the column
--   value   what stands in the cell
--   reason  a sentence that says what to do
--   kind    kind of table the import is; blank unknown
--   region  region of the import; blank where its rows name their own, or unknown
--   survey  survey of the import; blank if none

SELECT p.import, i.file, p.sheet, p.cell, p."column", p.value, p.reason, i.kind, i.region, i.survey
FROM problems AS p
JOIN imports AS i ON i.import = p.import
WHERE i.state <> 'undone'
    AND terms.asked_for($regions, i.region)
    AND ($survey::VARCHAR IS NULL OR i.survey = $survey::VARCHAR)
ORDER BY p.import, p.sheet, p.cell, p.value, p.reason
