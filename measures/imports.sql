-- question     Which files have come in, when, from whom, and do they count?
-- grain        import, undone ones included
-- numerator    none: a list
-- denominator  none
-- parameters   regions: ids of the import's region, empty for all; survey: id of the import's survey
-- source       the loaders' own account of each file
-- trace        none: each row is a file as it came in
-- columns
--   import         id of the import
--   file           name of the file
--   kind           survey, notices, figures or practices; blank while unknown
--   region         id of the region; blank where rows name their own, or unknown
--   survey         id of the survey; blank if none
--   loaded_at      when it was loaded, UTC
--   loaded_by      who loaded it, as the operating system or the page knows them
--   rows_loaded    rows that count
--   problems       cells that could not be read
--   state          loaded, needs an answer, or undone
--   rows_read      rows in the tables of the file
--   rows_left_out  rows left out, each with its reason
--   questions      questions that the file raised and nobody has answered
--   demonstration  true where the data are invented
--   menu           id of the menu; blank if none
--   sha256         checksum of the file as it came
--   notes          JSON list of sentences

WITH problem_counts AS (
    SELECT import, count(*) AS problems FROM problems GROUP BY import
),
question_counts AS (
    SELECT import, count(*) AS questions FROM questions GROUP BY import
)
SELECT
    i.import, i.file, i.kind, i.region, i.survey, i.loaded_at, i.loaded_by, i.rows_loaded,
    coalesce(p.problems, 0) AS problems, i.state, i.rows_read, i.rows_left_out,
    coalesce(q.questions, 0) AS questions, coalesce(i.demonstration, false) AS demonstration, i.menu, i.sha256, i.notes
FROM imports AS i
LEFT JOIN problem_counts AS p ON p.import = i.import
LEFT JOIN question_counts AS q ON q.import = i.import
WHERE terms.asked_for($regions, i.region)
    AND ($survey::VARCHAR IS NULL OR i.survey = $survey::VARCHAR)
ORDER BY i.import DESC
