-- question     How did the notices add up over time?
-- grain        region, service, date on which the number of standing notices changed, up to the day; a blank date, which
--              comes first, is the start: notices whose date of service nobody wrote down
-- numerator    practices with a standing notice on that service at the end of that date
-- denominator  none
-- parameters   regions, services: lists of ids, empty for all; on: the last day shown
-- source       the rules of terms/notices_on.sql: a notice stands from the day it was served until the day it was
--              withdrawn or resolved; one withdrawn or resolved on a day nobody wrote down never stood. Practices are those of the LMC's own
--              list as it stands on the day, where one is loaded
-- trace        trace_notices
-- columns
--   region         id of the region
--   service        id of the service
--   happened_on    date of the change; blank for notices without a date of service
--   practices      practices with a standing notice from that date
--   served         practices that had none standing and have one from that date
--   ended          practices whose last standing one was withdrawn or resolved on that date
--   basis          counted, or demonstration where the data are invented
--   region_name    name of the region
--   service_label  name of the service
--   category       category of the service
--   notices        standing notices from that date: a practice may have several on one service
--   notices_served notices served on that date
--   notices_ended  notices that ended on that date

WITH stands AS (
    SELECT
        n.region, n.service, n.respondent, coalesce(n.demonstration, false) AS demonstration, n.served_on,
        least(if(n.withdrawn, n.withdrawn_on, NULL), if(n.resolved, n.resolved_on, NULL)) AS ended_on
    FROM standing_notices AS n
    SEMI JOIN (FROM terms.notices_on($on) WHERE NOT off_list) AS o
        ON o.region = n.region AND o.service = n.service AND o.respondent = n.respondent
    WHERE n.served
        AND NOT (coalesce(n.withdrawn, false) AND n.withdrawn_on IS NULL)
        AND NOT (coalesce(n.resolved, false) AND n.resolved_on IS NULL)
        AND terms.asked_for($regions, n.region)
        AND terms.asked_for($services, n.service)
),
lasting AS (
    SELECT *, coalesce(served_on, DATE '-infinity') AS since, coalesce(ended_on, DATE 'infinity') AS until
    FROM stands
    WHERE served_on IS NULL OR ended_on IS NULL OR served_on < ended_on
),
-- A practice stands without a break while its notices on a service follow one another or overlap.
bridged AS (
    SELECT *, max(until) OVER (
        PARTITION BY region, service, respondent ORDER BY since, until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS reached
    FROM lasting
),
spells AS (
    SELECT *, count(*) FILTER (reached IS NULL OR since > reached) OVER (
        PARTITION BY region, service, respondent ORDER BY since, until ROWS UNBOUNDED PRECEDING
    ) AS spell
    FROM bridged
),
practices_standing AS (
    SELECT region, service, respondent, bool_or(demonstration) AS demonstration, min(since) AS since, max(until) AS until
    FROM spells
    GROUP BY region, service, respondent, spell
),
changes AS (
    SELECT region, service, demonstration, since AS "at", 1 AS served, 0 AS ended, 0 AS notices_served, 0 AS notices_ended
    FROM practices_standing
    UNION ALL
    SELECT region, service, demonstration, until, 0, 1, 0, 0 FROM practices_standing WHERE until < DATE 'infinity'
    UNION ALL
    SELECT region, service, demonstration, since, 0, 0, 1, 0 FROM lasting
    UNION ALL
    SELECT region, service, demonstration, until, 0, 0, 0, 1 FROM lasting WHERE until < DATE 'infinity'
),
daily AS (
    SELECT
        region, service, nullif("at", DATE '-infinity') AS happened_on, sum(served)::INTEGER AS served,
        sum(ended)::INTEGER AS ended, sum(notices_served)::INTEGER AS notices_served,
        sum(notices_ended)::INTEGER AS notices_ended, bool_or(demonstration) AS demonstration
    FROM changes
    WHERE "at" <= $on::DATE
    GROUP BY region, service, "at"
)
SELECT
    d.region, d.service, d.happened_on, (sum(d.served - d.ended) OVER so_far)::INTEGER AS practices, d.served, d.ended,
    if(d.demonstration, 'demonstration', 'counted') AS basis, r.name AS region_name,
    coalesce(s.label, d.service) AS service_label, s.category,
    (sum(d.notices_served - d.notices_ended) OVER so_far)::INTEGER AS notices, d.notices_served, d.notices_ended
FROM daily AS d
LEFT JOIN regions AS r ON r.region = d.region
LEFT JOIN services AS s ON s.service = d.service
WINDOW so_far AS (PARTITION BY d.region, d.service ORDER BY d.happened_on NULLS FIRST)
ORDER BY r.display_order NULLS LAST, d.region, d.service, d.happened_on NULLS FIRST
