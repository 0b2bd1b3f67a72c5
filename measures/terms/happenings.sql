-- What the ICBs, the LMCs and practices did: the reference data's rows, and those of standing imports. Of two
-- imports that tell of one event (its region, date, kind and services are the same), the later one's rows count.
-- until: a day that has passed, for what had surely happened by then (in March 2025: from 31 March
-- on); what has no date stays. Blank: all.

CREATE MACRO IF NOT EXISTS terms.all_happenings() AS TABLE
    SELECT
        response, region, icb, happened_on, sort_on, kind, summary, amount, services, position, note, source, status,
        'reported' AS basis, NULL::INTEGER AS import, NULL AS file, NULL AS sheet, NULL::INTEGER AS "row", NULL::INTEGER AS col
    FROM responses
    UNION ALL
    (SELECT
        h.happening, h.region, NULL, h.happened_on, h.sort_on, h.kind, h.summary, h.amount, h.services, h.position, h.note,
        coalesce(h.source, i.file), 'read', if(i.demonstration, 'demonstration', 'reported'), h.import, i.file,
        h.sheet, h."row", h.col
    FROM happenings AS h
    JOIN imports AS i ON i.import = h.import AND i.state <> 'undone'
    QUALIFY h.import = max(h.import) OVER (PARTITION BY h.region, h.happened_on, h.kind, h.services));

CREATE MACRO IF NOT EXISTS terms.happenings(until) AS TABLE
    SELECT * FROM terms.all_happenings() WHERE until::DATE IS NULL OR coalesce(terms.last_day(happened_on) <= until::DATE, true);
