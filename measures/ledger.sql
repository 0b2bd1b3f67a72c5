-- question     Who has given notice on which service, what did the ICB offer for it, and after how many days?
-- grain        region, service and figure: counted, one row; reported, one published figure; and an offer on a service of which
--              there is no figure
-- numerator    counted: practices with a standing notice on the day; reported: as the source gave it
-- denominator  counted: practices in the region (out_of); reported: what the source gave
-- parameters   regions, services: lists of ids, empty for all; on: the day, for the notices and what can have been published
--              or happened by then
-- source       terms/subject_figures.sql, terms/happenings.sql, terms/beginnings.sql. The offer is the last happening of kind
--              offer or new_contract that names the service; one that names a bundle stands in the bundle's row alone. Days run
--              from the first notice on the service, and where none is known from the region's first; where a date is known
--              to the month or the year alone they lie between at_least and at_most. An offer from before the notice has none.
-- trace        trace_regions
-- columns
--   region           id of the region
--   service          id of the service; blank for an offer that names none
--   basis            counted, reported, or demonstration where the data are invented
--   rung             where on the ladder the figure stands; blank if nowhere
--   count            practices with notice; reported: in the unit given
--   out_of           counted: practices in the region; blank unknown
--   share            counted: count / out_of, blank where out_of is unknown or smaller than count; reported: as given
--   qualifier        exact, about, almost, over, under, at_least, words or named
--   unit             practices, patients, GPs or respondents
--   as_of            counted: the day, or the day of loading if earlier; reported: as dated
--   in_effect        counted: practices whose notice is in effect
--   noticed          true where the figure says that notice was given and stands: rung served, extended or in_effect
--   regions_noticed  regions in which notice on the service is known to have been given, published or counted; real ones for a
--                    real region, invented ones for an invented one
--   offer            what the ICB offered, in the words of the source
--   offer_kind       offer or new_contract
--   offer_on         date of the offer, as precise as known
--   amount           its amount with its unit, as reported
--   position         the LMC's position on it: accept, undecided or reject; blank where none is told
--   days             days from the notice to the offer; blank where either date is not known to the day
--   at_least         the fewest days that it can have been; blank where a date is unknown
--   at_most          the most days that it can have been; blank where a date is unknown
--   notice_on        date of the notice that days are counted from, as precise as known
--   notice_from      notice, log or letter: what that date is taken from
--   source           counted: files; reported: where the figure was read
--   offer_source     where the offer was read
--   words            reported: the words that carry the figure
--   scope            reported: what the figure covers
--   figure           reported: id of the figure; one figure about two services is two rows
--   parent           reported: the figure that this one is a part of, never added to it
--   status           reported: read, computed or recalled (unverified)
--   offer_status     read, computed or recalled (unverified)
--   off_list         counted: practices closed in the LMC's own list, or not on it, with a standing notice: beside count, and
--                    in no share; blank where no own list is loaded
--   region_name      name of the region
--   service_label    name of the service
--   category         category of the service
--   funding          how the service is paid for
--   bundle           true where the service contains others
--   region_order     place of the region in a comparison

WITH stood AS (
    SELECT
        f.*, coalesce(r.fictitious, false) AS fictitious,
        f.rung IN ('served', 'extended', 'in_effect') AND coalesce(f.count, 1) > 0 AS noticed
    FROM terms.subject_figures(NULL, $on, $until) AS f
    LEFT JOIN regions AS r ON r.region = f.region
    WHERE f.kind = 'service' AND terms.asked_for($services, f.subject)
),
spread AS (
    SELECT subject, fictitious, count(DISTINCT region) FILTER (noticed) AS regions_noticed FROM stood GROUP BY subject, fictitious
),
offered AS (
    SELECT
        region, nullif(trim(unnest(coalesce(string_split(services, ';'), ['']))), '') AS service, kind, happened_on, sort_on,
        summary, amount, position, source, status, basis, response
    FROM terms.happenings($until)
    WHERE kind IN ('offer', 'new_contract') AND region <> 'england'  -- what happens nationally is no ICB's offer
),
last_offered AS (
    SELECT * FROM offered
    QUALIFY row_number() OVER (
        PARTITION BY region, service ORDER BY sort_on DESC NULLS LAST, happened_on DESC NULLS LAST, response DESC
    ) = 1
),
timed AS (
    SELECT
        o.*, s.began_on, s.notice_from, terms.first_day(s.began_on) AS notice_first, terms.last_day(s.began_on) AS notice_last,
        terms.first_day(o.happened_on) AS offer_first, terms.last_day(o.happened_on) AS offer_last
    FROM last_offered AS o
    LEFT JOIN terms.begun($until) AS s
        ON s.region = o.region AND coalesce(s.service = o.service, true)
        AND coalesce(terms.last_day(o.happened_on) >= terms.first_day(s.began_on), true)
    QUALIFY row_number() OVER (PARTITION BY o.region, o.service ORDER BY s.service IS NULL, s.place) = 1
)
SELECT
    coalesce(f.region, o.region) AS region, coalesce(f.subject, o.service) AS service, coalesce(f.basis, o.basis) AS basis, f.rung,
    f.count, f.out_of, f.share, f.qualifier, f.unit, f.as_of, f.in_effect, coalesce(f.noticed, false) AS noticed,
    coalesce(p.regions_noticed, 0) AS regions_noticed,
    o.summary AS offer, o.kind AS offer_kind, o.happened_on AS offer_on, o.amount, o.position,
    if(notice_first = notice_last AND offer_first = offer_last, offer_first - notice_first, NULL) AS days,
    if(offer_last >= notice_first, greatest(0, offer_first - notice_last), NULL) AS at_least,
    if(offer_last >= notice_first, offer_last - notice_first, NULL) AS at_most,
    o.began_on AS notice_on, o.notice_from, f.source, o.source AS offer_source, f.words, f.scope, f.figure, f.parent, f.status,
    o.status AS offer_status, f.off_list, b.name AS region_name,
    coalesce(s.label, f.subject, o.service) AS service_label, s.category, s.funding, s.bundle, b.display_order AS region_order
FROM stood AS f
FULL JOIN timed AS o ON o.region = f.region AND o.service = f.subject
LEFT JOIN regions AS b ON b.region = coalesce(f.region, o.region)
LEFT JOIN services AS s ON s.service = coalesce(f.subject, o.service)
LEFT JOIN spread AS p
    ON p.subject = coalesce(f.subject, o.service) AND p.fictitious = coalesce(b.fictitious, false)
WHERE terms.asked_for($regions, coalesce(f.region, o.region)) AND terms.asked_for($services, coalesce(f.subject, o.service))
ORDER BY b.display_order NULLS LAST, 1, s.category NULLS LAST, 2, f.basis, f.figure
