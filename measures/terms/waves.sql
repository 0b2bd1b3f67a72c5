-- Waves: the same questions put to the practices of a region again and again.
--
-- The surveys of one region that have the same scale are waves of each other, in the order of their dates (as_of), whatever
--   their menus: actions are compared by what they are, and where the menu changed, the rows say so.
-- A survey in which at least half of the practices replied in two different weeks is a tracker: each of its weeks
--   (Monday to Sunday) is a wave of its own, with the latest answer of each practice in that week. wave_on is then the
--   Monday, else blank. until: terms/answers_until.sql; a tracker with replies of one week by then is one wave.
-- A survey that counts GPs is no wave: nobody can tell which of them answered again.
-- Practices that are closed in the LMC's own list on the day, or not on it, are in no wave (terms/coverage.sql); tracked
--   has their answers too, marked off_list.

CREATE MACRO IF NOT EXISTS terms.trackers(regions, until) AS TABLE
    WITH weeks AS (
        SELECT
            survey, region, respondent,
            date_trunc('week', min(submitted_at)) <> date_trunc('week', max(submitted_at)) AS in_two
        FROM replies
        SEMI JOIN (FROM imports WHERE state <> 'undone') AS i USING (import)
        WHERE submitted_at IS NOT NULL AND NOT starts_with(respondent, 'anonymous:')
            AND terms.asked_for(regions, region) AND terms.sent_by(submitted_at, NULL, until)
        GROUP BY survey, region, respondent
    )
    SELECT survey, region FROM weeks GROUP BY survey, region HAVING 2 * count(*) FILTER (in_two) >= count(*);

-- The replies of a tracker in each of its weeks; what a practice sent again in a later file is the later file's.
CREATE MACRO IF NOT EXISTS terms.tracked(regions, day, until) AS TABLE
    SELECT
        a.survey, a.region, date_trunc('week', a.submitted_at)::DATE AS week, a.respondent, a.action, a.answer,
        b.respondent IS NOT NULL AS off_list
    FROM answers AS a
    SEMI JOIN (FROM imports WHERE state <> 'undone') AS i ON i.import = a.import
    SEMI JOIN terms.trackers(regions, until) AS t ON t.survey = a.survey AND t.region = a.region
    LEFT JOIN terms.strangers(regions, NULL, day, until) AS b
        ON b.survey = a.survey AND b.region = a.region AND b.respondent = a.respondent
    WHERE a.submitted_at IS NOT NULL AND terms.sent_by(a.submitted_at, NULL, until)
    QUALIFY row_number() OVER (
        PARTITION BY a.survey, a.region, week, a.respondent, a.action
        ORDER BY a.import DESC, a.submitted_at DESC, a."row" DESC, a.col DESC
    ) = 1;

-- One row per wave; place counts the waves of a region and scale.
CREATE MACRO IF NOT EXISTS terms.waves(regions, day, until) AS TABLE
    WITH weeks AS (
        SELECT
            r.survey, r.region, date_trunc('week', r.submitted_at)::DATE AS week,
            count(DISTINCT r.respondent) AS responded,
            count(DISTINCT r.respondent) FILTER (starts_with(r.respondent, 'anonymous:')) AS anonymous,
            max(r.submitted_at)::DATE AS last_on
        FROM replies AS r
        SEMI JOIN (FROM imports WHERE state <> 'undone') AS i ON i.import = r.import
        SEMI JOIN terms.trackers(regions, until) AS t ON t.survey = r.survey AND t.region = r.region
        ANTI JOIN terms.strangers(regions, NULL, day, until) AS b
            ON b.survey = r.survey AND b.region = r.region AND b.respondent = r.respondent
        WHERE r.submitted_at IS NOT NULL AND terms.sent_by(r.submitted_at, NULL, until)
        GROUP BY ALL
    )
    SELECT
        s.region, s.scale, s.survey, w.week AS wave_on, coalesce(w.last_on, s.as_of) AS as_of, s.title, s.menu,
        coalesce(w.responded, s.responded) AS responded, coalesce(w.anonymous, s.anonymous) AS anonymous,
        s.out_of, s.out_of_source, s.listed, s.basis, s.source, s.region_name, s.region_order,
        row_number() OVER (
            PARTITION BY s.region, s.scale
            ORDER BY coalesce(w.last_on, s.as_of) NULLS FIRST, s.loaded_on, s.survey, w.week
        ) AS place,
        count(*) OVER (PARTITION BY s.region, s.scale) AS waves
    FROM terms.standing_surveys(day, until) AS s
    LEFT JOIN weeks AS w ON w.survey = s.survey AND w.region = s.region
    WHERE terms.asked_for(regions, s.region) AND s.unit = 'practices';

-- What each practice said in each wave.
CREATE MACRO IF NOT EXISTS terms.wave_answers(regions, day, until) AS TABLE
    SELECT a.survey, a.region, NULL::DATE AS wave_on, a.respondent, a.action, a.answer
    FROM terms.standing_answers_until(regions, NULL, until) AS a
    ANTI JOIN terms.strangers(regions, NULL, day, until) AS b
        ON b.survey = a.survey AND b.region = a.region AND b.respondent = a.respondent
    ANTI JOIN terms.trackers(regions, until) AS t ON t.survey = a.survey AND t.region = a.region
    UNION ALL
    SELECT survey, region, week, respondent, action, answer FROM terms.tracked(regions, day, until) WHERE NOT off_list;

-- Which waves are set beside each other: each with the one after it, and the first with the last. Where a survey is
-- named: it with every other wave of its region and scale.
CREATE MACRO IF NOT EXISTS terms.wave_pairs(regions, wanted, day, until) AS TABLE
    SELECT
        f.region, f.scale, f.survey AS first_survey, f.wave_on AS first_wave_on, f.as_of AS first_as_of, f.menu AS first_menu,
        s.survey AS second_survey, s.wave_on AS second_wave_on, s.as_of AS second_as_of, s.menu AS second_menu,
        f.responded AS first_responded, s.responded AS second_responded,
        f.anonymous + s.anonymous AS anonymous, s.out_of, s.region_name, s.region_order, f.place, s.place AS second_place,
        f.basis AS first_basis, s.basis AS second_basis, f.title AS first_title, s.title AS second_title
    FROM terms.waves(regions, day, until) AS f
    JOIN terms.waves(regions, day, until) AS s ON s.region = f.region AND s.scale = f.scale AND s.place > f.place
    WHERE CASE
        WHEN wanted::VARCHAR IS NULL THEN s.place = f.place + 1 OR (f.place = 1 AND s.place = s.waves)
        ELSE wanted::VARCHAR IN (f.survey, s.survey) AND (s.place = f.place + 1 OR f.survey <> s.survey)
    END;

-- Practices that answered an action in both waves of a pair, with what they said each time.
CREATE MACRO IF NOT EXISTS terms.answered_twice(regions, wanted, day, until) AS TABLE
    WITH said AS MATERIALIZED (
        FROM terms.wave_answers(regions, day, until) WHERE NOT starts_with(respondent, 'anonymous:')
    )
    SELECT
        p.region, p.scale, p.first_survey, p.first_wave_on, p.second_survey, p.second_wave_on, f.action, f.respondent,
        f.answer AS first_answer, s.answer AS second_answer
    FROM terms.wave_pairs(regions, wanted, day, until) AS p
    JOIN said AS f
        ON f.region = p.region AND f.survey = p.first_survey AND f.wave_on IS NOT DISTINCT FROM p.first_wave_on
    JOIN said AS s
        ON s.region = p.region AND s.survey = p.second_survey AND s.wave_on IS NOT DISTINCT FROM p.second_wave_on
        AND s.respondent = f.respondent AND s.action = f.action;
