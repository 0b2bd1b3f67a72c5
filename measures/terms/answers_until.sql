-- Replies and answers as they stood at the end of a day. until: that day, where it has passed; blank for today and any
-- later day, when all that came in counts and what was worked out at import is read as it is.
--
-- A reply belongs to the day on which it was sent, and where its file has no times, to the day on which that was loaded.
--   What a practice had answered by a day is told by all that is known now: a file loaded later, with a reply sent
--   before the day, corrects it.
-- Which of a practice's replies counts is worked out as at import (store/resolve.sql, store/statements.sql), among those
--   sent by then.

CREATE MACRO IF NOT EXISTS terms.sent_by(submitted_at, loaded_at, until) AS
    until::DATE IS NULL OR coalesce(coalesce(submitted_at, loaded_at)::DATE <= until::DATE, false);

-- Those of a day that has passed; none where until is blank.
CREATE MACRO IF NOT EXISTS terms.replies_until(regions, wanted, until) AS TABLE
    SELECT
        r.import, r.reply, r.survey, r.region, r.respondent, r.practice, r.submitted_at, r.sheet,
        i.loaded_at, coalesce(i.demonstration, false) AS demonstration
    FROM replies AS r
    JOIN imports AS i ON i.import = r.import AND i.state <> 'undone'
    WHERE until::DATE IS NOT NULL AND terms.asked_for(regions, r.region)
        AND (wanted::VARCHAR IS NULL OR r.survey = wanted::VARCHAR) AND terms.sent_by(r.submitted_at, i.loaded_at, until);

-- Per practice one import counts: the one with the latest submission if all have times, else the later one.
CREATE MACRO IF NOT EXISTS terms.replies_counted(regions, wanted, until) AS TABLE
    WITH sent AS MATERIALIZED (
        FROM terms.replies_until(regions, wanted, until)
    ),
    candidates AS (
        SELECT survey, region, respondent, import, max(submitted_at) AS submitted_at
        FROM sent
        GROUP BY survey, region, respondent, import
    ),
    contested AS (
        SELECT survey, region, respondent,
            CASE count(submitted_at) WHEN count(*) THEN arg_max(import, (submitted_at, import)) ELSE max(import) END
                AS winner
        FROM candidates GROUP BY survey, region, respondent HAVING count(*) > 1
    ),
    losers AS (
        SELECT survey, region, respondent, import
        FROM candidates JOIN contested USING (survey, region, respondent)
        WHERE import <> winner
    )
    SELECT * FROM sent ANTI JOIN losers USING (survey, region, respondent, import);

CREATE MACRO IF NOT EXISTS terms.standing_replies_until(regions, wanted, until) AS TABLE
    SELECT survey, region, respondent, practice, import, submitted_at
    FROM standing_replies
    WHERE until::DATE IS NULL AND terms.asked_for(regions, region) AND (wanted::VARCHAR IS NULL OR survey = wanted::VARCHAR)
    UNION ALL
    SELECT survey, region, respondent, arg_max(practice, reply), import, max(submitted_at)
    FROM terms.replies_counted(regions, wanted, until)
    GROUP BY survey, region, respondent, import;

CREATE MACRO IF NOT EXISTS terms.cells_until(regions, wanted, until) AS TABLE
    WITH cells AS MATERIALIZED (
        SELECT
            r.survey, r.region, r.respondent, r.submitted_at, r.sheet, c.import, c.cell, c.action, c.answer, c."row", c.col
        FROM terms.replies_counted(regions, wanted, until) AS r
        JOIN answer_cells AS c ON c.import = r.import AND c.reply = r.reply
    ),
    -- Few answers are given twice: to rank these alone is quickest.
    repeated AS (
        SELECT DISTINCT import, respondent, action FROM cells SEMI JOIN superseded_answers USING (import, cell)
    ),
    sheets AS (
        SELECT c.import, r.sheet, min(c.cell) AS sheet_order
        FROM answer_cells AS c
        SEMI JOIN repeated AS t ON t.import = c.import
        JOIN replies AS r ON r.import = c.import AND r.reply = c.reply
        GROUP BY c.import, r.sheet
    ),
    latest AS (
        SELECT c.*
        FROM cells AS c
        SEMI JOIN repeated AS t ON t.import = c.import AND t.respondent = c.respondent AND t.action = c.action
        JOIN sheets AS s ON s.import = c.import AND s.sheet IS NOT DISTINCT FROM c.sheet
        QUALIFY row_number() OVER (
            PARTITION BY c.import, c.survey, c.region, c.respondent, c.action
            ORDER BY c.submitted_at DESC NULLS LAST, s.sheet_order DESC, c."row" DESC NULLS LAST, c.col DESC NULLS LAST,
                c.cell DESC
        ) = 1
    )
    SELECT * FROM cells ANTI JOIN repeated USING (import, respondent, action)
    UNION ALL
    SELECT * FROM latest;

CREATE MACRO IF NOT EXISTS terms.standing_answers_until(regions, wanted, until) AS TABLE
    SELECT survey, region, respondent, action, answer, import, submitted_at, sheet, "row", col
    FROM standing_answers
    WHERE until::DATE IS NULL AND terms.asked_for(regions, region) AND (wanted::VARCHAR IS NULL OR survey = wanted::VARCHAR)
    UNION ALL
    SELECT
        c.survey, c.region, c.respondent, actions.id, answers.id, c.import, c.submitted_at, c.sheet, c."row", c.col
    FROM terms.cells_until(regions, wanted, until) AS c
    JOIN answer_ids AS actions ON actions.number = c.action
    JOIN answer_ids AS answers ON answers.number = c.answer;

CREATE MACRO IF NOT EXISTS terms.answer_counts_until(regions, wanted, until) AS TABLE
    SELECT survey, region, action, answer, practices
    FROM answer_counts
    WHERE until::DATE IS NULL AND terms.asked_for(regions, region) AND (wanted::VARCHAR IS NULL OR survey = wanted::VARCHAR)
    UNION ALL
    SELECT c.survey, c.region, actions.id, answers.id, c.practices
    FROM (
        SELECT survey, region, action, answer, count(*)::INTEGER AS practices
        FROM terms.cells_until(regions, wanted, until)
        GROUP BY survey, region, action, answer
    ) AS c
    JOIN answer_ids AS actions ON actions.number = c.action
    JOIN answer_ids AS answers ON answers.number = c.answer;

-- until_by: by what the replies were placed: sent, loaded, or both; blank where all that came in counts.
CREATE MACRO IF NOT EXISTS terms.reply_counts_until(until) AS TABLE
    SELECT survey, region, responded, anonymous, first_on, last_on, loaded_on, demonstration, NULL AS until_by
    FROM reply_counts
    WHERE until::DATE IS NULL
    UNION ALL
    SELECT
        survey, region, count(*)::INTEGER, (count(*) FILTER (starts_with(respondent, 'anonymous:')))::INTEGER,
        min(submitted_at)::DATE, max(submitted_at)::DATE, max(loaded_at)::DATE, bool_or(demonstration),
        CASE count(submitted_at) WHEN 0 THEN 'loaded' WHEN count(*) THEN 'sent' ELSE 'both' END
    FROM (
        SELECT
            survey, region, respondent, import, max(submitted_at) AS submitted_at, max(loaded_at) AS loaded_at,
            bool_or(demonstration) AS demonstration
        FROM terms.replies_counted([], NULL, until)
        GROUP BY survey, region, respondent, import
    )
    GROUP BY survey, region;
