-- question     What is everything called on a screen?
-- grain        kind and id
-- order        as in the reference data, our own region before all others
-- columns      kind (region | action | service | answer | category), id, label, place (order within its kind), in full,
--              fictitious (a region that does not exist)
WITH own AS (SELECT json_extract_string(value, '$') AS region FROM settings WHERE setting = 'lmc/region')
SELECT 'region' AS kind, region AS id, coalesce(short_name, name) AS label,
    if(region IN (SELECT region FROM own), -1, display_order) AS place, name AS full_name,
    coalesce(fictitious, false) AS fictitious
FROM regions
UNION ALL
SELECT 'action', action, label, display_order, wording, false FROM actions
UNION ALL
SELECT 'answer', answer, any_value(label), min(display_order), any_value(meaning), false FROM scale_answers GROUP BY answer
UNION ALL
SELECT 'service', service, label, row_number() OVER (), category, false FROM services
ORDER BY kind, place, id
