-- question     In which networks have enough practices come together?
-- grain        region, primary care network (or sub-ICB location, where no network is known) and subject
-- numerator    practices of the network with a standing notice, or whose answer supports the action
-- denominator  practices of the network in the region (terms/members.sql)
-- parameters   regions, services, actions: lists of ids, empty for all; survey: one id, blank for the newest of each
--              region; on: the day, for the notices and the answers sent by then
-- source       networks of standing registers. A network of one or two practices would name them: its figures are withheld,
--              and where there is one such network alone, those of the next smallest too, or the rest would give it away.
-- trace        trace_regions
-- columns
--   region        id of the region
--   pcn           code or name of the network; blank where none is known of a practice
--   pcn_name      name of the network
--   area          pcn, sub_icb (no network is known in the region), or unknown (of these practices alone)
--   subject       id of the service or action
--   kind          service or action
--   practices     practices that act; blank where withheld
--   out_of        practices of the network
--   share         practices / out_of, 0 to 1; blank where withheld
--   answered      actions: practices of the network that answered; blank where withheld
--   in_effect     services: practices whose notice is in effect; blank where withheld
--   withheld      true where the network has fewer than three practices, or shields one that has
--   patients      registered patients of the practices that act; blank where withheld or a list size is not known
--   basis         counted, or demonstration where the data are invented
--   region_name   name of the region
--   subject_label name of the service or action

WITH placed AS (
    SELECT *, bool_or(coalesce(pcn, pcn_name) IS NOT NULL) OVER (PARTITION BY region) AS has_networks
    FROM terms.members($regions, $on)
),
members AS (
    SELECT
        region, practice, list_size,
        if(has_networks, coalesce(pcn, pcn_name), sub_icb) AS pcn,
        if(has_networks, coalesce(pcn_name, pcn), sub_icb) AS pcn_name,
        if(has_networks, 'pcn', 'sub_icb') AS area
    FROM placed
),
networks AS (
    SELECT
        region, pcn, max(pcn_name) AS pcn_name, if(pcn IS NULL, 'unknown', any_value(area)) AS area, count(*) AS out_of,
        count(*) < 3 AS small
    FROM members
    GROUP BY region, pcn
),
shielded AS (
    SELECT
        *,
        small OR (
            count(*) FILTER (small) OVER (PARTITION BY region) = 1
            AND row_number() OVER (PARTITION BY region ORDER BY out_of, pcn) = 2
        ) AS withheld
    FROM networks
),
known AS (
    SELECT region FROM networks GROUP BY region HAVING count(pcn) > 0
),
acts AS (
    SELECT a.*, m.pcn, m.list_size
    FROM terms.acts($regions, $survey, $on, $until) AS a
    JOIN members AS m ON m.region = a.region AND m.practice = a.respondent
    WHERE terms.subject_asked($services, $actions, a.kind, a.subject)
),
subjects AS (
    SELECT region, subject, kind, bool_or(demonstration) AS demonstration FROM acts GROUP BY region, subject, kind
),
tally AS (
    SELECT
        region, pcn, subject, kind, count(*) FILTER (acts) AS practices, count(*) AS answered,
        count(*) FILTER (in_effect) AS in_effect, sum(list_size) FILTER (acts) AS patients,
        count(*) FILTER (acts AND list_size IS NULL) AS unsized
    FROM acts
    GROUP BY region, pcn, subject, kind
),
grid AS (
    SELECT n.*, s.subject, s.kind, s.demonstration
    FROM shielded AS n
    SEMI JOIN known AS k ON k.region = n.region
    JOIN subjects AS s ON s.region = n.region
)
SELECT
    g.region, g.pcn, g.pcn_name, g.area, g.subject, g.kind, if(g.withheld, NULL, coalesce(t.practices, 0)) AS practices,
    g.out_of, if(g.withheld, NULL, coalesce(t.practices, 0) / g.out_of) AS share,
    if(g.withheld OR g.kind = 'service', NULL, coalesce(t.answered, 0)) AS answered,
    if(g.withheld OR g.kind = 'action', NULL, coalesce(t.in_effect, 0)) AS in_effect, g.withheld,
    if(g.withheld OR coalesce(t.unsized, 0) > 0, NULL, coalesce(t.patients, 0))::BIGINT AS patients,
    if(g.demonstration, 'demonstration', 'counted') AS basis, r.name AS region_name,
    coalesce(v.label, a.label, g.subject) AS subject_label
FROM grid AS g
LEFT JOIN tally AS t
    ON t.region = g.region AND t.pcn IS NOT DISTINCT FROM g.pcn AND t.subject = g.subject AND t.kind = g.kind
LEFT JOIN regions AS r ON r.region = g.region
LEFT JOIN services AS v ON g.kind = 'service' AND v.service = g.subject
LEFT JOIN actions AS a ON g.kind = 'action' AND a.action = g.subject
ORDER BY
    r.display_order NULLS LAST, g.region, g.kind, coalesce(a.display_order, 0), g.subject, g.pcn IS NULL, share DESC NULLS LAST,
    g.pcn
