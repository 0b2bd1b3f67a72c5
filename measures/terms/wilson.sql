-- The 95% interval of a share, written once.
--
-- Wilson's score interval: E. B. Wilson, "Probable inference, the law of succession, and statistical
-- inference", JASA 22 (1927), 209-212. z = 1.959963984540054 is the 97.5% point of the normal distribution.
-- Finite population correction: n answers out of a population of N tell as much as n (N - 1) / (N - n)
-- answers out of an endless one; with n = N nothing is left to chance and the interval is a point.
-- An unknown N, or more answers than N (anonymous replies, a reference count out of date): no correction.
--
-- greatest and least pass over NULL in DuckDB, so every case that has no interval is ruled out first.

CREATE MACRO IF NOT EXISTS terms.wilson_population(n, out_of) AS
    CASE
        WHEN out_of = n THEN 'infinity'::DOUBLE
        WHEN out_of > n THEN n::DOUBLE * (out_of - 1) / (out_of - n)
        ELSE n::DOUBLE
    END;

CREATE MACRO IF NOT EXISTS terms.wilson_bound(share, n, z) AS
    CASE
        -- Nobody did: not less than nobody. Everybody did: not more. Exactly, whatever the rounding.
        WHEN n > 0 AND share = if(z < 0, 0, 1) THEN share::DOUBLE
        WHEN n > 0 AND share BETWEEN 0 AND 1 THEN greatest(0, least(1,
            (share + z * z / (2 * n::DOUBLE) + z * sqrt(share * (1 - share) / n + z * z / (4 * n::DOUBLE * n)))
            / (1 + z * z / n)))
    END;

CREATE MACRO IF NOT EXISTS terms.wilson_low(share, n) AS terms.wilson_bound(share, n, -1.959963984540054::DOUBLE);
CREATE MACRO IF NOT EXISTS terms.wilson_high(share, n) AS terms.wilson_bound(share, n, 1.959963984540054::DOUBLE);
