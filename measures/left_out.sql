-- question     What was left out of the figures, and why?
-- grain        cell or row of an import that stands
-- numerator    none: a list
-- denominator  none
-- parameters   regions: ids of the import's region, empty for all; survey: id of the import's survey
-- source       the loaders' own account of each file
-- trace        none: each row is itself a cell of a file
-- columns
--   import  id of the import
--   file    name of the file
--   sheet   sheet; blank where the file has none
--   cell    address of the cell
--   value   what stands there
--   reason  why it does not count: a total, a legend, a superseded answer, ...
--   kind    kind of table the import is
--   region  region of the import; blank where its rows name their own, or unknown
--   survey  survey of the import; blank if none

SELECT l.import, i.file, l.sheet, l.cell, l.value, l.reason, i.kind, i.region, i.survey
FROM left_out AS l
JOIN imports AS i ON i.import = l.import
WHERE i.state <> 'undone'
    AND terms.asked_for($regions, i.region)
    AND ($survey::VARCHAR IS NULL OR i.survey = $survey::VARCHAR)
ORDER BY l.import, l.sheet, l.cell, l.value
