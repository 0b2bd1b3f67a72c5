-- What follows from the imports that stand, made again for what a write touched (the temporary tables
-- touched_*). Five parts; a part runs only where there is something for it to do (statements.sql: touched).

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
-- What the rows about one practice and one service say of how many notices, of which scope and life. Days decide, and the
-- order of rows and of files only where there are none:
--   A row with a day of service is about the notice of that scope served on that day; a blank scope is the one that
--     other rows of that day give.
--   A row without one (a withdrawal, an extension) is about the notice of its scope that was served last before its day;
--     where it has no day, about the one above it in its file, else about the last.
--   What is left has no day of service anywhere: with days of effect and of its end a row is a notice of its own; of the
--     rest the rows of the latest import fold from top to bottom, and a service after an end begins a new notice.
--   What practices want or signed up for counts until they have served.
-- In a notice each column has the last value that a row gives, the later import's row after the earlier's. An end that
-- any of its rows gives stays; of two ends without days the last one said counts.

CREATE OR REPLACE TEMP TABLE placed_notices AS
WITH given AS (
    SELECT notices.*, notices.rowid AS place, imports.demonstration,
        min(notices.rowid) OVER (PARTITION BY notices.import, sheet) AS sheet_order,
        coalesce(status IN ('wanted', 'signed_up'), FALSE) AS wish,
        coalesce(status = 'withdrawn', FALSE) OR withdrawn_on IS NOT NULL AS withdraws,
        coalesce(status = 'resolved', FALSE) OR resolved_on IS NOT NULL AS resolves,
        coalesce(withdrawn_on, resolved_on) AS end_on
    FROM notices SEMI JOIN touched_notices USING (region) JOIN imports USING (import)
    WHERE imports.state <> 'undone'
),
steps AS (
    SELECT *,
        NOT wish AND served_on IS NOT NULL AS dated, NOT wish AND (withdraws OR resolves) AS ends,
        row_number() OVER (
            PARTITION BY region, respondent, service
            ORDER BY import, sheet_order, "row" NULLS FIRST, col NULLS FIRST, place
        ) AS step
    FROM given
),
-- before: whether the last row above that says either was an end or a service.
told AS (
    SELECT *,
        last_value(CASE WHEN ends THEN 'ended' WHEN dated THEN 'served' END IGNORE NULLS) OVER (
            PARTITION BY region, respondent, service ORDER BY step ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS before
    FROM steps
),
dated AS (
    SELECT *,
        coalesce(scope, CASE WHEN min(scope) OVER same_day = max(scope) OVER same_day THEN min(scope) OVER same_day END)
            AS notice_scope
    FROM told WHERE dated
    WINDOW same_day AS (PARTITION BY region, respondent, service, served_on)
),
-- An end and an extension are somebody's; a service is its own notice's where it has another day of effect, or an end
-- stands above it.
joined AS (
    SELECT l.* EXCLUDE (served_on), d.served_on, d.notice_scope
    FROM told AS l
    JOIN dated AS d
        ON d.region = l.region AND d.respondent = l.respondent AND d.service = l.service
        AND (l.scope IS NULL OR d.notice_scope IS NULL OR l.scope = d.notice_scope)
        AND (l.end_on IS NULL OR d.served_on <= l.end_on)
        AND (
            l.ends OR l.status = 'extended'
            OR CASE WHEN l.effective_on IS NULL THEN l.before IS DISTINCT FROM 'ended'
                ELSE coalesce(d.effective_on = l.effective_on, TRUE) END
        )
    WHERE NOT l.wish AND NOT l.dated
    QUALIFY row_number() OVER (
        PARTITION BY l.region, l.respondent, l.service, l.step
        ORDER BY
            coalesce(d.effective_on = l.effective_on, FALSE) DESC, coalesce(l.scope = d.notice_scope, FALSE) DESC,
            CASE WHEN l.end_on IS NULL AND d.import = l.import AND d.step < l.step THEN d.step END DESC NULLS LAST,
            d.served_on DESC, d.step DESC
    ) = 1
),
undated AS (
    SELECT l.*,
        coalesce(scope, CASE WHEN min(scope) OVER same_file = max(scope) OVER same_file THEN min(scope) OVER same_file END)
            AS notice_scope
    FROM told AS l ANTI JOIN joined USING (region, respondent, service, step)
    WHERE NOT l.wish AND NOT l.dated
    WINDOW same_file AS (PARTITION BY region, respondent, service, import)
),
rest AS (
    SELECT *,
        max(step) FILTER (NOT ends) OVER (PARTITION BY region, respondent, service, notice_scope) AS last_serving
    FROM undated
    WHERE effective_on IS NULL OR end_on IS NULL
    QUALIFY import = max(import) OVER (PARTITION BY region, respondent, service, notice_scope)
),
of_notices AS (
    SELECT *, NULL::DATE AS life FROM dated
    UNION ALL BY NAME
    SELECT *, NULL::DATE AS life FROM joined
    UNION ALL BY NAME
    SELECT *, effective_on AS life FROM undated WHERE effective_on IS NOT NULL AND end_on IS NOT NULL
    UNION ALL BY NAME
    SELECT * EXCLUDE (last_serving), NULL::DATE AS life FROM rest
    QUALIFY step > coalesce(max(step) FILTER (ends AND step < last_serving)
        OVER (PARTITION BY region, respondent, service, notice_scope), 0)
),
wishes AS (
    SELECT * FROM told ANTI JOIN of_notices USING (region, respondent, service)
    WHERE wish
    QUALIFY import = max(import) OVER (PARTITION BY region, respondent, service)
)
SELECT *,
    dense_rank() OVER (
        PARTITION BY region, respondent, service ORDER BY served_on NULLS FIRST, life NULLS FIRST, notice_scope NULLS FIRST
    ) AS notice
FROM of_notices
UNION ALL BY NAME
SELECT *, 1 AS notice FROM wishes;

DELETE FROM notice_rows WHERE region IN (SELECT region FROM touched_notices);
INSERT INTO notice_rows BY NAME
SELECT region, respondent, service, notice, import, sheet, "row", col FROM placed_notices;

DELETE FROM standing_notices WHERE region IN (SELECT region FROM touched_notices);
INSERT INTO standing_notices BY NAME
WITH folded AS (
    SELECT region, respondent, service, notice, bool_and(wish) AS signed_up,
        arg_max(served_on, step) AS served_on, arg_max(effective_on, step) AS effective_on,
        arg_max(extended_to, step) AS extended_to,
        bool_or(withdraws) AS withdrawn, arg_max(withdrawn_on, step) AS withdrawn_on,
        bool_or(resolves) AS resolved, arg_max(resolved_on, step) AS resolved_on,
        max(step) FILTER (resolves) > max(step) FILTER (withdraws) AS resolved_last,
        arg_max(scope, step) AS scope, bool_or(demonstration) AS demonstration, arg_max(import, step) AS import,
        arg_max_null(sheet, step) AS sheet, arg_max_null("row", step) AS "row", arg_max_null(col, step) AS col
    FROM placed_notices
    GROUP BY region, respondent, service, notice
),
ended AS (
    SELECT *, withdrawn AND resolved AND (withdrawn_on IS NULL OR resolved_on IS NULL) AS unclear FROM folded
)
SELECT * EXCLUDE (resolved_last, unclear) REPLACE (
        withdrawn AND NOT (unclear AND resolved_last) AS withdrawn,
        resolved AND NOT (unclear AND NOT resolved_last) AS resolved
    ),
    NOT signed_up AS served
FROM ended;
DROP TABLE placed_notices;

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
    arg_max(as_of, step) AS as_of, arg_max(import, step) AS import,
    -- The newest register that says anything of it: one that lists the practice as open opens it again.
    arg_max_null(closed_on, step) FILTER (open IS NOT NULL OR closed_on IS NOT NULL) AS closed_on
FROM listed GROUP BY practice;

-- name: lists
-- An LMC's own list of a region is a register in which every practice has a region; one of all England has practices
-- outside every region, and says no more than where they lie. A list is of the region that it was loaded for, else of the
-- one that most of its rows name: a stray row of another region makes no list of that.

DELETE FROM own_lists;
INSERT INTO own_lists BY NAME
WITH beyond AS (
    SELECT DISTINCT import FROM practices WHERE region IS NULL
),
lists AS (
    SELECT practices.import, practices.region, imports.file, imports.region AS loaded_for, count(*) AS listed,
        max(practices.as_of) AS stated, coalesce(stated, strftime(any_value(imports.loaded_at), '%Y-%m-%d')) AS as_of
    FROM practices ANTI JOIN beyond USING (import) JOIN imports USING (import)
    WHERE imports.state <> 'undone'
    GROUP BY practices.import, practices.region, imports.file, imports.region
),
homes AS (
    FROM lists
    QUALIFY row_number() OVER (
        PARTITION BY import ORDER BY region IS NOT DISTINCT FROM loaded_for DESC, listed DESC, region
    ) = 1
)
SELECT region, import, file, as_of,
    CASE length(stated)
        WHEN 4 THEN try_cast(stated || '-12-31' AS DATE)
        WHEN 7 THEN last_day(try_cast(stated || '-01' AS DATE))
        ELSE try_cast(stated AS DATE)
    END AS begins_on,
    row_number() OVER (PARTITION BY region ORDER BY as_of NULLS FIRST, import) AS place
FROM homes;
