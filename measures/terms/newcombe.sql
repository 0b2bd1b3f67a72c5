-- The 95% interval of a difference of two shares, from the Wilson interval of each (terms/wilson.sql), so that the
-- correction for the finite population carries over: two regions in which everybody answered differ for certain.
--
-- Independent samples: R. G. Newcombe, "Interval estimation for the difference between independent proportions",
--   Statistics in Medicine 17 (1998), 873-890, method 10. The difference is second - first.
-- The same practices twice: R. G. Newcombe, "Improved confidence intervals for the difference between binomial
--   proportions based on paired data", Statistics in Medicine 17 (1998), 2635-2650, method 10. kept gave the answer
--   both times, left the first time alone, came the second time alone, never neither time.

CREATE MACRO IF NOT EXISTS terms.newcombe(difference, down, up, phi, sign) AS
    greatest(-1, least(1, difference + sign * sqrt(greatest(0, down * down - 2 * phi * down * up + up * up))));

CREATE MACRO IF NOT EXISTS terms.phi(kept, "left", came, never) AS
    CASE
        WHEN (kept + "left") * (came + never) * (kept + came) * ("left" + never) = 0 THEN 0
        ELSE
            CASE
                WHEN kept * never - "left" * came > (kept + "left" + came + never) / 2
                    THEN kept * never - "left" * came - (kept + "left" + came + never) / 2
                WHEN kept * never < "left" * came THEN kept * never - "left" * came
                ELSE 0
            END
            / sqrt((kept + "left")::DOUBLE * (came + never) * (kept + came) * ("left" + never))
    END;

CREATE MACRO IF NOT EXISTS terms.difference_low(first, second, first_n, second_n, phi) AS
    terms.newcombe(
        second - first, second - terms.wilson_low(second, second_n), terms.wilson_high(first, first_n) - first, phi, -1
    );

CREATE MACRO IF NOT EXISTS terms.difference_high(first, second, first_n, second_n, phi) AS
    terms.newcombe(
        second - first, terms.wilson_high(second, second_n) - second, first - terms.wilson_low(first, first_n), phi, 1
    );

-- A difference is called one only where its interval lies on one side of nought.
CREATE MACRO IF NOT EXISTS terms.verdict(reason, low, high) AS
    CASE
        WHEN reason IS NOT NULL THEN 'not comparable'
        WHEN low > 0 OR high < 0 THEN 'difference'
        ELSE 'no difference shown'
    END;
