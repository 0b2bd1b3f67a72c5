-- Remembered answers, the newest first, each with the standing imports that used it (used: files with their numbers).

SELECT question, about, key, value, choice, answered_at, answered_by,
    (SELECT string_agg(file || ' (' || import || ')', ', ' ORDER BY import)
     FROM used_answers JOIN imports USING (import)
     WHERE used_answers.question = remembered.question AND state <> 'undone') AS used
FROM remembered ORDER BY answered_at DESC, question
