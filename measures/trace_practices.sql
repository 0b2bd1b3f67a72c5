-- question     Which practices is a region's number of practices made of, and from which list is each, with its patients?
-- grain        practice of a region's own list or, where none is loaded, of any register that places it there
-- numerator    none: a list; its rows with counts true are out_of where an own list is loaded, and the practices whose patients
--              are added up
-- denominator  none
-- parameters   regions: a list of ids, empty for all; on: the day, for the list as it stood
-- source       terms/bases.sql, terms/members.sql. Where no own list is loaded, out_of is the reference data's and no list of
--              practices stands behind it: regions says where it was read.
-- columns
--   region         id of the region
--   practice       ODS code
--   practice_name  name of the practice; blank unknown
--   counts         true for a practice that is open
--   why            why it counts or not
--   list_size      registered patients; blank unknown
--   pcn            code or name of the primary care network; blank unknown
--   import         id of the import
--   file           name of the file
--   sheet          sheet; blank where the file has none
--   cell           row of the list, such as row 17
--   as_of          date of the list, as precise as known; ISO

WITH listed AS (
    SELECT region, practice, import, open, true AS own FROM terms.listed_practices($on)
    UNION ALL
    SELECT s.region, s.practice, s.import, terms.open_on(s.open, s.closed_on, $on), false
    FROM standing_practices AS s
    ANTI JOIN terms.own_lists($on) AS o ON o.region = s.region
    WHERE s.region IS NOT NULL
),
members AS (
    SELECT * FROM terms.members($regions, $on)
),
rows AS (
    SELECT import, practice, min("row") AS "row", any_value(sheet) AS sheet FROM practices GROUP BY import, practice
)
SELECT
    l.region, l.practice, n.name AS practice_name, l.open AS counts,
    CASE
        WHEN NOT l.open THEN 'closed in the list'
        WHEN l.own THEN 'open in the LMC''s own list'
        ELSE 'placed in the region by a register'
    END AS why,
    coalesce(m.list_size, s.list_size) AS list_size, coalesce(m.pcn, m.pcn_name) AS pcn, l.import, i.file, r.sheet,
    terms.cell(r."row", NULL) AS cell, s.as_of
FROM listed AS l
LEFT JOIN members AS m ON m.region = l.region AND m.practice = l.practice
LEFT JOIN standing_practices AS s ON s.practice = l.practice
LEFT JOIN terms.practice_names() AS n ON n.respondent = l.practice
LEFT JOIN imports AS i ON i.import = l.import
LEFT JOIN rows AS r ON r.import = l.import AND r.practice = l.practice
WHERE terms.asked_for($regions, l.region)
ORDER BY l.region, counts DESC, l.practice
