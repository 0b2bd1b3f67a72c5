-- Every survey that stands, per region, with what is known of its form: one row per survey and region.
--
-- The title, scale and menu are those of the latest standing import of that survey that states them; an
-- import of the same region comes before one without a region, and that before another region's.
-- as_of is the day of the last reply, or where replies have no times the day of loading. until: terms/answers_until.sql; a
-- survey without a reply by then is not there.
-- responded counts practices that are open in the LMC's own list on the day, where one is loaded, and replies without a
-- practice; off_list those that replied and are closed in it (closed) or not on it (not_in_register): terms/coverage.sql.
-- A survey that another store handed over (terms/handed_over.sql) stands with the base that it was given; store and
-- handed_over_on say whose it is and of when, and are blank for what was counted here.
-- unit: practices, or GPs where each reply is one GP's (terms/gps.sql): then there is no base, and nobody is beside it.
-- recency is 1 for the newest survey of a region (one of practices before one of GPs; the latest as_of, then the latest
-- loaded, then the last id), 2 for the one before, and so on.

CREATE MACRO IF NOT EXISTS terms.standing_surveys(day, until) AS TABLE
    WITH forms AS (
        SELECT
            c.survey, c.region, s.title, s.scale, s.menu, s.import, i.file,
            CASE WHEN i.region = c.region THEN 2 WHEN i.region IS NULL THEN 1 ELSE 0 END AS nearness
        FROM terms.reply_counts_until(until) AS c
        JOIN surveys AS s ON s.survey = c.survey
        JOIN imports AS i ON i.import = s.import AND i.state <> 'undone'
    ),
    form AS (
        SELECT
            survey, region,
            first(title ORDER BY nearness DESC, import DESC) FILTER (title IS NOT NULL) AS title,
            first(scale ORDER BY nearness DESC, import DESC) FILTER (scale IS NOT NULL) AS scale,
            first(menu ORDER BY nearness DESC, import DESC) FILTER (menu IS NOT NULL) AS menu,
            string_agg(DISTINCT file, '; ' ORDER BY file) FILTER (nearness > 0) AS files
        FROM forms
        GROUP BY survey, region
    ),
    standing AS (
        SELECT
            c.survey, c.region, f.title, f.scale, f.menu, coalesce(v.listed_open + c.anonymous, c.responded)::INTEGER AS responded, c.anonymous, r.out_of,
            r.out_of_source, r.out_of_as_of, r.listed, v.closed, v.not_in_register,
            (v.closed + v.not_in_register)::INTEGER AS off_list, if(g.survey IS NULL, 'practices', 'GPs') AS unit,
            c.first_on AS first_reply_on, c.last_on AS last_reply_on, c.loaded_on, c.until_by,
            coalesce(c.last_on, c.loaded_on) AS as_of,
            if(c.demonstration, 'demonstration', 'counted') AS basis,
            f.files AS source, NULL::VARCHAR AS store, NULL::DATE AS handed_over_on
        FROM terms.reply_counts_until(until) AS c
        LEFT JOIN form AS f ON f.survey = c.survey AND f.region = c.region
        LEFT JOIN terms.surveys_of_gps() AS g ON g.survey = c.survey AND g.region = c.region
        LEFT JOIN terms.bases(day) AS r ON r.region = c.region AND g.survey IS NULL
        LEFT JOIN terms.coverage([], NULL, day, until) AS v ON v.survey = c.survey AND v.region = c.region AND g.survey IS NULL
        UNION ALL BY NAME
        SELECT
            h.* EXCLUDE (out_of, out_of_source), coalesce(h.out_of, r.out_of) AS out_of,
            if(h.out_of IS NULL, r.out_of_source, h.out_of_source) AS out_of_source, NULL AS listed, 'practices' AS unit
        FROM terms.handed_surveys(until) AS h
        LEFT JOIN terms.bases(day) AS r ON r.region = h.region
    )
    SELECT
        s.* EXCLUDE (store, handed_over_on),
        row_number() OVER (
            PARTITION BY s.region
            ORDER BY s.unit <> 'practices', s.as_of DESC NULLS LAST, s.loaded_on DESC NULLS LAST, s.survey DESC
        ) AS recency,
        r.name AS region_name, r.display_order AS region_order, s.store, s.handed_over_on
    FROM standing AS s
    LEFT JOIN regions AS r ON r.region = s.region;

-- The survey that a comparison takes from each region: the newest whose scale has answers that support an action,
-- or the one named. A newer survey about something else (whether to accept an offer) hides nothing; one of GPs is compared
-- with none of practices.
CREATE MACRO IF NOT EXISTS terms.surveys_compared(wanted, day, until) AS TABLE
    SELECT s.*
    FROM terms.standing_surveys(day, until) AS s
    SEMI JOIN (FROM scale_answers WHERE supports) AS a ON a.scale = s.scale
    WHERE s.unit = 'practices' AND (wanted::VARCHAR IS NULL OR s.survey = wanted::VARCHAR)
    QUALIFY s.recency = min(s.recency) OVER (PARTITION BY s.region);
