-- question     Where does each ICB stand on our grid of England, and which regions lie in it?
-- grain        layout (the 42 ICBs of 2024/25, the 36 of April 2026) and ICB
-- numerator    none: a list
-- denominator  none
-- parameters   none
-- source       data/reference/icb_tiles.csv, icbs.csv, icbs_2026.csv and regions.csv. A region of 2024/25 lies in the successors of
--              its ICBs; where an ICB was divided between several, the region is listed in each of them and in divided.
-- trace        none: each row is a tile of our own grid
-- columns
--   layout      2024 or 2026
--   icb         code of the ICB
--   name        name of the ICB
--   short_name  short name of the ICB
--   row         row of the tile, from the north
--   col         column of the tile, from the west
--   regions     ids of the regions that lie in it, joined by ";"; blank none
--   divided     ids of those of these whose ICB was divided, so that they may lie here in part or not at all; blank none
--   source      where the grid comes from
--   tile        what a small tile says where the short name has no room; blank: it has

WITH placed AS (
    SELECT region, display_order, trim(unnest(string_split(icbs, ';'))) AS former FROM regions WHERE icbs <> ''
),
followed AS (
    SELECT '2024' AS layout, region, display_order, former AS icb, false AS divided FROM placed
    UNION ALL
    SELECT '2026', p.region, p.display_order, trim(unnest(string_split(i.successor, ';'))), contains(i.successor, ';')
    FROM placed AS p
    JOIN icbs AS i ON i.icb = p.former
),
inside AS (
    SELECT
        layout, icb, string_agg(region, ';' ORDER BY display_order, region) AS regions,
        string_agg(region, ';' ORDER BY display_order, region) FILTER (divided) AS divided
    FROM followed
    GROUP BY layout, icb
),
called AS (
    SELECT '2024' AS layout, icb, name, coalesce(short_name, name) AS short_name FROM icbs
    UNION ALL
    SELECT
        '2026', n.icb, n.name,
        -- One that goes on as it was keeps its short name; a new one has its own name without "NHS" and "ICB".
        if(o.short_name IS NOT NULL AND n.former_icbs = n.icb, o.short_name, regexp_replace(n.name, '^NHS | ICB$', '', 'g'))
    FROM icbs_2026 AS n
    LEFT JOIN icbs AS o ON o.icb = n.icb
)
SELECT t.layout, t.icb, c.name, c.short_name, t."row", t.col, i.regions, i.divided, t.source, t.tile
FROM icb_tiles AS t
LEFT JOIN called AS c ON c.layout = t.layout AND c.icb = t.icb
LEFT JOIN inside AS i ON i.layout = t.layout AND i.icb = t.icb
ORDER BY t.layout, t."row", t.col
