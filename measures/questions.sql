-- question     What must a person decide before the rest of a file can count?
-- grain        open question and import that raised it
-- numerator    none: a list
-- denominator  none
-- parameters   regions: ids of the import's region, empty for all; survey: id of the import's survey
-- source       the loaders' own account of each file
-- trace        none: each row is itself a cell of a file
-- columns
--   question      id of the question
--   import        id of the import
--   file          name of the file
--   about         region, survey, action, service, answer, date order, practice, ...
--   value         the text as it stands in the file
--   sentence      the question
--   choices       JSON list: ids, or sentences where a choice is not an id
--   affects_rows  rows that wait for the answer
--   sheet         sheet where it arose
--   cell          address of the first cell where it arose
--   region        region of the import; blank where its rows name their own, or unknown
--   survey        survey of the import; blank if none

SELECT
    q.question, q.import, i.file, q.about, q.value, q.sentence, q.choices, q.affects_rows, q.sheet, q.cell, i.region, i.survey
FROM questions AS q
JOIN imports AS i ON i.import = q.import
WHERE i.state <> 'undone'
    AND terms.asked_for($regions, i.region)
    AND ($survey::VARCHAR IS NULL OR i.survey = $survey::VARCHAR)
ORDER BY q.import, q.affects_rows DESC NULLS LAST, q.question
