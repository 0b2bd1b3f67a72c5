-- question     Which regions are those of an LMC, and what is it called?
-- grain        region
SELECT region, lmc FROM regions WHERE lmc IS NOT NULL AND NOT coalesce(fictitious, false) ORDER BY display_order
