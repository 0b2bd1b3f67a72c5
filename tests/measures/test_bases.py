"""Out of how many: the LMC's own list where one is loaded, and who of those that replied is on it."""

from __future__ import annotations

import pytest
from hypothesis import given

from measures import measure
from tests.measures.plain import (
    ACTIONS,
    RAG,
    base,
    few,
    lists,
    put_lists,
    put_surveys,
    standing,
    surveys,
    wilson,
)

LIST = """
    practice  open
    Z99001    true
    Z99002    -
    Z99003    true
    Z99004    false
"""


def own_list(facts, drawn=LIST, region="ashford", **columns):
    number = facts.load(kind="practices", region=region, **columns)
    facts.draw("practices", drawn, **{"import": number, "region": region})
    return number


def survey(facts, replies, region="ashford"):
    """A standing survey in which each respondent gives one answer on pilots; None: replied, no answer."""
    words = [(who, {"pilots": answer} if answer else {}) for who, answer in replies.items()]
    facts.survey("autumn", region, words)
    facts.stand()


def green(facts, records, *columns):
    return records(measure(facts, "preferences"), *columns)[0]


def test_the_own_list_is_the_base_of_every_measure(facts, records):
    own_list(facts, file="Practices.csv", loaded_at="2025-05-02")
    survey(facts, {"Z99001": "green"})
    facts.put(
        "standing_notices", [{"region": "ashford", "respondent": "Z1", "service": "ecg", "served": True}]
    )

    words = "open practices in the LMC's own list, Practices.csv"
    for name in ("preferences", "surveys", "notices", "regions", "notice_totals"):
        frame = measure(facts, name)
        assert set(frame["out_of"]) == {3}, name
        assert set(frame["out_of_source"]) == {words}, name
    assert green(facts, records, "out_of_as_of") == {"out_of_as_of": "2025-05-02"}


def test_the_newest_own_list_counts_and_an_undone_one_does_not(facts, records):
    survey(facts, {"Z99001": "green"})
    own_list(facts, "practice as_of\n Z99001 2025-04\n Z99002 2025-04")
    own_list(facts, "practice as_of\n Z99001 2024-04", loaded_at="2025-07-01")
    own_list(facts, "practice as_of\n Z99001 2026-04", state="undone")

    assert green(facts, records, "out_of") == {"out_of": 2}


def test_a_register_of_all_england_is_not_the_lmcs_own_list(facts, records):
    number = facts.load(kind="practices")
    facts.draw("practices", "practice region\n Z99001 ashford\n Z99002 -", **{"import": number})
    survey(facts, {"Z99001": "green"})

    assert green(facts, records, "out_of", "out_of_source", "not_in_register", "closed") == {
        "out_of": 5, "out_of_source": "register", "not_in_register": None, "closed": None,
    }  # fmt: skip


def test_a_region_that_only_its_own_list_knows(facts, records):
    own_list(facts, "practice\n Z99001\n Z99002", region="elsewhere")
    survey(facts, {"Z99001": "green"}, region="elsewhere")

    assert green(facts, records, "out_of", "floor", "ceiling") == {"out_of": 2, "floor": 0.5, "ceiling": 1}


def test_who_replied_did_not_reply_is_closed_or_not_on_the_list(facts, records):
    own_list(facts)
    survey(facts, {"Z99001": "green", "Z99004": "green", "Z99077": "green", "name:the surgery": "red"})

    columns = ("practices", "responded", "out_of", "did_not_reply", "not_in_register", "closed", "no_reply")
    assert green(facts, records, "off_list") == {
        "off_list": 2
    }  # the closed one and Z99077 are green, and in no share
    assert list(green(facts, records, *columns).values()) == [1, 1, 3, 2, 2, 1, 2]
    # Of the three open practices one is green and two did not answer.
    assert list(green(facts, records, "floor_practices", "ceiling_practices").values()) == [1, 3]
    assert list(records(measure(facts, "surveys"), "did_not_reply", "not_in_register", "closed")[0].values()) == [
        2, 2, 1,
    ]  # fmt: skip


def test_the_plain_bounds_of_the_committees_example(facts, records):
    """48 of 64 (75%) if no practice that did not answer agrees, 51 of 64 (80%) if all three do."""
    words = {f"Z99{n:03}": "green" if n < 48 else "red" for n in range(61)}
    survey(facts, words | {"Z99900": None}, region="elmshire")

    columns = ("floor_practices", "floor", "ceiling_practices", "ceiling", "did_not_reply")
    assert list(green(facts, records, *columns).values()) == [48, 0.75, 51, 51 / 64, 2]


@pytest.mark.parametrize(
    ("region", "replies"),
    [
        ("oakham", {"Z99001": "green"}),  # nobody knows how many practices there are
        ("ashford", {"Z99001": "green", "anonymous:1:Sheet1:2": "green"}),  # perhaps the same practice
        ("ashford", {f"Z9900{n}": "green" for n in range(6)}),  # six of five
    ],
)
def test_no_bounds_where_nobody_can_say(facts, records, region, replies):
    survey(facts, replies, region=region)

    columns = ("floor", "ceiling", "floor_practices", "ceiling_practices", "did_not_reply")
    assert list(green(facts, records, *columns).values()) == [None] * 5


def who(final, own_list):
    """Of those that replied: on the list and open, on the list and closed, not on it; how many are anonymous."""
    known = dict(own_list)
    names = [respondent for respondent in final if not respondent.startswith("anonymous:")]
    return (
        {respondent for respondent in names if respondent in known and known[respondent] is not False},
        {respondent for respondent in names if known.get(respondent) is False},
        {respondent for respondent in names if respondent not in known},
        len(final) - len(names),
    )


def expected(final, region, own_lists):
    """(action, answer) -> the figures of preferences that rest on the number of practices."""
    out_of, has_list = base(own_lists, region), region in own_lists
    is_open, closed, strangers, anonymous = who(final, own_lists.get(region, []))
    inside = is_open | {who for who in final if who.startswith("anonymous:")} if has_list else set(final)
    away = out_of - len(inside) if out_of is not None and not anonymous and out_of >= len(inside) else None
    result = {}
    for action in ACTIONS:
        words = {respondent: answers[action] for respondent, answers in final.items() if action in answers}
        within = [answer for respondent, answer in words.items() if respondent in inside]
        for answer in RAG if words else []:
            known = out_of is not None and not anonymous and len(within) <= out_of
            floor = within.count(answer) if known else None
            ceiling = floor + out_of - len(within) if known else None
            share = within.count(answer) / len(within) if within else None
            result[action, answer] = (
                within.count(answer), len(within), len(inside),
                list(words.values()).count(answer) - within.count(answer) if has_list else None,
                floor, ceiling, floor / out_of if known and out_of else None, away,
                len(strangers) if has_list else None, len(closed) if has_list else None,
                *wilson(share, len(within), out_of),
            )  # fmt: skip
    return result


@few
@given(surveys, lists)
def test_bounds_and_who_replied_agree_with_a_plain_loop(cleared, records, found, own_lists):
    facts = cleared()
    put_lists(facts, own_lists)
    put_surveys(facts, found)
    names = (
        "practices",
        "answered",
        "responded",
        "off_list",
        "floor_practices",
        "ceiling_practices",
        "floor",
        "did_not_reply",
        "not_in_register",
        "closed",
        "low",
        "high",
    )
    rows = records(measure(facts, "preferences"))

    wanted = {
        (name, region, *key): figures
        for (name, region), final in standing(found).items()
        for key, figures in expected(final, region, own_lists).items()
    }
    assert {(r["survey"], r["region"], r["action"], r["answer"]) for r in rows} == wanted.keys()
    for row in rows:
        figures = wanted[row["survey"], row["region"], row["action"], row["answer"]]
        assert [row[name] for name in names] == pytest.approx(list(figures), abs=1e-7), row
