-- Services asked for without actions leave every action out, and the other way round.
CREATE MACRO IF NOT EXISTS terms.subject_asked(services, actions, kind, subject) AS
    (len(services::VARCHAR[]) = 0 AND len(actions::VARCHAR[]) = 0)
    OR (kind = 'service' AND list_contains(services::VARCHAR[], subject))
    OR (kind = 'action' AND list_contains(actions::VARCHAR[], subject));
