-- question     How did the answers change from wave to wave, and how many replied in each?
-- grain        wave, region, action, answer of the scale; answers nobody chose are there with 0
-- numerator    practices that gave that answer on that action in that wave
-- denominator  practices that answered that action in that wave
-- parameters   regions, survey, actions: a list of ids, one id, a list of ids; empty for all; on: the day, for the
--              answers sent by then (terms/answers_until.sql)
-- source       terms/waves.sql says what makes two surveys waves of one; interval as in preferences. Different practices may
--              have replied in each wave: what the same practices did is in moves and differences.
-- trace        trace_preferences
-- columns
--   region         id of the region
--   scale          id of the scale of answers; the waves of a region and scale belong together
--   wave           place of the wave among them, from 1
--   survey         id of the survey
--   wave_on        trackers: the Monday of the week; blank for a survey that is one wave
--   as_of          day of the last reply of the wave, or of loading where replies have no times; ISO
--   action         id of the action
--   answer         id of the answer
--   practices      practices that gave this answer
--   answered       practices that answered this action
--   responded      practices that answered anything in this wave
--   out_of         practices in the region; blank unknown
--   share          practices / answered, 0 to 1
--   low            lower end of the 95% interval of share
--   high           upper end of the 95% interval of share
--   waves          waves of that region and scale
--   menu           id of the menu; blank unknown
--   menu_changed   true where the wave before had another menu; blank for the first
--   anonymous      replies without a practice among responded
--   title          title of the survey
--   basis          counted, or demonstration where the data are invented
--   region_name    name of the region
--   action_label   short name of the action
--   answer_label   name of the answer
--   action_order   place among all actions
--   answer_order   place on the scale
--   out_of_source  where out_of was read
--   off_list       practices closed in the LMC's own list, or not on it, that gave this answer in that wave: beside practices,
--                  and in no share; blank where none is loaded

WITH chosen AS (
    SELECT
        *,
        if(place > 1, menu IS DISTINCT FROM lag(menu) OVER (PARTITION BY region, scale ORDER BY place), NULL)
            AS menu_changed
    FROM terms.waves($regions, $on, $until)
),
asked AS (
    SELECT * FROM chosen WHERE $survey::VARCHAR IS NULL OR survey = $survey::VARCHAR
),
counts AS (
    SELECT survey, region, NULL::DATE AS wave_on, action, answer, practices, coalesce(off_list, 0) AS off_list
    FROM terms.answers_counted($regions, NULL, $on, $until)
    SEMI JOIN (FROM asked WHERE wave_on IS NULL) AS w USING (survey, region)
    UNION ALL
    SELECT survey, region, week, action, answer, count(*) FILTER (NOT off_list), count(*) FILTER (off_list)
    FROM terms.tracked($regions, $on, $until)
    GROUP BY survey, region, week, action, answer
),
answered AS (
    SELECT survey, region, wave_on, action, sum(practices) AS answered FROM counts GROUP BY ALL
),
grid AS (
    SELECT c.*, a.action, o.answer, o.label AS answer_label, o.display_order AS answer_order, a.answered,
        coalesce(n.practices, 0) AS practices, if(c.listed, coalesce(n.off_list, 0), NULL)::INTEGER AS off_list
    FROM asked AS c
    JOIN answered AS a ON a.survey = c.survey AND a.region = c.region AND a.wave_on IS NOT DISTINCT FROM c.wave_on
    JOIN scale_answers AS o ON o.scale = c.scale
    LEFT JOIN counts AS n
        ON n.survey = c.survey AND n.region = c.region AND n.wave_on IS NOT DISTINCT FROM c.wave_on
        AND n.action = a.action AND n.answer = o.answer
    WHERE terms.asked_for($actions, a.action)
),
shared AS (
    SELECT *, practices / nullif(answered, 0) AS share, terms.wilson_population(answered, out_of) AS evidence FROM grid
)
SELECT
    g.region, g.scale, g.place AS wave, g.survey, g.wave_on, strftime(g.as_of, '%Y-%m-%d') AS as_of, g.action, g.answer,
    g.practices::INTEGER AS practices, g.answered::INTEGER AS answered, g.responded, g.out_of, g.share,
    terms.wilson_low(g.share, g.evidence) AS low, terms.wilson_high(g.share, g.evidence) AS high, g.waves, g.menu,
    g.menu_changed, g.anonymous, g.title, g.basis, g.region_name, coalesce(a.label, v.label, g.action) AS action_label,
    coalesce(g.answer_label, g.answer) AS answer_label, coalesce(a.display_order, 1000) AS action_order, g.answer_order,
    g.out_of_source, g.off_list
FROM shared AS g
LEFT JOIN actions AS a ON a.action = g.action
LEFT JOIN services AS v ON v.service = g.action
ORDER BY g.region_order NULLS LAST, g.region, g.scale, action_order, g.action, wave, g.answer_order
