-- Each region's figures, counted and published, one beside the other: support for an action in the region's newest
-- survey (or the one named) whose scale has answers that support, notices on a service that stand on the day, and every
-- published figure as it was given. What the columns mean is said in regions.sql.

CREATE MACRO IF NOT EXISTS terms.subject_figures(wanted, day, until) AS TABLE
    WITH served AS (
        SELECT
            n.region, n.service AS subject, 'service' AS kind,
            bool_or(coalesce(n.demonstration, false)) AS demonstration,
            'served' AS rung,
            count(*) FILTER (standing AND NOT off_list) AS count,
            count(*) FILTER (in_effect AND NOT off_list) AS in_effect,
            count(*) FILTER (standing AND off_list) AS off_list,
            max(i.loaded_at)::DATE AS loaded_on,
            array_to_string(list_sort(list_distinct(list(i.file))), '; ') AS source,
            NULL::INTEGER AS base, NULL::VARCHAR AS base_source, NULL::VARCHAR AS store, NULL::DATE AS handed_over_on
        FROM terms.notices_placed(day) AS n
        LEFT JOIN imports AS i ON i.import = n.import
        GROUP BY n.region, n.service
        UNION ALL
        SELECT
            region, service, 'service', demonstration, 'served', served, in_effect, NULL, least(loaded_on, as_of::DATE), source,
            out_of, out_of_source, store, handed_over_on
        FROM terms.handed_notices(until)
    ),
    supporting AS (
        SELECT
            s.scale, string_agg(s.label, '; ' ORDER BY s.display_order) AS supports,
            arg_min(s.rung, g.display_order) AS rung
        FROM scale_answers AS s
        LEFT JOIN rungs AS g ON g.rung = s.rung
        WHERE s.supports
        GROUP BY s.scale
    ),
    asked AS (
        SELECT * FROM terms.surveys_compared(wanted, day, until)
    ),
    support AS (
        SELECT
            q.region, a.action AS subject, 'action' AS kind,
            any_value(q.basis) = 'demonstration' AS demonstration,
            -- One supporting answer that is withheld leaves the sum unknown.
            if(bool_or(s.supports AND a.practices IS NULL), NULL, coalesce(sum(a.practices) FILTER (s.supports), 0))::BIGINT
                AS count,
            any_value(a.answered)::BIGINT AS answered,
            coalesce(sum(a.off_list) FILTER (s.supports), 0)::BIGINT AS off_list,
            any_value(q.responded) AS responded,
            any_value(q.scale) AS scale,
            any_value(q.survey) AS survey,
            any_value(strftime(q.as_of, '%Y-%m-%d')) AS as_of,
            any_value(q.source) AS source,
            if(any_value(q.store) IS NULL, NULL, any_value(q.out_of)) AS base,
            if(any_value(q.store) IS NULL, NULL, any_value(q.out_of_source)) AS base_source,
            any_value(q.store) AS store, any_value(q.handed_over_on) AS handed_over_on
        FROM asked AS q
        JOIN terms.answers_known([], wanted, day, until) AS a ON a.survey = q.survey AND a.region = q.region
        LEFT JOIN scale_answers AS s ON s.scale = q.scale AND s.answer = a.answer
        GROUP BY q.region, a.action
    ),
    counted AS (
        SELECT
            region, subject, kind, demonstration, rung, count,
            strftime(least(day::DATE, loaded_on), '%Y-%m-%d') AS as_of, source, in_effect, NULL AS survey,
            NULL AS answered, NULL AS responded, NULL AS supports, off_list, base, base_source, store, handed_over_on
        FROM served
        UNION ALL
        SELECT
            a.region, a.subject, a.kind, a.demonstration, s.rung, a.count, a.as_of, a.source, NULL, a.survey,
            a.answered, a.responded, s.supports, a.off_list, a.base, a.base_source, a.store, a.handed_over_on
        FROM support AS a
        JOIN supporting AS s ON s.scale = a.scale
    ),
    based AS (
        SELECT
            c.* REPLACE (if(r.listed, c.off_list, NULL) AS off_list), coalesce(c.base, r.out_of) AS out_of,
            if(c.base IS NULL, r.out_of_source, c.base_source) AS out_of_source,
            if(c.count <= coalesce(c.base, r.out_of), c.count / nullif(coalesce(c.base, r.out_of), 0), NULL) AS share
        FROM counted AS c
        LEFT JOIN terms.bases(day) AS r ON r.region = c.region
    )
    SELECT
        region, subject, kind, if(demonstration, 'demonstration', 'counted') AS basis, rung, count, out_of, share,
        -- A log of notices is complete: nothing in it is left to chance.
        if(kind = 'action', terms.wilson_low(share, out_of), NULL) AS low,
        if(kind = 'action', terms.wilson_high(share, out_of), NULL) AS high,
        if(count IS NULL, 'words', 'exact') AS qualifier, 'practices' AS unit, as_of, source, survey, answered, responded,
        count / nullif(answered, 0) AS share_of_answered, supports, in_effect, NULL AS figure, NULL AS parent,
        NULL AS scope, terms.withheld_words(count) AS words, NULL AS note, NULL AS status, NULL AS effective_on, NULL AS extended_to, out_of_source,
        off_list, store, handed_over_on
    FROM based
    UNION ALL
    SELECT
        region, subject, kind, basis, rung, count, out_of, share, NULL, NULL,
        qualifier, unit, as_of, source, NULL, NULL, NULL,
        NULL, NULL, NULL, figure, parent,
        scope, words, note, status, effective_on, extended_to, NULL, NULL,
        NULL, NULL
    FROM terms.published_figures(until);
