-- What the loaders ask of the reference tables, and of what people answered, to know what words mean. A part is
-- called by the name in the line above it. The first group: an id and how it is written for people, in display
-- order, by what the id is of.

-- name: region
SELECT region, name FROM regions ORDER BY display_order, name

-- name: action
SELECT action, label FROM actions WHERE on_menu ORDER BY display_order

-- name: service
SELECT service, label FROM services ORDER BY category, label

-- name: answer
SELECT answer, label FROM scale_answers ORDER BY scale, display_order

-- name: scale
SELECT scale, name FROM scales

-- name: event
SELECT kind, label FROM event_kinds ORDER BY display_order

-- name: position
SELECT answer, label FROM scale_answers WHERE scale = 'offer' ORDER BY display_order

-- name: status
SELECT rung, label FROM rungs ORDER BY display_order

-- name: menu
SELECT menu, name FROM menus ORDER BY starts_on, menu

-- name: survey
SELECT DISTINCT survey, survey FROM reply_counts ORDER BY survey

-- name: ticks
-- What a tick may say: an answer, or the first answer of a scale where a box is ticked and its last where it is not.
WITH ends AS (
    SELECT scale, arg_min(answer, display_order) AS first, arg_max(answer, display_order) AS last
    FROM scale_answers GROUP BY scale
),
meant AS (
    SELECT a.scale, a.display_order, a.answer, NULL AS otherwise FROM scale_answers AS a
    UNION ALL
    SELECT scale, 0, first, last FROM ends
)
SELECT
    concat_ws('/', m.answer, m.otherwise),
    y.label || ' where they did, ' || coalesce(n.label, 'no answer') || ' where they did not'
FROM meant AS m
JOIN scale_answers AS y ON y.answer = m.answer
LEFT JOIN scale_answers AS n ON n.answer = m.otherwise
ORDER BY m.display_order, m.scale DESC, m.answer

-- name: remembered
SELECT about, key, choice FROM remembered ORDER BY answered_at

-- name: reference_digest
SELECT value FROM meta WHERE key = 'reference'

-- name: practice_names
SELECT region, practice, name FROM standing_practices WHERE region IS NOT NULL ORDER BY practice

-- name: regions_of_practices
-- In which region each practice is known: by a list of practices or, where it is said whose dashboard this is, by what was
-- loaded for that region. Invented data tell nothing of a real file.
WITH real AS (SELECT import FROM imports WHERE state <> 'undone' AND NOT demonstration),
own AS (SELECT json_extract_string(value, '$') AS region FROM settings WHERE setting = 'lmc/region')
SELECT practice, name, region FROM standing_practices SEMI JOIN real USING (import) WHERE region IS NOT NULL
UNION
SELECT practice, name, region FROM replies SEMI JOIN real USING (import) SEMI JOIN own USING (region)
WHERE practice IS NOT NULL
UNION
SELECT practice, name, region FROM notices SEMI JOIN real USING (import) SEMI JOIN own USING (region)
WHERE practice IS NOT NULL

-- name: closed_practices
-- Today; a list that dates a closing decides by that day.
SELECT region, practice FROM standing_practices
WHERE region IS NOT NULL AND coalesce(closed_on <= current_date, open IS FALSE) ORDER BY practice

-- name: networks
-- Which practices are in which network: those that are open, and of which a register says so.
SELECT region, practice, pcn, pcn_name FROM standing_practices
WHERE region IS NOT NULL AND open IS NOT FALSE AND coalesce(pcn, pcn_name) IS NOT NULL ORDER BY practice

-- name: surveys_by_region
-- The newest first.
SELECT survey, region FROM reply_counts ORDER BY last_on DESC NULLS LAST, survey

-- name: scales_of_surveys
SELECT surveys.survey, scale FROM surveys JOIN imports USING (import) WHERE state <> 'undone'

-- name: action_wordings
-- The actions are joined by ';' where one wording names several.
SELECT action AS actions, wording FROM actions WHERE on_menu
UNION ALL
SELECT actions, wording FROM menu_items WHERE actions IS NOT NULL

-- name: action_synonyms
SELECT action, synonym FROM action_synonyms

-- name: action_keywords
SELECT action, all_of, none_of FROM action_keywords

-- name: question_keywords
SELECT answer, otherwise, all_of, none_of FROM question_keywords

-- name: menu_regions
SELECT menu, region FROM menus

-- name: menu_rounds
SELECT year(starts_on - INTERVAL 3 MONTH) AS round, actions
FROM menus JOIN menu_items USING (menu) WHERE starts_on IS NOT NULL AND actions IS NOT NULL

-- name: menu_items
SELECT menu, item, actions FROM menu_items WHERE actions IS NOT NULL

-- name: service_synonyms
SELECT service, synonym FROM service_synonyms

-- name: bundles
SELECT service FROM services WHERE bundle ORDER BY service

-- name: region_names
SELECT region, short_name, lmc FROM regions

-- name: region_practices
SELECT region, practices FROM regions WHERE practices IS NOT NULL

-- name: region_synonyms
SELECT region, synonym FROM region_synonyms

-- name: icb_names
SELECT name FROM icbs

-- name: scale_answers
SELECT scale, answer, label, meaning FROM scale_answers JOIN scales USING (scale)
ORDER BY scales.rowid, display_order

-- name: answer_synonyms
SELECT scale, answer, synonym FROM answer_synonyms

-- name: no_answers
SELECT no_answer, synonym FROM no_answers

-- name: status_words
SELECT rung, label FROM rungs UNION ALL SELECT status, synonym FROM status_synonyms

-- name: step_words
SELECT word FROM step_words

-- name: text_words
SELECT about, class, phrase FROM text_words

-- name: text_effects
SELECT about, class, effect FROM text_effects

-- name: scope_synonyms
SELECT scope, synonym FROM scope_synonyms

-- name: qualifier_synonyms
SELECT qualifier, synonym FROM qualifier_synonyms

-- name: event_kind_synonyms
SELECT kind, synonym FROM event_kind_synonyms

-- name: event_kind_keywords
SELECT kind, all_of, none_of FROM event_kind_keywords

-- name: column_roles
SELECT kind, role, label FROM column_roles

-- name: headings
SELECT kind, role, heading FROM headings WHERE NOT ends_with(heading, '*')

-- name: heading_beginnings
-- The longest first.
SELECT kind, heading, role FROM headings WHERE ends_with(heading, '*') ORDER BY length(heading) DESC
