-- question     Which cells is each figure of a survey made of?
-- grain        one answer that came in: those that count, those that a later answer replaced, and those sent after the day
-- numerator    none: a list; its rows with counts true are the practices of the figure
-- denominator  none
-- parameters   regions, survey, actions: a list of ids, one id, a list of ids; empty for all; on: the day, for the
--              answers sent by then (terms/answers_until.sql)
-- source       answers of the imports that stand; terms/traced.sql
-- columns
--   survey         id of the survey
--   region         id of the region
--   action         id of the action
--   answer         id of the answer
--   counts         true for the answer that counts
--   why            why it counts, or what replaced it
--   practice       ODS code; blank where only a name or nothing is known
--   practice_name  name of the practice; blank unknown
--   import         id of the import
--   file           name of the file
--   sheet          sheet; blank where the file has none
--   cell           address of the cell, such as D17
--   submitted_at   when the reply was sent; blank unknown
--   basis          counted, or demonstration where the data are invented

SELECT
    a.survey, a.region, a.action, a.answer, a.counts, a.why, terms.practice_code(a.respondent) AS practice,
    coalesce(n.name, if(starts_with(a.respondent, 'name:'), a.respondent[6:], NULL)) AS practice_name,
    a.import, a.file, a.sheet, a.cell, a.submitted_at, if(a.demonstration, 'demonstration', 'counted') AS basis
FROM terms.traced_answers($regions, $survey, $on, $until) AS a
LEFT JOIN terms.practice_names() AS n USING (respondent)
LEFT JOIN scale_answers AS o ON o.answer = a.answer
    AND o.scale = (SELECT any_value(scale) FROM surveys AS s WHERE s.import = a.import AND s.survey = a.survey)
WHERE terms.asked_for($actions, a.action)
ORDER BY
    a.region, a.survey, a.action, o.display_order NULLS LAST, a.answer, a.counts DESC, a.respondent, a.import, a.sheet,
    a."row", a.col
