-- question     What do other regions and the surveys of all England say about the same thing?
-- grain        a region's figure with a share, and one comparator: the range of the other regions, or one England survey figure
-- numerator    the region's figure, as in regions
-- denominator  as share_of says
-- parameters   regions, services, actions: lists of ids, empty for all; survey: one id, blank for the newest of each
--              region; on: the day, for the notices and the answers sent by then
-- source       terms/subject_figures.sql. Counted figures are set beside counted ones, published beside published ones, invented
--              beside invented ones; a national survey stands beside either, with its base, but for its figures that
--              stand on no rung: those who will not act compare with nothing here. Patients are left out.
-- trace        trace_regions
-- columns
--   region          id of the region
--   subject         id of the service or action
--   kind            service or action
--   basis           counted, reported, or demonstration where the data are invented
--   rung            where on the ladder the region's figure stands
--   share           the region's share, 0 to 1
--   share_of        all practices, practices that answered, or as the source gave it
--   qualifier       of the region's figure
--   figure          id of the region's figure, if published
--   comparator      other regions or England survey
--   regions         other regions: how many there are with such a share
--   low             other regions: the lowest share; England survey: its share
--   high            other regions: the highest share; England survey: its share
--   lowest_region   id of the region with the lowest share
--   highest_region  id of the region with the highest share
--   place           other regions: the region's place by share among all of them, from 1; equals have the same place
--   comparable      true where both have one base and one rung; else reason says what differs
--   reason          what differs, in words; blank where nothing does
--   comparator_qualifier  England survey: exact, about, ...
--   comparator_unit       England survey: respondents, practices or GPs
--   comparator_out_of     England survey: how many replied; blank unknown
--   comparator_rung       England survey: where on the ladder it stands
--   comparator_words      England survey: the words that carry it
--   comparator_as_of      England survey: date, as precise as known
--   comparator_source     England survey: where it was read
--   comparator_status     England survey: read, computed or recalled (unverified)
--   region_name     name of the region
--   subject_label   name of the service or action
--   as_of           date of the region's figure, as precise as known; ISO

WITH given AS (
    SELECT
        region, subject, kind, basis, rung, figure, qualifier, unit, out_of, words, as_of, source, status, parent,
        CASE
            WHEN basis <> 'reported' AND kind = 'action' AND survey IS NOT NULL THEN share_of_answered
            ELSE share
        END AS share,
        CASE
            WHEN survey IS NOT NULL THEN 'practices that answered'
            WHEN figure IS NULL THEN 'all practices'
            ELSE 'as the source gave it'
        END AS share_of
    FROM terms.subject_figures($survey, $on, $until)
    WHERE unit <> 'patients' AND terms.subject_asked($services, $actions, kind, subject)
),
known AS (
    SELECT * FROM given WHERE share IS NOT NULL
),
-- Of several published figures of a region on one rung, the one that is no part of another, and is newest.
own AS (
    SELECT *
    FROM known
    WHERE region <> 'england'
    QUALIFY row_number() OVER (
        PARTITION BY region, subject, kind, basis, rung, share_of
        ORDER BY parent IS NOT NULL, as_of DESC NULLS LAST, figure
    ) = 1
),
ranged AS (
    SELECT
        f.region, f.subject, f.kind, f.basis, f.rung, f.share, f.share_of, f.qualifier, f.figure, f.as_of,
        'other regions' AS comparator, count(*) AS regions, min(o.share) AS low, max(o.share) AS high,
        arg_min(o.region, (o.share, o.region)) AS lowest_region, arg_max(o.region, (o.share, o.region)) AS highest_region,
        count(*) FILTER (o.share > f.share) + 1 AS place, true AS comparable
    FROM own AS f
    JOIN own AS o
        ON o.region <> f.region AND o.subject = f.subject AND o.kind = f.kind AND o.basis = f.basis
        AND o.rung IS NOT DISTINCT FROM f.rung AND o.share_of = f.share_of
    GROUP BY f.region, f.subject, f.kind, f.basis, f.rung, f.share, f.share_of, f.qualifier, f.figure, f.as_of
),
national AS (
    SELECT
        f.region, f.subject, f.kind, f.basis, f.rung, f.share, f.share_of, f.qualifier, f.figure, f.as_of,
        'England survey' AS comparator, e.share AS low, e.share AS high,
        f.rung IS NOT DISTINCT FROM e.rung AND f.share_of = 'practices that answered' AND e.unit IN ('practices', 'respondents')
            AS comparable,
        nullif(concat_ws('; ',
            if(f.rung IS DISTINCT FROM e.rung,
                'the region''s figure is about ' || coalesce(fg.label, 'no rung') || ', the survey''s about '
                || coalesce(eg.label, 'no rung'), NULL),
            CASE f.share_of
                WHEN 'all practices' THEN 'the region''s share is of all practices, the survey''s of those that replied'
                WHEN 'as the source gave it' THEN
                    'the region''s share is of what its source took, the survey''s of those that replied to it'
            END,
            if(e.unit NOT IN ('practices', 'respondents'), 'the survey counts ' || e.unit, NULL)
        ), '') AS reason,
        e.qualifier AS comparator_qualifier, e.unit AS comparator_unit, e.out_of AS comparator_out_of,
        e.rung AS comparator_rung, e.words AS comparator_words, e.as_of AS comparator_as_of,
        e.source AS comparator_source, e.status AS comparator_status
    FROM own AS f
    JOIN known AS e ON e.region = 'england' AND e.subject = f.subject AND e.kind = f.kind AND e.rung IS NOT NULL
    LEFT JOIN rungs AS fg ON fg.rung = f.rung
    LEFT JOIN rungs AS eg ON eg.rung = e.rung
),
compared AS (
    SELECT * FROM ranged UNION ALL BY NAME SELECT * FROM national
)
SELECT
    c.region, c.subject, c.kind, c.basis, c.rung, c.share, c.share_of, c.qualifier, c.figure, c.comparator, c.regions, c.low,
    c.high, c.lowest_region, c.highest_region, c.place, c.comparable, c.reason, c.comparator_qualifier, c.comparator_unit,
    c.comparator_out_of, c.comparator_rung, c.comparator_words, c.comparator_as_of, c.comparator_source,
    c.comparator_status, r.name AS region_name, coalesce(s.label, a.label, c.subject) AS subject_label, c.as_of
FROM compared AS c
LEFT JOIN regions AS r ON r.region = c.region
LEFT JOIN services AS s ON c.kind = 'service' AND s.service = c.subject
LEFT JOIN actions AS a ON c.kind = 'action' AND a.action = c.subject
WHERE terms.asked_for($regions, c.region)
ORDER BY
    r.display_order NULLS LAST, c.region, c.kind, coalesce(a.display_order, 0), c.subject, c.basis, c.figure,
    c.comparator DESC, c.comparator_as_of, c.comparator_words
