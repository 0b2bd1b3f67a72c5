-- What the form for an event offers to choose from, in display order.

-- name: kinds
SELECT label FROM event_kinds ORDER BY display_order

-- name: positions
SELECT label FROM scale_answers WHERE scale = 'offer' ORDER BY display_order
