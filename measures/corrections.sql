-- question     Which cells were mended by hand?
-- grain        corrected cell and import of its file that stands
-- numerator    none: a list
-- denominator  none
-- parameters   regions: ids of the import's region, empty for all; survey: id of the import's survey
-- source       what people mended on the upload page or the command line; the file itself stays as it came
-- trace        none: each row is itself a cell of a file
-- columns
--   import        id of the import
--   file          name of the file
--   sheet         sheet of the cell
--   cell          address of the cell
--   original      what stands in the file; blank where nothing
--   corrected     what is read instead; blank where the cell was emptied
--   corrected_at  when it was mended, UTC
--   corrected_by  who mended it, as the operating system or the page knows them
--   row           row of the cell, the first is 0
--   col           column of the cell, the first is 0
--   sha256        checksum of the file as it came
--   region        region of the import; blank where its rows name their own, or unknown
--   survey        survey of the import; blank if none

WITH lettered AS (
    SELECT *,
        CASE WHEN col >= 702 THEN chr(64 + ((col - 702) // 676 + 1)::INTEGER) ELSE '' END
        || CASE WHEN col >= 26 THEN chr(65 + (((col - 26) // 26) % 26)::INTEGER) ELSE '' END
        || chr(65 + (col % 26)::INTEGER) AS letters
    FROM corrections
)
SELECT
    i.import, i.file, c.sheet, c.letters || (c."row" + 1) AS cell, c.original, c.corrected, c.corrected_at,
    c.corrected_by, c."row", c.col, c.sha256, i.region, i.survey
FROM lettered AS c
JOIN imports AS i ON i.sha256 = c.sha256
WHERE i.state <> 'undone'
    AND terms.asked_for($regions, i.region)
    AND ($survey::VARCHAR IS NULL OR i.survey = $survey::VARCHAR)
ORDER BY i.import, c.sheet, c."row", c.col
