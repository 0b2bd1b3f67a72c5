-- question     How did the notices add up over time?
-- grain        region, service, date on which the number of standing notices changed, up to the day; a blank date, which
--              comes first, is the start: notices whose date of service nobody wrote down
-- numerator    practices with a standing notice on that service at the end of that date
-- denominator  none
-- parameters   regions, services: lists of ids, empty for all; on: the last day shown
-- source       the rules of terms/notices_on.sql: a notice stands from the day it was served until the day it was
--              withdrawn or resolved; one withdrawn or resolved on a day nobody wrote down never stood
-- trace        trace_notices
-- columns
--   region         id of the region
--   service        id of the service
--   happened_on    date of the change; blank for notices without a date of service
--   practices      practices with a standing notice from that date
--   served         practices added on that date
--   ended          practices that withdrew or were resolved on that date
--   basis          counted, or demonstration where the data are invented
--   region_name    name of the region
--   service_label  name of the service
--   category       category of the service

WITH stands AS (
    SELECT
        region, service, respondent, coalesce(demonstration, false) AS demonstration, served_on,
        least(if(withdrawn, withdrawn_on, NULL), if(resolved, resolved_on, NULL)) AS ended_on
    FROM standing_notices
    WHERE served
        AND NOT (coalesce(withdrawn, false) AND withdrawn_on IS NULL)
        AND NOT (coalesce(resolved, false) AND resolved_on IS NULL)
        AND terms.asked_for($regions, region)
        AND terms.asked_for($services, service)
),
lasting AS (
    SELECT * FROM stands WHERE served_on IS NULL OR ended_on IS NULL OR served_on < ended_on
),
changes AS (
    SELECT region, service, demonstration, served_on AS happened_on, 1 AS served, 0 AS ended FROM lasting
    UNION ALL
    SELECT region, service, demonstration, ended_on, 0, 1 FROM lasting WHERE ended_on IS NOT NULL
),
daily AS (
    SELECT
        region, service, happened_on, sum(served)::INTEGER AS served, sum(ended)::INTEGER AS ended,
        bool_or(demonstration) AS demonstration
    FROM changes
    WHERE happened_on IS NULL OR happened_on <= $on::DATE
    GROUP BY region, service, happened_on
)
SELECT
    d.region, d.service, d.happened_on,
    (sum(d.served - d.ended) OVER (PARTITION BY d.region, d.service ORDER BY d.happened_on NULLS FIRST))::INTEGER
        AS practices,
    d.served, d.ended, if(d.demonstration, 'demonstration', 'counted') AS basis,
    r.name AS region_name, coalesce(s.label, d.service) AS service_label, s.category
FROM daily AS d
LEFT JOIN regions AS r ON r.region = d.region
LEFT JOIN services AS s ON s.service = d.service
ORDER BY r.display_order NULLS LAST, d.region, d.service, d.happened_on NULLS FIRST
