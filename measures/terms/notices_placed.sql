-- Where on the ladder every notice stands on a day: one row per region, practice and service, with the scope and the
-- dates of terms/notices_on.sql.
--
-- rung: in_effect, extended or served while it stands (the first of these that fits), resolved or withdrawn once
-- it is over, else signed_up or wanted, as its last row says; blank where it is served after the day.

CREATE MACRO IF NOT EXISTS terms.notices_placed(day) AS TABLE
    WITH last_said AS (
        SELECT n.region, n.respondent, n.service, bool_and(n.status = 'wanted') AS wanted
        FROM notices AS n
        SEMI JOIN standing_notices AS s
            ON s.region = n.region AND s.respondent = n.respondent AND s.service = n.service AND s.import = n.import
        WHERE n.status IN ('wanted', 'signed_up')
        GROUP BY n.region, n.respondent, n.service
    )
    SELECT
        p.*,
        CASE
            WHEN p.in_effect THEN 'in_effect'
            WHEN p.standing AND p.extended_to IS NOT NULL THEN 'extended'
            WHEN p.standing THEN 'served'
            WHEN p.withdrawn THEN 'withdrawn'
            WHEN p.resolved THEN 'resolved'
            WHEN p.signed_up AND coalesce(l.wanted, false) THEN 'wanted'
            WHEN p.signed_up THEN 'signed_up'
        END AS rung
    FROM terms.notices_on(day) AS p
    LEFT JOIN last_said AS l USING (region, respondent, service);
