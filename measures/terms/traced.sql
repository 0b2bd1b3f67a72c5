-- What a figure is made of, cell by cell: the answers, the rows of notices and the published figures of the
-- imports that stand, those that count and those that something later replaced or that came after the day, each with the
-- reason. until: terms/answers_until.sql.

CREATE MACRO IF NOT EXISTS terms.off_list_words(listed) AS
    if(listed IS NULL, 'not on the LMC''s own list', 'closed in the LMC''s own list') || ': beside the figure, not in it';

CREATE MACRO IF NOT EXISTS terms.traced_answers(regions, wanted, day, until) AS TABLE
    WITH given AS (
        SELECT
            a.*, i.file, coalesce(i.demonstration, false) AS demonstration,
            terms.sent_by(a.submitted_at, i.loaded_at, until) AS in_time
        FROM answers AS a
        JOIN imports AS i ON i.import = a.import AND i.state <> 'undone'
        WHERE terms.asked_for(regions, a.region) AND (wanted::VARCHAR IS NULL OR a.survey = wanted::VARCHAR)
    ),
    placed AS (
        SELECT
            g.*, w.import AS winner, s.import AS last_import, s.sheet AS last_sheet, s."row" AS last_row, s.col AS last_col,
            coalesce(s.import = g.import AND s.sheet IS NOT DISTINCT FROM g.sheet
                AND s."row" IS NOT DISTINCT FROM g."row" AND s.col IS NOT DISTINCT FROM g.col, false) AS stands,
            b.respondent IS NOT NULL AS off_list
        FROM given AS g
        LEFT JOIN terms.standing_replies_until(regions, wanted, until) AS w USING (survey, region, respondent)
        LEFT JOIN terms.standing_answers_until(regions, wanted, until) AS s USING (survey, region, respondent, action)
        LEFT JOIN terms.strangers(regions, wanted, day, until) AS b USING (survey, region, respondent)
    )
    SELECT
        p.survey, p.region, p.action, p.answer, p.stands AND NOT p.off_list AS counts,
        CASE
            WHEN p.stands AND p.off_list THEN terms.off_list_words(l.practice)
            WHEN p.stands AND starts_with(p.respondent, 'anonymous:') THEN 'counts as a reply of its own: it names no practice'
            WHEN p.stands THEN 'the answer of this practice'
            WHEN NOT p.in_time THEN if(p.submitted_at IS NULL, 'loaded', 'sent') || ' after the day'
            WHEN p.winner <> p.import THEN
                'replaced: ' || f.file || ' (import ' || p.winner || ') counts for this practice'
            ELSE 'replaced by the later answer of the same practice'
                || coalesce(' in ' || terms.cell(p.last_row, p.last_col), '')
        END AS why,
        p.respondent, p.submitted_at, p.import, p.file, p.sheet, terms.cell(p."row", p.col) AS cell,
        p."row", p.col, p.demonstration
    FROM placed AS p
    LEFT JOIN imports AS f ON f.import = p.winner
    LEFT JOIN terms.listed_practices(day) AS l ON l.region = p.region AND l.practice = p.respondent;

CREATE MACRO IF NOT EXISTS terms.traced_notices(regions, day) AS TABLE
    WITH given AS (
        SELECT n.*, i.file, coalesce(i.demonstration, false) AS demonstration, n.rowid AS place
        FROM notices AS n
        JOIN imports AS i ON i.import = n.import AND i.state <> 'undone'
        WHERE terms.asked_for(regions, n.region)
    ),
    placed AS (
        SELECT g.*, r.notice
        FROM given AS g
        LEFT JOIN notice_rows AS r
            ON r.region = g.region AND r.respondent = g.respondent AND r.service = g.service AND r.import = g.import
            AND r.sheet IS NOT DISTINCT FROM g.sheet AND r."row" IS NOT DISTINCT FROM g."row"
            AND r.col IS NOT DISTINCT FROM g.col
        QUALIFY row_number() OVER (PARTITION BY g.place ORDER BY r.notice) = 1
    )
    SELECT
        p.region, p.service, p.respondent, p.name, p.status, p.served_on AS said_served_on,
        p.effective_on AS said_effective_on, p.extended_to AS said_extended_to,
        coalesce(p.withdrawn_on, p.resolved_on) AS said_ended_on, p.scope, p.note, p.notice IS NULL AS superseded,
        coalesce(s.standing AND NOT s.off_list, false) AS counts, coalesce(s.in_effect AND NOT s.off_list, false) AS in_effect,
        CASE
            WHEN p.notice IS NULL THEN 'replaced: another row about this practice and service counts'
            WHEN s.standing AND s.off_list THEN terms.off_list_words(l.practice)
            WHEN s.in_effect THEN 'stands, in effect since ' || s.effective_on
            WHEN s.standing THEN 'stands, ' || coalesce('takes effect on ' || s.effective_on, 'no date of effect')
            WHEN s.withdrawn THEN 'withdrawn' || coalesce(' on ' || s.withdrawn_on, '')
            WHEN s.resolved THEN 'resolved' || coalesce(' on ' || s.resolved_on, '')
            WHEN s.served THEN 'served after the day'
            ELSE 'wanted or signed up, nothing served'
        END AS why,
        p.import, p.file, p.sheet, terms.cell(p."row", p.col) AS cell, p."row", p.col, p.demonstration
    FROM placed AS p
    LEFT JOIN terms.notices_on(day) AS s
        ON s.region = p.region AND s.respondent = p.respondent AND s.service = p.service AND s.notice = p.notice
    LEFT JOIN terms.listed_practices(day) AS l ON l.region = p.region AND l.practice = p.respondent;
