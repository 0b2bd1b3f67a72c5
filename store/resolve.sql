-- What follows from the imports that stand, made again for what a write touched (the temporary tables
-- touched_*). Four parts; a part runs only where there is something for it to do (statements.sql: touched).

-- name: contested
-- Per survey, region and respondent one import wins: the one with the latest submission if all of that
-- respondent's imports have times (a tie: the later import), else the later import. Which answers count
-- within an import is settled when it comes in (superseded_answers of statements.sql).
-- measures/terms/answers_until.sql decides the same among the replies sent by a day.

DELETE FROM superseded_replies
WHERE (import, reply) IN (SELECT (import, reply) FROM replies SEMI JOIN touched_surveys USING (survey, region));
INSERT INTO superseded_replies
WITH standing AS (SELECT import FROM imports WHERE state <> 'undone'),
several AS (
    SELECT survey, region
    FROM replies SEMI JOIN touched_surveys USING (survey, region) SEMI JOIN standing USING (import)
    GROUP BY survey, region HAVING min(import) < max(import)
),
candidates AS (
    SELECT survey, region, respondent, import, max(submitted_at) AS submitted_at
    FROM replies SEMI JOIN several USING (survey, region) SEMI JOIN standing USING (import)
    GROUP BY survey, region, respondent, import
),
contested AS (
    SELECT survey, region, respondent,
        CASE count(submitted_at) WHEN count(*) THEN arg_max(import, (submitted_at, import)) ELSE max(import) END
            AS winner
    FROM candidates GROUP BY survey, region, respondent HAVING count(*) > 1
)
SELECT replies.import, reply
FROM replies JOIN contested USING (survey, region, respondent) SEMI JOIN standing USING (import)
WHERE replies.import <> winner;

-- name: surveys
-- How many practices gave each answer, and how many replied.

DELETE FROM answer_counts WHERE (survey, region) IN (SELECT (survey, region) FROM touched_surveys);
INSERT INTO answer_counts BY NAME
WITH standing AS (
    SELECT import, reply, survey, region
    FROM replies SEMI JOIN touched_surveys USING (survey, region)
    SEMI JOIN (SELECT import FROM imports WHERE state <> 'undone') AS standing USING (import)
    ANTI JOIN superseded_replies USING (import, reply)
),
counted AS (
    SELECT survey, region, action, answer, count(*) AS practices
    FROM answer_cells JOIN standing USING (import, reply) ANTI JOIN superseded_answers USING (import, cell)
    GROUP BY survey, region, action, answer
)
SELECT survey, region, actions.id AS action, answers.id AS answer, practices
FROM counted
JOIN answer_ids AS actions ON actions.number = counted.action
JOIN answer_ids AS answers ON answers.number = counted.answer;

DELETE FROM reply_counts WHERE (survey, region) IN (SELECT (survey, region) FROM touched_surveys);
INSERT INTO reply_counts BY NAME
WITH standing AS (
    SELECT survey, region, respondent, import, max(submitted_at) AS submitted_at
    FROM replies SEMI JOIN touched_surveys USING (survey, region)
    SEMI JOIN (SELECT import FROM imports WHERE state <> 'undone') AS standing USING (import)
    ANTI JOIN superseded_replies USING (import, reply)
    GROUP BY survey, region, respondent, import
)
SELECT standing.survey, standing.region, count(*) AS responded,
    count(*) FILTER (starts_with(respondent, 'anonymous:')) AS anonymous,
    min(submitted_at)::DATE AS first_on, max(submitted_at)::DATE AS last_on,
    max(loaded_at)::DATE AS loaded_on, bool_or(demonstration) AS demonstration
FROM standing JOIN imports USING (import)
GROUP BY standing.survey, standing.region;

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
    -- Of the list that says last whether it is open: an older one's closing day is no longer true of one that reopened.
    arg_max_null(closed_on, step) FILTER (open IS NOT NULL) AS closed_on, arg_max(as_of, step) AS as_of, arg_max(import, step) AS import
FROM listed GROUP BY practice;
