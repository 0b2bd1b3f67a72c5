-- Who replied to a survey, against the LMC's own list, so that numerator and base are one set: a practice that is closed in
-- the list on the day, or not on it, stands beside a figure and never in it. A reply without a practice may be anybody's,
-- and counts.
--
-- coverage: one row per survey and region that has such a list: practices that replied and are listed as open (listed_open),
--   as closed (closed), or not at all (not_in_register).
-- strangers: the respondents who are closed or not listed.
-- outside: their answers, counted per action and answer.
-- answers_counted: per action and answer the practices that gave it and are in the base, and those beside it (off_list;
--   blank where no own list is loaded).
-- All are worked out for the regions and the survey asked for alone (an empty list, a blank survey: all).

CREATE MACRO IF NOT EXISTS terms.coverage(regions, wanted, day, until) AS TABLE
    WITH listed AS MATERIALIZED (
        SELECT region, practice, open FROM terms.listed_practices(day)
    )
    SELECT
        s.survey, s.region,
        count(*) FILTER (p.open) AS listed_open,
        count(*) FILTER (NOT p.open) AS closed,
        count(*) FILTER (p.practice IS NULL AND NOT starts_with(s.respondent, 'anonymous:')) AS not_in_register
    FROM terms.standing_replies_until(regions, wanted, until) AS s
    SEMI JOIN listed AS o ON o.region = s.region
    LEFT JOIN listed AS p ON p.region = s.region AND p.practice = s.respondent
    GROUP BY s.survey, s.region;

CREATE MACRO IF NOT EXISTS terms.strangers(regions, wanted, day, until) AS TABLE
    WITH listed AS MATERIALIZED (
        SELECT region, practice, open FROM terms.listed_practices(day)
    )
    SELECT s.survey, s.region, s.respondent
    FROM terms.standing_replies_until(regions, wanted, until) AS s
    SEMI JOIN listed AS o ON o.region = s.region
    ANTI JOIN (FROM listed WHERE open) AS p ON p.region = s.region AND p.practice = s.respondent
    WHERE NOT starts_with(s.respondent, 'anonymous:');

CREATE MACRO IF NOT EXISTS terms.outside(regions, wanted, day, until) AS TABLE
    SELECT survey, region, action, answer, count(*) AS practices
    FROM terms.standing_answers_until(regions, wanted, until)
    SEMI JOIN terms.strangers(regions, wanted, day, until) USING (survey, region, respondent)
    GROUP BY survey, region, action, answer;

CREATE MACRO IF NOT EXISTS terms.answers_counted(regions, wanted, day, until) AS TABLE
    SELECT
        c.survey, c.region, c.action, c.answer, (c.practices - coalesce(b.practices, 0))::INTEGER AS practices,
        if(o.region IS NULL, NULL, coalesce(b.practices, 0))::INTEGER AS off_list
    FROM terms.answer_counts_until(regions, wanted, until) AS c
    LEFT JOIN terms.own_lists(day) AS o ON o.region = c.region
    LEFT JOIN terms.outside(regions, wanted, day, until) AS b
        ON b.survey = c.survey AND b.region = c.region AND b.action = c.action AND b.answer = c.answer;

-- Open practices that did not reply. An anonymous reply may be anybody's, and a second one of the same practice:
-- with any, nobody can say. More replies than practices: the count is out of date.
CREATE MACRO IF NOT EXISTS terms.did_not_reply(out_of, replied, anonymous) AS
    CASE WHEN anonymous = 0 AND out_of >= replied THEN (out_of - replied)::INTEGER END;
