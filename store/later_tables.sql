-- Tables of facts that came after schema.sql was first written to disk. A store that lacks one gets it with its reference
-- data, and need not be made again.

-- What another store gave away of its own region: totals alone, a row per subject and answer, or per service and step.
-- Every hand-over that was loaded is here; which one counts is told by measures/terms/handed_over.sql.
CREATE TABLE IF NOT EXISTS handed_over (
    import INTEGER,
    store VARCHAR,              -- the id of the store that gave it away
    generation INTEGER,         -- of that store
    handed_over_on DATE,
    region VARCHAR,
    basis VARCHAR,              -- counted | demonstration
    kind VARCHAR,               -- action | service, as the figure is one of a survey or of a log
    subject VARCHAR,            -- id of the action, or of the service
    survey VARCHAR, title VARCHAR, scale VARCHAR, menu VARCHAR,
    wording VARCHAR,            -- the question as it was put
    answer VARCHAR,             -- of the scale; NULL where rung says what is counted
    rung VARCHAR,               -- of the ladder; NULL where answer does
    count INTEGER,              -- practices; NULL: withheld, as they are few
    answered INTEGER, responded INTEGER, anonymous INTEGER,
    out_of INTEGER, out_of_source VARCHAR,
    first_effective_on DATE, next_effective_on DATE,
    as_of VARCHAR,              -- ISO day: of the last reply, or of the log
    sheet VARCHAR, "row" INTEGER, col INTEGER
);
