-- question     What did each ICB do after the notices, and where does the LMC stand?
-- grain        one thing that happened, as a source reports it
-- numerator    none: a list
-- denominator  none
-- parameters   regions: a list of ids, empty for all; on: the day, for what can have happened by then
-- source       data/reference/responses.csv, each row with its own source, and standing imports of events
-- trace        trace_responses
-- columns
--   response        id of the row
--   region          id of the region
--   region_name     name of the region
--   happened_on     date as precise as known
--   sort_on         a day to sort and draw by; blank where no month is known
--   kind            letter, notice, first_response, meeting, offer, review, extension, new_contract or position
--   summary         what happened
--   amount          amount with its unit, as reported
--   services        ids of the services, joined by ";"
--   service_labels  names of those services
--   icb             codes of the ICBs of 2024/25, joined by ";"
--   icb_names       names of those ICBs
--   note            note
--   source          where it was read
--   status          read, computed or recalled (unverified)
--   position        the LMC's position on an offer: accept, undecided or reject; blank where none is told
--   basis           reported, or demonstration (an invented row)
--   import          id of the import; blank for a row of the reference data
--   file            name of the file, likewise

WITH chosen AS (
    SELECT * FROM terms.happenings($until) WHERE terms.asked_for($regions, region)
),
named_icbs AS (
    SELECT response, string_agg(coalesce(i.name, c.icb), '; ' ORDER BY coalesce(i.name, c.icb)) AS icb_names
    FROM (SELECT DISTINCT response, unnest(string_split(icb, ';')) AS icb FROM chosen) AS c
    LEFT JOIN icbs AS i ON i.icb = trim(c.icb)
    GROUP BY response
),
named_services AS (
    SELECT response, string_agg(coalesce(s.label, c.service), '; ' ORDER BY coalesce(s.label, c.service)) AS service_labels
    FROM (SELECT DISTINCT response, unnest(string_split(services, ';')) AS service FROM chosen) AS c
    LEFT JOIN services AS s ON s.service = trim(c.service)
    GROUP BY response
)
SELECT
    c.response, c.region, r.name AS region_name, c.happened_on, c.sort_on, c.kind, c.summary, c.amount, c.services,
    s.service_labels, c.icb, i.icb_names, c.note, c.source, c.status,
    c.position, c.basis, c.import, c.file
FROM chosen AS c
LEFT JOIN named_icbs AS i ON i.response = c.response
LEFT JOIN named_services AS s ON s.response = c.response
LEFT JOIN regions AS r ON r.region = c.region
ORDER BY c.sort_on NULLS LAST, r.display_order NULLS LAST, c.region, c.import NULLS FIRST, c.sheet, c."row", c.response
