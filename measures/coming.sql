-- question     What is in effect, what takes effect in the next 30, 60 and 90 days, and what was put off?
-- grain        region and service; a row with a blank service is the region as a whole, where a practice with notices on
--              several services is one practice
-- numerator    practices with a standing notice that takes effect in that time
-- denominator  practices in the region (out_of)
-- parameters   regions, services: lists of ids, empty for all; on: the day
-- source       terms/notices_on.sql; the windows start on the morrow, and each holds the one before. A practice with two
--              notices on a service (one in effect, one to come) is in the window of each
-- trace        trace_notices
-- columns
--   region           id of the region
--   service          id of the service; blank for all services together
--   in_effect        practices whose standing notice is in effect on the day
--   in_30_days       practices whose standing notice takes effect within 30 days after the day
--   in_60_days       within 60 days
--   in_90_days       within 90 days
--   later            practices whose standing notice takes effect after that
--   undated          practices with a standing notice and no date of effect
--   put_off          practices whose first date of effect has passed and whose notice was extended to a day yet to come
--   next_effective_on  earliest date of effect after the day
--   next_practices   practices whose standing notice takes effect on that date
--   put_off_from     earliest date of effect that was put off
--   put_off_to       latest date that these were extended to
--   standing         practices with a standing notice
--   out_of           practices in the region; blank unknown
--   out_of_source    where out_of was read
--   as_of            the day, or the day of loading if earlier; ISO
--   basis            counted, or demonstration where the data are invented
--   source           files of the log
--   region_name      name of the region
--   service_label    name of the service
--   category         category of the service
--   off_list         practices closed in the LMC's own list, or not on it, with a standing notice: beside all the others; blank where
--                    no own list is loaded

WITH chosen AS (
    SELECT
        n.region, n.service, n.respondent, NOT n.off_list AS counts, n.effective_on, n.original_on, n.extended_to, n.in_effect, n.demonstration,
        i.file, i.loaded_at, n.effective_on - $on::DATE AS days,
        NOT n.in_effect AND n.extended_to IS NOT NULL AND coalesce(n.original_on <= $on::DATE, false) AS put_off
    FROM terms.notices_on($on) AS n
    LEFT JOIN imports AS i ON i.import = n.import
    WHERE n.standing
        AND terms.asked_for($regions, n.region)
        AND terms.asked_for($services, n.service)
),
both_grains AS (
    SELECT * FROM chosen
    UNION ALL BY NAME
    SELECT * REPLACE (NULL AS service) FROM chosen
),
dated AS (
    SELECT *, min(effective_on) FILTER (counts AND days > 0) OVER (PARTITION BY region, service) AS next_effective_on
    FROM both_grains
),
tally AS (
    SELECT
        region, service,
        count(DISTINCT respondent) FILTER (counts AND in_effect) AS in_effect,
        count(DISTINCT respondent) FILTER (counts AND days BETWEEN 1 AND 30) AS in_30_days,
        count(DISTINCT respondent) FILTER (counts AND days BETWEEN 1 AND 60) AS in_60_days,
        count(DISTINCT respondent) FILTER (counts AND days BETWEEN 1 AND 90) AS in_90_days,
        count(DISTINCT respondent) FILTER (counts AND days > 90) AS later,
        count(DISTINCT respondent) FILTER (counts AND days IS NULL) AS undated,
        count(DISTINCT respondent) FILTER (counts AND put_off) AS put_off,
        any_value(next_effective_on) AS next_effective_on,
        count(DISTINCT respondent) FILTER (counts AND effective_on = next_effective_on) AS next_practices,
        min(original_on) FILTER (counts AND put_off) AS put_off_from,
        max(extended_to) FILTER (counts AND put_off) AS put_off_to,
        count(DISTINCT respondent) FILTER (counts) AS standing,
        count(DISTINCT respondent) FILTER (NOT counts) AS off_list,
        strftime(least($on::DATE, max(loaded_at)::DATE), '%Y-%m-%d') AS as_of,
        bool_or(coalesce(demonstration, false)) AS demonstration,
        string_agg(DISTINCT file, '; ' ORDER BY file) AS source
    FROM dated
    GROUP BY region, service
)
SELECT
    t.region, t.service, t.in_effect, t.in_30_days, t.in_60_days, t.in_90_days, t.later, t.undated, t.put_off,
    t.next_effective_on, t.next_practices, t.put_off_from, t.put_off_to, t.standing, b.out_of, b.out_of_source, t.as_of,
    if(t.demonstration, 'demonstration', 'counted') AS basis, t.source, b.name AS region_name,
    coalesce(s.label, t.service) AS service_label, s.category, if(b.listed, t.off_list, NULL) AS off_list
FROM tally AS t
LEFT JOIN terms.bases($on) AS b ON b.region = t.region
LEFT JOIN services AS s ON s.service = t.service
ORDER BY b.display_order NULLS LAST, t.region, t.service IS NOT NULL, t.in_30_days DESC, t.in_90_days DESC, t.service
