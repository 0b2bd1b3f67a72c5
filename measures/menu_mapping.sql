-- question     Which common action does each item of a menu mean, and what cannot be mapped?
-- grain        item of a menu and the action it names; action of the common list that the menu lacks; question of a file whose
--              action nobody has told yet
-- numerator    none: a list
-- denominator  none
-- parameters   regions: ids, empty for all; a menu of no region (the BMA's) is always there
-- source       data/reference/menus.csv and menu_items.csv, each row with its own source; open questions of standing imports
-- trace        none: each row is read in the source that it names, or is a question of a file
-- columns
--   menu          id of the menu; blank for a question of a file
--   menu_name     name of the menu, or of the file
--   region        id of the menu's region; blank for a national menu
--   item          number of the item on the menu
--   wording       the words of the item, or the question as it stands in the file
--   action        id of the common action; blank where none is known
--   mapped        one action, merged (the item names several actions: an answer is about all of them), not on this menu, or
--                 not mapped
--   merged_with   other actions of the same item, joined by ";"
--   starts_on     first day of the menu
--   ends_on       last day of the menu; blank where it has not ended or is unknown
--   issuer        who issued it
--   surveys       standing surveys that asked with this menu
--   action_label  short name of the action
--   action_wording  the common wording of the action
--   region_name   name of the region
--   note          note on the menu
--   source        where it was read
--   status        read, computed or recalled (unverified)

WITH chosen AS (
    SELECT * FROM menus WHERE region IS NULL OR terms.asked_for($regions, region)
),
asked AS (
    SELECT menu, count(DISTINCT survey) AS surveys FROM terms.standing_surveys(NULL, NULL) GROUP BY menu
),
items AS (
    SELECT
        m.menu, i.item, i.wording, i.source, i.status, string_split(coalesce(i.actions, ''), ';') AS named,
        nullif(unnest(named), '') AS action
    FROM chosen AS m
    JOIN menu_items AS i ON i.menu = m.menu
),
mapped AS (
    SELECT
        menu, item, wording, action,
        CASE WHEN action IS NULL THEN 'not mapped' WHEN len(named) > 1 THEN 'merged' ELSE 'one action' END AS mapped,
        nullif(array_to_string(list_filter(named, lambda other: other <> action), ';'), '') AS merged_with, source, status
    FROM items
    UNION ALL
    SELECT m.menu, NULL, NULL, a.action, 'not on this menu', NULL, m.source, m.status
    FROM chosen AS m
    CROSS JOIN actions AS a
    WHERE a.on_menu AND NOT EXISTS (SELECT 1 FROM items AS i WHERE i.menu = m.menu AND i.action = a.action)
),
open AS (
    SELECT q.value, i.file, i.region, q.sheet, q.cell
    FROM questions AS q
    JOIN imports AS i ON i.import = q.import AND i.state <> 'undone'
    WHERE q.about = 'action' AND terms.asked_for($regions, i.region)
)
SELECT
    p.menu, m.name AS menu_name, m.region, p.item, p.wording, p.action, p.mapped, p.merged_with, m.starts_on, m.ends_on,
    m.issuer, coalesce(q.surveys, 0) AS surveys, coalesce(a.label, p.action) AS action_label, a.wording AS action_wording,
    r.name AS region_name, m.note, p.source, p.status
FROM mapped AS p
JOIN menus AS m ON m.menu = p.menu
LEFT JOIN asked AS q ON q.menu = p.menu
LEFT JOIN actions AS a ON a.action = p.action
LEFT JOIN regions AS r ON r.region = m.region
UNION ALL
SELECT
    NULL, o.file, o.region, NULL, o.value, NULL, 'not mapped', NULL, NULL, NULL, NULL, NULL, NULL, NULL, r.name,
    'a question that waits for an answer', o.file, NULL
FROM open AS o
LEFT JOIN regions AS r ON r.region = o.region
ORDER BY menu NULLS LAST, item NULLS LAST, mapped, action, wording
