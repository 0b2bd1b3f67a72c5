-- question     How new is what is known of each region?
-- grain        region of the reference data
-- numerator    none: a list
-- denominator  none
-- parameters   regions: a list of ids, empty for all
-- source       terms/standing_surveys.sql; the loads of the notice logs; the dates of the published figures
-- trace        none: its dates are those of surveys, notices and regions, each of which has a trace
-- columns
--   region             id of the region
--   region_name        name of the region
--   survey             id of the newest survey; blank if none
--   survey_title       its title
--   survey_as_of       day of its last reply, or of loading; ISO
--   notices_loaded_on  day of the newest load of a notice log, or of its hand-over by another store; blank if none
--   figures_as_of      newest date of a published figure, as precise as known; blank if none
--   demonstration      true where the survey or the log is invented

WITH newest AS (
    SELECT region, survey, title, as_of, basis = 'demonstration' AS demonstration FROM terms.standing_surveys(NULL, NULL) WHERE recency = 1
),
logs AS (
    SELECT n.region, max(i.loaded_at)::DATE AS loaded_on, bool_or(coalesce(n.demonstration, false)) AS demonstration
    FROM standing_notices AS n
    JOIN imports AS i ON i.import = n.import
    GROUP BY n.region
    UNION ALL
    SELECT region, max(handed_over_on), bool_or(demonstration) FROM terms.handed_notices(NULL) GROUP BY region
),
published AS (
    SELECT region, max(as_of) AS as_of FROM terms.published_figures(NULL) GROUP BY region
)
SELECT
    r.region, r.name AS region_name, s.survey, s.title AS survey_title, strftime(s.as_of, '%Y-%m-%d') AS survey_as_of,
    l.loaded_on AS notices_loaded_on, p.as_of AS figures_as_of,
    coalesce(s.demonstration, false) OR coalesce(l.demonstration, false) AS demonstration
FROM regions AS r
LEFT JOIN newest AS s ON s.region = r.region
LEFT JOIN logs AS l ON l.region = r.region
LEFT JOIN published AS p ON p.region = r.region
WHERE terms.asked_for($regions, r.region)
ORDER BY r.display_order NULLS LAST, r.region
