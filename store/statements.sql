-- Small statements of the store, each under its name.

-- name: meta
SELECT value FROM meta WHERE key = $key;

-- name: schema_version
SELECT value::INTEGER FROM meta WHERE key = 'schema';

-- name: set_meta
DELETE FROM meta WHERE key = $key;
INSERT INTO meta (key, value) VALUES ($key, $value);

-- name: last_event
SELECT coalesce(max(seq), 0) FROM events;

-- name: add_event
INSERT INTO events (seq, "at", "by", event, payload) VALUES ($seq, $at, $by, $event, $payload);

-- name: events
SELECT seq, "at", "by", event, payload FROM events ORDER BY seq;

-- name: events_after
SELECT seq, "at", "by", event, payload FROM events WHERE seq > $seq ORDER BY seq;

-- name: tables_of_imports
SELECT 'replies' WHERE EXISTS (FROM replies WHERE import IN (SELECT unnest($imports)))
UNION ALL SELECT 'surveys' WHERE EXISTS (FROM surveys WHERE import IN (SELECT unnest($imports)))
UNION ALL SELECT 'answers' WHERE EXISTS (FROM answer_cells WHERE import IN (SELECT unnest($imports)))
UNION ALL SELECT 'notices' WHERE EXISTS (FROM notices WHERE import IN (SELECT unnest($imports)))
UNION ALL SELECT 'figures' WHERE EXISTS (FROM figures WHERE import IN (SELECT unnest($imports)))
UNION ALL SELECT 'practices' WHERE EXISTS (FROM practices WHERE import IN (SELECT unnest($imports)))
UNION ALL SELECT 'happenings' WHERE EXISTS (FROM happenings WHERE import IN (SELECT unnest($imports)))
UNION ALL SELECT 'handed_over' WHERE EXISTS (FROM handed_over WHERE import IN (SELECT unnest($imports)));

-- name: next_import
SELECT coalesce(max(import), 0) + 1 FROM imports;

-- name: add_import
INSERT INTO imports BY NAME
SELECT $import AS import, $file AS file, $sha256 AS sha256, $ext AS ext, $kind AS kind, $region AS region,
    $survey AS survey, $menu AS menu, $options AS options, $at AS loaded_at, $by AS loaded_by,
    $rows_read AS rows_read, $rows_loaded AS rows_loaded, $rows_left_out AS rows_left_out,
    $state AS state, $demonstration AS demonstration, $notes AS notes;

-- name: replace_import
UPDATE imports
SET kind = $kind, region = $region, survey = $survey, menu = $menu, options = $options,
    rows_read = $rows_read, rows_loaded = $rows_loaded, rows_left_out = $rows_left_out,
    state = $state, demonstration = $demonstration, notes = $notes
WHERE import = $import;

-- Which surveys, regions and practices a write is about, so that resolve.sql makes again what it touches
-- and nothing else.
-- name: start_touching
CREATE OR REPLACE TEMP TABLE touched_surveys (survey VARCHAR, region VARCHAR);
CREATE OR REPLACE TEMP TABLE touched_notices (region VARCHAR);
CREATE OR REPLACE TEMP TABLE touched_practices (practice VARCHAR);

-- name: touch
INSERT INTO touched_surveys SELECT DISTINCT survey, region FROM replies WHERE import = $import;
INSERT INTO touched_notices SELECT DISTINCT region FROM notices WHERE import = $import;
INSERT INTO touched_practices SELECT DISTINCT practice FROM practices WHERE import = $import;

-- How much there is to do for each part of resolve.sql, in their order. Most surveys are one import: nothing in them
-- is contested, nor was it before where nothing is superseded.
-- name: touched
SELECT
    (SELECT count(*) FROM superseded_replies) + (
        SELECT count(*) FROM (
            SELECT survey, region FROM replies SEMI JOIN touched_surveys USING (survey, region)
            GROUP BY survey, region HAVING min(import) < max(import)
        )
    ),
    (SELECT count(*) FROM touched_surveys), (SELECT count(*) FROM touched_notices),
    (SELECT count(*) FROM touched_practices), (SELECT count(*) FROM touched_practices);

-- name: number_anonymous
-- A loader does not know the id that its import will get: 'anonymous::<sheet>:<row>' is completed here.
UPDATE replies SET respondent = replace(respondent, 'anonymous::', 'anonymous:' || $import || ':')
WHERE import = $import AND starts_with(respondent, 'anonymous::');
UPDATE comments SET respondent = replace(respondent, 'anonymous::', 'anonymous:' || $import || ':')
WHERE import = $import AND starts_with(respondent, 'anonymous::');
UPDATE notices SET respondent = replace(respondent, 'anonymous::', 'anonymous:' || $import || ':')
WHERE import = $import AND starts_with(respondent, 'anonymous::');

-- name: answer_ids
SELECT id, number FROM answer_ids;

-- name: supersede_answers
-- Within an import, per respondent and action, the latest submission counts; a tie or no times: the lower
-- row, of sheets in the order they came in. Few answers are given twice: to rank these alone is quickest.
INSERT INTO superseded_answers
WITH own AS (
    SELECT reply, submitted_at, sheet, min(reply) OVER (PARTITION BY survey, region, respondent) AS respondent
    FROM replies WHERE import = $import
),
given AS (
    SELECT cell, respondent, action, submitted_at, sheet, "row", col
    FROM answer_cells JOIN own USING (reply) WHERE import = $import
),
repeated AS (
    SELECT respondent, action FROM given GROUP BY respondent, action HAVING count(*) > 1
),
sheets AS (SELECT sheet, min(cell) AS sheet_order FROM given GROUP BY sheet),
ranked AS (
    SELECT cell, row_number() OVER (
        PARTITION BY respondent, action
        ORDER BY submitted_at DESC NULLS LAST, sheet_order DESC, "row" DESC NULLS LAST,
            col DESC NULLS LAST, cell DESC
    ) AS rank
    FROM given SEMI JOIN repeated USING (respondent, action)
    JOIN sheets ON given.sheet IS NOT DISTINCT FROM sheets.sheet
)
SELECT $import, cell FROM ranked WHERE rank > 1;

-- name: without_key
SELECT 'replies', count(*) FROM replies
WHERE import = $import AND (survey IS NULL OR region IS NULL OR respondent IS NULL) HAVING count(*) > 0
UNION ALL
SELECT 'notices', count(*) FROM notices
WHERE import = $import AND (region IS NULL OR respondent IS NULL OR service IS NULL) HAVING count(*) > 0
UNION ALL
SELECT 'practices', count(*) FROM practices WHERE import = $import AND practice IS NULL HAVING count(*) > 0
UNION ALL
SELECT 'happenings', count(*) FROM happenings
WHERE import = $import AND (region IS NULL OR kind IS NULL) HAVING count(*) > 0;

-- name: delete_rows
DELETE FROM problems WHERE import = $import;
DELETE FROM left_out WHERE import = $import;
DELETE FROM questions WHERE import = $import;
DELETE FROM used_answers WHERE import = $import;
DELETE FROM surveys WHERE import = $import;
DELETE FROM replies WHERE import = $import;
DELETE FROM answer_cells WHERE import = $import;
DELETE FROM superseded_replies WHERE import = $import;
DELETE FROM superseded_answers WHERE import = $import;
DELETE FROM comments WHERE import = $import;
DELETE FROM notices WHERE import = $import;
DELETE FROM figures WHERE import = $import;
DELETE FROM practices WHERE import = $import;
DELETE FROM happenings WHERE import = $import;
DELETE FROM handed_over WHERE import = $import;

-- name: state_of
SELECT state FROM imports WHERE import = $import;

-- name: set_state
UPDATE imports SET state = $state WHERE import = $import;

-- name: open_questions
SELECT count(*) FROM questions WHERE import = $import;

-- name: standing_demonstrations
SELECT import FROM imports WHERE demonstration AND state <> 'undone' ORDER BY import;

-- name: standing_import
SELECT * FROM imports
WHERE sha256 = $sha256 AND options = $options AND state <> 'undone' ORDER BY import DESC LIMIT 1;

-- name: same_bytes
SELECT other.import, other.options, own.options
FROM imports AS own JOIN imports AS other ON other.sha256 = own.sha256 AND other.import <> own.import
WHERE own.import = $import AND other.state <> 'undone' ORDER BY other.import;

-- name: remember
DELETE FROM remembered WHERE question = $question;
INSERT INTO remembered (question, about, key, value, choice, answered_at, answered_by)
VALUES ($question, $about, $key, $value, $choice, $at, $by);

-- name: forget
DELETE FROM remembered WHERE question = $question RETURNING question;

-- name: set_setting
DELETE FROM settings WHERE setting = $setting;
INSERT INTO settings (setting, value, set_at, set_by)
SELECT $setting, $value, $at, $by WHERE $value IS NOT NULL;

-- name: settings
SELECT setting, value FROM settings WHERE starts_with(setting, $kind || '/') ORDER BY setting;

-- name: correct
DELETE FROM corrections WHERE sha256 = $sha256 AND sheet = $sheet AND "row" = $row AND col = $col;
INSERT INTO corrections (sha256, sheet, "row", col, original, corrected, corrected_at, corrected_by)
VALUES ($sha256, $sheet, $row, $col, $original, $corrected, $at, $by);

-- name: uncorrect
DELETE FROM corrections
WHERE sha256 = $sha256 AND sheet = $sheet AND "row" = $row AND col = $col RETURNING sha256;

-- name: imports_of
SELECT import FROM imports WHERE sha256 = $sha256 ORDER BY import;

-- name: answers_used_by_these_alone
-- Remembered answers that a file used, or that its questions led to, and no other file.
WITH these AS (SELECT import FROM imports WHERE sha256 = $sha256),
asked AS (
    SELECT question, import FROM used_answers UNION SELECT question, import FROM questions
)
SELECT question FROM remembered
WHERE question IN (SELECT question FROM asked SEMI JOIN these USING (import))
    AND question NOT IN (SELECT question FROM asked ANTI JOIN these USING (import));

-- name: erase_import
-- What is left says that there was an import, and nothing of what was in it.
UPDATE imports
SET file = $erased, sha256 = '', ext = '', region = NULL, survey = NULL, menu = NULL, options = '{}', rows_read = 0,
    rows_loaded = 0, rows_left_out = 0, state = 'undone', notes = '[]'
WHERE import = $import;

-- name: is_erased
SELECT import FROM imports WHERE import = $import AND sha256 = '';

-- name: add_erased
INSERT INTO imports BY NAME
SELECT $import AS import, $erased AS file, '' AS sha256, '' AS ext, '{}' AS options, $at AS loaded_at, $by AS loaded_by,
    0 AS rows_read, 0 AS rows_loaded, 0 AS rows_left_out, 'undone' AS state, false AS demonstration, '[]' AS notes
WHERE NOT EXISTS (FROM imports WHERE import = $import);

-- name: erase_corrections
DELETE FROM corrections WHERE sha256 = $sha256;

-- name: erase_name
-- The name of the file in what is said of others.
UPDATE imports SET notes = replace(notes, $words, $erased) WHERE length($words) > 3 AND contains(notes, $words);

-- name: erase_event
UPDATE events SET event = $event, payload = $payload WHERE seq = $seq;

-- name: erased_since
SELECT seq FROM events WHERE event = 'erase' AND seq > $seq;

-- name: files
SELECT DISTINCT sha256 FROM imports WHERE sha256 <> '';

-- name: expired
SELECT min(import) FROM imports WHERE sha256 <> '' AND NOT demonstration
GROUP BY sha256 HAVING max(loaded_at) < $since ORDER BY 1;
