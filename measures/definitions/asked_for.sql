-- Is this id among those asked for? An empty list asks for all; a blank id is among none.

CREATE OR REPLACE TEMP MACRO asked_for(ids, id) AS
    len(ids::VARCHAR[]) = 0 OR coalesce(list_contains(ids::VARCHAR[], id), false);

-- Services asked for without actions leave every action out, and the other way round.
CREATE OR REPLACE TEMP MACRO subject_asked_for(services, actions, kind, subject) AS
    (len(services::VARCHAR[]) = 0 AND len(actions::VARCHAR[]) = 0)
    OR (kind = 'service' AND list_contains(services::VARCHAR[], subject))
    OR (kind = 'action' AND list_contains(actions::VARCHAR[], subject));
