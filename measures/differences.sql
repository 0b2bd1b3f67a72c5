-- question     Is the difference between two regions, or between two surveys of one region, a difference?
-- grain        pair, action, answer of the scale
-- numerator    practices that gave the answer: in each region's survey; or, of the practices that answered the action in
--              both surveys, in each
-- denominator  practices that answered the action; in both surveys, where the pair is two surveys of one region
-- parameters   regions, survey, actions: a list of ids, one id, a list of ids; empty for all; on: the day, for the
--              answers sent by then (terms/answers_until.sql)
-- source       kind regions: every two of the regions asked for, each with its newest survey, or with the one named.
--              kind surveys: each wave with the next, and the first with the last (terms/waves.sql); where a survey is
--              named, it with every other of its region and scale. Intervals: terms/newcombe.sql, without correction for the
--              finite population: what practices may have been asked in another mood is no finite number. A difference is
--              called one where its interval, at 97.5% for all comparisons of the pair together (Bonferroni: 2.5% divided
--              by their number), lies on one side of nought: of whole charts at most five in a hundred differ by chance.
-- trace        trace_preferences
-- columns
--   kind            regions or surveys
--   first_region    id of the first region
--   first_survey    id of its survey
--   first_wave_on   trackers: the Monday of the week; blank else
--   second_region   id of the second region; the same where the pair is two surveys
--   second_survey   id of its survey
--   second_wave_on  trackers: the Monday of the week; blank else
--   action          id of the action
--   answer          id of the answer
--   first_practices   practices of the first that gave this answer
--   first_answered    practices of the first that answered the action
--   first_share       first_practices / first_answered
--   second_practices  practices of the second that gave this answer
--   second_answered   practices of the second that answered the action
--   second_share      second_practices / second_answered
--   difference      second_share - first_share, -1 to 1; blank where not comparable
--   low             lower end of its 95% interval, of this comparison alone
--   high            upper end of it
--   verdict         difference, no difference shown, not comparable, or every practice answered: what differs is then known,
--                   and nothing is left to judge
--   reason          why not comparable, in words; blank else
--   answered_both   surveys: practices that answered the action in both; they alone are compared; blank for regions
--   only_first      surveys: practices that replied to the first, and did not answer the action in both
--   only_second     surveys: practices that replied to the second, and did not answer the action in both
--   first_as_of     date of the first; ISO
--   second_as_of    date of the second; ISO
--   basis           counted, or demonstration where one of the two is invented
--   first_region_name   name of the first region
--   second_region_name  name of the second region
--   action_label    short name of the action
--   answer_label    name of the answer
--   answer_order    place on the scale
--   first_title     title of the first survey
--   second_title    title of the second survey
--   compared        how many comparisons of the pair are judged together: its actions and answers, whichever are asked for;
--                   blank for a row that is not
--   low_of_all      lower end of the interval that is judged, wider for the number of comparisons: by it a difference is
--                   called one; blank likewise
--   high_of_all     upper end of it

WITH compared AS (
    SELECT * FROM terms.surveys_compared($survey, $on, $until) WHERE terms.asked_for($regions, region)
),
given AS (
    SELECT
        c.region, c.survey, n.action, n.answer, n.practices,
        sum(n.practices) OVER (PARTITION BY c.region, c.survey, n.action) AS answered
    FROM compared AS c
    JOIN terms.answers_counted($regions, $survey, $on, $until) AS n ON n.survey = c.survey AND n.region = c.region
),
answered AS (
    SELECT DISTINCT region, action, answered FROM given WHERE answered > 0
),
-- The form of one region may merge the action with another: its answers are then about both.
merged AS (
    SELECT DISTINCT c.region, unnest(string_split(m.actions, ';')) AS action
    FROM compared AS c
    JOIN menu_items AS m ON m.menu = c.menu
    WHERE contains(m.actions, ';')
),
region_pairs AS (
    SELECT
        'regions' AS kind, f.region AS first_region, f.survey AS first_survey, NULL::DATE AS first_wave_on,
        s.region AS second_region, s.survey AS second_survey, NULL::DATE AS second_wave_on, f.scale,
        x.action, o.answer, o.label AS answer_label, o.display_order AS answer_order,
        coalesce(fg.practices, 0) AS first_practices, fa.answered AS first_answered,
        coalesce(sg.practices, 0) AS second_practices, sa.answered AS second_answered,
        coalesce(fa.answered = f.out_of AND sa.answered = s.out_of, false) AS complete, 0::DOUBLE AS phi, NULL::BIGINT AS answered_both, NULL::BIGINT AS only_first, NULL::BIGINT AS only_second,
        CASE
            WHEN f.scale <> s.scale THEN 'the two surveys have different scales of answers'
            WHEN f.basis <> s.basis THEN 'one of the two is invented'
            WHEN fa.answered IS NULL THEN 'nobody answered it in ' || coalesce(f.region_name, f.region)
            WHEN sa.answered IS NULL THEN 'nobody answered it in ' || coalesce(s.region_name, s.region)
            WHEN (fm.action IS NULL) <> (sm.action IS NULL) THEN
                'the form of ' || if(fm.action IS NULL, coalesce(s.region_name, s.region), coalesce(f.region_name, f.region))
                || ' asks about another action in the same item'
        END AS reason,
        f.as_of AS first_as_of, s.as_of AS second_as_of, f.basis AS first_basis, s.basis AS second_basis,
        f.region_name AS first_region_name, s.region_name AS second_region_name, f.region_order AS first_order,
        s.region_order AS second_order, f.title AS first_title, s.title AS second_title
    FROM compared AS f
    JOIN compared AS s
        ON (coalesce(s.region_order, 1000), s.region) > (coalesce(f.region_order, 1000), f.region)
    JOIN (SELECT DISTINCT region, action FROM answered) AS x ON x.region IN (f.region, s.region)
    JOIN scale_answers AS o ON o.scale = f.scale
    LEFT JOIN answered AS fa ON fa.region = f.region AND fa.action = x.action
    LEFT JOIN answered AS sa ON sa.region = s.region AND sa.action = x.action
    LEFT JOIN given AS fg ON fg.region = f.region AND fg.action = x.action AND fg.answer = o.answer
    LEFT JOIN given AS sg ON sg.region = s.region AND sg.action = x.action AND sg.answer = o.answer
    LEFT JOIN merged AS fm ON fm.region = f.region AND fm.action = x.action
    LEFT JOIN merged AS sm ON sm.region = s.region AND sm.action = x.action
    QUALIFY row_number() OVER (PARTITION BY f.region, s.region, x.action, o.answer) = 1
),
wave_pairs AS (
    SELECT * FROM terms.wave_pairs($regions, $survey, $on, $until)
),
twice AS (
    SELECT * FROM terms.answered_twice($regions, $survey, $on, $until)
),
crossed AS (
    SELECT
        t.region, t.first_survey, t.first_wave_on, t.second_survey, t.second_wave_on, t.action, o.answer,
        any_value(o.label) AS answer_label, any_value(o.display_order) AS answer_order, count(*) AS answered_both,
        count(*) FILTER (first_answer = o.answer AND second_answer = o.answer) AS kept,
        count(*) FILTER (first_answer = o.answer AND second_answer <> o.answer) AS gone,
        count(*) FILTER (first_answer <> o.answer AND second_answer = o.answer) AS came
    FROM twice AS t
    JOIN scale_answers AS o ON o.scale = t.scale
    GROUP BY t.region, t.first_survey, t.first_wave_on, t.second_survey, t.second_wave_on, t.action, o.answer
),
-- An action that nobody answered twice still has a row, to say so.
survey_actions AS (
    SELECT DISTINCT p.region, p.first_survey, p.first_wave_on, p.second_survey, p.second_wave_on, p.scale, n.action
    FROM wave_pairs AS p
    JOIN terms.answers_counted($regions, NULL, $on, $until) AS n ON n.region = p.region AND n.survey IN (p.first_survey, p.second_survey)
),
survey_pairs AS (
    SELECT
        'surveys' AS kind, p.region AS first_region, p.first_survey, p.first_wave_on, p.region AS second_region,
        p.second_survey, p.second_wave_on, p.scale, x.action, o.answer, o.label AS answer_label,
        o.display_order AS answer_order,
        c.kept + c.gone AS first_practices, c.answered_both AS first_answered,
        c.kept + c.came AS second_practices, c.answered_both AS second_answered,
        coalesce(c.answered_both = p.out_of, false) AS complete,
        terms.phi(c.kept, c.gone, c.came, c.answered_both - c.kept - c.gone - c.came) AS phi,
        coalesce(c.answered_both, 0) AS answered_both,
        p.first_responded - coalesce(c.answered_both, 0) AS only_first,
        p.second_responded - coalesce(c.answered_both, 0) AS only_second,
        CASE
            WHEN p.first_basis <> p.second_basis THEN 'one of the two is invented'
            WHEN c.answered_both IS NULL AND p.anonymous > 0 THEN
                'replies without a practice cannot be matched with one another'
            WHEN c.answered_both IS NULL THEN 'no practice answered it in both'
        END AS reason,
        p.first_as_of, p.second_as_of, p.first_basis, p.second_basis, p.region_name AS first_region_name,
        p.region_name AS second_region_name, p.region_order AS first_order, p.place + p.second_place / 1000 AS second_order,
        p.first_title, p.second_title
    FROM wave_pairs AS p
    JOIN survey_actions AS x
        ON x.region = p.region AND x.first_survey = p.first_survey AND x.second_survey = p.second_survey
        AND x.first_wave_on IS NOT DISTINCT FROM p.first_wave_on AND x.second_wave_on IS NOT DISTINCT FROM p.second_wave_on
    JOIN scale_answers AS o ON o.scale = p.scale
    LEFT JOIN crossed AS c
        ON c.region = p.region AND c.first_survey = p.first_survey AND c.second_survey = p.second_survey
        AND c.first_wave_on IS NOT DISTINCT FROM p.first_wave_on AND c.second_wave_on IS NOT DISTINCT FROM p.second_wave_on
        AND c.action = x.action AND c.answer = o.answer
),
pairs AS (
    SELECT * FROM region_pairs UNION ALL BY NAME SELECT * FROM survey_pairs
),
shares AS (
    SELECT
        *, first_practices / first_answered AS first_share, second_practices / second_answered AS second_share,
        reason IS NULL AND NOT complete AS judged, terms.two_sided_z(1) AS z,
        count(*) FILTER (reason IS NULL AND NOT complete) OVER one_pair AS compared,
        -- Twice their number: the interval is an approximation in its tails, and simulated charts came to 4.7%.
        terms.two_sided_z(2 * greatest(compared, 1)) AS z_of_all
    FROM pairs
    WINDOW one_pair AS (
        PARTITION BY kind, first_region, first_survey, first_wave_on, second_region, second_survey, second_wave_on
    )
),
bounded AS (
    SELECT
        *,
        if(reason IS NULL, second_share - first_share, NULL) AS difference,
        if(
            reason IS NULL, terms.difference_low(first_share, second_share, first_answered, second_answered, phi, z), NULL
        ) AS low,
        if(
            reason IS NULL, terms.difference_high(first_share, second_share, first_answered, second_answered, phi, z), NULL
        ) AS high,
        if(
            judged, terms.difference_low(first_share, second_share, first_answered, second_answered, phi, z_of_all), NULL
        ) AS low_of_all,
        if(
            judged, terms.difference_high(first_share, second_share, first_answered, second_answered, phi, z_of_all), NULL
        ) AS high_of_all
    FROM shares
)
SELECT
    b.kind, b.first_region, b.first_survey, b.first_wave_on, b.second_region, b.second_survey, b.second_wave_on, b.action,
    b.answer, if(b.first_answered IS NULL, NULL, b.first_practices)::INTEGER AS first_practices,
    b.first_answered::INTEGER AS first_answered, b.first_share,
    if(b.second_answered IS NULL, NULL, b.second_practices)::INTEGER AS second_practices,
    b.second_answered::INTEGER AS second_answered, b.second_share, b.difference, b.low, b.high,
    terms.verdict(b.reason, b.complete, b.low_of_all, b.high_of_all) AS verdict, b.reason, b.answered_both, b.only_first, b.only_second,
    strftime(b.first_as_of, '%Y-%m-%d') AS first_as_of, strftime(b.second_as_of, '%Y-%m-%d') AS second_as_of,
    if('demonstration' IN (b.first_basis, b.second_basis), 'demonstration', 'counted') AS basis,
    b.first_region_name, b.second_region_name, coalesce(a.label, v.label, b.action) AS action_label,
    coalesce(b.answer_label, b.answer) AS answer_label, b.answer_order, b.first_title, b.second_title,
    if(b.judged, b.compared, NULL) AS compared, b.low_of_all, b.high_of_all
FROM bounded AS b
LEFT JOIN actions AS a ON a.action = b.action
LEFT JOIN services AS v ON v.service = b.action
WHERE terms.asked_for($actions, b.action)
ORDER BY
    b.kind, b.first_order NULLS LAST, b.first_region, b.second_order NULLS LAST, b.second_region, b.first_survey,
    b.second_survey, b.first_wave_on, b.second_wave_on, coalesce(a.display_order, 1000), b.action, b.answer_order
