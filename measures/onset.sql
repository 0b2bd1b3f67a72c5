-- question     How many practices would act if all did, and from which date?
-- grain        region and subject: an action of the region's newest survey (or the one named), or a service with notices
-- numerator    action: practices that will act, or would in certain conditions; service: practices with a standing notice, or
--              that signed up for one
-- denominator  practices in the region (out_of)
-- parameters   regions, services, actions: lists of ids, empty for all; survey: one id, blank for the newest of each
--              region; on: the day, for the notices and the answers sent by then
-- source       answers: scale_answers.supports and .conditional; dates of effect: terms/notices_placed.sql. An action has dates where
--              practices that would take it have notices that stand: those of serve_notice alone, each practice's earliest.
--              What the conditions are is in the practices' own words (comments); no date is read out of these.
-- trace        trace_regions
-- columns
--   region         id of the region
--   subject        id of the action or service
--   kind           action or service
--   would          practices that would act if all did: certain and conditional together
--   certain        practices that will act, or have a standing notice
--   conditional    practices that would act in certain conditions, or that want or signed up to and have not served
--   share          would / out_of, 0 to 1; blank where out_of is unknown or too small
--   out_of         practices in the region; blank unknown
--   answered       actions: practices that answered it
--   dated          practices of would whose notice has a date of effect
--   first_on       earliest of these dates
--   half_on        first day by which half of would have a notice in effect; blank where so many have no date
--   last_on        latest of these dates
--   common_on      the date on which most of these notices take effect; of equals the earlier
--   common_practices  practices whose notice takes effect on that date
--   by_common      practices whose notice is in effect by the end of that date
--   with_comment   actions: practices of conditional that wrote a comment in the survey
--   survey         actions: id of the survey
--   as_of          the day, or the day of the last reply
--   basis          counted, or demonstration where the data are invented
--   out_of_source  where out_of was read
--   region_name    name of the region
--   subject_label  name of the action or service
--   off_list       practices closed in the LMC's own list, or not on it, that would act: beside would, and in no share; blank
--                  where no own list is loaded

WITH said AS (
    SELECT
        a.region, a.action AS subject, 'action' AS kind, a.respondent, c.survey, c.basis = 'demonstration' AS demonstration,
        c.as_of, coalesce(o.supports, false) AS certain,
        coalesce(o.conditional AND NOT o.supports, false) AS conditional, b.respondent IS NOT NULL AS off_list
    FROM terms.standing_answers_until($regions, $survey, $until) AS a
    LEFT JOIN terms.strangers($regions, $survey, $on, $until) AS b
        ON b.survey = a.survey AND b.region = a.region AND b.respondent = a.respondent
    JOIN terms.surveys_compared($survey, $on, $until) AS c ON c.survey = a.survey AND c.region = a.region
    LEFT JOIN scale_answers AS o ON o.scale = c.scale AND o.answer = a.answer
    WHERE terms.subject_asked($services, $actions, 'action', a.action)
),
notices_there AS (
    SELECT region, service, respondent, effective_on, standing, signed_up, demonstration, off_list
    FROM terms.notices_placed($on)
    WHERE (standing OR signed_up) AND terms.asked_for($regions, region)
),
earliest AS (
    SELECT region, respondent, min(effective_on) AS effective_on FROM notices_there WHERE standing GROUP BY region, respondent
),
commented AS (
    SELECT DISTINCT survey, region, respondent FROM comments SEMI JOIN (FROM imports WHERE state <> 'undone') AS i USING (import)
),
stated AS (
    SELECT
        a.region, a.subject, a.kind, a.respondent, a.survey, a.demonstration, a.as_of, a.certain, a.conditional, a.off_list,
        if(a.subject = 'serve_notice', e.effective_on, NULL) AS effective_on, t.respondent IS NOT NULL AS has_comment
    FROM said AS a
    LEFT JOIN earliest AS e ON e.region = a.region AND e.respondent = a.respondent
    LEFT JOIN commented AS t ON t.survey = a.survey AND t.region = a.region AND t.respondent = a.respondent
    UNION ALL
    SELECT
        region, service, 'service', respondent, NULL, demonstration, $on::DATE, standing, signed_up, off_list,
        if(standing, effective_on, NULL), NULL
    FROM notices_there
    WHERE terms.subject_asked($services, $actions, 'service', service)
),
willing AS (
    SELECT *, (certain OR conditional) AND NOT off_list AS would FROM stated
),
dates AS (
    SELECT region, subject, kind, effective_on, count(*) AS practices
    FROM willing
    WHERE would AND effective_on IS NOT NULL
    GROUP BY region, subject, kind, effective_on
),
mounting AS (
    SELECT
        *,
        sum(practices) OVER (PARTITION BY region, subject, kind ORDER BY effective_on) AS by_then,
        row_number() OVER (PARTITION BY region, subject, kind ORDER BY practices DESC, effective_on) AS place
    FROM dates
),
tally AS (
    SELECT
        region, subject, kind, any_value(survey) AS survey, bool_or(demonstration) AS demonstration, max(as_of) AS as_of,
        count(*) FILTER (would) AS would, count(*) FILTER (would AND certain) AS certain,
        count(*) FILTER (would AND NOT certain) AS conditional, count(*) FILTER (NOT off_list) AS answered,
        count(*) FILTER (off_list AND (certain OR conditional)) AS off_list,
        count(*) FILTER (would AND effective_on IS NOT NULL) AS dated,
        if(kind = 'action', count(*) FILTER (would AND NOT certain AND has_comment), NULL) AS with_comment
    FROM willing
    GROUP BY region, subject, kind
),
onset AS (
    SELECT
        t.region, t.subject, t.kind, min(m.effective_on) AS first_on, max(m.effective_on) AS last_on,
        min(m.effective_on) FILTER (2 * m.by_then >= t.would) AS half_on,
        any_value(m.effective_on) FILTER (m.place = 1) AS common_on,
        any_value(m.practices) FILTER (m.place = 1) AS common_practices,
        any_value(m.by_then) FILTER (m.place = 1) AS by_common
    FROM tally AS t
    JOIN mounting AS m ON m.region = t.region AND m.subject = t.subject AND m.kind = t.kind
    GROUP BY t.region, t.subject, t.kind
)
SELECT
    t.region, t.subject, t.kind, t.would, t.certain, t.conditional,
    if(t.would <= b.out_of, t.would / nullif(b.out_of, 0), NULL) AS share, b.out_of,
    if(t.kind = 'action', t.answered, NULL) AS answered, t.dated, o.first_on, o.half_on, o.last_on, o.common_on,
    o.common_practices, o.by_common::BIGINT AS by_common, t.with_comment, t.survey, strftime(t.as_of, '%Y-%m-%d') AS as_of,
    if(t.demonstration, 'demonstration', 'counted') AS basis, b.out_of_source, b.name AS region_name,
    coalesce(s.label, a.label, t.subject) AS subject_label, if(b.listed, t.off_list, NULL) AS off_list
FROM tally AS t
LEFT JOIN onset AS o ON o.region = t.region AND o.subject = t.subject AND o.kind = t.kind
LEFT JOIN terms.bases($on) AS b ON b.region = t.region
LEFT JOIN services AS s ON t.kind = 'service' AND s.service = t.subject
LEFT JOIN actions AS a ON t.kind = 'action' AND a.action = t.subject
ORDER BY b.display_order NULLS LAST, t.region, t.kind, t.would DESC, coalesce(a.display_order, 1000), t.subject
