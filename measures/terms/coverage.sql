-- Who replied to a survey, against the LMC's own list: one row per survey and region that has such a list.
--
-- Every practice that replied is one of: listed as open (listed_open), listed as closed (closed), not on the
-- list (not_in_register), or unknown because the reply names no practice (not counted here).
-- Both are worked out for the regions and the survey asked for alone (an empty list, a blank survey: all).
-- outside: every answer of a practice that is not listed as open, counted per action and answer.

CREATE MACRO IF NOT EXISTS terms.coverage(regions, wanted, until) AS TABLE
    SELECT
        s.survey, s.region,
        count(*) FILTER (p.open) AS listed_open,
        count(*) FILTER (NOT p.open) AS closed,
        count(*) FILTER (p.practice IS NULL AND NOT starts_with(s.respondent, 'anonymous:')) AS not_in_register
    FROM terms.standing_replies_until(regions, wanted, until) AS s
    SEMI JOIN terms.own_lists() AS o ON o.region = s.region
    LEFT JOIN terms.listed_practices() AS p ON p.region = s.region AND p.practice = s.respondent
    GROUP BY s.survey, s.region;

CREATE MACRO IF NOT EXISTS terms.outside(regions, wanted, until) AS TABLE
    WITH strangers AS (
        SELECT s.survey, s.region, s.respondent
        FROM terms.standing_replies_until(regions, wanted, until) AS s
        SEMI JOIN terms.own_lists() AS o ON o.region = s.region
        ANTI JOIN (FROM terms.listed_practices() WHERE open) AS p
            ON p.region = s.region AND p.practice = s.respondent
    )
    SELECT survey, region, action, answer, count(*) AS practices
    FROM terms.standing_answers_until(regions, wanted, until)
    SEMI JOIN strangers USING (survey, region, respondent)
    GROUP BY survey, region, action, answer;

-- Open practices that did not reply. An anonymous reply may be anybody's, and a second one of the same practice:
-- with any, nobody can say. More replies than practices: the count is out of date.
CREATE MACRO IF NOT EXISTS terms.did_not_reply(out_of, replied, anonymous) AS
    CASE WHEN anonymous = 0 AND out_of >= replied THEN (out_of - replied)::INTEGER END;
