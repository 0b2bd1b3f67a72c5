-- question     What worked where: how far did each region come on each service, and what did the ICB do about it?
-- grain        region and service with a notice, a published figure or something that happened; a blank service holds what
--              happened in the region without a service being named
-- numerator    counted: practices with a standing notice on the day
-- denominator  practices in the region (out_of)
-- parameters   regions, services: lists of ids, empty for all; on: the day, for the notices and what can have
--              happened by then
-- source       terms/notices_placed.sql, terms/published_figures.sql, terms/happenings.sql. What is said of a bundle is in the
--              bundle's row alone. Of several published figures the one that is no part of another, has a number, and is newest
--              is shown; all are in notices. Of several happenings of a kind the last is shown; all are in responses.
-- trace        trace_notices
-- columns
--   region              id of the region
--   service             id of the service; blank where none is named
--   rung                counted: the furthest rung that any practice stands on; blank where nothing is counted
--   served              counted: practices with a standing notice
--   in_effect           counted: practices of these whose notice is in effect
--   resolved            counted: practices whose notice was settled
--   out_of              practices in the region; blank unknown
--   share               served / out_of; blank where nothing is counted or out_of is unknown or too small
--   reported_rung       rung of the published figure
--   reported_count      its count, as given
--   reported_share      its share, as given
--   reported_qualifier  exact, about, almost, over, under, at_least, words or named
--   reported_unit       practices, patients, GPs or respondents
--   reported_words      the words that carry it
--   first_response_on   date of the first response, as precise as known
--   first_response      what it was
--   offer_on            date of the last offer
--   offer               what was offered
--   amount              amount of the last offer or new contract that names one, as reported
--   position            the LMC's position on the last offer: accept, undecided or reject; blank where none is told
--   review_on           date of the last review
--   review              what it was
--   extension_on        date of the last extension
--   extension           what it was
--   new_contract_on     date of the last new contract
--   new_contract        what it was
--   last_step           the furthest of these steps, in the usual order
--   unverified          true where anything here is recalled rather than read or computed
--   basis               counted where practices are counted, demonstration where anything is invented, else reported
--   source              sources of all of it, joined by "; "
--   funding             how the service is paid for
--   bundle              true where the service contains others
--   region_name         name of the region
--   service_label       name of the service
--   category            category of the service
--   off_list            counted: practices closed in the LMC's own list, or not on it, with a standing notice: beside served, and in
--                       no share; blank where no own list is loaded

WITH counted AS (
    SELECT
        n.region, n.service, bool_or(n.demonstration) AS invented,
        arg_max(n.rung, (NOT n.ended)::INTEGER * 100 + coalesce(g.display_order, 0)) 
            FILTER (NOT n.off_list AND n.rung IS NOT NULL) AS rung,
        count(*) FILTER (n.standing AND NOT n.off_list) AS served,
        count(*) FILTER (n.in_effect AND NOT n.off_list) AS in_effect,
        count(*) FILTER (n.rung = 'resolved' AND NOT n.off_list) AS resolved,
        count(*) FILTER (n.standing AND n.off_list) AS off_list,
        list_distinct(list(i.file)) AS sources
    FROM terms.notices_placed($on) AS n
    LEFT JOIN imports AS i ON i.import = n.import
    LEFT JOIN rungs AS g ON g.rung = n.rung
    WHERE terms.asked_for($regions, n.region)
    GROUP BY n.region, n.service
),
reported AS (
    SELECT *
    FROM terms.published_figures($until)
    WHERE kind = 'service' AND terms.asked_for($regions, region)
    QUALIFY row_number() OVER (
        PARTITION BY region, subject
        ORDER BY parent IS NOT NULL, coalesce(count, share) IS NULL, as_of DESC, figure
    ) = 1
),
happened AS (
    SELECT
        h.region, nullif(trim(unnest(coalesce(string_split(h.services, ';'), ['']))), '') AS service, h.kind, h.happened_on,
        h.summary, h.amount, h.position, h.source, h.status, h.basis, k.display_order,
        row_number() OVER (ORDER BY h.sort_on NULLS FIRST, h.happened_on NULLS FIRST, h.response) AS step
    FROM terms.happenings($until) AS h
    LEFT JOIN event_kinds AS k ON k.kind = h.kind
    WHERE terms.asked_for($regions, h.region)
),
steps AS (
    SELECT
        region, service,
        arg_min(happened_on, step) FILTER (kind = 'first_response') AS first_response_on,
        arg_min(summary, step) FILTER (kind = 'first_response') AS first_response,
        arg_max(happened_on, step) FILTER (kind = 'offer') AS offer_on,
        arg_max(summary, step) FILTER (kind = 'offer') AS offer,
        arg_max(amount, step) FILTER (kind IN ('offer', 'new_contract') AND amount IS NOT NULL) AS amount,
        arg_max_null(position, step) FILTER (kind = 'offer') AS position,
        arg_max(happened_on, step) FILTER (kind = 'review') AS review_on,
        arg_max(summary, step) FILTER (kind = 'review') AS review,
        arg_max(happened_on, step) FILTER (kind = 'extension') AS extension_on,
        arg_max(summary, step) FILTER (kind = 'extension') AS extension,
        arg_max(happened_on, step) FILTER (kind = 'new_contract') AS new_contract_on,
        arg_max(summary, step) FILTER (kind = 'new_contract') AS new_contract,
        arg_max(kind, display_order) FILTER (
            kind IN ('first_response', 'meeting', 'offer', 'review', 'extension', 'new_contract')
        ) AS last_step,
        bool_or(status = 'recalled') AS recalled,
        bool_or(basis = 'demonstration') AS invented,
        list_distinct(list(source)) AS sources
    FROM happened
    GROUP BY region, service
),
subjects AS (
    SELECT region, service FROM counted
    UNION SELECT region, subject FROM reported
    UNION SELECT region, service FROM steps
)
SELECT
    x.region, x.service, c.rung, c.served, c.in_effect, c.resolved, b.out_of,
    if(c.served <= b.out_of, c.served / nullif(b.out_of, 0), NULL) AS share,
    p.rung AS reported_rung, p.count AS reported_count, p.share AS reported_share, p.qualifier AS reported_qualifier,
    p.unit AS reported_unit, p.words AS reported_words, e.first_response_on, e.first_response, e.offer_on, e.offer, e.amount,
    e.position, e.review_on, e.review, e.extension_on, e.extension, e.new_contract_on, e.new_contract, e.last_step,
    coalesce(e.recalled, false) OR coalesce(p.status = 'recalled', false) AS unverified,
    CASE
        WHEN c.invented OR e.invented OR p.basis = 'demonstration' THEN 'demonstration'
        WHEN c.region IS NOT NULL THEN 'counted'
        ELSE 'reported'
    END AS basis,
    array_to_string(list_sort(list_distinct(flatten([coalesce(c.sources, []), coalesce(e.sources, []),
        if(p.source IS NULL, [], [p.source])]))), '; ') AS source,
    s.funding, s.bundle, b.name AS region_name, coalesce(s.label, x.service) AS service_label, s.category,
    if(b.listed, c.off_list, NULL) AS off_list
FROM subjects AS x
LEFT JOIN counted AS c ON c.region = x.region AND c.service = x.service
LEFT JOIN reported AS p ON p.region = x.region AND p.subject = x.service
LEFT JOIN steps AS e ON e.region = x.region AND e.service IS NOT DISTINCT FROM x.service
LEFT JOIN terms.bases($on) AS b ON b.region = x.region
LEFT JOIN services AS s ON s.service = x.service
WHERE terms.asked_for($services, x.service)
ORDER BY b.display_order NULLS LAST, x.region, x.service IS NULL, s.category, x.service
