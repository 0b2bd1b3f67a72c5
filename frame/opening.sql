-- How many surveys and notice logs the store ever held. Undone imports count: who removed the demonstration, or a file
-- of their own, does not want it back.

SELECT count(*) FROM imports WHERE kind IN ('survey', 'notices')
