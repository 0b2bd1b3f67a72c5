-- question     What did the practices answer on each action?
-- grain        survey, region, action, answer of the scale; answers nobody chose are there with 0
-- numerator    practices of the region that gave that answer on that action: where the LMC's own list is loaded, those that
--              are open in it on the day
-- denominator  practices of these that answered that action (share); practices in the region (out_of)
-- parameters   regions, survey, actions: a list of ids, one id, a list of ids; empty for all; on: the day, for the
--              answers sent by then (terms/answers_until.sql) and the list as it stood
-- source       counts resolved at import (one answer per practice: the latest), for a day that has passed worked out anew
--              among the replies sent by then; interval: terms/wilson.sql,
--              corrected for the finite population where the number of practices in the region is known;
--              out_of: terms/bases.sql; who is in it: terms/coverage.sql
-- trace        trace_preferences
-- columns
--   survey          id of the survey
--   region          id of the region
--   action          id of the action, or of the service on offer; every one on the survey's menu or that anybody answered
--   answer          id of the answer
--   practices       practices that gave this answer
--   answered        practices that answered this action
--   responded       practices that answered anything in this survey
--   out_of          practices in the region; blank unknown
--   share           practices / answered, 0 to 1; blank where nobody answered the action
--   low             lower end of the 95% interval of share
--   high            upper end of the 95% interval of share
--   basis           counted, or demonstration where the data are invented
--   as_of           day of the last reply, or of loading where replies have no times; ISO
--   source          files that the answers came from
--   out_of_source   where out_of was read
--   no_answer       practices in the region that did not answer this action; blank where out_of is unknown or too small
--   no_reply        practices in the region that did not answer the survey; blank likewise
--   scale           id of the scale of answers
--   menu            id of the menu that was asked; blank unknown
--   title           title of the survey
--   region_name     name of the region
--   action_label    short name of the action, or of the service where an offer was asked about
--   answer_label    name of the answer
--   wording         the question as the menu words it; two items that name the action are joined by " / "
--   merged_with     other actions that the same item of the menu names, joined by ";"
--   action_order    place on the menu, or among all actions where the menu lacks it
--   answer_order    place on the scale
--   anonymous       replies without a practice among responded
--   floor           share of out_of that gave this answer if no other practice would give it; 0 to 1; blank where out_of
--                   is unknown, or where anonymous replies or more answers than practices make it impossible to say
--   ceiling         share of out_of that gave this answer if every practice that did not answer would; blank likewise
--   floor_practices    practices behind floor: those of the list that gave this answer
--   ceiling_practices  practices behind ceiling: these and all that did not answer this action
--   did_not_reply   open practices that did not reply; by code where the LMC's own list is loaded; blank like floor
--   not_in_register practices that replied and are not in the LMC's own list; blank where none is loaded
--   closed          practices that replied and are closed in that list; blank where none is loaded
--   out_of_as_of    date of out_of, as precise as known
--   question        the question that the scale answers
--   menu_name       name of the menu
--   menu_starts_on  first day of the menu
--   menu_ends_on    last day of the menu; blank where it has not ended or is unknown
--   until_by        a day that has passed: by what replies were placed before it, sent, loaded (they have no times) or both
--   off_list        practices closed in the LMC's own list, or not on it, that gave this answer: beside practices, and in no share; blank
--                   where none is loaded
--   store           handed over: id of the store that counted this; blank for what was counted here. What is withheld there is blank
--                   in practices and share
--   handed_over_on  handed over: the day of the hand-over
--   unit           practices, or GPs where each reply is one GP's (terms/gps.sql): what every count in the row is of

WITH chosen AS (
    SELECT * FROM terms.standing_surveys($on, $until)
    WHERE terms.asked_for($regions, region) AND ($survey::VARCHAR IS NULL OR survey = $survey::VARCHAR)
),
counts AS (
    SELECT * FROM terms.answers_known($regions, $survey, $on, $until)
    SEMI JOIN chosen USING (survey, region)
),
items AS (
    SELECT c.survey, c.region, m.item, m.wording, string_split(m.actions, ';') AS named, unnest(named) AS action
    FROM chosen AS c
    JOIN menu_items AS m ON m.menu = c.menu
),
-- Every action on the menu or that anybody answered, with the menu's words for it.
subjects AS (
    SELECT
        survey, region, action, min(item) AS item, string_agg(wording, ' / ' ORDER BY item) AS wording,
        array_to_string(list_sort(list_distinct(flatten(list(list_filter(named, lambda other: other <> action))))), ';')
            AS merged_with,
        coalesce(max(answered), 0)::INTEGER AS answered
    FROM (
        SELECT survey, region, action, item, wording, named, NULL AS answered FROM items
        UNION ALL
        SELECT DISTINCT survey, region, action, NULL, NULL, NULL, answered FROM counts
    )
    GROUP BY survey, region, action
),
choices AS (
    SELECT c.survey, c.region, s.answer FROM chosen AS c JOIN scale_answers AS s ON s.scale = c.scale
    UNION
    SELECT survey, region, answer FROM counts
),
grid AS (
    SELECT
        c.*, s.action, s.item, s.wording, s.merged_with, h.answer, s.answered, if(n.action IS NULL, 0, n.practices) AS practices,
        if(c.listed, coalesce(n.off_list, 0), NULL) AS off_answer, c.anonymous IS DISTINCT FROM 0 AS uncertain
    FROM chosen AS c
    JOIN subjects AS s USING (survey, region)
    JOIN choices AS h USING (survey, region)
    LEFT JOIN counts AS n
        ON n.survey = c.survey AND n.region = c.region AND n.action = s.action AND n.answer = h.answer
    WHERE terms.asked_for($actions, s.action)
),
shared AS (
    SELECT
        *, practices / nullif(answered, 0) AS share, terms.wilson_population(answered, out_of) AS evidence,
        if(uncertain OR answered > out_of, NULL, practices)::INTEGER AS floor_practices,
        if(uncertain OR answered > out_of, NULL, practices + out_of - answered)::INTEGER AS ceiling_practices,
        terms.did_not_reply(out_of, responded, anonymous) AS did_not_reply
    FROM grid
)
SELECT
    g.survey, g.region, g.action, g.answer, g.practices, g.answered, g.responded, g.out_of, g.share,
    terms.wilson_low(g.share, g.evidence) AS low,
    terms.wilson_high(g.share, g.evidence) AS high,
    g.basis, strftime(g.as_of, '%Y-%m-%d') AS as_of, g.source, g.out_of_source,
    if(g.out_of >= g.answered, g.out_of - g.answered, NULL) AS no_answer,
    if(g.out_of >= g.responded, g.out_of - g.responded, NULL) AS no_reply,
    g.scale, g.menu, g.title, g.region_name,
    coalesce(a.label, v.label, g.action) AS action_label,
    coalesce(s.label, g.answer) AS answer_label,
    g.wording, nullif(g.merged_with, '') AS merged_with,
    coalesce(g.item, 1000 + a.display_order, 2000) AS action_order,
    coalesce(s.display_order, 1000) AS answer_order,
    g.anonymous,
    g.floor_practices / nullif(g.out_of, 0) AS floor,
    g.ceiling_practices / nullif(g.out_of, 0) AS ceiling,
    if(g.out_of IS NULL, NULL, g.floor_practices) AS floor_practices,
    g.ceiling_practices, g.did_not_reply, g.not_in_register, g.closed, g.out_of_as_of,
    c.question, m.name AS menu_name, m.starts_on AS menu_starts_on, m.ends_on AS menu_ends_on, g.until_by, g.off_answer AS off_list,
    g.store, g.handed_over_on, g.unit
FROM shared AS g
LEFT JOIN scales AS c ON c.scale = g.scale
LEFT JOIN menus AS m ON m.menu = g.menu
LEFT JOIN actions AS a ON a.action = g.action
LEFT JOIN services AS v ON v.service = g.action
LEFT JOIN scale_answers AS s ON s.scale = g.scale AND s.answer = g.answer
ORDER BY
    g.region_order NULLS LAST, g.region, g.as_of DESC NULLS LAST, g.survey, action_order, a.display_order NULLS LAST,
    g.action, answer_order, g.answer
