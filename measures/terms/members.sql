-- The practices of a region on a day, with their network and list size: the open ones of the LMC's own list where one is loaded,
-- else those that any register places there and does not call closed. Network, sub-ICB location and list size are those of
-- the own list, and where it is silent the newest that any standing register gives.

CREATE MACRO IF NOT EXISTS terms.members(regions, day) AS TABLE
    SELECT
        l.region, l.practice, coalesce(l.pcn, s.pcn) AS pcn, coalesce(l.pcn_name, s.pcn_name) AS pcn_name,
        coalesce(l.sub_icb, s.sub_icb) AS sub_icb, coalesce(l.list_size, s.list_size) AS list_size,
        l.import, l.as_of
    FROM terms.listed_practices(day) AS l
    LEFT JOIN standing_practices AS s ON s.practice = l.practice
    WHERE l.open AND terms.asked_for(regions, l.region)
    UNION ALL
    SELECT s.region, s.practice, s.pcn, s.pcn_name, s.sub_icb, s.list_size, s.import, s.as_of
    FROM standing_practices AS s
    ANTI JOIN terms.own_lists(day) AS o ON o.region = s.region
    WHERE terms.open_on(s.open, s.closed_on, day) AND terms.asked_for(regions, s.region);

-- What each practice does: a standing notice on a service, an answer that supports an action in the survey compared.
-- One row per region, respondent and subject; acts is false for an answer that does not support.
CREATE MACRO IF NOT EXISTS terms.acts(regions, wanted, day, until) AS TABLE
    SELECT region, service AS subject, 'service' AS kind, respondent, true AS acts, in_effect, coalesce(demonstration, false) AS demonstration
    FROM terms.notices_placed(day)
    WHERE standing AND terms.asked_for(regions, region)
    UNION ALL
    SELECT
        a.region, a.action, 'action', a.respondent, coalesce(o.supports, false), NULL, c.basis = 'demonstration'
    FROM terms.standing_answers_until(regions, wanted, until) AS a
    JOIN terms.surveys_compared(wanted, day, until) AS c ON c.survey = a.survey AND c.region = a.region
    LEFT JOIN scale_answers AS o ON o.scale = c.scale AND o.answer = a.answer;
