-- Which surveys, regions and practices the rows of $imports are about: noted before and after they change,
-- so that resolve.sql makes again what they touch and nothing else.

CREATE TEMP TABLE IF NOT EXISTS touched_surveys (survey VARCHAR, region VARCHAR);
CREATE TEMP TABLE IF NOT EXISTS touched_notices (region VARCHAR);
CREATE TEMP TABLE IF NOT EXISTS touched_practices (practice VARCHAR);

INSERT INTO touched_surveys
SELECT survey, region FROM replies WHERE list_contains($imports, import)
UNION
SELECT survey, region FROM answers WHERE list_contains($imports, import);

INSERT INTO touched_notices SELECT DISTINCT region FROM notices WHERE list_contains($imports, import);

INSERT INTO touched_practices SELECT DISTINCT practice FROM practices WHERE list_contains($imports, import);
