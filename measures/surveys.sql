-- question     Which surveys are there, who replied, and how new are they?
-- grain        survey and region
-- numerator    practices that replied (responded)
-- denominator  practices in the region (out_of)
-- parameters   regions: a list of ids, empty for all; survey: one id; on: the day, for the replies sent by then
--              (terms/answers_until.sql); a survey that had not begun is not there
-- source       counts resolved at import; terms/standing_surveys.sql
-- trace        trace_preferences
-- columns
--   survey          id of the survey
--   region          id of the region
--   region_name     name of the region
--   title           title of the survey
--   scale           id of the scale of answers
--   scale_name      name of the scale
--   question        the question the scale answers
--   menu            id of the menu; blank unknown
--   menu_name       name of the menu
--   responded       practices that answered anything: where the LMC's own list is loaded, those open in it on the day
--   anonymous       replies without a practice among responded
--   out_of          practices in the region; blank unknown
--   out_of_source   where out_of was read
--   out_of_as_of    date of out_of
--   no_reply        practices in the region that did not answer; blank where out_of is unknown or too small
--   actions         actions that anybody answered
--   first_reply_on  day of the first reply; blank where replies have no times
--   last_reply_on   day of the last reply; blank likewise
--   loaded_on       day of the newest load
--   as_of           last_reply_on, or loaded_on where that is blank; ISO
--   basis           counted, or demonstration where the data are invented
--   newest          true of one survey per region
--   source          files that the answers came from
--   region_order    place of the region in a comparison
--   did_not_reply   open practices that did not reply; by code where the LMC's own list is loaded; blank where out_of is
--                   unknown or anonymous replies make it impossible to say
--   not_in_register practices that replied and are not in the LMC's own list; blank where none is loaded
--   closed          practices that replied and are closed in that list; blank where none is loaded
--   menu_starts_on  first day of the menu
--   menu_ends_on    last day of the menu; blank where it has not ended or is unknown
--   until_by        a day that has passed: by what replies were placed before it, sent, loaded (they have no times) or both
--   off_list        practices that replied and are beside responded, in no share: closed and not_in_register together;
--                   blank where no own list is loaded
--   store           handed over: id of the store that counted this; blank for what was counted here
--   handed_over_on  handed over: the day of the hand-over
--   unit           practices, or GPs where each reply is one GP's (terms/gps.sql): what every count in the row is of

WITH answered AS (
    SELECT survey, region, count(DISTINCT action) AS actions
    FROM terms.answers_known($regions, $survey, $on, $until)
    GROUP BY survey, region
)
SELECT
    s.survey, s.region, s.region_name, s.title, s.scale, c.name AS scale_name, c.question, s.menu, m.name AS menu_name,
    s.responded, s.anonymous, s.out_of, s.out_of_source, s.out_of_as_of,
    if(s.out_of >= s.responded, s.out_of - s.responded, NULL) AS no_reply,
    coalesce(a.actions, 0) AS actions, s.first_reply_on, s.last_reply_on, s.loaded_on,
    strftime(s.as_of, '%Y-%m-%d') AS as_of, s.basis, s.recency = 1 AS newest, s.source, s.region_order,
    terms.did_not_reply(s.out_of, s.responded, s.anonymous) AS did_not_reply,
    s.not_in_register, s.closed, m.starts_on AS menu_starts_on, m.ends_on AS menu_ends_on, s.until_by,
    s.off_list, s.store, s.handed_over_on, s.unit
FROM terms.standing_surveys($on, $until) AS s
LEFT JOIN answered AS a ON a.survey = s.survey AND a.region = s.region
LEFT JOIN scales AS c ON c.scale = s.scale
LEFT JOIN menus AS m ON m.menu = s.menu
WHERE terms.asked_for($regions, s.region)
    AND ($survey::VARCHAR IS NULL OR s.survey = $survey::VARCHAR)
ORDER BY s.region_order NULLS LAST, s.region, s.as_of DESC NULLS LAST, s.loaded_on DESC NULLS LAST, s.survey DESC
