-- What a figure is made of, cell by cell: the answers, the rows of notices and the published figures of the
-- imports that stand, those that count and those that something later replaced or that came after the day, each with the
-- reason. until: terms/answers_until.sql.

CREATE MACRO IF NOT EXISTS terms.traced_answers(regions, wanted, until) AS TABLE
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
                AND s."row" IS NOT DISTINCT FROM g."row" AND s.col IS NOT DISTINCT FROM g.col, false) AS counts
        FROM given AS g
        LEFT JOIN terms.standing_replies_until(regions, wanted, until) AS w USING (survey, region, respondent)
        LEFT JOIN terms.standing_answers_until(regions, wanted, until) AS s USING (survey, region, respondent, action)
    )
    SELECT
        p.survey, p.region, p.action, p.answer, p.counts,
        CASE
            WHEN p.counts AND starts_with(p.respondent, 'anonymous:') THEN 'counts as a reply of its own: it names no practice'
            WHEN p.counts THEN 'the answer of this practice'
            WHEN NOT p.in_time THEN if(p.submitted_at IS NULL, 'loaded', 'sent') || ' after the day'
            WHEN p.winner <> p.import THEN
                'replaced: ' || f.file || ' (import ' || p.winner || ') counts for this practice'
            ELSE 'replaced by the later answer of the same practice'
                || coalesce(' in ' || terms.cell(p.last_row, p.last_col), '')
        END AS why,
        p.respondent, p.submitted_at, p.import, p.file, p.sheet, terms.cell(p."row", p.col) AS cell,
        p."row", p.col, p.demonstration
    FROM placed AS p
    LEFT JOIN imports AS f ON f.import = p.winner;

CREATE MACRO IF NOT EXISTS terms.traced_notices(regions, day) AS TABLE
    WITH given AS (
        SELECT
            n.*, i.file, coalesce(i.demonstration, false) AS demonstration,
            max(n.import) OVER (PARTITION BY n.region, n.respondent, n.service) AS last_import
        FROM notices AS n
        JOIN imports AS i ON i.import = n.import AND i.state <> 'undone'
        WHERE terms.asked_for(regions, n.region)
    ),
    -- A notice served anew after its end is another notice: what stood above its end is history.
    closed AS (
        SELECT
            *,
            coalesce(max("row") FILTER (status IN ('served', 'extended')) OVER same, -1) AS last_serving
        FROM given
        WINDOW same AS (PARTITION BY region, respondent, service, import, sheet)
    ),
    placed AS (
        SELECT
            c.* EXCLUDE (served_on, effective_on, extended_to, withdrawn_on, resolved_on),
            c.served_on AS said_served_on, c.effective_on AS said_effective_on, c.extended_to AS said_extended_to,
            coalesce(c.withdrawn_on, c.resolved_on) AS said_ended_on,
            c.import <> c.last_import AS replaced,
            c."row" <= coalesce(max(c."row") FILTER (c.status IN ('withdrawn', 'resolved') AND c."row" < c.last_serving)
                OVER (PARTITION BY c.region, c.respondent, c.service, c.import, c.sheet), -1) AS history
        FROM closed AS c
    )
    SELECT
        p.region, p.service, p.respondent, p.name, p.status, p.said_served_on, p.said_effective_on, p.said_extended_to,
        p.said_ended_on, p.scope, p.note, p.replaced OR p.history AS superseded,
        coalesce(s.standing, false) AND NOT (p.replaced OR p.history) AS counts,
        coalesce(s.in_effect, false) AND NOT (p.replaced OR p.history) AS in_effect,
        CASE
            WHEN p.replaced THEN 'replaced: ' || f.file || ' (import ' || p.last_import || ') counts for this practice and service'
            WHEN p.history THEN 'an earlier notice, which ended before it was served anew'
            WHEN s.in_effect THEN 'stands, in effect since ' || s.effective_on
            WHEN s.standing THEN 'stands, ' || coalesce('takes effect on ' || s.effective_on, 'no date of effect')
            WHEN s.withdrawn THEN 'withdrawn' || coalesce(' on ' || s.withdrawn_on, '')
            WHEN s.resolved THEN 'resolved' || coalesce(' on ' || s.resolved_on, '')
            WHEN s.served THEN 'served after the day'
            ELSE 'wanted or signed up, nothing served'
        END AS why,
        p.import, p.file, p.sheet, terms.cell(p."row", p.col) AS cell, p."row", p.col, p.demonstration
    FROM placed AS p
    LEFT JOIN terms.notices_on(day) AS s USING (region, respondent, service)
    LEFT JOIN imports AS f ON f.import = p.last_import;
