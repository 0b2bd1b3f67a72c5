-- How many practices a region has, and who they are: one definition for every measure.
--
-- own_lists: the LMC's own list of a region is the newest standing register in which every practice has a
--   region (newest by its own date, else by when it was loaded). A register of all England has practices outside
--   every region: it says where a practice lies and how many patients it has, never how many an LMC counts.
-- listed_practices: the practices of these lists, a closed one with open false; a list that says neither lists
--   open ones.
-- bases: one row per region. out_of is the number of open practices of the own list, else the reference data's;
--   blank unknown. listed: an own list is loaded. closed: practices that the list marks as closed.

CREATE MACRO IF NOT EXISTS terms.own_lists() AS TABLE
    WITH beyond AS (
        SELECT DISTINCT import FROM practices WHERE region IS NULL
    ),
    lists AS (
        SELECT import, region, max(as_of) AS as_of
        FROM practices ANTI JOIN beyond USING (import)
        GROUP BY import, region
    )
    SELECT l.region, l.import, i.file, coalesce(l.as_of, strftime(i.loaded_at, '%Y-%m-%d')) AS as_of
    FROM lists AS l
    JOIN imports AS i ON i.import = l.import AND i.state <> 'undone'
    QUALIFY row_number() OVER (
        PARTITION BY l.region
        ORDER BY coalesce(l.as_of, strftime(i.loaded_at, '%Y-%m-%d')) DESC NULLS LAST, l.import DESC
    ) = 1;

CREATE MACRO IF NOT EXISTS terms.listed_practices() AS TABLE
    SELECT
        p.region, p.practice, bool_and(coalesce(p.open, true)) AS open, any_value(p.pcn) AS pcn,
        any_value(p.pcn_name) AS pcn_name, any_value(p.sub_icb) AS sub_icb, any_value(p.list_size) AS list_size,
        any_value(o.import) AS import, any_value(o.as_of) AS as_of
    FROM terms.own_lists() AS o
    JOIN practices AS p ON p.import = o.import AND p.region = o.region
    GROUP BY p.region, p.practice;

CREATE MACRO IF NOT EXISTS terms.bases() AS TABLE
    WITH counts AS (
        SELECT region, count(*) FILTER (open) AS open, count(*) FILTER (NOT open) AS closed
        FROM terms.listed_practices()
        GROUP BY region
    )
    SELECT
        coalesce(r.region, o.region) AS region, r.name, r.short_name, r.display_order,
        o.region IS NOT NULL AS listed, c.closed::INTEGER AS closed,
        if(o.region IS NOT NULL, c.open, r.practices)::INTEGER AS out_of,
        if(o.region IS NOT NULL, 'open practices in the LMC''s own list, ' || o.file, r.practices_source) AS out_of_source,
        if(o.region IS NOT NULL, o.as_of, r.practices_as_of) AS out_of_as_of
    FROM regions AS r
    FULL JOIN terms.own_lists() AS o ON o.region = r.region
    LEFT JOIN counts AS c ON c.region = o.region;
