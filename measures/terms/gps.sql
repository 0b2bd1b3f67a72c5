-- Surveys that count GPs: somebody said that each row of a file is one GP (loaders/practices/voices.py), so that its
-- respondents are of no practice and begin so. Such a survey has no base, as nobody knows how many GPs there are.

CREATE MACRO IF NOT EXISTS terms.surveys_of_gps() AS TABLE
    SELECT DISTINCT survey, region
    FROM replies SEMI JOIN (FROM imports WHERE state <> 'undone') AS i USING (import)
    WHERE starts_with(respondent, 'anonymous:') AND regexp_matches(respondent, '^anonymous:[0-9]*:GP:');
