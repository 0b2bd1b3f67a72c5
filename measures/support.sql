-- question     Which actions have most support?
-- grain        survey, region and action, where the scale has answers that support an action
-- numerator    practices that will act (the answer supports the action), and that will act in certain conditions or later
-- denominator  practices that answered the action (answered); practices in the region (out_of)
-- parameters   regions, survey, actions: a list of ids, one id, a list of ids; empty for all; on: the day, for the
--              answers sent by then (terms/answers_until.sql)
-- source       which answers these are: scale_answers.supports and .conditional; an answer that is both supports. The ranks
--              are among all actions of that survey and region, whichever are asked for: equals share a rank.
-- trace        trace_preferences
-- columns
--   survey         id of the survey
--   region         id of the region
--   action         id of the action
--   rank           place by share_will, from 1; equals have the same rank, and the next one is passed over
--   tied           actions with that rank
--   will           practices that will act
--   conditionally  practices that will act in certain conditions, or later
--   will_not       practices that gave another answer
--   answered       practices that answered this action
--   out_of         practices in the region; blank unknown
--   share_will     will / answered, 0 to 1
--   share_either   (will + conditionally) / answered
--   low            lower end of the 95% interval of share_will, as in preferences
--   high           upper end of it
--   rank_either    place by share_either
--   share_of_all_will    will / out_of; blank where out_of is unknown or too small
--   share_of_all_either  (will + conditionally) / out_of; likewise
--   responded      practices that answered anything in this survey
--   will_labels    names of the answers that will
--   conditional_labels  names of the answers that will in certain conditions, or later
--   basis          counted, or demonstration where the data are invented
--   as_of          day of the last reply, or of loading where replies have no times; ISO
--   source         files that the answers came from
--   out_of_source  where out_of was read
--   title          title of the survey
--   region_name    name of the region
--   action_label   short name of the action
--   newest         true for the survey that a comparison takes from the region
--   off_list       practices closed in the LMC's own list, or not on it, that answered this action: beside the others, and in
--                  no share; blank where no own list is loaded
--   store          handed over: id of the store that counted this; blank for what was counted here. Where an answer is withheld
--                  there, what it is a part of is blank
--   handed_over_on handed over: the day of the hand-over
--   unit           practices, or GPs where each reply is one GP's (terms/gps.sql): what every count in the row is of

WITH kinds AS (
    SELECT
        scale, string_agg(label, '; ' ORDER BY display_order) FILTER (supports) AS will_labels,
        string_agg(label, '; ' ORDER BY display_order) FILTER (conditional AND NOT supports) AS conditional_labels
    FROM scale_answers
    GROUP BY scale
    HAVING bool_or(supports)
),
counted AS (
    SELECT
        s.survey, s.region, n.action,
        if(bool_or(o.supports AND n.practices IS NULL), NULL, coalesce(sum(n.practices) FILTER (o.supports), 0)) AS will,
        if(
            bool_or(o.conditional AND NOT o.supports AND n.practices IS NULL), NULL,
            coalesce(sum(n.practices) FILTER (o.conditional AND NOT o.supports), 0)
        ) AS conditionally,
        any_value(n.answered) AS answered,
        any_value(s.out_of) AS out_of, any_value(s.responded) AS responded, any_value(s.basis) AS basis,
        any_value(s.as_of) AS as_of, any_value(s.source) AS source, any_value(s.out_of_source) AS out_of_source,
        any_value(s.title) AS title, any_value(s.region_name) AS region_name, any_value(s.region_order) AS region_order,
        if(any_value(s.unit) = 'practices', sum(n.off_list), NULL) AS off_list, any_value(k.will_labels) AS will_labels, any_value(k.conditional_labels) AS conditional_labels,
        any_value(s.unit) AS unit, any_value(s.store) AS store, any_value(s.handed_over_on) AS handed_over_on
    FROM terms.standing_surveys($on, $until) AS s
    JOIN kinds AS k ON k.scale = s.scale
    JOIN terms.answers_known($regions, $survey, $on, $until) AS n ON n.survey = s.survey AND n.region = s.region
    LEFT JOIN scale_answers AS o ON o.scale = s.scale AND o.answer = n.answer
    WHERE terms.asked_for($regions, s.region) AND ($survey::VARCHAR IS NULL OR s.survey = $survey::VARCHAR)
    GROUP BY s.survey, s.region, n.action
),
ranked AS (
    SELECT
        *, will / nullif(answered, 0) AS share_will, (will + conditionally) / nullif(answered, 0) AS share_either,
        rank() OVER (PARTITION BY survey, region ORDER BY will / nullif(answered, 0) DESC NULLS LAST) AS rank,
        rank() OVER (PARTITION BY survey, region ORDER BY (will + conditionally) / nullif(answered, 0) DESC NULLS LAST) AS rank_either,
        terms.wilson_population(answered, out_of) AS evidence
    FROM counted
),
tied AS (
    SELECT *, count(*) OVER (PARTITION BY survey, region, rank) AS tied FROM ranked
)
SELECT
    t.survey, t.region, t.action, t.rank, t.tied, t.will::INTEGER AS will, t.conditionally::INTEGER AS conditionally,
    (t.answered - t.will - t.conditionally)::INTEGER AS will_not, t.answered::INTEGER AS answered, t.out_of, t.share_will,
    t.share_either, terms.wilson_low(t.share_will, t.evidence) AS low, terms.wilson_high(t.share_will, t.evidence) AS high,
    t.rank_either, if(t.answered <= t.out_of, t.will / nullif(t.out_of, 0), NULL) AS share_of_all_will,
    if(t.answered <= t.out_of, (t.will + t.conditionally) / nullif(t.out_of, 0), NULL) AS share_of_all_either, t.responded,
    t.will_labels, t.conditional_labels, t.basis, strftime(t.as_of, '%Y-%m-%d') AS as_of, t.source, t.out_of_source, t.title,
    t.region_name, coalesce(a.label, t.action) AS action_label, c.survey IS NOT NULL AS newest,
    t.off_list::INTEGER AS off_list, t.store, t.handed_over_on, t.unit
FROM tied AS t
LEFT JOIN actions AS a ON a.action = t.action
LEFT JOIN terms.surveys_compared(NULL, $on, $until) AS c ON c.survey = t.survey AND c.region = t.region
WHERE terms.asked_for($actions, t.action)
ORDER BY
    t.region_order NULLS LAST, t.region, t.as_of DESC NULLS LAST, t.survey, t.rank, t.share_either DESC,
    coalesce(a.display_order, 1000), t.action
