-- question     How many practices moved from which answer to which, between two waves?
-- grain        pair of waves, region, action, first answer, second answer; moves nobody made are there with 0
-- numerator    practices that gave the first answer in the first wave and the second in the second
-- denominator  practices that answered the action in both waves (answered_both)
-- parameters   regions, survey, actions: a list of ids, one id, a list of ids; empty for all; on: the day, for the
--              answers sent by then (terms/answers_until.sql)
-- source       terms/waves.sql: each wave with the next, and the first with the last; where a survey is named, it with every
--              other of its region and scale. Replies without a practice cannot be matched and are not in it.
-- trace        trace_preferences
-- columns
--   region          id of the region
--   scale           id of the scale of answers
--   first_survey    id of the earlier survey
--   first_wave_on   trackers: the Monday of the earlier week; blank else
--   second_survey   id of the later survey
--   second_wave_on  trackers: the Monday of the later week; blank else
--   action          id of the action
--   first_answer    id of the earlier answer
--   second_answer   id of the later answer
--   practices       practices that moved so, or stayed
--   answered_both   practices that answered the action in both waves
--   share           practices / answered_both, 0 to 1
--   moved           true where the two answers differ
--   first_as_of     date of the earlier wave; ISO
--   second_as_of    date of the later wave; ISO
--   first_responded   practices that replied to the earlier wave
--   second_responded  practices that replied to the later wave
--   region_name     name of the region
--   action_label    short name of the action
--   first_answer_label   name of the earlier answer
--   second_answer_label  name of the later answer
--   first_order     place of the earlier answer on the scale
--   second_order    place of the later answer on the scale
--   first_title     title of the earlier survey
--   second_title    title of the later survey
--   basis           counted, or demonstration where the data are invented

WITH twice AS (
    SELECT * FROM terms.answered_twice($regions, $survey, $on, $until) WHERE terms.asked_for($actions, action)
),
pairs AS (
    SELECT
        region, scale, first_survey, first_wave_on, second_survey, second_wave_on, action, count(*) AS answered_both
    FROM twice
    GROUP BY ALL
),
moves AS (
    SELECT * EXCLUDE (respondent), count(*) AS practices FROM twice GROUP BY ALL
),
grid AS (
    SELECT
        b.*, f.answer AS first_answer, f.label AS first_answer_label, f.display_order AS first_order,
        s.answer AS second_answer, s.label AS second_answer_label, s.display_order AS second_order
    FROM pairs AS b
    JOIN scale_answers AS f ON f.scale = b.scale
    JOIN scale_answers AS s ON s.scale = b.scale
)
SELECT
    g.region, g.scale, g.first_survey, g.first_wave_on, g.second_survey, g.second_wave_on, g.action, g.first_answer,
    g.second_answer, coalesce(m.practices, 0) AS practices, g.answered_both, coalesce(m.practices, 0) / g.answered_both AS share,
    g.first_answer <> g.second_answer AS moved,
    strftime(p.first_as_of, '%Y-%m-%d') AS first_as_of, strftime(p.second_as_of, '%Y-%m-%d') AS second_as_of,
    p.first_responded, p.second_responded, p.region_name, coalesce(a.label, v.label, g.action) AS action_label,
    coalesce(g.first_answer_label, g.first_answer) AS first_answer_label,
    coalesce(g.second_answer_label, g.second_answer) AS second_answer_label, g.first_order, g.second_order,
    p.first_title, p.second_title,
    if('demonstration' IN (p.first_basis, p.second_basis), 'demonstration', 'counted') AS basis
FROM grid AS g
JOIN terms.wave_pairs($regions, $survey, $on, $until) AS p
    ON p.region = g.region AND p.first_survey = g.first_survey AND p.second_survey = g.second_survey
    AND p.first_wave_on IS NOT DISTINCT FROM g.first_wave_on AND p.second_wave_on IS NOT DISTINCT FROM g.second_wave_on
LEFT JOIN moves AS m
    ON m.region = g.region AND m.first_survey = g.first_survey AND m.second_survey = g.second_survey
    AND m.first_wave_on IS NOT DISTINCT FROM g.first_wave_on AND m.second_wave_on IS NOT DISTINCT FROM g.second_wave_on
    AND m.action = g.action AND m.first_answer = g.first_answer AND m.second_answer = g.second_answer
LEFT JOIN actions AS a ON a.action = g.action
LEFT JOIN services AS v ON v.service = g.action
ORDER BY
    p.region_order NULLS LAST, g.region, g.scale, p.place, p.second_place, coalesce(a.display_order, 1000), g.action,
    g.first_order, g.second_order
