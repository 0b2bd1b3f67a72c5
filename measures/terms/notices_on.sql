-- Every notice as it stands on a day: one row per region, practice and service, so that within a region and
-- service rows are practices. (Counting distinct ones again made the query a third slower.)
--
-- standing    served by that day, or served on a date nobody wrote down, and not ended by then
-- ended       withdrawn or resolved by that day; without a date, ended at any day
-- effective_on  the extended date if the notice was extended, else the date given; blank unknown
-- in_effect   standing, and that date has come; a date nobody wrote down has not come
-- signed_up   wanted or signed up, with nothing served and not ended

CREATE MACRO IF NOT EXISTS terms.notices_on(day) AS TABLE
    WITH dated AS (
        SELECT
            region, respondent, service, demonstration, import, scope, served, served_on, signed_up, extended_to,
            coalesce(extended_to, effective_on) AS effective_on,
            (coalesce(withdrawn, false) AND coalesce(withdrawn_on <= day::DATE, true))
                OR (coalesce(resolved, false) AND coalesce(resolved_on <= day::DATE, true)) AS ended
        FROM standing_notices
    ),
    placed AS (
        SELECT *, coalesce(served, false) AND coalesce(served_on <= day::DATE, true) AND NOT ended AS standing
        FROM dated
    )
    SELECT
        region, respondent, service, demonstration, import, scope, served_on, extended_to, effective_on, ended, standing,
        standing AND coalesce(effective_on <= day::DATE, false) AS in_effect,
        coalesce(signed_up, false) AND NOT ended AND NOT standing AS signed_up
    FROM placed;
