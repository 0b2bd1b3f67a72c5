-- question     Which LMCs of England have handed over their figures, how old are these, and where does each LMC lie?
-- grain        LMC, set of boundaries (the ICBs of 2024, 2026, and 2027 once it is known) and ICB of that set that it lies in
-- numerator    none: a list
-- denominator  none
-- parameters   regions: a list of ids, empty for all, of the regions that an LMC speaks for; on: the day, for what had been
--              handed over by then
-- source       data/reference/lmcs.csv, icbs.csv, icbs_2026.csv, icbs_2027.csv; terms/handed_over.sql. An LMC lies in the successors
--              of its ICBs of 2024/25; where one was divided, in each of them, which certain says.
-- trace        none: its hand-overs are the files that imports lists
-- columns
--   lmc             id of the LMC
--   name            name of the LMC
--   boundaries      2024, 2026 or 2027: the year from which the ICBs are
--   icb             code of the ICB; blank where none of that set is known to hold it
--   icb_name        name of the ICB
--   nhs_region      NHS region of the ICB of 2024/25 that it follows
--   certain         true where the LMC surely lies there; false where its ICB was divided
--   regions         ids of the regions here that it speaks for, joined by ";"; blank: none is on record, and none can be handed over
--   handed_over_on  day of the newest hand-over of one of them; blank: none
--   age_days        days from then to the day
--   store           id of the store that handed over; blank likewise
--   generation      its generation then
--   figures         counts in it
--   withheld        counts of these that the LMC withholds
--   counted_here    true where this store counted something of its regions itself
--   area            what the LMC covers, where its name does not say
--   source          where the LMC is read
--   status          read, or recalled (unverified)

WITH boundaries AS (
    SELECT '2024' AS boundaries, icb, name, icb AS former, true AS certain FROM icbs
    UNION ALL
    SELECT '2026', n.icb, n.name, trim(unnest(string_split(n.former_icbs, ';'))), NULL FROM icbs_2026 AS n
    UNION ALL
    SELECT '2027', n.icb, n.name, trim(unnest(string_split(n.former_icbs, ';'))), NULL FROM icbs_2027 AS n
),
followed AS (
    SELECT
        b.boundaries, b.icb, b.name, b.former, i.nhs_region,
        coalesce(b.certain, count(*) OVER (PARTITION BY b.boundaries, b.former) = 1) AS certain
    FROM boundaries AS b
    LEFT JOIN icbs AS i ON i.icb = b.former
),
placed AS (
    SELECT l.lmc, trim(unnest(string_split(l.icbs, ';'))) AS former FROM lmcs AS l WHERE l.icbs <> ''
),
lies AS (
    SELECT
        p.lmc, f.boundaries, f.icb, any_value(f.name) AS icb_name,
        string_agg(DISTINCT f.nhs_region, '; ' ORDER BY f.nhs_region) AS nhs_region, bool_or(f.certain) AS certain
    FROM placed AS p
    JOIN followed AS f ON f.former = p.former
    GROUP BY p.lmc, f.boundaries, f.icb
),
spoken_for AS (
    SELECT lmc, trim(unnest(string_split(regions, ';'))) AS region FROM lmcs WHERE regions <> ''
),
counted AS (
    SELECT h.region, h.import, count(*) AS figures, count(*) FILTER (h.count IS NULL) AS withheld
    FROM handed_over AS h
    GROUP BY h.region, h.import
),
handed AS (
    SELECT
        s.lmc, max(m.handed_over_on) AS handed_over_on, arg_max(m.store, m.handed_over_on) AS store,
        arg_max(m.generation, m.handed_over_on) AS generation, sum(c.figures)::INTEGER AS figures,
        sum(c.withheld)::INTEGER AS withheld
    FROM spoken_for AS s
    JOIN terms.hand_overs($on) AS m ON m.region = s.region
    LEFT JOIN counted AS c ON c.region = m.region AND c.import = m.import
    GROUP BY s.lmc
),
own AS (
    SELECT DISTINCT s.lmc
    FROM spoken_for AS s
    SEMI JOIN (SELECT region FROM reply_counts UNION SELECT region FROM standing_notices) AS c ON c.region = s.region
)
SELECT
    l.lmc, l.name, i.boundaries, i.icb, i.icb_name, i.nhs_region, i.certain, l.regions, h.handed_over_on,
    date_diff('day', h.handed_over_on, $on::DATE)::INTEGER AS age_days, h.store, h.generation, h.figures, h.withheld,
    o.lmc IS NOT NULL AS counted_here, l.area, l.source, l.status
FROM lmcs AS l
LEFT JOIN lies AS i ON i.lmc = l.lmc
LEFT JOIN handed AS h ON h.lmc = l.lmc
LEFT JOIN own AS o ON o.lmc = l.lmc
WHERE len($regions::VARCHAR[]) = 0 OR list_has_any(string_split(coalesce(l.regions, ''), ';'), $regions::VARCHAR[])
ORDER BY i.boundaries, i.nhs_region NULLS LAST, i.icb_name NULLS LAST, l.name
