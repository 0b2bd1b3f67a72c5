-- How many practices a region has on a day, and who they are: one definition for every measure.
--
-- own_lists: the LMC's own list of a region is the newest of those that may be (store/resolve.sql: lists), by its own date,
--   else by when it was loaded. One whose own date is after the day is passed over, unless there is none before.
-- listed_practices: the practices of these lists as they stood on the day: one with a day of closing closes on it; one
--   that says nothing is open.
-- bases: one row per region. out_of is the number of open practices of the own list, else the reference data's;
--   blank unknown. listed: an own list is loaded. closed: practices that are closed in it on the day.
-- day: blank is the end of days.

CREATE MACRO IF NOT EXISTS terms.open_on(open, closed_on, by_day) AS
    if(closed_on IS NULL, coalesce(open, true), coalesce(closed_on > by_day::DATE, false));

CREATE MACRO IF NOT EXISTS terms.own_lists(day) AS TABLE
    SELECT region, arg_max(import, rank) AS import, arg_max(file, rank) AS file, arg_max(as_of, rank) AS as_of
    FROM (SELECT *, if(begins_on > day::DATE, -place, place) AS rank FROM own_lists)
    GROUP BY region;

CREATE MACRO IF NOT EXISTS terms.listed_practices(day) AS TABLE
    SELECT
        p.region, p.practice, bool_and(terms.open_on(p.open, p.closed_on, day)) AS open, any_value(p.pcn) AS pcn,
        any_value(p.pcn_name) AS pcn_name, any_value(p.sub_icb) AS sub_icb, any_value(p.list_size) AS list_size,
        any_value(o.import) AS import, any_value(o.as_of) AS as_of, any_value(o.file) AS file
    FROM terms.own_lists(day) AS o
    JOIN practices AS p ON p.import = o.import AND p.region = o.region
    GROUP BY p.region, p.practice;

CREATE MACRO IF NOT EXISTS terms.bases(day) AS TABLE
    WITH own AS (
        SELECT
            region, count(*) FILTER (open) AS open, count(*) FILTER (NOT open) AS closed, any_value(file) AS file,
            any_value(as_of) AS as_of
        FROM terms.listed_practices(day)
        GROUP BY region
    )
    SELECT
        coalesce(r.region, o.region) AS region, r.name, r.short_name, r.display_order,
        o.region IS NOT NULL AS listed, o.closed::INTEGER AS closed,
        if(o.region IS NOT NULL, o.open, r.practices)::INTEGER AS out_of,
        if(o.region IS NOT NULL, 'open practices in the LMC''s own list, ' || o.file, r.practices_source) AS out_of_source,
        if(o.region IS NOT NULL, o.as_of, r.practices_as_of) AS out_of_as_of
    FROM regions AS r
    FULL JOIN own AS o ON o.region = r.region;
