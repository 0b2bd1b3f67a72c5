-- question     Where does each thing that happened stand, and in which words?
-- grain        one thing that happened, as a source reports it: those that count, and those that a later list replaced
-- numerator    none: a list
-- denominator  none
-- parameters   regions: a list of ids, empty for all; on: the day, for what can have happened by then
-- source       data/reference/responses.csv, each row with its own source, and standing imports of events
-- columns
--   region       id of the region
--   kind         letter, notice, first_response, meeting, offer, review, extension, new_contract or position
--   happened_on  date as precise as known
--   basis        reported, or demonstration (an invented row)
--   counts       true where it is shown
--   why          why it is shown or not
--   words        what the source says happened
--   amount       amount with its unit, as reported
--   source       where it was read
--   read_as      read, computed or recalled (unverified)
--   import       id of the import; blank for a row of the reference data
--   file         name of the file, likewise
--   sheet        sheet, likewise
--   cell         address of the cell or row, likewise
--   response     id of the row
--   note         note

WITH told AS (
    SELECT
        response, region, kind, happened_on, sort_on, 'reported' AS basis, summary, amount, source, status, NULL::INTEGER AS import,
        NULL AS file, NULL AS sheet, NULL AS cell, note, NULL::INTEGER AS latest
    FROM responses
    UNION ALL
    SELECT
        h.happening, h.region, h.kind, h.happened_on, h.sort_on, if(i.demonstration, 'demonstration', 'reported'), h.summary,
        h.amount, coalesce(h.source, i.file), 'read', h.import, i.file, h.sheet, terms.cell(h."row", h.col), h.note,
        max(h.import) OVER (PARTITION BY h.region, h.happened_on, h.kind, h.services)
    FROM happenings AS h
    JOIN imports AS i ON i.import = h.import AND i.state <> 'undone'
),
placed AS (
    SELECT
        *, coalesce(import < latest, false) AS replaced,
        $until::DATE IS NOT NULL AND NOT coalesce(terms.first_day(happened_on) <= $until::DATE, true) AS too_late
    FROM told
    WHERE terms.asked_for($regions, region)
)
SELECT
    region, kind, happened_on, basis, NOT replaced AND NOT too_late AS counts,
    CASE
        WHEN replaced THEN 'replaced: import ' || latest || ' tells of the same'
        WHEN too_late THEN 'had not happened by the day'
        WHEN import IS NULL THEN 'as the source tells it'
        ELSE 'as the list tells it'
    END AS why,
    summary AS words, amount, source, status AS read_as, import, file, sheet, cell, response, note
FROM placed
ORDER BY region, sort_on NULLS LAST, counts DESC, import NULLS FIRST, sheet, cell, response
