-- question     Which whole numbers could stand behind a published share?
-- grain        published figure with a share, and subject
-- numerator    whole numbers that the share could be
-- denominator  the base that the source gives; where it gives none and speaks of practices, those of the region
-- parameters   regions, services, actions: lists of ids, empty for all; on: the day, for the number of practices
-- source       A count fits if its share, rounded as the published one is, is the same. Our reading of the qualifiers: about
--              is within one percentage point, almost is below by at most one point; over, under and at least are
--              taken at their word. Nothing here replaces the figure: a share stays a share.
-- trace        trace_regions
-- columns
--   region        id of the region
--   subject       id of the service or action
--   kind          service or action
--   figure        id of the figure
--   share         as given
--   qualifier     exact, about, almost, over, under or at_least
--   out_of        the base; blank unknown
--   base          source or region: who gives the base; blank unknown
--   possible      how many whole numbers fit; blank where the base is unknown
--   lowest        the least that fits; blank where none does
--   highest       the most that fits; blank where none does
--   below         where none fits: the nearest whole number below
--   below_share   below / out_of
--   above         where none fits: the nearest whole number above
--   above_share   above / out_of
--   count         the count that the source gives beside the share; blank if none
--   agrees        true where that count is one that fits; blank where there is no count or no base
--   base_lowest   where a count and no base is given: the least base of which the count could be the share
--   base_highest  the greatest such base
--   sentence      the same in words
--   unit          practices, patients, GPs or respondents
--   words         the words that carry the figure
--   as_of         date of the figure, as precise as known
--   source        where it was read
--   basis         reported, or demonstration where the data are invented
--   region_name   name of the region
--   subject_label name of the service or action

WITH shares AS (
    SELECT
        f.*,
        nullif(coalesce(f.out_of, if(f.unit = 'practices', b.out_of, NULL)), 0)::BIGINT AS whole,
        CASE
            WHEN f.out_of IS NOT NULL THEN 'source'
            WHEN f.unit = 'practices' AND b.out_of IS NOT NULL THEN 'region'
        END AS base,
        -- Half of the last place that the share is given to: 82% is 81.5% up to, not with, 82.5%.
        CASE
            WHEN abs(f.share * 100 - round(f.share * 100)) < 1e-9 THEN 0.005
            WHEN abs(f.share * 1000 - round(f.share * 1000)) < 1e-9 THEN 0.0005
            ELSE 0.00005
        END AS half,
        b.name AS region_name
    FROM terms.published_figures(NULL) AS f
    LEFT JOIN terms.bases($on) AS b ON b.region = f.region
    WHERE f.share IS NOT NULL
        AND f.qualifier IN ('exact', 'about', 'almost', 'over', 'under', 'at_least')
        AND terms.asked_for($regions, f.region)
        AND terms.subject_asked($services, $actions, f.kind, f.subject)
),
spans AS (
    SELECT
        *,
        CASE qualifier
            WHEN 'exact' THEN share - half
            WHEN 'about' THEN share - 0.01
            WHEN 'almost' THEN share - 0.01
            WHEN 'under' THEN 0
            ELSE share
        END AS least,
        CASE qualifier
            WHEN 'exact' THEN share + half
            WHEN 'about' THEN share + 0.01
            WHEN 'almost' THEN share
            WHEN 'under' THEN share
            ELSE 1
        END AS most,
        qualifier = 'over' AS above_least,
        qualifier IN ('exact', 'almost', 'under') AS below_most
    FROM shares
),
-- A hair either way, so that 0.5 x 64 is 32 whatever the machine's rounding.
counted AS (
    SELECT
        *,
        greatest(0, if(above_least, floor(least * whole + 1e-7) + 1, ceil(least * whole - 1e-7)))::BIGINT AS first,
        least(whole, if(below_most AND share < 1, ceil(most * whole - 1e-7) - 1, floor(most * whole + 1e-7)))::BIGINT
            AS last,
        ceil(count / most - 1e-7)::BIGINT AS base_first,
        floor(count / nullif(least, 0) + 1e-7)::BIGINT AS base_last
    FROM spans
),
found AS (
    SELECT
        *,
        if(whole IS NULL, NULL, greatest(0, last - first + 1)) AS possible,
        last >= first AS fits
    FROM counted
),
told AS (
    SELECT
        *,
        if(fits, first, NULL) AS lowest,
        if(fits, last, NULL) AS highest,
        if(NOT fits, last, NULL) AS below,
        if(NOT fits, first, NULL) AS above
    FROM found
)
SELECT
    t.region, t.subject, t.kind, t.figure, t.share, t.qualifier, t.whole AS out_of, t.base, t.possible, t.lowest, t.highest,
    t.below, t.below / nullif(t.whole, 0) AS below_share, t.above, t.above / nullif(t.whole, 0) AS above_share,
    t.count, if(t.whole IS NULL OR t.count IS NULL, NULL, coalesce(t.count BETWEEN t.lowest AND t.highest, false)) AS agrees,
    if(t.whole IS NULL OR t.base = 'region', t.base_first, NULL) AS base_lowest,
    if(t.whole IS NULL OR t.base = 'region', t.base_last, NULL) AS base_highest,
    CASE
        WHEN t.whole IS NULL THEN 'Out of how many is not known.'
        WHEN t.base = 'region' THEN 'If out of all ' || t.whole || ' practices of the region, which the source does not say: '
        ELSE ''
    END || CASE
        WHEN t.whole IS NULL THEN ''
        WHEN NOT t.fits THEN
            'No whole number of ' || t.whole || ' is ' || terms.percent(t.share) || ': the nearest are ' || t.below || ' ('
            || terms.percent(t.below / t.whole) || ') and ' || t.above || ' (' || terms.percent(t.above / t.whole) || ').'
        WHEN t.lowest = t.highest THEN
            t.lowest || ' of ' || t.whole || ' (' || terms.percent(t.lowest / t.whole) || ') fits.'
        ELSE t.lowest || ' to ' || t.highest || ' of ' || t.whole || ' fit.'
    END AS sentence,
    t.unit, t.words, t.as_of, t.source, t.basis, t.region_name, coalesce(s.label, a.label, t.subject) AS subject_label
FROM told AS t
LEFT JOIN regions AS r ON r.region = t.region
LEFT JOIN services AS s ON t.kind = 'service' AND s.service = t.subject
LEFT JOIN actions AS a ON t.kind = 'action' AND a.action = t.subject
ORDER BY r.display_order NULLS LAST, t.region, t.kind, t.subject, t.figure
