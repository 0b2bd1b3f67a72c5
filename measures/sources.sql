-- question     Where was everything read that did not come in as a file?
-- grain        source; a cell that names several, joined by ";", is counted for each
-- numerator    rows of the reference data that cite the source
-- denominator  none
-- parameters   none
-- source       the source column of every table of data/reference/
-- trace        none: each row is a source, and the rows that cite it are those of data/reference/
-- columns
--   source      the source
--   rows        rows that cite it
--   supports    what these rows are, with their number
--   unverified  rows of these that are recalled rather than read or computed

WITH cited AS (
    SELECT 'reported figures' AS what, source, status FROM reported_figures
    UNION ALL SELECT 'responses of ICBs', source, status FROM responses
    UNION ALL SELECT 'caveats', source, status FROM caveats
    UNION ALL SELECT 'local contracts', source, status FROM service_contracts
    UNION ALL SELECT 'regions', source, status FROM regions
    UNION ALL SELECT 'practice counts', practices_source, status FROM regions
    UNION ALL SELECT 'names of regions', source, NULL FROM region_synonyms
    UNION ALL SELECT 'areas of regions', source, status FROM region_areas
    UNION ALL SELECT 'ICBs of 2024/25', source, status FROM icbs
    UNION ALL SELECT 'ICBs of April 2026', source, status FROM icbs_2026
    UNION ALL SELECT 'ICBs of April 2027', source, status FROM icbs_2027
    UNION ALL SELECT 'LMCs', source, status FROM lmcs
    UNION ALL SELECT 'the grid of ICBs', source, NULL FROM icb_tiles
    UNION ALL SELECT 'actions', source, status FROM actions
    UNION ALL SELECT 'names of actions', source, NULL FROM action_synonyms
    UNION ALL SELECT 'keyword rules', source, NULL FROM action_keywords
    UNION ALL SELECT 'menus', source, status FROM menus
    UNION ALL SELECT 'menu items', source, status FROM menu_items
    UNION ALL SELECT 'scales', source, NULL FROM scales
    UNION ALL SELECT 'answers', source, NULL FROM scale_answers
    UNION ALL SELECT 'names of answers', source, NULL FROM answer_synonyms
    UNION ALL SELECT 'words for no answer', source, NULL FROM no_answers
    UNION ALL SELECT 'services', source, status FROM services
    UNION ALL SELECT 'names of services', source, NULL FROM service_synonyms
    UNION ALL SELECT 'rungs', source, NULL FROM rungs
    UNION ALL SELECT 'words for statuses', source, NULL FROM status_synonyms
    UNION ALL SELECT 'words that change what a text says', source, NULL FROM text_words
    UNION ALL SELECT 'what such words do', source, NULL FROM text_effects
    UNION ALL SELECT 'words for scopes', source, NULL FROM scope_synonyms
    UNION ALL SELECT 'words for qualifiers', source, NULL FROM qualifier_synonyms
    UNION ALL SELECT 'kinds of event', source, NULL FROM event_kinds
    UNION ALL SELECT 'words for kinds of event', source, NULL FROM event_kind_synonyms
    UNION ALL SELECT 'keyword rules of events', source, NULL FROM event_kind_keywords
    UNION ALL SELECT 'headings', source, NULL FROM headings
),
apart AS (
    SELECT what, trim(unnest(string_split(source, ';'))) AS source, coalesce(status = 'recalled', false) AS recalled
    FROM cited
),
per_table AS (
    SELECT source, what, count(*) AS rows, count(*) FILTER (recalled) AS recalled
    FROM apart
    WHERE source <> ''
    GROUP BY source, what
)
SELECT
    source, sum(rows)::INTEGER AS rows,
    string_agg(what || ' (' || rows || ')', ', ' ORDER BY rows DESC, what) AS supports,
    sum(recalled)::INTEGER AS unverified
FROM per_table
GROUP BY source
ORDER BY rows DESC, source
