-- What follows from the imports that stand, made again for what a write touched (the temporary tables
-- touched_*). Three parts; a part runs only where something of its kind was touched.

-- name: surveys
-- Per survey, region and respondent one import wins: the one with the latest submission if all of that
-- respondent's imports have times (a tie: the later import), else the later import. Within it, per action,
-- the latest submission counts; a tie or no times: the lower row, of sheets in the order they came in.

DELETE FROM standing_replies WHERE (survey, region) IN (SELECT (survey, region) FROM touched_surveys);
INSERT INTO standing_replies BY NAME
WITH touched AS (SELECT DISTINCT survey, region FROM touched_surveys),
standing AS (SELECT import FROM imports WHERE state <> 'undone'),
-- An answer whose reply has no row of its own still shows that the practice replied.
sent AS (
    SELECT survey, region, respondent, practice, import, submitted_at, rowid AS place
    FROM replies SEMI JOIN touched USING (survey, region) SEMI JOIN standing USING (import)
    UNION ALL
    SELECT survey, region, respondent, NULL, import, max(submitted_at), -1
    FROM answers SEMI JOIN touched USING (survey, region) SEMI JOIN standing USING (import)
    GROUP BY survey, region, respondent, import
),
candidates AS (
    SELECT survey, region, respondent, import, max(submitted_at) AS submitted_at,
        arg_max(practice, place) AS practice
    FROM sent GROUP BY survey, region, respondent, import
),
-- Few respondents are in two imports: to rank these alone takes less than half the time.
contested AS (
    SELECT survey, region, respondent
    FROM candidates GROUP BY survey, region, respondent HAVING count(*) > 1
),
ranked AS (
    SELECT *, count(*) OVER respondents = count(submitted_at) OVER respondents AS all_have_times
    FROM candidates SEMI JOIN contested USING (survey, region, respondent)
    WINDOW respondents AS (PARTITION BY survey, region, respondent)
),
winners AS (
    SELECT * EXCLUDE (all_have_times)
    FROM ranked
    QUALIFY row_number() OVER (
        PARTITION BY survey, region, respondent
        ORDER BY CASE WHEN all_have_times THEN submitted_at END DESC, import DESC
    ) = 1
)
SELECT * FROM candidates ANTI JOIN contested USING (survey, region, respondent)
UNION ALL BY NAME
SELECT * FROM winners;

DELETE FROM standing_answers WHERE (survey, region) IN (SELECT (survey, region) FROM touched_surveys);
INSERT INTO standing_answers BY NAME
WITH touched AS (SELECT DISTINCT survey, region FROM touched_surveys),
winners AS (
    SELECT survey, region, respondent, import FROM standing_replies SEMI JOIN touched USING (survey, region)
),
given AS (
    SELECT *, rowid AS place FROM answers SEMI JOIN winners USING (survey, region, respondent, import)
),
-- Few answers are given twice: to rank these alone, and to take out those that are beaten, is quickest.
repeated AS (
    SELECT survey, region, respondent, action
    FROM given GROUP BY survey, region, respondent, action HAVING count(*) > 1
),
sheets AS (
    SELECT import, sheet, min(rowid) AS sheet_order
    FROM answers SEMI JOIN touched USING (survey, region) GROUP BY import, sheet
),
ranked AS (
    SELECT place, row_number() OVER (
        PARTITION BY survey, region, respondent, action
        ORDER BY submitted_at DESC NULLS LAST, sheet_order DESC, "row" DESC NULLS LAST,
            col DESC NULLS LAST, place DESC
    ) AS rank
    FROM given
    SEMI JOIN repeated USING (survey, region, respondent, action)
    JOIN sheets ON given.import = sheets.import AND given.sheet IS NOT DISTINCT FROM sheets.sheet
),
beaten AS (SELECT place FROM ranked WHERE rank > 1)
SELECT survey, region, respondent, action, answer, import, submitted_at, sheet, "row", col
FROM given ANTI JOIN beaten USING (place);

DELETE FROM answer_counts WHERE (survey, region) IN (SELECT (survey, region) FROM touched_surveys);
INSERT INTO answer_counts BY NAME
SELECT survey, region, action, answer, count(*) AS practices
FROM standing_answers SEMI JOIN touched_surveys USING (survey, region)
GROUP BY survey, region, action, answer;

DELETE FROM reply_counts WHERE (survey, region) IN (SELECT (survey, region) FROM touched_surveys);
INSERT INTO reply_counts BY NAME
SELECT standing_replies.survey, standing_replies.region, count(*) AS responded,
    count(*) FILTER (starts_with(respondent, 'anonymous:')) AS anonymous,
    min(submitted_at)::DATE AS first_on, max(submitted_at)::DATE AS last_on,
    max(loaded_at)::DATE AS loaded_on, bool_or(demonstration) AS demonstration
FROM standing_replies SEMI JOIN touched_surveys USING (survey, region) JOIN imports USING (import)
GROUP BY standing_replies.survey, standing_replies.region;

-- name: notices
-- Per region, respondent and service the latest import with a row for it wins; its rows fold from top to
-- bottom: the last date, scope and status that a row gives.

DELETE FROM standing_notices WHERE region IN (SELECT region FROM touched_notices);
INSERT INTO standing_notices BY NAME
WITH given AS (
    SELECT notices.*, notices.rowid AS place, imports.demonstration,
        max(notices.import) OVER (PARTITION BY notices.region, respondent, service) AS latest_import,
        min(notices.rowid) OVER (PARTITION BY notices.import, sheet) AS sheet_order
    FROM notices SEMI JOIN touched_notices USING (region) JOIN imports USING (import)
    WHERE imports.state <> 'undone'
),
steps AS (
    SELECT *,
        status IN ('served', 'extended') AS serves, status IN ('withdrawn', 'resolved') AS ends,
        row_number() OVER (
            PARTITION BY region, respondent, service
            ORDER BY sheet_order, "row" NULLS FIRST, col NULLS FIRST, place
        ) AS step
    FROM given WHERE import = latest_import
),
servings AS (
    SELECT *, max(step) FILTER (serves) OVER (PARTITION BY region, respondent, service) AS last_serving
    FROM steps
),
-- A notice served after one was withdrawn or resolved is a new notice: the old one's dates are not its own.
notice AS (
    SELECT * FROM servings
    QUALIFY step > coalesce(
        max(step) FILTER (ends AND step < last_serving) OVER (PARTITION BY region, respondent, service), 0)
)
SELECT region, respondent, service,
    coalesce(bool_and(status IN ('wanted', 'signed_up')), FALSE) AS signed_up,
    NOT coalesce(bool_and(status IN ('wanted', 'signed_up')), FALSE) AS served,
    arg_max(served_on, step) AS served_on, arg_max(effective_on, step) AS effective_on,
    arg_max(extended_to, step) AS extended_to,
    coalesce(arg_max(status, step) FILTER (serves OR ends) = 'withdrawn', FALSE) AS withdrawn,
    arg_max(withdrawn_on, step) AS withdrawn_on,
    coalesce(arg_max(status, step) FILTER (serves OR ends) = 'resolved', FALSE) AS resolved,
    arg_max(resolved_on, step) AS resolved_on,
    arg_max(scope, step) AS scope, bool_or(demonstration) AS demonstration, any_value(import) AS import,
    arg_max_null(sheet, step) AS sheet, arg_max_null("row", step) AS "row", arg_max_null(col, step) AS col
FROM notice
GROUP BY region, respondent, service;

-- name: practices
-- Per practice and column, the newest register that fills it: newest by its own date, else by when it came.

DELETE FROM standing_practices WHERE practice IN (SELECT practice FROM touched_practices);
INSERT INTO standing_practices BY NAME
WITH listed AS (
    SELECT practices.*,
        row_number() OVER (
            PARTITION BY practice
            ORDER BY coalesce(practices.as_of, strftime(imports.loaded_at, '%Y-%m-%d')), practices.import,
                practices.rowid
        ) AS step
    FROM practices SEMI JOIN touched_practices USING (practice) JOIN imports USING (import)
    WHERE imports.state <> 'undone'
)
SELECT practice, arg_max(name, step) AS name, arg_max(region, step) AS region, arg_max(icb, step) AS icb,
    arg_max(sub_icb, step) AS sub_icb, arg_max(pcn, step) AS pcn, arg_max(pcn_name, step) AS pcn_name,
    arg_max(postcode, step) AS postcode, arg_max(list_size, step) AS list_size, arg_max(open, step) AS open,
    arg_max(as_of, step) AS as_of, arg_max(import, step) AS import
FROM listed GROUP BY practice;
