-- question     How many patients are registered with the practices that act?
-- grain        region and subject (a service or an action), in regions whose practices have list sizes
-- numerator    registered patients of the practices with a standing notice, or whose answer supports the action
-- denominator  registered patients of all practices of the region (terms/members.sql)
-- parameters   regions, services, actions: lists of ids, empty for all; survey: one id, blank for the newest of each
--              region; on: the day, for the notices and the answers sent by then
-- source       list sizes of standing registers. Where one is not known there is no share
--              of patients but the range of what it can be.
-- trace        trace_regions
-- columns
--   region        id of the region
--   subject       id of the service or action
--   kind          service or action
--   practices     practices that act and are in the region's register
--   patients      registered patients of these
--   unsized       practices of these whose list size is not known
--   registered    registered patients of all practices of the region
--   share         patients / registered, 0 to 1; blank where the list size of any practice of the region is not known
--   out_of        practices of the region in the register
--   out_of_unsized  practices of these whose list size is not known
--   share_of_practices  practices / out_of, 0 to 1
--   not_in_register     practices that act and are not in the register, or are closed in it: not counted here
--   in_effect     services: practices of practices whose notice is in effect
--   patients_in_effect  services: registered patients of these
--   as_of         date of the register, as precise as known; ISO
--   basis         counted, or demonstration where the data are invented
--   source        files of the registers
--   region_name   name of the region
--   subject_label name of the service or action
--   share_low     where some sizes are not known: the share if those of practices that act were as small as the smallest
--                 known, and those of the others as large as the largest; blank where fewer than half are known
--   share_high    the share the other way round; blank likewise

WITH sized AS (
    SELECT
        region, count(*) AS out_of, count(*) FILTER (list_size IS NULL) AS out_of_unsized, sum(list_size) AS registered,
        min(list_size) AS smallest, max(list_size) AS largest
    FROM terms.members($regions, $on)
    GROUP BY region
    HAVING sum(list_size) > 0
),
registers AS (
    SELECT
        p.region, max(p.as_of) AS as_of, string_agg(DISTINCT i.file, '; ' ORDER BY i.file) AS source
    FROM terms.members($regions, $on) AS p
    JOIN imports AS i ON i.import = p.import
    WHERE p.list_size IS NOT NULL
    GROUP BY p.region
),
acting AS (
    SELECT a.*, m.practice, m.list_size
    FROM terms.acts($regions, $survey, $on, $until) AS a
    SEMI JOIN sized AS s ON s.region = a.region
    LEFT JOIN terms.members($regions, $on) AS m ON m.region = a.region AND m.practice = a.respondent
    WHERE terms.subject_asked($services, $actions, a.kind, a.subject)
),
tally AS (
    SELECT
        region, subject, kind, bool_or(demonstration) AS demonstration,
        count(practice) FILTER (acts) AS practices,
        coalesce(sum(list_size) FILTER (acts), 0) AS patients,
        count(practice) FILTER (acts AND list_size IS NULL) AS unsized,
        count(*) FILTER (acts AND practice IS NULL) AS not_in_register,
        if(kind = 'service', count(practice) FILTER (in_effect), NULL) AS in_effect,
        if(kind = 'service', coalesce(sum(list_size) FILTER (in_effect), 0), NULL) AS patients_in_effect
    FROM acting
    GROUP BY region, subject, kind
),
-- The unknown sizes of those that act as small as the smallest known and of the others as large as the largest, and the
-- other way round.
bounded AS (
    SELECT
        t.*,
        s.out_of_unsized > 0 AND 2 * s.out_of_unsized <= s.out_of AND s.out_of - s.out_of_unsized > 1 AS ranged,
        t.patients + t.unsized * s.smallest AS least, t.patients + t.unsized * s.largest AS most,
        s.registered - t.patients + (s.out_of_unsized - t.unsized) * s.smallest AS others_least,
        s.registered - t.patients + (s.out_of_unsized - t.unsized) * s.largest AS others_most
    FROM tally AS t
    JOIN sized AS s ON s.region = t.region
)
SELECT
    t.region, t.subject, t.kind, t.practices, t.patients::BIGINT AS patients, t.unsized, s.registered::BIGINT AS registered,
    if(s.out_of_unsized = 0, t.patients / s.registered, NULL) AS share, s.out_of, s.out_of_unsized, t.practices / s.out_of AS share_of_practices,
    t.not_in_register, t.in_effect, t.patients_in_effect::BIGINT AS patients_in_effect, g.as_of,
    if(t.demonstration, 'demonstration', 'counted') AS basis, g.source, r.name AS region_name,
    coalesce(v.label, a.label, t.subject) AS subject_label,
    if(t.ranged, t.least / (t.least + t.others_most), NULL) AS share_low,
    if(t.ranged, t.most / (t.most + t.others_least), NULL) AS share_high
FROM bounded AS t
JOIN sized AS s ON s.region = t.region
LEFT JOIN registers AS g ON g.region = t.region
LEFT JOIN regions AS r ON r.region = t.region
LEFT JOIN services AS v ON t.kind = 'service' AND v.service = t.subject
LEFT JOIN actions AS a ON t.kind = 'action' AND a.action = t.subject
ORDER BY r.display_order NULLS LAST, t.region, t.kind, coalesce(a.display_order, 0), t.patients DESC, t.subject
