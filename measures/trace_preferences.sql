-- question     Which cells is each figure of a survey made of?
-- grain        one answer that came in, or one count that another store handed over: those that count, those that a later answer replaced, and those sent after the day
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
--   practices      handed over by another store: the practices that gave this answer, whom it does not name; blank withheld

WITH given AS (
    SELECT
        a.survey, a.region, a.action, a.answer, a.counts, a.why, terms.practice_code(a.respondent) AS practice,
        coalesce(n.name, if(starts_with(a.respondent, 'name:'), a.respondent[6:], NULL)) AS practice_name,
        a.import, a.file, a.sheet, a.cell, a.submitted_at, if(a.demonstration, 'demonstration', 'counted') AS basis,
        o.display_order, a.respondent, a."row", a.col, NULL::INTEGER AS practices
    FROM terms.traced_answers($regions, $survey, $on, $until) AS a
    LEFT JOIN terms.practice_names() AS n USING (respondent)
    LEFT JOIN scale_answers AS o ON o.answer = a.answer
        AND o.scale = (SELECT any_value(scale) FROM surveys AS s WHERE s.import = a.import AND s.survey = a.survey)
    WHERE terms.asked_for($actions, a.action)
    UNION ALL BY NAME
    SELECT
        h.survey, h.region, h.action, h.answer, true AS counts,
        terms.handed_words(h.store, h.generation, h.handed_over_on, h.practices) AS why, h.import, h.file, h.sheet, h.cell, h.basis,
        (SELECT any_value(display_order) FROM scale_answers AS o WHERE o.answer = h.answer) AS display_order, h.practices
    FROM terms.handed_answers($regions, $survey, $until) AS h
    WHERE terms.asked_for($actions, h.action)
)
SELECT
    survey, region, action, answer, counts, why, practice, practice_name, import, file, sheet, cell, submitted_at, basis,
    practices
FROM given
ORDER BY
    region, survey, action, display_order NULLS LAST, answer, counts DESC, respondent, import, sheet, "row", col, cell
