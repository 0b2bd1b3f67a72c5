-- Is this id among those asked for? An empty list asks for all; a blank id is among none.

CREATE MACRO IF NOT EXISTS terms.asked_for(ids, id) AS
    len(ids::VARCHAR[]) = 0 OR coalesce(list_contains(ids::VARCHAR[], id), false);
