-- What the loaders ask of the store beside what words mean (vocabulary/vocabulary.sql). A part is called by the name in
-- the line above it.

-- name: import
SELECT * FROM imports WHERE import = $import

-- name: when_loaded
SELECT survey, loaded_at FROM imports WHERE import = $import

-- name: undone
-- The undone imports of the same bytes, the latest first.
SELECT import, options FROM imports WHERE sha256 = $sha256 AND state = 'undone' ORDER BY import DESC

-- name: same_bytes
SELECT * FROM imports WHERE sha256 = $sha256 AND state <> 'undone' ORDER BY import

-- name: earlier_replies
-- Who replied to these surveys in a standing import before another, and when last.
SELECT survey, region, respondent, import, max(submitted_at) AS submitted_at
FROM replies SEMI JOIN (SELECT import FROM imports WHERE state <> 'undone') USING (import)
WHERE survey IN (SELECT unnest($surveys)) AND import < $before
GROUP BY ALL

-- name: earlier_notices
-- The notices of standing imports before another in these regions, each once, and whether each stands by its import.
SELECT DISTINCT notices.import, file, notices.region, notices.respondent, notices.service,
    standing.import IS NOT NULL AS stands
FROM notices
JOIN imports ON imports.import = notices.import AND imports.state <> 'undone' AND NOT imports.demonstration
LEFT JOIN standing_notices AS standing ON standing.import = notices.import AND standing.region = notices.region
    AND standing.respondent = notices.respondent AND standing.service = notices.service
    AND standing.served AND NOT standing.withdrawn AND NOT standing.resolved
WHERE notices.region IN (SELECT unnest($regions)) AND notices.import < $before
ORDER BY ALL

-- name: touched
-- The standing imports in which one of the questions is open or whose reading used its answer, and those of a file.
SELECT import FROM imports
WHERE state <> 'undone' AND (
    sha256 = $sha256
    OR import IN (SELECT import FROM questions WHERE list_contains($questions, question))
    OR import IN (SELECT import FROM used_answers WHERE list_contains($questions, question))
)
ORDER BY import

-- name: out_of_date
-- Since an import was last read: an answer to its open questions, another answer in place of one that it used,
-- one that it used forgotten, a cell of its file corrected or uncorrected.
WITH told AS (
    SELECT seq, event, json_extract_string(payload, '$.question') AS question,
        json_extract_string(payload, '$.sha256') AS sha256, json_extract_string(payload, '$.import') AS import
    FROM events WHERE event IN ('import', 'answer', 'forget', 'correct', 'uncorrect')
),
asked AS (
    SELECT question FROM questions WHERE import = $import
    UNION ALL
    SELECT question FROM used_answers WHERE import = $import
)
SELECT seq FROM told
WHERE seq > (SELECT max(seq) FROM told WHERE event = 'import' AND import = $import::VARCHAR)
    AND (
        event IN ('answer', 'forget') AND question IN (SELECT question FROM asked)
        OR event IN ('correct', 'uncorrect')
        AND sha256 = (SELECT sha256 FROM imports WHERE imports.import = $import)
    )
LIMIT 1

-- name: open_in
-- A question with the standing imports in which it is open.
SELECT questions.*, import FROM questions JOIN imports USING (import)
WHERE question = $question AND state <> 'undone'
ORDER BY import

-- name: answered
SELECT about, key, value FROM remembered WHERE question = $question

-- name: questions
SELECT * FROM questions WHERE import = $import

-- name: problems
SELECT sheet, cell, "column", value, reason FROM problems WHERE import = $import

-- name: left_out
SELECT sheet, cell, reason FROM left_out WHERE import = $import

-- name: corrections
SELECT sheet, "row", col, original, corrected FROM corrections WHERE sha256 = $sha256
ORDER BY sheet, "row", col

-- name: regions_of_areas
-- The region that a sub-ICB location lies in.
SELECT sub_icb, region FROM region_areas

-- name: supporting_rungs
-- The answers of a scale that support an action, and the rung that each stands on.
SELECT answer, rung FROM scale_answers WHERE scale = $scale AND supports

-- name: open_practices
-- A region's practices for a template: those that are not known to be closed.
SELECT practice, name FROM standing_practices WHERE region = $region AND open IS NOT FALSE ORDER BY practice

-- name: short_name
SELECT short_name FROM regions WHERE region = $region

-- name: menu_wordings
SELECT wording FROM menu_items WHERE menu = $menu ORDER BY item NULLS LAST, rowid

-- name: current_menus
-- The menus in force on a day that are for everybody or for a region, the newest first.
SELECT menu FROM menus SEMI JOIN menu_items USING (menu)
WHERE starts_on <= $on AND coalesce(ends_on >= $on, true) AND coalesce(region, $region) = $region
ORDER BY starts_on DESC, menu

-- name: answers_of_scale
SELECT label, meaning FROM scale_answers WHERE scale = $scale ORDER BY display_order

-- name: service_labels
SELECT label FROM services ORDER BY label

-- name: status_labels
-- In effect follows from the date; nobody need write it.
SELECT label FROM rungs WHERE rung <> 'in_effect' ORDER BY display_order

-- name: scope_words
-- The first word of each scope.
SELECT arg_min(synonym, rowid) FROM scope_synonyms GROUP BY scope ORDER BY scope

-- name: event_kinds
SELECT label, meaning FROM event_kinds ORDER BY display_order

-- name: numbers
SELECT import FROM imports;

-- name: touched_before
-- How many imports, answers and corrections there ever were: with one of them a file may be read otherwise.
SELECT (SELECT count(*) FROM imports) + (SELECT count(*) FROM remembered) + (SELECT count(*) FROM corrections);
