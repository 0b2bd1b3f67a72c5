-- The definitions of ../answers_until.sql for today and any later day, when until is blank: all that came in counts, and
-- what was worked out at import is read as it is. To plan both ways for every figure took half of the time of a measure.

CREATE MACRO IF NOT EXISTS terms.sent_by(submitted_at, loaded_at, until) AS
    until::DATE IS NULL OR coalesce(coalesce(submitted_at, loaded_at)::DATE <= until::DATE, false);

CREATE MACRO IF NOT EXISTS terms.standing_replies_until(regions, wanted, until) AS TABLE
    SELECT survey, region, respondent, practice, import, submitted_at
    FROM standing_replies
    WHERE terms.asked_for(regions, region) AND (wanted::VARCHAR IS NULL OR survey = wanted::VARCHAR);

CREATE MACRO IF NOT EXISTS terms.standing_answers_until(regions, wanted, until) AS TABLE
    SELECT survey, region, respondent, action, answer, import, submitted_at, sheet, "row", col
    FROM standing_answers
    WHERE terms.asked_for(regions, region) AND (wanted::VARCHAR IS NULL OR survey = wanted::VARCHAR);

CREATE MACRO IF NOT EXISTS terms.answer_counts_until(regions, wanted, until) AS TABLE
    SELECT survey, region, action, answer, practices
    FROM answer_counts
    WHERE terms.asked_for(regions, region) AND (wanted::VARCHAR IS NULL OR survey = wanted::VARCHAR);

-- until_by: by what the replies were placed: sent, loaded, or both; blank where all that came in counts.
CREATE MACRO IF NOT EXISTS terms.reply_counts_until(until) AS TABLE
    SELECT survey, region, responded, anonymous, first_on, last_on, loaded_on, demonstration, NULL AS until_by
    FROM reply_counts;
