-- question     What do practices say in their own words, action by action?
-- grain        comment of a reply that counts; one that is about two actions of one item is a row for each
-- numerator    none: a list
-- denominator  none
-- parameters   regions, survey, actions: a list of ids, one id, a list of ids; empty for all; on: the day, for the
--              answers sent by then (terms/answers_until.sql)
-- source       comments of the imports that count for their practice. A comment is about an action where the heading it stands
--              under names that one by a listed wording; else it is about the survey. Names are off: no practice, no
--              cell, no order of replies; ODS codes, names of the region's practices and addresses are masked in the text.
--              A practice may still give itself away in what it tells: read before you read aloud.
-- trace        trace_comments
-- columns
--   survey        id of the survey
--   region        id of the region
--   action        id of the action; blank where the comment is about the survey as a whole
--   answer        id of the answer that the same practice gave to that action; blank if none
--   comment       the text, masked
--   question      the heading it stands under
--   masked        true where something was masked
--   basis         counted, or demonstration where the data are invented
--   answer_order  place of the answer on the scale
--   region_name   name of the region
--   action_label  short name of the action
--   answer_label  name of the answer

WITH given AS (
    SELECT DISTINCT c.survey, c.region, c.respondent, c.question, trim(c.text) AS text, i.demonstration
    FROM comments AS c
    JOIN imports AS i ON i.import = c.import AND i.state <> 'undone'
    LEFT JOIN replies AS r
        ON r.import = c.import AND r.respondent = c.respondent AND r.sheet IS NOT DISTINCT FROM c.sheet AND r."row" = c."row"
    -- A reply with a comment alone has no answers, and stands all the same.
    SEMI JOIN terms.standing_replies_until($regions, $survey, $until) AS s
        ON s.survey = c.survey AND s.region = c.region AND s.respondent = c.respondent AND s.import = c.import
    WHERE terms.asked_for($regions, c.region) AND ($survey::VARCHAR IS NULL OR c.survey = $survey::VARCHAR)
        AND trim(c.text) <> '' AND terms.sent_by(r.submitted_at, i.loaded_at, $until)
),
wordings AS (
    SELECT action, lower(synonym) AS wording FROM action_synonyms
    UNION SELECT action, lower(label) FROM actions
    UNION SELECT action, lower(wording) FROM actions WHERE wording IS NOT NULL
    UNION SELECT action, replace(action, '_', ' ') FROM actions
    UNION SELECT unnest(string_split(actions, ';')), lower(wording) FROM menu_items WHERE actions IS NOT NULL
),
-- The longest wording in a heading says what it is about; the same wording may name two actions.
headings_about AS (
    SELECT q.question, w.action
    FROM (SELECT DISTINCT question FROM given) AS q
    JOIN wordings AS w ON length(w.wording) >= 6 AND contains(lower(q.question), w.wording)
    QUALIFY length(w.wording) = max(length(w.wording)) OVER (PARTITION BY q.question)
),
names AS (
    SELECT region, list_sort(list(DISTINCT name), 'DESC') AS names
    FROM (
        SELECT region, name FROM standing_practices WHERE length(name) >= 6
        UNION
        SELECT region, name FROM replies WHERE length(name) >= 6
    )
    WHERE region IS NOT NULL
    GROUP BY region
),
masked AS (
    SELECT
        g.survey, g.region, g.respondent, g.question, g.text, g.demonstration,
        list_reduce(
            list_prepend(
                regexp_replace(
                    regexp_replace(g.text, '\S+@\S+', '[an address]', 'g'), '\b[A-TV-Za-tv-z]\d{5}\b', '[a practice]', 'g'
                ),
                list_filter(coalesce(n.names, []), lambda name: contains(lower(g.text), lower(name)))
            ),
            lambda said, name: regexp_replace(said, '(?i)' || regexp_escape(name), '[a practice]', 'g')
        ) AS comment
    FROM given AS g
    LEFT JOIN names AS n ON n.region = g.region
),
placed AS (
    SELECT DISTINCT m.*, h.action, a.answer, s.scale
    FROM masked AS m
    LEFT JOIN headings_about AS h ON h.question = m.question
    LEFT JOIN terms.standing_answers_until($regions, $survey, $until) AS a
        ON a.survey = m.survey AND a.region = m.region AND a.respondent = m.respondent AND a.action = h.action
    LEFT JOIN terms.standing_surveys($on, $until) AS s ON s.survey = m.survey AND s.region = m.region
)
SELECT
    p.survey, p.region, p.action, p.answer, p.comment, p.question, p.comment <> p.text AS masked,
    if(p.demonstration, 'demonstration', 'counted') AS basis, o.display_order AS answer_order, r.name AS region_name,
    coalesce(a.label, p.action) AS action_label, coalesce(o.label, p.answer) AS answer_label
FROM placed AS p
LEFT JOIN regions AS r ON r.region = p.region
LEFT JOIN actions AS a ON a.action = p.action
LEFT JOIN scale_answers AS o ON o.scale = p.scale AND o.answer = p.answer
WHERE terms.asked_for($actions, p.action)
ORDER BY
    r.display_order NULLS LAST, p.region, p.survey, a.display_order NULLS LAST, p.action, o.display_order NULLS LAST, p.comment
