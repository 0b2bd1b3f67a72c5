-- A share as people write it: 82%, and 98.3% where a whole percentage would hide how it was given. A half goes up.

CREATE MACRO IF NOT EXISTS terms.percent(share) AS
    if(
        abs(share * 100 - round(share * 100)) < 1e-9 OR abs(share * 1000 - round(share * 1000)) > 1e-9,
        floor(share * 100 + 0.5 + 1e-9)::BIGINT || '%',
        (floor(share * 1000 + 0.5 + 1e-9) / 10)::DECIMAL(6, 1) || '%'
    );
