-- question     What limits the meaning of a region's figures?
-- grain        caveat
-- numerator    none: a list
-- denominator  none
-- parameters   regions, services, actions: lists of ids, empty for all; a caveat without a region or a subject holds for
--              every one and is always there
-- source       data/reference/caveats.csv, each row with its own source
-- trace        none: each row is read in the source that it names
-- columns
--   region         id of the region; blank for every region
--   kind           service or action; blank for every subject
--   subject        id of the service or action; blank for every subject
--   caveat         the sentence to show with the figure
--   region_name    name of the region
--   subject_label  name of the service or action
--   source         where it was read
--   status         read, computed or recalled (unverified)

SELECT
    c.region, c.kind, c.subject, c.caveat, r.name AS region_name, coalesce(s.label, a.label, c.subject) AS subject_label,
    c.source, c.status
FROM caveats AS c
LEFT JOIN regions AS r ON r.region = c.region
LEFT JOIN services AS s ON c.kind = 'service' AND s.service = c.subject
LEFT JOIN actions AS a ON c.kind = 'action' AND a.action = c.subject
WHERE (c.region IS NULL OR terms.asked_for($regions, c.region))
    AND (c.subject IS NULL OR terms.subject_asked($services, $actions, c.kind, c.subject))
ORDER BY r.display_order NULLS FIRST, c.region, c.kind, c.subject, c.caveat
