-- Which surveys, regions and practices a write is about, so that resolve.sql makes again what it touches
-- and nothing else. Filled by the statement "touch".

CREATE OR REPLACE TEMP TABLE touched_surveys (survey VARCHAR, region VARCHAR);
CREATE OR REPLACE TEMP TABLE touched_notices (region VARCHAR);
CREATE OR REPLACE TEMP TABLE touched_practices (practice VARCHAR);
