-- question     Who is where: each region's support for an action, and its notices on a service?
-- grain        counted: region and subject (a service or an action); reported: one published figure about one subject
-- numerator    service: practices with a standing notice on the day (terms/notices_placed.sql);
--              action: practices whose answer supports it, in the region's newest survey or the one named
-- denominator  practices in the region; reported: what the source gave
-- parameters   regions, services, actions: lists of ids, empty for all; survey: one id, blank for the newest of each
--              region; on: the day, for the notices, the answers sent and what can have been
--              published by then
-- source       which answers support: scale_answers.supports; interval: terms/wilson.sql without correction; a log of
--              notices is complete and has none. Where the LMC's own list is loaded, practices are those open in it on the day.
--              Services named without actions leave the actions out, and the other way round.
-- trace        trace_regions
-- columns
--   region           id of the region
--   subject          id of the service or action
--   kind             service or action
--   basis            counted, reported, or demonstration where the data are invented
--   rung             where on the ladder the figure stands; an answer's, where two support: the lower one; blank if nowhere
--   count            counted: practices; reported: in the unit given
--   out_of           counted: practices in the region; blank unknown
--   share            counted: count / out_of, blank where out_of is unknown or smaller than count; reported: as given
--   low              counted actions: lower end of the 95% interval; blank for notices and reported figures
--   high             counted actions: upper end of the 95% interval; blank likewise
--   qualifier        exact, about, almost, over, under, at_least, words or named
--   unit             practices, patients, GPs or respondents
--   as_of            services: the day, or the day of loading if earlier; actions: last reply; reported: as dated; ISO
--   source           counted: files; reported: where it was read
--   region_name      name of the region
--   subject_label    name of the service or action
--   category         category of the service
--   bundle           true where a service contains others and is never added to them
--   rung_label       name of the rung
--   survey           counted actions: the survey
--   answered         counted actions: practices that answered the action
--   responded        counted actions: practices that answered anything
--   share_of_answered  counted actions: count / answered
--   supports         counted actions: names of the answers that count as support
--   in_effect        counted services: practices whose standing notice is in effect
--   figure           reported: id of the figure; one figure about two subjects is two rows
--   parent           reported: the figure that this one is a part of, never added to it
--   scope            reported: what the figure covers
--   words            reported: the words that carry the figure
--   note             reported: note
--   status           reported: read, computed or recalled (unverified)
--   effective_on     reported: date of effect as precise as known
--   extended_to      reported: date extended to, as precise as known
--   out_of_source    counted: where out_of was read
--   region_order     place of the region in a comparison
--   off_list         counted: practices closed in the LMC's own list, or not on it, that would be in count: beside it, and in no
--                    share; blank where no own list is loaded
--   store            handed over: id of the store that counted this; blank for what was counted here. A count that is withheld there
--                    is blank, and words says so
--   handed_over_on   handed over: the day of the hand-over

SELECT
    b.region, b.subject, b.kind, b.basis, b.rung, b.count, b.out_of, b.share, b.low, b.high, b.qualifier, b.unit,
    b.as_of, b.source, r.name AS region_name, coalesce(s.label, a.label, b.subject) AS subject_label, s.category,
    s.bundle, g.label AS rung_label, b.survey, b.answered, b.responded, b.share_of_answered, b.supports, b.in_effect,
    b.figure, b.parent, b.scope, b.words, b.note, b.status, b.effective_on, b.extended_to, b.out_of_source,
    r.display_order AS region_order, b.off_list, b.store, b.handed_over_on
FROM terms.subject_figures($survey, $on, $until) AS b
LEFT JOIN regions AS r ON r.region = b.region
LEFT JOIN services AS s ON b.kind = 'service' AND s.service = b.subject
LEFT JOIN actions AS a ON b.kind = 'action' AND a.action = b.subject
LEFT JOIN rungs AS g ON g.rung = b.rung
WHERE terms.asked_for($regions, b.region)
    AND terms.subject_asked($services, $actions, b.kind, b.subject)
ORDER BY r.display_order NULLS LAST, b.region, b.kind, coalesce(a.display_order, 0), b.subject, b.basis, b.figure
