-- question     How long did it take from the notice to the ICB's first response, its offer and what came after?
-- grain        region and step: the first first_response, meeting, offer, review, extension and new_contract after the notice
-- numerator    days from the notice to that step
-- denominator  none
-- parameters   regions: a list of ids, empty for all; on: the day, for what can have happened by then
-- source       terms/happenings.sql, terms/beginnings.sql. The notice is the first happening of kind notice; where there is none,
--              the first day of service in the region's log; where there is none, the first letter. Where a date is known to the
--              month or the year alone, the days lie between at_least and at_most and days is blank.
-- trace        trace_responses
-- columns
--   region        id of the region
--   step          first_response, meeting, offer, review, extension or new_contract
--   days          days from the notice; blank where either date is not known to the day
--   at_least      the fewest days that it can have been, never below 0; blank where a date is unknown
--   at_most       the most days that it can have been; blank where a date is unknown
--   notice_on     date of the notice, as precise as known
--   notice_from   notice, log or letter: what the date is taken from
--   happened_on   date of the step, as precise as known
--   summary       what happened
--   amount        amount with its unit, as reported
--   position      the LMC's position on an offer: accept, undecided or reject; blank where none is told
--   services      ids of the services, joined by ";"
--   response      id of the row of responses
--   source        where it was read
--   status        read, computed or recalled (unverified)
--   basis         reported, or demonstration (an invented row)
--   region_name   name of the region
--   step_order    place of the step in the usual order

WITH happened AS (
    SELECT h.*, k.display_order
    FROM terms.happenings($until) AS h
    LEFT JOIN event_kinds AS k ON k.kind = h.kind
    WHERE terms.asked_for($regions, h.region)
),
steps AS (
    SELECT
        h.region, h.kind AS step, s.began_on AS notice_on, s.notice_from, h.happened_on, h.summary, h.amount, h.position,
        h.services, h.response, h.source, h.status, h.basis, h.display_order,
        terms.first_day(s.began_on) AS notice_first, terms.last_day(s.began_on) AS notice_last,
        terms.first_day(h.happened_on) AS step_first, terms.last_day(h.happened_on) AS step_last
    FROM happened AS h
    JOIN terms.begun($until) AS s ON s.region = h.region AND s.service IS NULL
    WHERE h.kind IN ('first_response', 'meeting', 'offer', 'review', 'extension', 'new_contract')
        AND coalesce(terms.last_day(h.happened_on) >= terms.first_day(s.began_on), true)
    QUALIFY row_number() OVER (
        PARTITION BY h.region, h.kind ORDER BY h.sort_on NULLS LAST, h.happened_on, h.response
    ) = 1
)
SELECT
    s.region, s.step,
    if(s.notice_first = s.notice_last AND s.step_first = s.step_last, s.step_first - s.notice_first, NULL) AS days,
    if(s.step_last IS NULL OR s.notice_first IS NULL, NULL, greatest(0, s.step_first - s.notice_last)) AS at_least,
    if(s.step_last IS NULL OR s.notice_first IS NULL, NULL, greatest(0, s.step_last - s.notice_first)) AS at_most,
    s.notice_on, s.notice_from, s.happened_on, s.summary, s.amount, s.position, s.services, s.response, s.source, s.status,
    s.basis, r.name AS region_name, s.display_order AS step_order
FROM steps AS s
LEFT JOIN regions AS r ON r.region = s.region
ORDER BY r.display_order NULLS LAST, s.region, s.display_order NULLS LAST, s.step
