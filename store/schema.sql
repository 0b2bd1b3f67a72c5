-- The tables of one generation. Reference tables (loaded from data/reference/, one CSV of the same
-- name each) are declared in reference.sql; these hold what came in, and what follows from it.
--
-- Cells are addressed by sheet name and zero-based "row" and "col"; "A1" has row 0, col 0. A row or
-- col that is NULL means that the source has none. Keys are checked while an import is staged: an
-- index on the large tables made the same insert five times slower.

CREATE TABLE meta (
    key VARCHAR,
    value VARCHAR
);

-- What happened, in order. journal.jsonl is this table in plain text.
CREATE TABLE events (
    seq INTEGER,
    "at" TIMESTAMP,             -- UTC
    "by" VARCHAR,               -- who, as the operating system or the page knows them; '' unknown
    event VARCHAR,              -- import | undo | redo | answer | forget | correct | uncorrect | setting
                                -- | reference | rebuild | erase; erased: one whose words are gone
    payload VARCHAR             -- JSON
);

CREATE TABLE imports (
    import INTEGER,
    file VARCHAR,               -- base name as it came
    sha256 VARCHAR,
    ext VARCHAR,                -- of the file in received/, without a dot
    kind VARCHAR,               -- survey | notices | figures | practices | events; NULL while unknown
    region VARCHAR,
    survey VARCHAR,
    menu VARCHAR,
    options VARCHAR,            -- JSON of the options the file was read with
    loaded_at TIMESTAMP,        -- UTC
    loaded_by VARCHAR,
    rows_read INTEGER,
    rows_loaded INTEGER,
    rows_left_out INTEGER,
    state VARCHAR,              -- loaded | needs an answer | undone
    demonstration BOOLEAN,
    notes VARCHAR               -- JSON list of sentences
);

CREATE TABLE problems (import INTEGER, sheet VARCHAR, cell VARCHAR, "column" VARCHAR, value VARCHAR, reason VARCHAR);
CREATE TABLE left_out (import INTEGER, sheet VARCHAR, cell VARCHAR, value VARCHAR, reason VARCHAR);

-- Open questions of standing imports; the same question id may be raised by several imports.
CREATE TABLE questions (
    question VARCHAR,           -- hash of about and key
    import INTEGER,
    about VARCHAR,              -- region | survey | action | service | answer | date order | practice | ...
    key VARCHAR,                -- the normalised text that an answer is remembered by
    value VARCHAR,              -- the text as it stands in the file
    sentence VARCHAR,
    choices VARCHAR,            -- JSON list: ids, or sentences where a choice is not an id
    affects_rows INTEGER,
    sheet VARCHAR,
    cell VARCHAR
);

CREATE TABLE remembered (
    question VARCHAR, about VARCHAR, key VARCHAR, value VARCHAR, choice VARCHAR,
    answered_at TIMESTAMP, answered_by VARCHAR
);

-- What people set once and every page keeps to: a meeting with its slides and dates, the LMC's name.
CREATE TABLE settings (
    setting VARCHAR,            -- kind and name, 'meeting/Monthly'
    value VARCHAR,              -- JSON
    set_at TIMESTAMP, set_by VARCHAR
);

-- Which remembered answers the reading of an import used: these imports are read again when one changes.
CREATE TABLE used_answers (import INTEGER, question VARCHAR);

-- Cells mended by hand. The file stays as it came; every reading of these bytes finds the new text instead.
CREATE TABLE corrections (
    sha256 VARCHAR, sheet VARCHAR, "row" INTEGER, col INTEGER,
    original VARCHAR,           -- the text as it stands in the file; NULL for a blank cell
    corrected VARCHAR,          -- NULL: the cell is emptied
    corrected_at TIMESTAMP, corrected_by VARCHAR
);

-- respondent: the ODS code, or 'name:<normalised name>', or 'anonymous:<import>:<sheet>:<row>'.
-- practice: the ODS code, NULL where only a name or nothing is known.
-- reply: numbers the replies of an import, in the order they came.
CREATE TABLE surveys (survey VARCHAR, import INTEGER, title VARCHAR, scale VARCHAR, menu VARCHAR);
CREATE TABLE replies (
    import INTEGER, reply INTEGER, survey VARCHAR, region VARCHAR, respondent VARCHAR, practice VARCHAR,
    name VARCHAR, submitted_at TIMESTAMP, sheet VARCHAR, "row" INTEGER
);

-- Answers are most of what a store holds, so they are kept in numbers, and the view answers says them in
-- words: with whose and when beside every answer, a survey of 6,300 practices took twelve times as long
-- to write. cell: numbers the answers of an import, in the order they came.
CREATE TABLE answer_cells (
    import INTEGER, cell INTEGER, reply INTEGER, action INTEGER, answer INTEGER, "row" INTEGER, col INTEGER
);
CREATE TABLE answer_ids (number INTEGER, id VARCHAR);  -- of actions and of answers

CREATE VIEW answers AS
SELECT import, survey, region, respondent, actions.id AS action, answers.id AS answer, submitted_at, sheet,
    cells."row", col
FROM answer_cells AS cells
JOIN replies USING (import, reply)
JOIN answer_ids AS actions ON actions.number = cells.action
JOIN answer_ids AS answers ON answers.number = cells.answer;

CREATE TABLE comments (
    import INTEGER, survey VARCHAR, region VARCHAR, respondent VARCHAR, question VARCHAR, text VARCHAR,
    sheet VARCHAR, "row" INTEGER, col INTEGER
);

-- One row of a notice log, or one cell of a matrix, for one service.
CREATE TABLE notices (
    import INTEGER, region VARCHAR, respondent VARCHAR, practice VARCHAR, name VARCHAR, service VARCHAR,
    status VARCHAR,             -- wanted | signed_up | served | extended | resolved | withdrawn
    served_on DATE, effective_on DATE, extended_to DATE, withdrawn_on DATE, resolved_on DATE,
    scope VARCHAR,              -- all | new_requests | existing_patients | at_capacity | NULL not said
    note VARCHAR, sheet VARCHAR, "row" INTEGER, col INTEGER
);

-- Counts and shares that somebody else added up. A figure about two services is two rows, one figure id.
CREATE TABLE figures (
    import INTEGER, figure VARCHAR, region VARCHAR, subject VARCHAR, kind VARCHAR,  -- kind: service | action
    rung VARCHAR, count DOUBLE, out_of DOUBLE, share DOUBLE,
    qualifier VARCHAR,          -- exact | about | almost | over | under | at_least | words | named
    unit VARCHAR,               -- practices | patients | GPs | respondents
    as_of VARCHAR,              -- ISO, as precise as known: 2025, 2025-02, 2025-02-03
    source VARCHAR, words VARCHAR, sheet VARCHAR, "row" INTEGER, col INTEGER,
    answer VARCHAR,             -- of a survey's scale, where the figure says how many gave it; NULL else
    part VARCHAR                -- of the region, such as a network, that it is about; NULL: the whole region
);

CREATE TABLE practices (
    import INTEGER, practice VARCHAR, name VARCHAR, region VARCHAR, icb VARCHAR, sub_icb VARCHAR,
    pcn VARCHAR, pcn_name VARCHAR, postcode VARCHAR, list_size INTEGER,
    open BOOLEAN,               -- on the day the list came in; NULL not said
    closed_on DATE,             -- the day on which it closed, or will: open until then; NULL not said
    as_of VARCHAR, sheet VARCHAR, "row" INTEGER
);

-- What an ICB, an LMC or practices did, from a table of its own kind. (The journal is called events.)
CREATE TABLE happenings (
    import INTEGER, happening VARCHAR, region VARCHAR,
    happened_on VARCHAR,        -- ISO, as precise as known: 2025, 2025-02, 2025-02-03; NULL not said
    sort_on DATE,               -- the day, or the first of the month; NULL where no month is known
    kind VARCHAR,               -- an id of event_kinds
    summary VARCHAR,
    amount VARCHAR,             -- with its unit, as reported
    services VARCHAR,           -- ids joined by ';'
    position VARCHAR,           -- the LMC's, on an offer: accept | undecided | reject
    note VARCHAR, source VARCHAR, sheet VARCHAR, "row" INTEGER, col INTEGER
);

-- What follows from the imports that stand: made again by resolve.sql for what a write touched. Few answers
-- are superseded, so those are kept, and what stands is the rest.

-- Replies of a respondent whose answers in another import count.
CREATE TABLE superseded_replies (import INTEGER, reply INTEGER);
-- Answers that gave way to another of the same respondent to the same question in the same import.
CREATE TABLE superseded_answers (import INTEGER, cell INTEGER);

CREATE VIEW standing_replies AS
SELECT survey, region, respondent, arg_max(practice, reply) AS practice, import,
    max(submitted_at) AS submitted_at
FROM replies
SEMI JOIN (SELECT import FROM imports WHERE state <> 'undone') AS standing USING (import)
ANTI JOIN superseded_replies USING (import, reply)
GROUP BY survey, region, respondent, import;

CREATE VIEW standing_answers AS
WITH standing AS (
    SELECT import, reply, survey, region, respondent, submitted_at, sheet
    FROM replies
    SEMI JOIN (SELECT import FROM imports WHERE state <> 'undone') AS standing USING (import)
    ANTI JOIN superseded_replies USING (import, reply)
),
cells AS (SELECT * FROM answer_cells ANTI JOIN superseded_answers USING (import, cell))
SELECT survey, region, respondent, actions.id AS action, answers.id AS answer, import, submitted_at, sheet,
    cells."row", col
FROM cells
JOIN standing USING (import, reply)
JOIN answer_ids AS actions ON actions.number = cells.action
JOIN answer_ids AS answers ON answers.number = cells.answer;

CREATE TABLE answer_counts (survey VARCHAR, region VARCHAR, action VARCHAR, answer VARCHAR, practices INTEGER);
CREATE TABLE reply_counts (
    survey VARCHAR, region VARCHAR, responded INTEGER, anonymous INTEGER, first_on DATE, last_on DATE,
    loaded_on DATE, demonstration BOOLEAN
);
-- A notice has a scope and a life: a practice may have several on one service (resolve.sql: notices).
CREATE TABLE standing_notices (
    region VARCHAR, respondent VARCHAR, service VARCHAR,
    notice INTEGER,             -- numbers those of one practice on one service
    signed_up BOOLEAN,          -- wanted or signed up, nothing served
    served BOOLEAN, served_on DATE, effective_on DATE, extended_to DATE,
    withdrawn BOOLEAN, withdrawn_on DATE, resolved BOOLEAN, resolved_on DATE,
    scope VARCHAR, demonstration BOOLEAN, import INTEGER, sheet VARCHAR, "row" INTEGER, col INTEGER
);
-- Which rows each of them is made of; a row of notices that is not here gave way to another.
CREATE TABLE notice_rows (
    region VARCHAR, respondent VARCHAR, service VARCHAR, notice INTEGER,
    import INTEGER, sheet VARCHAR, "row" INTEGER, col INTEGER
);
-- Registers that may be the LMC's own list of a region (resolve.sql: lists); measures choose by the day.
CREATE TABLE own_lists (
    region VARCHAR, import INTEGER, file VARCHAR,
    as_of VARCHAR,              -- its own date, as precise as known, else the day of loading
    begins_on DATE,             -- the day from which it counts: the last that its own date can be; NULL: it has none
    place INTEGER               -- among those of the region, by as_of
);
CREATE TABLE standing_practices (
    practice VARCHAR, name VARCHAR, region VARCHAR, icb VARCHAR, sub_icb VARCHAR, pcn VARCHAR, pcn_name VARCHAR,
    postcode VARCHAR, list_size INTEGER, open BOOLEAN, closed_on DATE, as_of VARCHAR, import INTEGER
);
