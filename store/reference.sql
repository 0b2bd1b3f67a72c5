-- One table per file of data/reference/, same name, same columns in the same order. Every table ends
-- with source (where it was read) and, where a row can be less than read, status: read | computed |
-- recalled. An empty field is NULL: unknown, never zero.

CREATE TABLE regions (
    region VARCHAR, name VARCHAR, short_name VARCHAR, display_order INTEGER, lmc VARCHAR,
    icbs VARCHAR,               -- ICB codes of 2024/25, joined by ';'
    practices INTEGER, practices_as_of VARCHAR, practices_source VARCHAR,
    fictitious BOOLEAN, note VARCHAR, source VARCHAR, status VARCHAR
);
CREATE TABLE region_synonyms (region VARCHAR, synonym VARCHAR, source VARCHAR);
CREATE TABLE region_areas (region VARCHAR, sub_icb VARCHAR, source VARCHAR, status VARCHAR);
CREATE TABLE icbs (
    icb VARCHAR, name VARCHAR, short_name VARCHAR, ons_code VARCHAR, nhs_region VARCHAR, practices INTEGER,
    practices_as_of VARCHAR, patients INTEGER, successor VARCHAR, source VARCHAR, status VARCHAR
);
CREATE TABLE icbs_2026 (
    icb VARCHAR, ons_code VARCHAR, name VARCHAR, former_icbs VARCHAR, source VARCHAR, status VARCHAR
);
-- The set of April 2027, to be filled when it is known: former_icbs are codes of 2024/25, as in icbs_2026.
CREATE TABLE icbs_2027 (
    icb VARCHAR, ons_code VARCHAR, name VARCHAR, former_icbs VARCHAR, source VARCHAR, status VARCHAR
);
CREATE TABLE lmcs (
    lmc VARCHAR, name VARCHAR,
    area VARCHAR,               -- what it covers, where its name does not say
    icbs VARCHAR,               -- ICB codes of 2024/25 that it lies in, joined by ';'
    regions VARCHAR,            -- regions here that it speaks for, joined by ';'
    source VARCHAR, status VARCHAR
);
-- Our own grid of England, a tile per ICB: layout 2024 (the 42) and 2026 (the 36). row from the north, col from the west.
CREATE TABLE icb_tiles (
    layout VARCHAR, icb VARCHAR, row INTEGER, col INTEGER,
    tile VARCHAR,               -- what a small tile says where the short name has no room; NULL: it has
    source VARCHAR
);
CREATE TABLE actions (
    action VARCHAR, label VARCHAR, wording VARCHAR, display_order INTEGER,
    on_menu BOOLEAN,            -- false: appetite, any action at all, a ballot: subjects of published figures only
    note VARCHAR, source VARCHAR, status VARCHAR
);
-- A synonym is matched whole, normalised. An action may be named by several.
CREATE TABLE action_synonyms (action VARCHAR, synonym VARCHAR, source VARCHAR);
-- A keyword rule: every word of all_of present, none of none_of. Decides only where exactly one action fits.
CREATE TABLE action_keywords (action VARCHAR, all_of VARCHAR, none_of VARCHAR, source VARCHAR);
CREATE TABLE menus (
    menu VARCHAR, name VARCHAR, issuer VARCHAR, region VARCHAR, starts_on DATE, ends_on DATE,
    note VARCHAR, source VARCHAR, status VARCHAR
);
-- actions: one id, or two joined by ';' where one item of the form names both.
CREATE TABLE menu_items (
    menu VARCHAR, item INTEGER, wording VARCHAR, actions VARCHAR, source VARCHAR, status VARCHAR
);
CREATE TABLE scales (scale VARCHAR, name VARCHAR, question VARCHAR, source VARCHAR);
CREATE TABLE scale_answers (
    scale VARCHAR, answer VARCHAR, label VARCHAR, meaning VARCHAR, display_order INTEGER,
    supports BOOLEAN,           -- counts as support in the regions measure
    conditional BOOLEAN,        -- would act in certain conditions, or later
    rung VARCHAR,               -- where support stands on the ladder; NULL if nowhere
    source VARCHAR
);
CREATE TABLE answer_synonyms (scale VARCHAR, answer VARCHAR, synonym VARCHAR, source VARCHAR);
-- What saying yes to a question, or ticking an action under it, means. answer: an answer of the scale; 'ask' where only
-- a person can say; 'order' where actions are put in order. otherwise: what no and no tick mean; NULL: nothing.
-- all_of and none_of as in action_keywords.
CREATE TABLE question_keywords (
    scale VARCHAR, answer VARCHAR, otherwise VARCHAR, all_of VARCHAR, none_of VARCHAR, source VARCHAR
);
-- Words that mean no answer was given: dont_know, not_applicable, prefer_not_to_say, blank.
CREATE TABLE no_answers (no_answer VARCHAR, synonym VARCHAR, source VARCHAR);
CREATE TABLE services (
    service VARCHAR, label VARCHAR, category VARCHAR, funding VARCHAR,
    bundle BOOLEAN,             -- a bundle contains other services and is never added to them
    seen_in VARCHAR, source VARCHAR, status VARCHAR
);
CREATE TABLE service_synonyms (service VARCHAR, synonym VARCHAR, source VARCHAR);
CREATE TABLE rungs (rung VARCHAR, label VARCHAR, meaning VARCHAR, display_order INTEGER, source VARCHAR);
CREATE TABLE status_synonyms (status VARCHAR, synonym VARCHAR, source VARCHAR);
-- Words (withdr*: all that begin so) by which a heading speaks of a step of a notice. What such a column says is asked:
-- "Date of withdrawal" may be the day on which the notice was taken back or the day from which the service is, and read
-- wrongly a notice stands that does not.
CREATE TABLE step_words (word VARCHAR, source VARCHAR);
-- Words of a text that change what it says, by class (negation, doubt, retraction, condition, ...), and those that are
-- harmless in it. about: answer (a cell of answers) | action (a heading) | notice (a cell of a log) | outside (a title, a
-- note, a sheet's name) | any. phrase: 'withdr*' all words that begin so, '#' a number, '_' any one word.
CREATE TABLE text_words (about VARCHAR, class VARCHAR, phrase VARCHAR, source VARCHAR);
-- What each class of words does to a text about that: keep (nothing), note, ask. What is not listed asks. A class may be
-- of a part alone: condition:middle is a condition behind the middle answer of a scale.
CREATE TABLE text_effects (about VARCHAR, class VARCHAR, effect VARCHAR, source VARCHAR);
CREATE TABLE scope_synonyms (scope VARCHAR, synonym VARCHAR, source VARCHAR);
CREATE TABLE qualifier_synonyms (qualifier VARCHAR, synonym VARCHAR, source VARCHAR);
-- What a column heading means, per kind of table ('any' for all): practice_code, practice_name, region, ...
CREATE TABLE headings (kind VARCHAR, role VARCHAR, heading VARCHAR, source VARCHAR);
-- What each role of a column is called when a person says what a column means.
CREATE TABLE column_roles (kind VARCHAR, role VARCHAR, label VARCHAR, source VARCHAR);
CREATE TABLE reported_figures (
    figure VARCHAR, region VARCHAR, subject VARCHAR, kind VARCHAR, rung VARCHAR,
    count DOUBLE, out_of DOUBLE, share DOUBLE, qualifier VARCHAR, unit VARCHAR, as_of VARCHAR,
    effective_on VARCHAR, extended_to VARCHAR, scope VARCHAR,
    parent VARCHAR,             -- the figure that this one is a part of; never added to it
    words VARCHAR,              -- as the source put it, the fewest words that carry the figure
    note VARCHAR, source VARCHAR, status VARCHAR
);
CREATE TABLE responses (
    response VARCHAR, region VARCHAR, icb VARCHAR, happened_on VARCHAR, sort_on DATE,
    kind VARCHAR,               -- an id of event_kinds
    summary VARCHAR, amount VARCHAR, services VARCHAR,
    position VARCHAR,           -- the LMC's, on an offer: accept | undecided | reject
    note VARCHAR, source VARCHAR, status VARCHAR
);
-- What may happen: letter, notice, first_response, meeting, offer, review, extension, new_contract, position.
CREATE TABLE event_kinds (kind VARCHAR, label VARCHAR, meaning VARCHAR, display_order INTEGER, source VARCHAR);
CREATE TABLE event_kind_synonyms (kind VARCHAR, synonym VARCHAR, source VARCHAR);
-- As action_keywords: decides only where exactly one kind fits.
CREATE TABLE event_kind_keywords (kind VARCHAR, all_of VARCHAR, none_of VARCHAR, source VARCHAR);
CREATE TABLE caveats (
    region VARCHAR, kind VARCHAR, subject VARCHAR, caveat VARCHAR, source VARCHAR, status VARCHAR
);
-- What a service is called in a region, and how it is paid for there.
CREATE TABLE service_contracts (
    region VARCHAR, service VARCHAR, local_name VARCHAR,
    funding VARCHAR,            -- unfunded | LES | LCS | LIS | IOS | DES | basket | framework; NULL not said
    contract VARCHAR, note VARCHAR, source VARCHAR, status VARCHAR
);
