-- From when days are counted, region by region and service by service: every day on which a notice is known to have been
-- given, and where there is none, a letter.
--
-- service: blank for the whole region. notice_from, place: notice (1), one that happened as a source tells it; log (2), the
--   first day of service in the region's log; letter (3), of the whole region alone. began_on is as precise as known.
-- begun: of all these the one to count from, for a region and, where any is about it, a service.
-- until: a day that has passed, for what had surely happened by then. Blank: all.

CREATE MACRO IF NOT EXISTS terms.beginnings(until) AS TABLE
    WITH told AS (
        SELECT region, services, happened_on, sort_on, if(kind = 'notice', 'notice', 'letter') AS notice_from
        FROM terms.happenings(until)
        WHERE kind IN ('notice', 'letter')
    ),
    logged AS (
        SELECT region, service, served_on FROM standing_notices
        WHERE served AND served_on IS NOT NULL AND (until::DATE IS NULL OR served_on <= until::DATE)
    )
    SELECT region, NULL AS service, happened_on AS began_on, sort_on, notice_from, if(notice_from = 'notice', 1, 3) AS place
    FROM told
    UNION ALL
    SELECT region, trim(unnest(string_split(services, ';'))), happened_on, sort_on, notice_from, 1
    FROM told
    WHERE notice_from = 'notice' AND services <> ''
    UNION ALL
    SELECT region, service, strftime(min(served_on), '%Y-%m-%d'), min(served_on), 'log', 2
    FROM logged
    GROUP BY GROUPING SETS ((region), (region, service));

CREATE MACRO IF NOT EXISTS terms.begun(until) AS TABLE
    SELECT * FROM terms.beginnings(until)
    QUALIFY row_number() OVER (PARTITION BY region, service ORDER BY place, sort_on NULLS LAST, began_on) = 1;
