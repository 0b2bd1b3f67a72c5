-- question     Which cells and which published words is each figure about a service made of?
-- grain        one row of a log, or one cell of a matrix, about one service: those that count, those that are over and
--              those that something later replaced; one count that another store handed over; and one published figure
-- numerator    none: a list; the practices of its rows with counts true are those of the figure
-- denominator  none
-- parameters   regions, services: lists of ids, empty for all; on: the day; what is published counts from its date on
-- source       notices of the imports that stand, and published figures; terms/traced.sql, terms/published_figures.sql
-- columns
--   region         id of the region
--   service        id of the service
--   basis          counted, reported, or demonstration where the data are invented
--   status         counted: what the row says; reported: the rung of the figure
--   counts         counted: true where the notice stands on the day; reported: true
--   in_effect      counted: true where it is in effect on the day
--   why            why it counts or not; reported: as the source puts it, and what was made of it
--   practice       ODS code; blank where only a name or nothing is known
--   practice_name  name of the practice; blank unknown
--   import         id of the import; blank for the reference data
--   file           name of the file; blank for the reference data
--   sheet          sheet; blank where the file has none
--   cell           address of the cell, such as D17
--   served_on      date of service that the row gives
--   effective_on   date of effect that the row gives, as precise as known; ISO
--   extended_to    date extended to that the row gives, as precise as known; ISO
--   ended_on       date of withdrawal or settlement that the row gives
--   scope          what the row covers
--   figure         reported: id of the figure
--   count          reported: as given
--   share          reported: as given
--   qualifier      reported: exact, about, almost, over, under, at_least, words or named
--   unit           reported: practices, patients, GPs or respondents
--   words          reported: the words that carry the figure
--   as_of          reported: date of the figure, as precise as known
--   source         reported: where it was read
--   read_as        reported: read, computed or recalled (unverified)
--   note           reported: note

WITH rows AS (
    SELECT
        t.region, t.service, if(t.demonstration, 'demonstration', 'counted') AS basis, t.status, t.counts, t.in_effect, t.why,
        terms.practice_code(t.respondent) AS practice,
        coalesce(n.name, t.name, if(starts_with(t.respondent, 'name:'), t.respondent[6:], NULL)) AS practice_name,
        t.import, t.file, t.sheet, t.cell, t.said_served_on AS served_on,
        strftime(t.said_effective_on, '%Y-%m-%d') AS effective_on,
        strftime(t.said_extended_to, '%Y-%m-%d') AS extended_to,
        t.said_ended_on AS ended_on, t.scope, t.superseded, t."row", t.col
    FROM terms.traced_notices($regions, $on) AS t
    LEFT JOIN terms.practice_names() AS n USING (respondent)
)
SELECT
    region, service, basis, status, counts, in_effect, why, practice, practice_name, import, file, sheet, cell, served_on,
    effective_on, extended_to, ended_on, scope, NULL::VARCHAR AS figure, NULL::DOUBLE AS count, NULL::DOUBLE AS share,
    NULL::VARCHAR AS qualifier, NULL::VARCHAR AS unit, NULL::VARCHAR AS words, NULL::VARCHAR AS as_of,
    NULL::VARCHAR AS source, NULL::VARCHAR AS read_as, NULL::VARCHAR AS note
FROM rows
WHERE terms.asked_for($services, service)
UNION ALL
SELECT
    region, subject, basis, rung, rung IN ('served', 'extended', 'in_effect'), rung = 'in_effect',
    terms.handed_words(store, generation, handed_over_on, count), NULL, NULL, import, file, sheet, cell, NULL,
    strftime(first_effective_on, '%Y-%m-%d'), NULL, NULL, NULL, NULL, count, NULL, if(count IS NULL, 'words', 'exact'),
    'practices', terms.withheld_words(count), as_of, source, NULL, NULL
FROM terms.handed_over($until)
ANTI JOIN standing_notices USING (region)
WHERE rung IS NOT NULL
    AND terms.asked_for($regions, region)
    AND terms.asked_for($services, subject)
UNION ALL
SELECT
    region, subject, basis, rung, true, NULL, terms.how_read(words, status), NULL, NULL, import, file, sheet, cell, NULL,
    effective_on, extended_to, NULL, scope, figure, count, share, qualifier, unit, words, as_of, source, status, note
FROM terms.published_figures($until)
WHERE kind = 'service'
    AND terms.asked_for($regions, region)
    AND terms.asked_for($services, subject)
ORDER BY region, service, basis, counts DESC, practice, practice_name, import, sheet, cell, figure
