-- question     In which cell does each comment stand?
-- grain        comment that came in: those of replies that count, and those that do not
-- numerator    none: a list
-- denominator  none
-- parameters   regions, survey: a list of ids, one id; empty for all; on: the day, for the replies sent by then
--              (terms/answers_until.sql)
-- source       comments of the imports that stand. This names practices: the comments with names off are in comments.
-- columns
--   survey         id of the survey
--   region         id of the region
--   counts         true for a comment of a reply that counts
--   why            why it counts or not
--   practice       ODS code; blank where only a name or nothing is known
--   practice_name  name of the practice; blank unknown
--   import         id of the import
--   file           name of the file
--   sheet          sheet; blank where the file has none
--   cell           address of the cell, such as D17
--   question       the heading it stands under
--   as_written     the text, nothing masked
--   basis          counted, or demonstration where the data are invented

WITH placed AS (
    SELECT
        c.*, i.file, coalesce(i.demonstration, false) AS demonstration, coalesce(w.import = c.import, false) AS counted,
        terms.sent_by(r.submitted_at, i.loaded_at, $until) AS in_time, w.import AS winner
    FROM comments AS c
    JOIN imports AS i ON i.import = c.import AND i.state <> 'undone'
    LEFT JOIN replies AS r
        ON r.import = c.import AND r.respondent = c.respondent AND r.sheet IS NOT DISTINCT FROM c.sheet AND r."row" = c."row"
    LEFT JOIN terms.standing_replies_until($regions, $survey, $until) AS w
        ON w.survey = c.survey AND w.region = c.region AND w.respondent = c.respondent
    WHERE terms.asked_for($regions, c.region) AND ($survey::VARCHAR IS NULL OR c.survey = $survey::VARCHAR)
        AND trim(c.text) <> ''
)
SELECT
    p.survey, p.region, p.counted AND p.in_time AS counts,
    CASE
        WHEN NOT p.in_time THEN 'came in after the day'
        WHEN p.counted THEN 'a comment of a reply that counts'
        ELSE 'replaced: ' || coalesce('import ' || p.winner, 'another import') || ' counts for this practice'
    END AS why,
    terms.practice_code(p.respondent) AS practice,
    coalesce(n.name, if(starts_with(p.respondent, 'name:'), p.respondent[6:], NULL)) AS practice_name,
    p.import, p.file, p.sheet, terms.cell(p."row", p.col) AS cell, p.question, p.text AS as_written,
    if(p.demonstration, 'demonstration', 'counted') AS basis
FROM placed AS p
LEFT JOIN terms.practice_names() AS n USING (respondent)
ORDER BY p.region, p.survey, p.question, counts DESC, p.import, p.sheet, p."row", p.col
