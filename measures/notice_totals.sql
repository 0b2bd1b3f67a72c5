-- question     How much is standing in each region, and what comes next?
-- grain        region
-- numerator    practices with at least one standing notice (practices), with at least one in effect (in_effect)
-- denominator  practices in the region (out_of)
-- parameters   regions, services: lists of ids, empty for all; on: the day
-- source       terms/notices_on.sql; a practice with notices on several services is one practice
-- trace        trace_notices
-- columns
--   region             id of the region
--   region_name        name of the region
--   practices          practices with a standing notice on any service
--   in_effect          practices with a notice in effect on any service
--   out_of             practices in the region; blank unknown
--   services           services with a standing notice
--   notices            standing notices: a practice may have several on one service, each with its scope and life
--   notices_in_effect  standing notices in effect
--   next_effective_on  earliest date of effect after the day
--   next_notices       standing notices that take effect on that date
--   as_of              the day, or the day of loading if earlier; ISO
--   basis              counted, or demonstration where the data are invented
--   source             files of the log
--   out_of_source      where out_of was read
--   off_list           practices closed in the LMC's own list, or not on it, with a standing notice: beside all the others; blank
--                      where no own list is loaded

WITH chosen AS (
    SELECT n.*, i.file, i.loaded_at, min(effective_on) FILTER (standing AND NOT off_list AND effective_on > $on::DATE)
        OVER (PARTITION BY n.region) AS next_effective_on
    FROM terms.notices_on($on) AS n
    LEFT JOIN imports AS i ON i.import = n.import
    WHERE terms.asked_for($regions, n.region)
        AND terms.asked_for($services, n.service)
),
totals AS (
    SELECT
        region,
        count(DISTINCT respondent) FILTER (standing AND NOT off_list) AS practices,
        count(DISTINCT respondent) FILTER (in_effect AND NOT off_list) AS practices_in_effect,
        count(DISTINCT respondent) FILTER (standing AND off_list) AS off_list,
        count(DISTINCT service) FILTER (standing AND NOT off_list) AS services,
        count(*) FILTER (standing AND NOT off_list) AS notices,
        count(*) FILTER (in_effect AND NOT off_list) AS notices_in_effect,
        any_value(next_effective_on) AS next_effective_on,
        count(*) FILTER (standing AND NOT off_list AND effective_on = next_effective_on) AS next_notices,
        strftime(least($on::DATE, max(loaded_at)::DATE), '%Y-%m-%d') AS as_of,
        bool_or(coalesce(demonstration, false)) AS demonstration,
        string_agg(DISTINCT file, '; ' ORDER BY file) AS source
    FROM chosen
    GROUP BY region
)
SELECT
    t.region, r.name AS region_name, t.practices, t.practices_in_effect AS in_effect, r.out_of, t.services,
    t.notices, t.notices_in_effect, t.next_effective_on, t.next_notices, t.as_of,
    if(t.demonstration, 'demonstration', 'counted') AS basis, t.source, r.out_of_source,
    if(r.listed, t.off_list, NULL) AS off_list
FROM totals AS t
LEFT JOIN terms.bases($on) AS r ON r.region = t.region
ORDER BY r.display_order NULLS LAST, t.region
