-- question     On which services have practices served notice, and which notices are in effect?
-- grain        counted: region and service; reported: one published figure about one service
-- numerator    counted: practices with a standing notice on the day (terms/notices_placed.sql), where the LMC's own list is
--              loaded those open in it on the day
-- denominator  counted: practices in the region; reported: what the source gave
-- parameters   regions, services: lists of ids, empty for all; on: the day; what is published counts from its date on
-- source       A log is complete, so a counted share has no interval. A reported share is there only where the source
--              gave it: a count is never turned into a share, nor a share into a count.
-- trace        trace_notices
-- columns
--   region              id of the region
--   service             id of the service
--   basis               counted, reported, or demonstration where the data are invented
--   rung                where on the ladder the figure stands; counted: served
--   count               counted: practices with a standing notice; reported: in the unit given
--   out_of              counted: practices in the region; blank unknown
--   share               counted: count / out_of, blank where out_of is unknown or smaller than count; reported: as given
--   low                 blank: a log of notices is complete, and nothing in it is left to chance
--   high                blank likewise
--   in_effect           practices whose standing notice is in effect; blank for reported figures
--   signed_up           practices that signed up, with no standing notice; blank for reported figures
--   first_effective_on  earliest date of effect, the extended one where extended; blank unknown
--   next_effective_on   earliest date of effect after the day
--   qualifier           exact, about, almost, over, under, at_least, words or named
--   unit                practices, patients, GPs or respondents
--   as_of               counted: the day, or the day of loading if earlier; reported: as the source dates it; ISO
--   source              counted: files of the log; reported: where it was read
--   region_name         name of the region
--   service_label       name of the service
--   category            category of the service
--   funding             how the service is paid for
--   bundle              true where the service contains others and is never added to them
--   extended            practices whose standing notice was extended
--   undated             practices with a standing notice and no date of effect
--   ended               practices whose notice was withdrawn or resolved by the day, with none that stands
--   scopes              what the standing notices cover (all, new_requests, ...), joined by ";"
--   loaded_on           counted: day of the newest load of the log
--   figure              reported: id of the figure; one figure about two services is two rows
--   parent              reported: the figure that this one is a part of, never added to it
--   scope               reported: what the figure covers
--   words               reported: the words that carry the figure
--   note                reported: note
--   status              reported: read, computed or recalled (unverified)
--   effective_on        reported: date of effect as precise as known
--   extended_to         reported: date extended to, as precise as known
--   rung_label          name of the rung
--   out_of_source       counted: where out_of was read
--   wanted              practices that want to act and have not signed up; blank for reported figures
--   off_list            counted: practices closed in the LMC's own list, or not on it, with a standing notice: beside count, and
--                       in no share; blank where no own list is loaded
--   store               handed over: id of the store that counted this; blank for what was counted here. A count that is withheld
--                       there is blank, and words says so
--   handed_over_on      handed over: the day of the hand-over

WITH chosen AS (
    SELECT *, NOT off_list AS counts FROM terms.notices_placed($on)
    WHERE terms.asked_for($regions, region)
        AND terms.asked_for($services, service)
),
tally AS (
    SELECT
        n.region, n.service,
        bool_or(n.demonstration) AS demonstration,
        count(*) FILTER (counts AND standing) AS count,
        count(*) FILTER (counts AND in_effect) AS in_effect,
        count(*) FILTER (counts AND n.rung = 'signed_up') AS signed_up,
        count(*) FILTER (counts AND n.rung = 'wanted') AS wanted,
        count(*) FILTER (counts AND standing AND extended_to IS NOT NULL) AS extended,
        count(*) FILTER (counts AND undated) AS undated,
        count(*) FILTER (counts AND ended) AS ended,
        count(*) FILTER (off_list AND standing) AS off_list,
        min(effective_on) FILTER (counts) AS first_effective_on,
        min(next_effective_on) FILTER (counts) AS next_effective_on,
        array_to_string(list_sort(list_distinct(flatten(list(scopes) FILTER (counts AND scopes IS NOT NULL)))), ';') AS scopes,
        max(i.loaded_at)::DATE AS loaded_on,
        array_to_string(list_sort(list_distinct(list(i.file))), '; ') AS source,
        NULL::INTEGER AS base, NULL::VARCHAR AS base_source, NULL::VARCHAR AS store, NULL::DATE AS handed_over_on
    FROM chosen AS n
    LEFT JOIN imports AS i ON i.import = n.import
    GROUP BY n.region, n.service
    UNION ALL
    SELECT
        region, service, demonstration, served, in_effect, signed_up, wanted, extended, NULL, resolved + withdrawn, NULL,
        first_effective_on, if(next_effective_on > $on::DATE, next_effective_on, NULL), NULL, least(loaded_on, as_of::DATE),
        source, out_of, out_of_source, store, handed_over_on
    FROM terms.handed_notices($until)
    WHERE terms.asked_for($regions, region)
        AND terms.asked_for($services, service)
),
counted AS (
    SELECT
        t.* REPLACE (if(r.listed, t.off_list, NULL) AS off_list), coalesce(t.base, r.out_of) AS out_of,
        if(t.base IS NULL, r.out_of_source, t.base_source) AS out_of_source,
        if(t.count <= coalesce(t.base, r.out_of), t.count / nullif(coalesce(t.base, r.out_of), 0), NULL) AS share,
        strftime(least($on::DATE, t.loaded_on), '%Y-%m-%d') AS as_of
    FROM tally AS t
    LEFT JOIN terms.bases($on) AS r ON r.region = t.region
),
reported AS (
    SELECT *, coalesce(try_cast(extended_to AS DATE), try_cast(effective_on AS DATE)) AS takes_effect_on
    FROM terms.published_figures($until)
    WHERE kind = 'service'
        AND terms.asked_for($regions, region)
        AND terms.asked_for($services, subject)
),
both_bases AS (
    SELECT
        region, service, if(demonstration, 'demonstration', 'counted') AS basis, 'served' AS rung, count, out_of, share,
        NULL AS low, NULL AS high, in_effect, signed_up,
        first_effective_on, next_effective_on, if(count IS NULL, 'words', 'exact') AS qualifier, 'practices' AS unit, as_of,
        source, extended, undated, ended, scopes, loaded_on, NULL AS figure, NULL AS parent, NULL AS scope,
        terms.withheld_words(count) AS words,
        NULL AS note, NULL AS status, NULL AS effective_on, NULL AS extended_to, out_of_source, wanted,
        off_list, store, handed_over_on
    FROM counted
    UNION ALL
    SELECT
        region, subject, basis, rung, count, out_of, share, NULL, NULL, NULL, NULL,
        takes_effect_on, if(takes_effect_on > $on::DATE, takes_effect_on, NULL), qualifier, unit, as_of, source,
        NULL, NULL, NULL, NULL, NULL, figure, parent, scope, words,
        note, status, effective_on, extended_to, NULL, NULL, NULL, NULL, NULL
    FROM reported
)
SELECT
    b.region, b.service, b.basis, b.rung, b.count, b.out_of, b.share, b.low, b.high, b.in_effect, b.signed_up,
    b.first_effective_on, b.next_effective_on, b.qualifier, b.unit, b.as_of, b.source,
    r.name AS region_name, coalesce(s.label, b.service) AS service_label, s.category, s.funding, s.bundle,
    b.extended, b.undated, b.ended, b.scopes, b.loaded_on, b.figure, b.parent, b.scope, b.words, b.note, b.status,
    b.effective_on, b.extended_to, g.label AS rung_label, b.out_of_source, b.wanted,
    b.off_list, b.store, b.handed_over_on
FROM both_bases AS b
LEFT JOIN regions AS r ON r.region = b.region
LEFT JOIN services AS s ON s.service = b.service
LEFT JOIN rungs AS g ON g.rung = b.rung
ORDER BY r.display_order NULLS LAST, b.region, b.basis, b.count DESC NULLS LAST, b.service, b.figure
