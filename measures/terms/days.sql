-- A date as precise as known ("2025", "2025-02", "2025-02-03") as the first and the last day that it can be;
-- blank where it is none of these.

CREATE MACRO IF NOT EXISTS terms.first_day(said) AS
    try_cast(said || CASE length(said) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END AS DATE);

CREATE MACRO IF NOT EXISTS terms.last_day(said) AS
    CASE length(said)
        WHEN 4 THEN (terms.first_day(said) + INTERVAL 1 YEAR - INTERVAL 1 DAY)::DATE
        WHEN 7 THEN last_day(terms.first_day(said))
        ELSE terms.first_day(said)
    END;
