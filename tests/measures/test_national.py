"""England from hand-overs: what is added up week by week, what is not, and which LMCs have handed over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures import measure

MONDAY = date(2026, 11, 2)
ON = date(2026, 11, 29)
REGIONS = ("elmshire", "ashford", "oakham")
LMCS = """
    lmc   name      icbs  regions
    elms  Elms_LMC  QAA   elmshire;oakham
    ash   Ash_LMC   QBB   ashford
    far   Far_LMC   QBB   -
"""
ICBS = """
    icb  name     nhs_region
    QAA  Old_one  North
    QBB  Old_two  South
"""
NEW = """
    icb  name       former_icbs
    QAA  Old_one    QAA;QBB
    QCC  New_one    QBB
"""


def handed(facts, region: str, day: date, store: str = "one", generation: int = 1, **row) -> int:
    """A hand-over of one row; the import's id comes back."""
    number = facts.load(kind="figures", region=region)
    same = {
        "import": number, "store": store, "generation": generation, "handed_over_on": day, "region": region,
        "basis": "counted", "out_of": 40, "as_of": day.isoformat(), "sheet": "S", "row": 1, "col": 14,
    }  # fmt: skip
    facts.put("handed_over", [same | {"kind": "service", "subject": "ecg", "rung": "served"} | row])
    return number


def answered(facts, region: str, day: date, wording: str, green: int | None, **row) -> None:
    handed(
        facts, region, day, kind="action", subject="pilots", rung=None, answer="green", scale="rag", survey="autumn",
        wording=wording, count=green, answered=30, responded=30, **row,
    )  # fmt: skip


def weeks(facts, **asked) -> list[tuple]:
    frame = measure(facts, "national", on=ON, **asked)
    frame = frame.astype(object).where(frame.notna(), None)
    return [
        (row.week_on.date(), row.subject, row.regions, row.count_, row.out_of, row.withheld, row.too_old)
        for row in frame.rename(columns={"count": "count_"}).itertuples()
    ]


def test_each_week_adds_up_the_newest_hand_over_of_each_region(facts):
    handed(facts, "elmshire", MONDAY, count=10)
    handed(facts, "ashford", MONDAY + timedelta(9), store="two", count=5, out_of=20)
    handed(facts, "elmshire", MONDAY + timedelta(15), generation=2, count=12)
    assert weeks(facts) == [
        (MONDAY, "ecg", 1, 10, 40, 0, 0),
        (MONDAY + timedelta(7), "ecg", 2, 15, 60, 0, 0),
        (MONDAY + timedelta(14), "ecg", 2, 17, 60, 0, 0),
        (MONDAY + timedelta(21), "ecg", 2, 17, 60, 0, 0),
    ]


def test_what_is_withheld_old_or_without_a_base_is_in_no_sum(facts):
    handed(facts, "elmshire", ON, count=10)
    handed(facts, "ashford", ON, store="two", count=None)
    handed(facts, "oakham", ON, store="three", count=7, as_of="2026-09-01")
    (row,) = weeks(facts)
    assert row == (MONDAY + timedelta(21), "ecg", 1, 10, 40, 1, 1)


def test_answers_are_added_up_where_scale_and_wording_are_the_same(facts):
    answered(facts, "elmshire", ON, "Would you join?", 10)
    answered(facts, "ashford", ON, "Would you join?", 6, store="two")
    answered(facts, "oakham", ON, "Would you ever join?", 8, store="three")
    frame = measure(facts, "national", on=ON, actions=["pilots"])
    assert sorted(zip(frame["wording"], frame["count"], frame["wordings"], strict=True)) == [
        ("Would you ever join?", 8, 2), ("Would you join?", 16, 2),
    ]  # fmt: skip


def test_of_two_stores_for_a_region_the_later_counts_and_of_one_the_higher_generation(facts):
    handed(facts, "elmshire", ON - timedelta(1), store="one", generation=9, count=10)
    handed(facts, "elmshire", ON, store="two", generation=3, count=20)
    handed(facts, "elmshire", ON, store="two", generation=2, count=30)
    assert weeks(facts)[-1][3] == 20
    assert measure(facts, "regions", on=ON)["count"].tolist() == [20]


def test_an_undone_hand_over_counts_nowhere(facts):
    handed(facts, "elmshire", ON - timedelta(1), count=10)
    last = handed(facts, "elmshire", ON, generation=2, count=12)
    facts.connection.execute("UPDATE imports SET state = 'undone' WHERE import = ?", [last])
    assert weeks(facts)[-1][3] == 10


def test_a_day_that_has_passed_has_what_had_been_handed_over_by_then(facts):
    handed(facts, "elmshire", MONDAY, count=10)
    handed(facts, "elmshire", MONDAY + timedelta(9), generation=2, count=12)
    frame = measure(facts, "regions", on=MONDAY + timedelta(3))
    assert frame["count"].tolist() == [10]
    assert frame["handed_over_on"].dt.date.tolist() == [MONDAY]


@pytest.fixture
def england(facts):
    facts.draw("lmcs", LMCS)
    facts.draw("icbs", ICBS)
    facts.draw("icbs_2026", NEW)
    return facts


def test_each_lmc_says_how_old_its_hand_over_is(england):
    handed(england, "oakham", MONDAY, count=3)
    handed(england, "oakham", ON - timedelta(2), generation=5, count=None)
    frame = measure(england, "lmcs", on=ON)
    rows = frame[frame["boundaries"] == "2024"].set_index("lmc")
    assert rows.loc["elms", ["age_days", "generation", "figures", "withheld"]].tolist() == [2, 5, 1, 1]
    assert rows.loc[["ash", "far"], "age_days"].isna().all()
    assert rows["nhs_region"].tolist() == ["North", "South", "South"]


def test_an_lmc_lies_in_all_successors_of_a_divided_icb_and_that_is_said(england):
    frame = measure(england, "lmcs", on=ON)
    rows = frame[frame["boundaries"] == "2026"]
    result = {(row.lmc, row.icb): bool(row.certain) for row in rows.itertuples()}
    assert result == {
        ("elms", "QAA"): True, ("ash", "QAA"): False, ("ash", "QCC"): False,
        ("far", "QAA"): False, ("far", "QCC"): False,
    }  # fmt: skip
    assert "2027" not in set(frame["boundaries"])  # a set that nobody has filled


def test_the_set_of_2027_is_there_once_it_is_filled(england):
    england.draw("icbs_2027", NEW)
    assert set(measure(england, "lmcs", on=ON)["boundaries"]) == {"2024", "2026", "2027"}


hand_overs = st.lists(
    st.tuples(
        st.sampled_from(REGIONS), st.integers(0, 27), st.sampled_from(("one", "two")), st.integers(1, 3),
        st.one_of(st.none(), st.integers(5, 30)), st.one_of(st.none(), st.integers(30, 60)), st.integers(0, 50),
    ),
    max_size=8,
)  # fmt: skip


def plain(rows: list[tuple]) -> dict[date, tuple]:
    """By week what a person would add up, looking through the hand-overs one by one."""
    result = {}
    first = min((MONDAY + timedelta(row[1]) for row in rows), default=None)
    week = first - timedelta(first.weekday()) if first else None
    while week is not None and week <= ON:
        sums = [0, 0, 0, 0, 0, 0]
        for region in REGIONS:
            newest: dict[str, tuple] = {}
            for number, row in enumerate(rows):
                day = MONDAY + timedelta(row[1])
                if row[0] == region and day <= week + timedelta(6):
                    newest[row[2]] = max(newest.get(row[2], ()), (day, row[3], number, row))
            if newest:
                day, _, _, row = max(newest.values(), key=lambda item: (item[0], item[2]))
                _count(sums, row, day - timedelta(row[6]), week)
        result[week] = tuple(sums)
        week += timedelta(7)
    return result


def _count(sums: list[int], row: tuple, counted_on: date, week: date) -> None:
    """regions, practices, of practices, withheld, too old, without a base."""
    _, _, _, _, count, out_of, _ = row
    end = week + timedelta(6)
    month_before = date(end.year, end.month - 1, min(end.day, 31 if end.month - 1 == 10 else 30))
    if count is None:
        sums[3] += 1
    elif counted_on < month_before:
        sums[4] += 1
    elif out_of is None:
        sums[5] += 1
    else:
        sums[0], sums[1], sums[2] = sums[0] + 1, sums[1] + count, sums[2] + out_of


@settings(max_examples=40)
@given(hand_overs)
def test_the_sums_are_those_of_a_plain_loop(cleared, rows):
    facts = cleared()
    for region, day, store, generation, count, out_of, before in rows:
        on = MONDAY + timedelta(day)
        handed(
            facts,
            region,
            on,
            store,
            generation,
            count=count,
            out_of=out_of,
            as_of=(on - timedelta(before)).isoformat(),
        )
    frame = measure(facts, "national", on=ON)
    names = ["regions", "count", "out_of", "withheld", "too_old", "without_base"]
    result = frame[["week_on", *names]].astype(object).where(frame[["week_on", *names]].notna(), 0)
    sums = {row[0].date(): tuple(map(int, row[1:])) for row in result.itertuples(index=False)}
    assert sums == plain(rows)
