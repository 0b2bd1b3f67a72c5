-- question     When do the standing notices take effect?
-- grain        region, service, date of effect; the notices without a date of effect are a row with a blank date
-- numerator    practices whose standing notice on that service takes effect on that date
-- denominator  none
-- parameters   regions, services: lists of ids, empty for all; on: the day whose standing notices are shown
-- source       terms/notices_on.sql; practices that are closed in the LMC's own list, or not on it, are left out
-- trace        trace_notices
-- columns
--   region         id of the region
--   service        id of the service
--   effective_on   date of effect, the extended one where extended; blank unknown
--   practices      practices
--   extended       practices of these whose notice was extended to that date
--   in_effect      true where the date has come by the day
--   basis          counted, or demonstration where the data are invented
--   region_name    name of the region
--   service_label  name of the service
--   category       category of the service
--   notices        notices: a practice may have several on one service, each with its scope

WITH standing_notices_by_date AS (
    SELECT
        region, service, effective_on,
        count(DISTINCT respondent) AS practices,
        count(DISTINCT respondent) FILTER (extended_to IS NOT NULL) AS extended,
        count(*) AS notices,
        bool_or(in_effect) AS in_effect,
        bool_or(coalesce(demonstration, false)) AS demonstration
    FROM terms.notices_on($on)
    WHERE standing AND NOT off_list
        AND terms.asked_for($regions, region)
        AND terms.asked_for($services, service)
    GROUP BY region, service, effective_on
)
SELECT
    n.region, n.service, n.effective_on, n.practices, n.extended, n.in_effect,
    if(n.demonstration, 'demonstration', 'counted') AS basis, r.name AS region_name,
    coalesce(s.label, n.service) AS service_label, s.category, n.notices
FROM standing_notices_by_date AS n
LEFT JOIN regions AS r ON r.region = n.region
LEFT JOIN services AS s ON s.service = n.service
ORDER BY r.display_order NULLS LAST, n.region, n.effective_on NULLS LAST, n.service
