-- Where on the ladder every practice stands with a service on a day: one row per region, practice and service, from the
-- notices of terms/notices_on.sql, so that within a region and service rows are practices.
--
-- rung: in_effect, extended or served while any of its notices stands (the first of these that fits), resolved or withdrawn
--   once the last is over, else signed_up or wanted, as its last row says; blank where it is served after the day.
-- ended: no notice stands, and one ended by the day.
-- effective_on, next_effective_on, extended_to: of the notices that stand: the earliest day of effect, the earliest after the
--   day, the latest extension; undated: they stand and none has a day of effect. scopes: theirs, a list.
-- notices: how many stand; notices_in_effect: how many of these are in effect.

CREATE MACRO IF NOT EXISTS terms.notices_placed(day) AS TABLE
    WITH last_said AS (
        SELECT n.region, n.respondent, n.service, bool_and(n.status = 'wanted') AS wanted
        FROM notices AS n
        SEMI JOIN standing_notices AS s
            ON s.region = n.region AND s.respondent = n.respondent AND s.service = n.service AND s.import = n.import
            AND s.signed_up
        WHERE n.status IN ('wanted', 'signed_up')
        GROUP BY n.region, n.respondent, n.service
    ),
    practices_on AS (
        SELECT
            region, service, respondent, any_value(off_list) AS off_list, bool_or(coalesce(demonstration, false)) AS demonstration,
            max(import) AS import, bool_or(served) AS served, bool_or(standing) AS standing, bool_or(in_effect) AS in_effect,
            NOT bool_or(standing) AND bool_or(ended) AS ended,
            bool_or(signed_up) AND NOT bool_or(standing) AND NOT bool_or(ended) AS signed_up,
            arg_max(if(resolved, 'resolved', 'withdrawn'), coalesce(if(resolved, resolved_on, withdrawn_on), DATE '0001-01-01'))
                FILTER (ended) AS ended_as,
            min(effective_on) FILTER (standing) AS effective_on,
            min(effective_on) FILTER (standing AND effective_on > day::DATE) AS next_effective_on,
            max(extended_to) FILTER (standing) AS extended_to,
            list(scope) FILTER (standing AND scope IS NOT NULL) AS scopes,
            count(*) FILTER (standing) AS notices, count(*) FILTER (in_effect) AS notices_in_effect
        FROM terms.notices_on(day)
        GROUP BY region, service, respondent
    )
    SELECT
        p.* EXCLUDE (ended_as), p.standing AND p.effective_on IS NULL AS undated,
        CASE
            WHEN p.in_effect THEN 'in_effect'
            WHEN p.standing AND p.extended_to IS NOT NULL THEN 'extended'
            WHEN p.standing THEN 'served'
            WHEN p.ended THEN p.ended_as
            WHEN p.signed_up AND coalesce(l.wanted, false) THEN 'wanted'
            WHEN p.signed_up THEN 'signed_up'
        END AS rung
    FROM practices_on AS p
    LEFT JOIN last_said AS l USING (region, respondent, service);
