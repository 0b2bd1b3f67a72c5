-- question     Which cells and which published words is each figure of the comparison of regions made of?
-- grain        one answer or notice that came in, about one subject, those that count and those that do not; one count that
--              another store handed over; and one published figure about one subject
-- numerator    none: a list; the practices of its rows with counts true are those of the figure
-- denominator  none
-- parameters   regions, services, actions: lists of ids, empty for all; survey: one id, blank for the newest of each
--              region; on: the day, for the notices, the answers sent and what can have been
--              published by then
-- source       terms/traced.sql, terms/published_figures.sql
-- columns
--   region         id of the region
--   subject        id of the service or action
--   kind           service or action
--   basis          counted, reported, or demonstration where the data are invented
--   said           the answer, the status of the notice, or the rung of the published figure
--   counts         true where it is in the figure: a standing notice, an answer that supports the action, a published figure
--   why            why it counts or not; reported: as the source puts it, and what was made of it
--   practice       ODS code; blank where only a name or nothing is known
--   practice_name  name of the practice; blank unknown
--   import         id of the import; blank for the reference data
--   file           name of the file; blank for the reference data
--   sheet          sheet; blank where the file has none
--   cell           address of the cell, such as D17
--   survey         actions: id of the survey
--   figure         reported: id of the figure
--   count          reported: as given
--   share          reported: as given
--   qualifier      reported: exact, about, almost, over, under, at_least, words or named
--   unit           reported: practices, patients, GPs or respondents
--   words          reported: the words that carry the figure
--   as_of          reported: date of the figure, as precise as known
--   source         reported: where it was read
--   read_as        reported: read, computed or recalled (unverified)
--   note           reported: note

WITH supporting AS (
    SELECT scale, answer FROM scale_answers WHERE supports
),
rows AS (
    SELECT
        t.region, t.service AS subject, 'service' AS kind, t.demonstration, t.status AS said, t.counts, t.why,
        t.respondent, t.name, t.import, t.file, t.sheet, t.cell, NULL AS survey
    FROM terms.traced_notices($regions, $on) AS t
    UNION ALL
    SELECT
        a.region, a.action, 'action', a.demonstration, a.answer, a.counts AND s.answer IS NOT NULL,
        if(a.counts AND s.answer IS NULL, 'answered, but the answer does not support the action', a.why),
        a.respondent, NULL, a.import, a.file, a.sheet, a.cell, a.survey
    FROM terms.traced_answers($regions, $survey, $on, $until) AS a
    JOIN terms.surveys_compared($survey, $on, $until) AS c ON c.survey = a.survey AND c.region = a.region
    LEFT JOIN supporting AS s ON s.scale = c.scale AND s.answer = a.answer
)
SELECT
    r.region, r.subject, r.kind, if(r.demonstration, 'demonstration', 'counted') AS basis, r.said, r.counts, r.why,
    terms.practice_code(r.respondent) AS practice,
    coalesce(n.name, r.name, if(starts_with(r.respondent, 'name:'), r.respondent[6:], NULL)) AS practice_name,
    r.import, r.file, r.sheet, r.cell, r.survey, NULL::VARCHAR AS figure, NULL::DOUBLE AS count, NULL::DOUBLE AS share,
    NULL::VARCHAR AS qualifier, NULL::VARCHAR AS unit, NULL::VARCHAR AS words, NULL::VARCHAR AS as_of,
    NULL::VARCHAR AS source, NULL::VARCHAR AS read_as, NULL::VARCHAR AS note
FROM rows AS r
LEFT JOIN terms.practice_names() AS n USING (respondent)
WHERE terms.subject_asked($services, $actions, r.kind, r.subject)
UNION ALL
SELECT
    h.region, h.subject, h.kind, h.basis, coalesce(h.answer, h.rung),
    h.rung IS NOT DISTINCT FROM 'served' OR s.answer IS NOT NULL,
    terms.handed_words(h.store, h.generation, h.handed_over_on, h.count), NULL, NULL, h.import, h.file, h.sheet, h.cell, h.survey,
    NULL, h.count, NULL, if(h.count IS NULL, 'words', 'exact'), 'practices', terms.withheld_words(h.count), h.as_of, h.source, NULL,
    NULL
FROM terms.handed_over($until) AS h
LEFT JOIN terms.surveys_compared($survey, $on, $until) AS c ON c.survey = h.survey AND c.region = h.region
LEFT JOIN supporting AS s ON s.scale = c.scale AND s.answer = h.answer
WHERE terms.asked_for($regions, h.region)
    AND terms.subject_asked($services, $actions, h.kind, h.subject)
    AND if(h.rung IS NULL, c.store = h.store, h.region NOT IN (SELECT region FROM standing_notices))
UNION ALL
SELECT
    region, subject, kind, basis, rung, true, terms.how_read(words, status), NULL, NULL, import, file, sheet, cell, NULL,
    figure, count, share, qualifier, unit, words, as_of, source, status, note
FROM terms.published_figures($until)
WHERE terms.asked_for($regions, region)
    AND terms.subject_asked($services, $actions, kind, subject)
ORDER BY region, kind, subject, basis, counts DESC, practice, practice_name, import, sheet, cell, figure
