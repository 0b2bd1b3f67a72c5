"""Networks against somebody who knows the rules: every set of counts that would be withheld just so is tried."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.networks import hidden

NETWORKS = st.lists(
    st.integers(1, 6).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), min_size=1, max_size=4
)


@given(NETWORKS)
@settings(max_examples=60)
def test_whoever_knows_the_rules_learns_no_practice(networks):
    cells = dict(enumerate(networks))
    acting, of = (sum(each[part] for each in networks) for part in (0, 1))
    withheld = hidden(cells)
    for name in cells.keys() - withheld:
        assert 2 <= cells[name][0] <= cells[name][1] - 2
    if acting in (0, of):
        return  # the total of the region says it
    left = acting - sum(cells[name][0] for name in cells.keys() - withheld)
    names = sorted(withheld)
    possible = {name: set() for name in names}
    for counts in product(*(range(cells[name][1] + 1) for name in names)):
        world = cells | {name: (count, cells[name][1]) for name, count in zip(names, counts, strict=True)}
        if sum(counts) == left and hidden(world) == withheld:
            for name, count in zip(names, counts, strict=True):
                possible[name].add(count)
    for name, counts in possible.items():
        assert counts - {0}, cells
        assert counts - {cells[name][1]}, cells
