-- Every count or share that somebody else added up: the reference data's, and those of standing imports.
-- Nothing is worked out here: a share is there only where the source gave it. unit is practices unless
-- the source says otherwise. Of two imports that give one figure (all but its amount is the same, or both read it in
-- the same cell of the same bytes, which makes its id), the later counts.

CREATE MACRO IF NOT EXISTS terms.added_up() AS TABLE
    SELECT
        figure, region, subject, kind, 'reported' AS basis, rung, count, out_of, share, qualifier, unit, as_of,
        source, effective_on, extended_to, scope, parent, words, note, status, NULL::INTEGER AS import,
        NULL AS file, NULL AS sheet, NULL AS cell, NULL AS answer, NULL AS part
    FROM reported_figures
    UNION ALL
    (SELECT
        f.figure, f.region, f.subject, f.kind, if(i.demonstration, 'demonstration', 'reported'), f.rung, f.count,
        f.out_of, f.share, f.qualifier, f.unit, f.as_of, coalesce(f.source, i.file), NULL, NULL, NULL, NULL,
        f.words, NULL, 'read', f.import,
        i.file, f.sheet, terms.cell(f."row", f.col), f.answer, f.part
    FROM figures AS f
    JOIN imports AS i ON i.import = f.import AND i.state <> 'undone'
    QUALIFY f.import = max(f.import) OVER (
        PARTITION BY f.region, f.part, f.subject, f.kind, f.rung, f.answer, f.unit, f.as_of, nullif(f.source, i.file)
    ) AND f.import = max(f.import) OVER (PARTITION BY coalesce(f.figure, 'import ' || f.import)));

-- Those that say how far a whole region is: not a network's, and not how many gave an answer that is no support.
-- until: a day that has passed, for what had surely been said by then (of March 2025: from 31 March on); what has no date
-- stays. Blank: all.
CREATE MACRO IF NOT EXISTS terms.published_figures(until) AS TABLE
    SELECT * FROM terms.added_up()
    WHERE part IS NULL AND (answer IS NULL OR answer IN (SELECT answer FROM scale_answers WHERE supports))
        AND (until::DATE IS NULL OR coalesce(terms.last_day(as_of) <= until::DATE, true));

-- How a published figure was come by, in a sentence's words.
CREATE MACRO IF NOT EXISTS terms.how_read(words, status) AS
    CASE status
        WHEN 'computed' THEN 'computed from what the source says'
        WHEN 'recalled' THEN 'recalled, not checked against the source'
        ELSE 'read in the source'
    END || coalesce(': “' || words || '”', '');
