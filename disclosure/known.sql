-- Small questions of the rules, each under its name.

-- name: files
-- Every file that came in, undone ones too: earlier figures may still bear its name.
SELECT file, max(import) AS import FROM imports WHERE file IS NOT NULL AND length(file) > 0
GROUP BY file ORDER BY length(file) DESC, file;

-- name: replies
-- Replies of the imports that stand by the day they belong to (measures/terms/answers_until.sql), survey by survey.
SELECT r.region, r.survey, coalesce(r.submitted_at, i.loaded_at)::DATE AS day, count(*)::INTEGER AS replies
FROM replies AS r JOIN imports AS i ON i.import = r.import AND i.state <> 'undone'
GROUP BY ALL ORDER BY ALL;

-- name: regions
SELECT region FROM regions ORDER BY display_order NULLS LAST, region;

-- name: names
-- What the practices of regions with replies, notices or a list of their own are called, and their networks.
SELECT DISTINCT region, name FROM (
    SELECT region, name FROM replies
    UNION ALL SELECT region, name FROM notices
    UNION ALL SELECT region, name FROM practices
    UNION ALL SELECT region, pcn_name FROM practices
    UNION ALL SELECT region, substr(respondent, 6) FROM replies WHERE starts_with(respondent, 'name:')
    UNION ALL SELECT region, substr(respondent, 6) FROM notices WHERE starts_with(respondent, 'name:')
)
WHERE name IS NOT NULL AND length(name) >= 3 AND region IN (
    SELECT region FROM replies UNION SELECT region FROM notices
    UNION SELECT region FROM comments UNION SELECT region FROM happenings
);
