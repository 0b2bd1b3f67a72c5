-- question     What is each service called in each region, and how is it paid for there?
-- grain        region and service that the reference data name a contract or a published figure for
-- numerator    none: a list
-- denominator  none
-- parameters   regions, services: lists of ids, empty for all
-- source       data/reference/service_contracts.csv and reported_figures.csv, each row with its own source
-- trace        none: each row is read in the source that it names
-- columns
--   region         id of the region
--   service        id of the service
--   local_name     what it is called there; blank not said
--   funding        how it is paid for there: unfunded, LES, LCS, LIS, IOS, DES, basket or framework; blank not said
--   contract       the contract in words; blank none or not said
--   words          the words of published figures about it, joined by " | "
--   scopes         what the notices there cover, where a published figure says so, joined by ";"
--   usual_funding  how it is paid for across regions, in words
--   regions        regions that have a row for this service
--   note           note
--   source         where it was read, joined by "; "
--   unverified     true where anything here is recalled rather than read or computed
--   region_name    name of the region
--   service_label  name of the service
--   category       category of the service

WITH published AS (
    SELECT
        region, subject AS service, string_agg(DISTINCT words, ' | ' ORDER BY words) AS words,
        array_to_string(list_sort(list_distinct(list(scope))), ';') AS scopes, list_distinct(list(source)) AS sources,
        bool_or(status = 'recalled') AS recalled
    FROM terms.published_figures(NULL)
    WHERE kind = 'service' AND import IS NULL
    GROUP BY region, subject
),
known AS (
    SELECT
        coalesce(c.region, p.region) AS region, coalesce(c.service, p.service) AS service, c.local_name, c.funding,
        c.contract, p.words, nullif(p.scopes, '') AS scopes, c.note,
        list_distinct(list_concat(if(c.source IS NULL, [], [c.source]), coalesce(p.sources, []))) AS sources,
        coalesce(c.status = 'recalled', false) OR coalesce(p.recalled, false) AS unverified
    FROM service_contracts AS c
    FULL JOIN published AS p ON p.region = c.region AND p.service = c.service
),
shared AS (
    SELECT *, count(*) OVER (PARTITION BY service) AS regions FROM known
)
SELECT
    n.region, n.service, n.local_name, n.funding, n.contract, n.words, n.scopes, s.funding AS usual_funding, n.regions,
    n.note, array_to_string(list_sort(n.sources), '; ') AS source, n.unverified, r.name AS region_name,
    coalesce(s.label, n.service) AS service_label, s.category
FROM shared AS n
LEFT JOIN regions AS r ON r.region = n.region
LEFT JOIN services AS s ON s.service = n.service
WHERE terms.asked_for($regions, n.region)
    AND terms.asked_for($services, n.service)
ORDER BY s.category, n.service, r.display_order NULLS LAST, n.region
