-- What other stores gave away of their own regions and this one loaded: counted there, not here.
--
-- Of a region the newest hand-over counts: of one store the one of the latest day, then of its highest generation; of
--   several stores the one of the latest day, then the last loaded. until: a day that has passed, for what had been handed
--   over by then; blank: all.
-- What this store counted itself goes before what was handed over: a survey of the region that it has rows of, its log.
-- A count that is withheld is blank, never 0.
--
-- handed_over: the rows of the hand-overs that count, with the words of where they come from (source).
-- handed_surveys: a row per survey and region, as terms/standing_surveys.sql has them.
-- handed_answers: a row per survey, region, action and answer.
-- handed_notices: a row per region and service, its steps side by side.

CREATE MACRO IF NOT EXISTS terms.hand_overs(until) AS TABLE
    WITH made AS (
        SELECT DISTINCT h.region, h.store, h.generation, h.handed_over_on, h.import, i.file, i.loaded_at
        FROM handed_over AS h
        JOIN imports AS i ON i.import = h.import AND i.state <> 'undone'
        WHERE until::DATE IS NULL OR h.handed_over_on <= until::DATE
    ),
    of_stores AS (
        FROM made
        QUALIFY row_number() OVER (
            PARTITION BY region, store ORDER BY handed_over_on DESC, generation DESC, import DESC
        ) = 1
    )
    SELECT
        *,
        (SELECT coalesce(r.lmc, r.name) FROM regions AS r WHERE r.region = of_stores.region) AS lmc
    FROM of_stores
    QUALIFY row_number() OVER (PARTITION BY region ORDER BY handed_over_on DESC, import DESC) = 1;

CREATE MACRO IF NOT EXISTS terms.handed_over(until) AS TABLE
    SELECT
        h.*, m.file, m.loaded_at, terms.cell(h."row", h.col) AS cell,
        'handed over by ' || coalesce(m.lmc, h.region) || ' on ' || h.handed_over_on || ' (store ' || h.store || ', generation '
            || h.generation || '); ' || m.file AS source
    FROM handed_over AS h
    JOIN terms.hand_overs(until) AS m ON m.region = h.region AND m.import = h.import;

CREATE MACRO IF NOT EXISTS terms.handed_surveys(until) AS TABLE
    SELECT
        survey, region, any_value(title) AS title, any_value(scale) AS scale, any_value(menu) AS menu,
        any_value(responded) AS responded, any_value(anonymous) AS anonymous, any_value(out_of) AS out_of,
        any_value(out_of_source) AS out_of_source, max(try_cast(as_of AS DATE)) AS as_of,
        any_value(basis) AS basis, any_value(source) AS source, any_value(store) AS store,
        any_value(handed_over_on) AS handed_over_on, max(loaded_at)::DATE AS loaded_on
    FROM terms.handed_over(until)
    ANTI JOIN reply_counts USING (survey, region)
    WHERE survey IS NOT NULL
    GROUP BY survey, region;

CREATE MACRO IF NOT EXISTS terms.handed_answers(regions, wanted, until) AS TABLE
    SELECT
        survey, region, subject AS action, answer, count AS practices, answered, wording, basis, store, generation,
        handed_over_on, source, import, file, sheet, cell
    FROM terms.handed_over(until)
    ANTI JOIN reply_counts USING (survey, region)
    WHERE answer IS NOT NULL AND terms.asked_for(regions, region) AND (wanted::VARCHAR IS NULL OR survey = wanted::VARCHAR);

CREATE MACRO IF NOT EXISTS terms.handed_notices(until) AS TABLE
    SELECT
        region, subject AS service, bool_or(basis = 'demonstration') AS demonstration,
        max(count) FILTER (rung = 'wanted') AS wanted, max(count) FILTER (rung = 'signed_up') AS signed_up,
        max(count) FILTER (rung = 'served') AS served, max(count) FILTER (rung = 'extended') AS extended,
        max(count) FILTER (rung = 'in_effect') AS in_effect, max(count) FILTER (rung = 'resolved') AS resolved,
        max(count) FILTER (rung = 'withdrawn') AS withdrawn,
        min(first_effective_on) AS first_effective_on, min(next_effective_on) AS next_effective_on,
        max(out_of) AS out_of, any_value(out_of_source) AS out_of_source, max(as_of) AS as_of, any_value(source) AS source,
        any_value(store) AS store, any_value(handed_over_on) AS handed_over_on, max(loaded_at)::DATE AS loaded_on
    FROM terms.handed_over(until)
    ANTI JOIN standing_notices USING (region)
    WHERE rung IS NOT NULL
    GROUP BY region, subject;

-- Why a count that another store gave away is blank.
CREATE MACRO IF NOT EXISTS terms.withheld_words(count) AS
    if(count IS NULL, 'withheld by the LMC: too few practices, or too few others', NULL);

-- Why a figure that was handed over counts, for those who look for what it is made of.
CREATE MACRO IF NOT EXISTS terms.handed_words(store, generation, handed_over_on, count) AS
    'counted in store ' || store || ', generation ' || generation || ', and handed over on ' || handed_over_on
        || ': the practices behind it are known there' || coalesce('; ' || terms.withheld_words(count), '');

-- Answers counted here and those handed over. answered: practices that answered the action, also where some of its answers
-- are withheld.
CREATE MACRO IF NOT EXISTS terms.answers_known(regions, wanted, day, until) AS TABLE
    SELECT
        survey, region, action, answer, practices, off_list,
        (sum(practices) OVER (PARTITION BY survey, region, action))::INTEGER AS answered, NULL::VARCHAR AS wording
    FROM terms.answers_counted(regions, wanted, day, until)
    UNION ALL
    SELECT survey, region, action, answer, practices, NULL, answered, wording
    FROM terms.handed_answers(regions, wanted, until);
