-- question     How far has each region come on each service, from wanting to act to a settlement?
-- grain        counted: region and service; reported: one published figure about one service
-- numerator    counted: practices on each rung on the day (terms/notices_placed.sql)
-- denominator  practices in the region (terms/bases.sql); reported: what the source gave
-- parameters   regions, services: lists of ids, empty for all; on: the day; what is published counts from its date on
-- source       notices that stand, and published figures. A figure that is a part of another (the "40+" of the 50) follows
--              it, says so and is never added to it; nor is a bundle added to the services in it.
-- trace        trace_notices
-- columns
--   region             id of the region
--   service            id of the service
--   basis              counted, reported, or demonstration where the data are invented
--   rung               reported: the rung of the figure; counted: the furthest rung that any practice stands on, a settled
--                      or withdrawn notice only where no other is left; blank if none
--   wanted             practices that want to act and have not signed up; reported: the count, if this is its rung
--   signed_up          practices that signed up and have not served; reported likewise
--   served             practices with a standing notice; reported likewise
--   extended           practices of these whose notice was extended; reported likewise
--   in_effect          practices of served whose notice is in effect; reported likewise
--   resolved           practices whose notice was settled by the day; reported likewise
--   withdrawn          practices whose notice was withdrawn by the day; reported likewise
--   count              reported: as given, in the unit given; counted: served
--   out_of             practices in the region, or as the source gave it; blank unknown
--   share              counted: served / out_of; reported: as given; blank unknown
--   qualifier          exact, about, almost, over, under, at_least, words or named
--   unit               practices, patients, GPs or respondents
--   scope_all               counted: practices with a standing notice for all of the service
--   scope_new_requests      counted: practices with one for new requests only
--   scope_existing_patients counted: practices with one for existing patients
--   scope_at_capacity       counted: practices with one for what is beyond capacity
--   scope_other             counted: practices with one of another scope
--   scope_unsaid            counted: practices with standing notices none of which says its scope
--   scope              reported: what the figure covers
--   figure             reported: id of the figure
--   parent             reported: the figure that this one is a part of
--   level              0; 1 for a part of another figure
--   bundle             true where the service contains others and is never added to them
--   words              reported: the words that carry the figure
--   effective_on       reported: date of effect as precise as known; counted: the earliest of the standing notices
--   extended_to        reported: date extended to, as precise as known; counted: the latest of the standing notices
--   as_of              counted: the day, or the day of loading if earlier; reported: as the source dates it; ISO
--   source             counted: files of the log; reported: where it was read
--   status             reported: read, computed or recalled (unverified)
--   note               reported: note
--   region_name        name of the region
--   service_label      name of the service
--   category           category of the service
--   rung_label         name of the rung
--   rung_order         place of the rung on the ladder
--   out_of_source      counted: where out_of was read
--   off_list           counted: practices closed in the LMC's own list, or not on it, with a standing notice: beside served, and in no
--                      share; blank where no own list is loaded
--   store              handed over: id of the store that counted this; blank for what was counted here. A count that is withheld
--                      there is blank
--   handed_over_on     handed over: the day of the hand-over

WITH chosen AS (
    SELECT n.*, NOT n.off_list AS counts, i.file, i.loaded_at, g.display_order AS place
    FROM terms.notices_placed($on) AS n
    LEFT JOIN imports AS i ON i.import = n.import
    LEFT JOIN rungs AS g ON g.rung = n.rung
    WHERE terms.asked_for($regions, n.region)
        AND terms.asked_for($services, n.service)
),
tally AS (
    SELECT
        region, service, bool_or(demonstration) AS demonstration,
        arg_max(rung, (NOT ended)::INTEGER * 100 + coalesce(place, 0)) FILTER (counts AND rung IS NOT NULL) AS rung,
        count(*) FILTER (counts AND rung = 'wanted') AS wanted,
        count(*) FILTER (counts AND rung = 'signed_up') AS signed_up,
        count(*) FILTER (counts AND standing) AS served,
        count(*) FILTER (counts AND standing AND extended_to IS NOT NULL) AS extended,
        count(*) FILTER (counts AND in_effect) AS in_effect,
        count(*) FILTER (counts AND rung = 'resolved') AS resolved,
        count(*) FILTER (counts AND rung = 'withdrawn') AS withdrawn,
        count(*) FILTER (counts AND list_contains(scopes, 'all')) AS scope_all,
        count(*) FILTER (counts AND list_contains(scopes, 'new_requests')) AS scope_new_requests,
        count(*) FILTER (counts AND list_contains(scopes, 'existing_patients')) AS scope_existing_patients,
        count(*) FILTER (counts AND list_contains(scopes, 'at_capacity')) AS scope_at_capacity,
        count(*) FILTER (
            counts AND len(list_filter(scopes, lambda one: one NOT IN ('all', 'new_requests', 'existing_patients', 'at_capacity'))) > 0
        ) AS scope_other,
        count(*) FILTER (counts AND standing AND len(coalesce(scopes, [])) = 0) AS scope_unsaid,
        min(effective_on) FILTER (counts) AS first_effective_on,
        max(extended_to) FILTER (counts) AS last_extended_to,
        count(*) FILTER (off_list AND standing) AS off_list,
        strftime(least($on::DATE, max(loaded_at)::DATE), '%Y-%m-%d') AS as_of,
        string_agg(DISTINCT file, '; ' ORDER BY file) AS source,
        NULL::INTEGER AS base, NULL::VARCHAR AS base_source, NULL::VARCHAR AS store, NULL::DATE AS handed_over_on
    FROM chosen
    GROUP BY region, service
    UNION ALL BY NAME
    SELECT
        h.* EXCLUDE (out_of, out_of_source, loaded_on, next_effective_on), h.out_of AS base, h.out_of_source AS base_source,
        CASE
            WHEN h.in_effect > 0 THEN 'in_effect' WHEN h.extended > 0 THEN 'extended' WHEN h.served > 0 THEN 'served'
            WHEN h.signed_up > 0 THEN 'signed_up' WHEN h.wanted > 0 THEN 'wanted'
            WHEN h.resolved > 0 THEN 'resolved' WHEN h.withdrawn > 0 THEN 'withdrawn'
        END AS rung
    FROM terms.handed_notices($until) AS h
    WHERE terms.asked_for($regions, h.region)
        AND terms.asked_for($services, h.service)
),
reported AS (
    SELECT *, if(unit = 'practices', count, NULL) AS practices
    FROM terms.published_figures($until)
    WHERE kind = 'service'
        AND terms.asked_for($regions, region)
        AND terms.asked_for($services, subject)
),
both_bases AS (
    SELECT
        t.region, t.service, if(t.demonstration, 'demonstration', 'counted') AS basis, t.rung, t.wanted::DOUBLE AS wanted,
        t.signed_up::DOUBLE AS signed_up, t.served::DOUBLE AS served, t.extended::DOUBLE AS extended,
        t.in_effect::DOUBLE AS in_effect, t.resolved::DOUBLE AS resolved, t.withdrawn::DOUBLE AS withdrawn,
        t.served::DOUBLE AS count, coalesce(t.base, b.out_of)::DOUBLE AS out_of,
        if(t.served <= coalesce(t.base, b.out_of), t.served / nullif(coalesce(t.base, b.out_of), 0), NULL) AS share,
        if(t.served IS NULL, 'words', 'exact') AS qualifier, 'practices' AS unit,
        t.scope_all, t.scope_new_requests, t.scope_existing_patients, t.scope_at_capacity, t.scope_other, t.scope_unsaid,
        NULL AS scope, NULL AS figure, NULL AS parent, 0 AS level, terms.withheld_words(t.served) AS words,
        strftime(t.first_effective_on, '%Y-%m-%d') AS effective_on, strftime(t.last_extended_to, '%Y-%m-%d') AS extended_to,
        t.as_of, t.source, NULL AS status, NULL AS note, if(t.base IS NULL, b.out_of_source, t.base_source) AS out_of_source,
        if(b.listed, t.off_list, NULL) AS off_list, t.store, t.handed_over_on
    FROM tally AS t
    LEFT JOIN terms.bases($on) AS b ON b.region = t.region
    UNION ALL
    SELECT
        region, subject, basis, rung, if(rung = 'wanted', practices, NULL), if(rung = 'signed_up', practices, NULL),
        if(rung = 'served', practices, NULL), if(rung = 'extended', practices, NULL),
        if(rung = 'in_effect', practices, NULL), if(rung = 'resolved', practices, NULL),
        if(rung = 'withdrawn', practices, NULL), count, out_of, share, qualifier, unit, NULL, NULL, NULL, NULL, NULL, NULL,
        scope, figure, parent, if(parent IS NULL, 0, 1), words, effective_on, extended_to, as_of, source, status, note, NULL, NULL, NULL, NULL
    FROM reported
)
SELECT
    b.region, b.service, b.basis, b.rung, b.wanted, b.signed_up, b.served, b.extended, b.in_effect, b.resolved, b.withdrawn,
    b.count, b.out_of, b.share, b.qualifier, b.unit, b.scope_all, b.scope_new_requests, b.scope_existing_patients,
    b.scope_at_capacity, b.scope_other, b.scope_unsaid, b.scope, b.figure, b.parent, b.level, s.bundle, b.words,
    b.effective_on, b.extended_to, b.as_of, b.source, b.status, b.note, r.name AS region_name,
    coalesce(s.label, b.service) AS service_label, s.category, g.label AS rung_label, g.display_order AS rung_order,
    b.out_of_source, b.off_list, b.store, b.handed_over_on
FROM both_bases AS b
LEFT JOIN regions AS r ON r.region = b.region
LEFT JOIN services AS s ON s.service = b.service
LEFT JOIN rungs AS g ON g.rung = b.rung
ORDER BY
    r.display_order NULLS LAST, b.region, b.basis, coalesce(b.parent, b.figure), b.level, b.count DESC NULLS LAST, b.service,
    b.figure
