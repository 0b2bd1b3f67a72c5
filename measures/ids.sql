-- question     Which regions, surveys, services and actions can be asked for?
-- grain        kind, id and one of its names
-- numerator    none: a list
-- denominator  none
-- parameters   none
-- source       the reference data; surveys and services kept as written: the imports that stand
-- trace        none: it lists what can be asked for
-- columns
--   kind  region, survey, service or action
--   id    what to ask for
--   name  a name it goes by; a thing with several names has several rows

WITH named AS (
    SELECT 'region' AS kind, region AS id, name, 0 AS place FROM regions
    UNION ALL SELECT 'region', region, short_name, 1 FROM regions
    UNION ALL SELECT 'region', region, synonym, 2 FROM region_synonyms
    UNION ALL SELECT 'survey', survey, title, 0 FROM terms.standing_surveys(NULL, NULL)
    UNION ALL SELECT 'service', service, label, 0 FROM services
    UNION ALL SELECT 'service', service, synonym, 2 FROM service_synonyms
    -- Services that nobody lists, kept as an office wrote them: they go by that.
    UNION ALL SELECT 'service', service, service, 1
    FROM (
        SELECT service FROM standing_notices
        UNION SELECT subject FROM figures WHERE kind = 'service'
    )
    WHERE service NOT IN (SELECT service FROM services)
    UNION ALL SELECT 'action', action, label, 0 FROM actions
    UNION ALL SELECT 'action', action, synonym, 2 FROM action_synonyms
)
SELECT kind, id, name
FROM named
GROUP BY kind, id, name
ORDER BY kind, id, min(place), name
