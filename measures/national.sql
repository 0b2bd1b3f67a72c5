-- question     What do the LMCs that handed over say together, week by week?
-- grain        week, subject and what makes figures comparable: for actions the scale and the wording of the question
-- numerator    practices with a standing notice (services), or whose answer supports the action, in the regions that are told of
-- denominator  practices of these same regions, as each LMC gave them
-- parameters   services, actions: lists of ids, empty for all, and one kind alone where the other is named; on: the day, up to
--              whose week weeks are given
-- source       terms/handed_over.sql. In a week the newest hand-over of each region by its last day counts, of a survey's scale
--              the region's newest survey. Added up is only what was counted on one scale, with one wording, within a month of
--              the week's end: what is older, withheld or without a base is in no sum, and is counted beside it. Invented figures
--              are never added to others.
-- trace        trace_regions
-- columns
--   week_on       the Monday of the week
--   kind          service or action
--   subject       id of the service or action
--   scale         actions: id of the scale
--   wording       actions: the question as it was put; blank where no menu says it
--   basis         counted, or demonstration where the data are invented
--   regions       regions in the sum
--   count         practices in the sum; blank where no region is
--   out_of        practices of the regions in the sum
--   share         count / out_of
--   withheld      regions whose count the LMC withholds: in no sum
--   too_old       regions whose figure is more than a month older than the week: in no sum
--   without_base  regions whose number of practices is not known: in no sum
--   first_as_of   the oldest date in the sum; ISO
--   last_as_of    the newest date in the sum; ISO
--   region_ids    ids of the regions in the sum, joined by ";"
--   subject_label name of the service or action
--   wordings      actions: how many wordings or scales the subject was asked with that week: more than one are not added up
--   supports      actions: names of the answers that count as support

WITH made AS (
    SELECT DISTINCT h.region, h.store, h.generation, h.handed_over_on, h.import
    FROM handed_over AS h
    JOIN imports AS i ON i.import = h.import AND i.state <> 'undone'
    WHERE h.handed_over_on <= $on::DATE
),
weeks AS (
    SELECT unnest(generate_series(date_trunc('week', min(handed_over_on)), date_trunc('week', $on::DATE), INTERVAL 7 DAY))::DATE
        AS week_on
    FROM made
),
of_stores AS (
    SELECT w.week_on, m.*
    FROM weeks AS w
    JOIN made AS m ON m.handed_over_on <= w.week_on + 6
    QUALIFY row_number() OVER (
        PARTITION BY w.week_on, m.region, m.store ORDER BY m.handed_over_on DESC, m.generation DESC, m.import DESC
    ) = 1
),
newest AS (
    FROM of_stores
    QUALIFY row_number() OVER (PARTITION BY week_on, region ORDER BY handed_over_on DESC, import DESC) = 1
),
handed AS (
    SELECT n.week_on, h.*, try_cast(h.as_of AS DATE) AS counted_on
    FROM newest AS n
    JOIN handed_over AS h ON h.region = n.region AND h.import = n.import
),
served AS (
    SELECT
        week_on, 'service' AS kind, subject, NULL::VARCHAR AS scale, NULL::VARCHAR AS wording, basis, region, count, out_of,
        counted_on
    FROM handed
    WHERE rung = 'served'
),
asked_last AS (
    SELECT week_on, region, survey, scale, max(counted_on) AS counted_on
    FROM handed
    SEMI JOIN (FROM scale_answers WHERE supports) AS s ON s.scale = handed.scale
    WHERE answer IS NOT NULL
    GROUP BY week_on, region, survey, scale
    QUALIFY row_number() OVER (PARTITION BY week_on, region, scale ORDER BY max(counted_on) DESC, survey DESC) = 1
),
supported AS (
    SELECT
        h.week_on, h.kind, h.subject, h.scale, h.wording, any_value(h.basis) AS basis, h.region,
        -- One supporting answer that is withheld leaves the sum unknown.
        if(bool_or(s.supports AND h.count IS NULL), NULL, coalesce(sum(h.count) FILTER (s.supports), 0)) AS count,
        any_value(h.out_of) AS out_of, any_value(h.counted_on) AS counted_on
    FROM handed AS h
    SEMI JOIN asked_last AS q ON q.week_on = h.week_on AND q.region = h.region AND q.survey = h.survey
    JOIN scale_answers AS s ON s.scale = h.scale AND s.answer = h.answer
    WHERE h.answer IS NOT NULL
    GROUP BY h.week_on, h.kind, h.subject, h.scale, h.wording, h.region
),
told AS (
    SELECT
        *, counted_on < week_on + 6 - INTERVAL 1 MONTH AS old,
        count IS NOT NULL AND out_of IS NOT NULL AND NOT coalesce(counted_on < week_on + 6 - INTERVAL 1 MONTH, true) AS counts
    FROM (FROM served UNION ALL FROM supported)
),
supporting AS (
    SELECT scale, string_agg(label, '; ' ORDER BY display_order) AS supports FROM scale_answers WHERE supports GROUP BY scale
),
summed AS (
    SELECT
        week_on, kind, subject, scale, wording, basis, count(*) FILTER (counts)::INTEGER AS regions,
        sum(count) FILTER (counts)::INTEGER AS count, sum(out_of) FILTER (counts)::INTEGER AS out_of,
        count(*) FILTER (count IS NULL)::INTEGER AS withheld,
        count(*) FILTER (count IS NOT NULL AND coalesce(old, true))::INTEGER AS too_old,
        count(*) FILTER (count IS NOT NULL AND NOT coalesce(old, true) AND out_of IS NULL)::INTEGER AS without_base,
        strftime(min(counted_on) FILTER (counts), '%Y-%m-%d') AS first_as_of,
        strftime(max(counted_on) FILTER (counts), '%Y-%m-%d') AS last_as_of,
        string_agg(region, ';' ORDER BY region) FILTER (counts) AS region_ids
    FROM told
    GROUP BY week_on, kind, subject, scale, wording, basis
)
SELECT
    s.week_on, s.kind, s.subject, s.scale, s.wording, s.basis, s.regions, s.count, s.out_of,
    s.count / nullif(s.out_of, 0) AS share, s.withheld, s.too_old, s.without_base, s.first_as_of, s.last_as_of, s.region_ids,
    coalesce(v.label, a.label, s.subject) AS subject_label,
    if(s.kind = 'service' AND s.scale IS NULL, NULL, count(*) OVER (PARTITION BY s.week_on, s.kind, s.subject, s.basis))::INTEGER
        AS wordings,
    p.supports
FROM summed AS s
LEFT JOIN services AS v ON s.kind = 'service' AND v.service = s.subject
LEFT JOIN actions AS a ON s.kind = 'action' AND a.action = s.subject
LEFT JOIN supporting AS p ON p.scale = s.scale
WHERE terms.subject_asked($services, $actions, s.kind, s.subject)
ORDER BY s.kind, s.subject, s.scale NULLS FIRST, s.wording NULLS FIRST, s.basis, s.week_on
