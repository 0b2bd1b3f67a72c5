-- question     What did somebody else add up, as it was given?
-- grain        one figure about one subject, in a region or a part of it, for one answer where it is one's
-- numerator    as the source counted
-- denominator  as the source gave it
-- parameters   regions, services, actions: lists of ids, empty for all
-- source       terms/published_figures.sql
-- trace        none: each row is one published figure, with its words, its source and its cell
-- columns
--   region         id of the region
--   part           the part of the region, such as a network; blank for the whole
--   subject        id of the service or action
--   kind           service or action
--   answer         id of the answer that so many gave; blank where the figure is about none
--   rung           where on the ladder the figure stands; blank if nowhere
--   count          in the unit given
--   out_of         as given
--   share          as given, never worked out
--   qualifier      exact, about, almost, over, under, at_least, words or named
--   unit           practices, patients, GPs or respondents
--   as_of          as precise as dated, ISO
--   source         where it was read
--   words          the words that carry the figure
--   basis          reported, or demonstration (an invented row)
--   region_name    name of the region
--   subject_label  name of the service or action
--   answer_label   name of the answer
--   figure         id of the figure; one figure about two subjects is two rows
--   import         id of the import; blank for a row of the reference data
--   file           name of the file, likewise
--   sheet          name of the sheet, likewise
--   cell           the cell, likewise

WITH scaled AS (
    SELECT answer, any_value(label) AS label, min(display_order) AS place FROM scale_answers GROUP BY answer
)
SELECT
    t.region, t.part, t.subject, t.kind, t.answer, t.rung, t.count, t.out_of, t.share, t.qualifier, t.unit, t.as_of,
    t.source, t.words, t.basis, r.name AS region_name, coalesce(s.label, a.label, t.subject) AS subject_label,
    n.label AS answer_label, t.figure, t.import, t.file, t.sheet, t.cell
FROM terms.added_up() AS t
LEFT JOIN regions AS r ON r.region = t.region
LEFT JOIN services AS s ON t.kind = 'service' AND s.service = t.subject
LEFT JOIN actions AS a ON t.kind = 'action' AND a.action = t.subject
LEFT JOIN scaled AS n ON n.answer = t.answer
WHERE terms.asked_for($regions, t.region)
    AND terms.subject_asked($services, $actions, t.kind, t.subject)
ORDER BY r.display_order NULLS LAST, t.region, t.kind, coalesce(a.display_order, 0), t.subject, t.part NULLS FIRST,
    n.place NULLS FIRST, t.figure
