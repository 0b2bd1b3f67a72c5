-- The interval of a difference of two shares, from the Wilson interval of each (terms/wilson.sql) without correction for the
-- finite population: with it the interval of two regions in which nearly everybody answered shrinks to nothing, and answers
-- drawn by lot were called different on six of ten actions.
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

CREATE MACRO IF NOT EXISTS terms.difference_low(first, second, first_n, second_n, phi, z) AS
    terms.newcombe(
        second - first, second - terms.wilson_bound(second, second_n, -z), terms.wilson_bound(first, first_n, z) - first, phi, -1
    );

CREATE MACRO IF NOT EXISTS terms.difference_high(first, second, first_n, second_n, phi, z) AS
    terms.newcombe(
        second - first, terms.wilson_bound(second, second_n, z) - second, first - terms.wilson_bound(first, first_n, -z), phi, 1
    );

-- The point of the normal distribution that leaves 5% / comparisons outside, half on either side: of one comparison 1.96.
-- Of several: P. J. Acklam's approximation of the tail, whose relative error is below 1.2e-9.
CREATE MACRO IF NOT EXISTS terms.normal_tail(q) AS
    -(((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q - 2.549732539343734) * q
        + 4.374664141464968) * q + 2.938163982698783)
    / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1);

CREATE MACRO IF NOT EXISTS terms.two_sided_z(comparisons) AS
    if(comparisons = 1, 1.959963984540054::DOUBLE, terms.normal_tail(sqrt(-2 * ln(0.025::DOUBLE / comparisons))));

-- A difference is called one only where the interval for all comparisons together lies on one side of nought. Where every
-- practice answered both, what differs is a fact, and no verdict.
CREATE MACRO IF NOT EXISTS terms.verdict(reason, complete, low, high) AS
    CASE
        WHEN reason IS NOT NULL THEN 'not comparable'
        WHEN complete THEN 'every practice answered'
        WHEN low > 0 OR high < 0 THEN 'difference'
        ELSE 'no difference shown'
    END;
