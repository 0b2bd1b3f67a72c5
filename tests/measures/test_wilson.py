"""The interval against published values, the correction against its limits, and both against slow algebra."""

from __future__ import annotations

from math import inf, sqrt
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

WILSON = Path(__file__).resolve().parents[2] / "measures" / "terms" / "wilson.sql"
Z = 1.959963984540054


@pytest.fixture(scope="module")
def ask():
    connection = duckdb.connect()
    connection.execute("ATTACH ':memory:' AS terms")
    connection.execute(WILSON.read_text(encoding="utf-8"))
    yield lambda expression: connection.execute(f"SELECT {expression}").fetchone()
    connection.close()


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (48, 64, 63.2, 84.0),
        (57, 64, 79.1, 94.6),
        (0, 5, 0.0, 43.4),
        (61, 64, 87.1, 98.4),
        (5, 5, 56.6, 100.0),
    ],
)
def test_published_intervals(ask, count, n, low, high):
    result = ask(f"terms.wilson_low({count} / {n}, {n}), terms.wilson_high({count} / {n}, {n})")

    assert tuple(round(100 * bound, 1) for bound in result) == (low, high)


@pytest.mark.parametrize(
    ("n", "out_of", "evidence"),
    [
        ("61", "64", 61 * 63 / 3),  # 61 of 64 tell as much as 1,281 of a large number
        ("32", "64", 63.0),
        ("64", "64", inf),
        ("1", "1", inf),
        ("70", "64", 70.0),  # more answers than practices: the count is out of date
        ("61", "NULL", 61.0),
        ("0", "64", 0.0),
    ],
)
def test_evidence_of_a_finite_population(ask, n, out_of, evidence):
    assert ask(f"terms.wilson_population({n}, {out_of})") == (pytest.approx(evidence),)


def test_everybody_answered_is_a_point(ask):
    evidence = "terms.wilson_population(64, 64)"

    assert ask(f"terms.wilson_low(0.75, {evidence}), terms.wilson_high(0.75, {evidence})") == (0.75, 0.75)


@pytest.mark.parametrize(("share", "n"), [("NULL", "5"), ("0.5", "0"), ("0.5", "NULL"), ("1.2", "5")])
def test_no_interval_where_there_is_no_share(ask, share, n):
    assert ask(f"terms.wilson_low({share}, {n}), terms.wilson_high({share}, {n})") == (None, None)


@given(st.integers(1, 7000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_bounds_are_the_roots_of_the_score_equation(ask, counted):
    """The bounds are the p for which (share - p)² = z² p (1 - p) / n, solved here as a quadratic."""
    count, n = counted
    share = count / n
    a, b, c = 1 + Z**2 / n, -(2 * share + Z**2 / n), share**2
    root = sqrt(max(0, b * b - 4 * a * c))

    low, high = ask(f"terms.wilson_low({count} / {n}, {n}), terms.wilson_high({count} / {n}, {n})")

    assert low == pytest.approx((-b - root) / (2 * a), abs=1e-9)
    assert high == pytest.approx((-b + root) / (2 * a), abs=1e-9)
    assert 0 <= low <= share <= high <= 1
