-- Every notice as it stands on a day: one row per notice, of which a practice may have several on one service (other scopes,
-- or served again after one ended: store/resolve.sql).
--
-- off_list    the practice is closed on the day in the LMC's own list, or not on it: beside every figure, in none
-- standing    served by that day, or served on a date nobody wrote down, and not ended by then
-- ended       withdrawn or resolved by that day; without a date, ended at any day
-- withdrawn, resolved  which of the two, the later by that day
-- original_on  the date first given, before any extension; blank unknown
-- effective_on  the extended date if the notice was extended, else the date given; blank unknown
-- in_effect   standing, and that date has come; a date nobody wrote down has not come
-- signed_up   wanted or signed up, with nothing served and not ended

CREATE MACRO IF NOT EXISTS terms.notices_on(day) AS TABLE
    WITH listed AS MATERIALIZED (
        SELECT region, practice, open FROM terms.listed_practices(day)
    ),
    dated AS (
        SELECT
            n.region, n.respondent, n.service, n.notice, n.demonstration, n.import, n.scope, n.served, n.served_on, n.signed_up,
            n.extended_to, n.effective_on AS original_on, coalesce(n.extended_to, n.effective_on) AS effective_on,
            n.withdrawn_on, n.resolved_on,
            coalesce(n.withdrawn, false) AND coalesce(n.withdrawn_on <= day::DATE, true) AS was_withdrawn,
            coalesce(n.resolved, false) AND coalesce(n.resolved_on <= day::DATE, true) AS was_resolved,
            was_withdrawn OR was_resolved AS ended,
            was_resolved AND was_withdrawn AND coalesce(n.resolved_on >= n.withdrawn_on, false) AS resolved_last,
            NOT coalesce(l.open, false) AND NOT starts_with(n.respondent, 'anonymous:')
                AND n.region IN (SELECT region FROM listed) AS off_list
        FROM standing_notices AS n
        LEFT JOIN listed AS l ON l.region = n.region AND l.practice = n.respondent
    ),
    placed AS (
        SELECT *, coalesce(served, false) AND coalesce(served_on <= day::DATE, true) AND NOT ended AS standing
        FROM dated
    )
    SELECT
        region, respondent, service, notice, demonstration, import, scope, served, served_on, original_on, extended_to,
        effective_on, was_withdrawn AND NOT resolved_last AS withdrawn, withdrawn_on,
        was_resolved AND (resolved_last OR NOT was_withdrawn) AS resolved, resolved_on, ended, standing,
        standing AND coalesce(effective_on <= day::DATE, false) AS in_effect,
        coalesce(signed_up, false) AND NOT ended AND NOT standing AS signed_up, off_list
    FROM placed;
