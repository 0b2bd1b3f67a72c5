-- The practices of a region with their network and list size, and for each subject whether each acts, as
-- measures/by_pcn.sql and measures/list_weight.sql count them: one row per practice and subject. Practices without a
-- list size add no patients there; here their list_size is blank. For what may leave; never shown.

WITH placed AS (
    SELECT *, bool_or(coalesce(pcn, pcn_name) IS NOT NULL) OVER (PARTITION BY region) AS has_networks
    FROM terms.members($regions, $on)
),
members AS (
    SELECT region, practice, list_size, if(has_networks, coalesce(pcn, pcn_name), sub_icb) AS pcn
    FROM placed
),
acts AS (
    SELECT region, subject, kind, respondent, bool_or(acts) AS acts
    FROM terms.acts($regions, $survey, $on, $until)
    WHERE terms.subject_asked($services, $actions, kind, subject)
    GROUP BY ALL
),
subjects AS (SELECT DISTINCT region, subject, kind FROM acts)
SELECT m.region, s.subject, s.kind, m.practice, m.pcn, m.list_size, coalesce(a.acts, false) AS acts
FROM members AS m
JOIN subjects AS s ON s.region = m.region
LEFT JOIN acts AS a ON a.region = m.region AND a.subject = s.subject AND a.kind = s.kind AND a.respondent = m.practice
ORDER BY ALL
