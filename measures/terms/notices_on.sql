-- Every notice as it stands on a day: one row per region, practice and service, so that within a region and
-- service rows are practices. (Counting distinct ones again made the query a third slower.)
--
-- standing    served by that day, or served on a date nobody wrote down, and not ended by then
-- ended       withdrawn or resolved by that day; without a date, ended at any day
-- withdrawn, resolved  which of the two, by that day
-- original_on  the date first given, before any extension; blank unknown
-- effective_on  the extended date if the notice was extended, else the date given; blank unknown
-- in_effect   standing, and that date has come; a date nobody wrote down has not come
-- signed_up   wanted or signed up, with nothing served and not ended

CREATE MACRO IF NOT EXISTS terms.notices_on(day) AS TABLE
    WITH dated AS (
        SELECT
            region, respondent, service, demonstration, import, scope, served, served_on, signed_up, extended_to,
            effective_on AS original_on, coalesce(extended_to, effective_on) AS effective_on, withdrawn_on, resolved_on,
            coalesce(was_withdrawn, false) AND coalesce(withdrawn_on <= day::DATE, true) AS withdrawn,
            coalesce(was_resolved, false) AND coalesce(resolved_on <= day::DATE, true) AS resolved,
            withdrawn OR resolved AS ended
        FROM (SELECT * RENAME (withdrawn AS was_withdrawn, resolved AS was_resolved) FROM standing_notices)
    ),
    placed AS (
        SELECT *, coalesce(served, false) AND coalesce(served_on <= day::DATE, true) AND NOT ended AS standing
        FROM dated
    )
    SELECT
        region, respondent, service, demonstration, import, scope, served, served_on, original_on, extended_to,
        effective_on, withdrawn, withdrawn_on, resolved, resolved_on, ended, standing,
        standing AND coalesce(effective_on <= day::DATE, false) AS in_effect,
        coalesce(signed_up, false) AND NOT ended AND NOT standing AS signed_up
    FROM placed;
