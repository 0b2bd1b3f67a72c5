"""support, onset and comments: what has support, from when, and what practices say of it."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given

from measures import measure
from tests.measures.plain import (
    ACTIONS,
    PRACTICES,
    few,
    grouped,
    logs,
    on_days,
    placed,
    put_surveys,
    standing,
    surveys,
    wilson,
)

TENTH = date(2025, 2, 10)


def survey(facts, letters, region="elmshire", scale="rag", name="autumn", **columns):
    """A survey in which practice n gives the answers of the n-th letters: limit_contacts, gp_connect, pilots."""
    words = {"g": "green", "a": "amber", "r": "red", "t": "taking", "p": "planning", "n": "not_taking"}
    result = [
        (
            f"Z99{n:03}",
            {action: words[letter] for action, letter in zip(ACTIONS, row, strict=True) if letter != "-"},
        )
        for n, row in enumerate(letters.split(), 1)
    ]
    number = facts.survey(name, region, result, scale=scale, **columns)
    facts.stand()
    return number


def test_actions_ranked_with_ties(facts, grid, records):
    survey(facts, "ggr gga rga r-a")

    columns = (
        "action",
        "rank",
        "tied",
        "will",
        "conditionally",
        "will_not",
        "answered",
        "share_either",
        "rank_either",
    )
    assert records(measure(facts, "support"), *columns) == grid("""
        action          rank  tied  will  conditionally  will_not  answered  share_either  rank_either
        gp_connect      1     1     3     0              0         3         1             1
        limit_contacts  2     1     2     0              2         4         0.5           3
        pilots          3     1     0     3              1         4         0.75          2
    """)
    survey(facts, "gga gga", region="ashford")
    ashford = measure(facts, "support", "ashford")
    assert ashford[["rank", "tied"]].to_numpy().tolist() == [[1, 2], [1, 2], [3, 1]]
    # The rank is among all actions, whichever is asked for.
    assert list(measure(facts, "support", "ashford", actions="pilots")["rank"]) == [3]


def test_an_answer_that_is_both_is_support(facts, records):
    survey(facts, "t-- p-- n--", scale="participation")

    (row,) = records(measure(facts, "support"), "will", "conditionally", "will_labels", "conditional_labels")
    assert list(row.values()) == [2, 0, "Taking; Planning", None]


def test_a_survey_about_an_offer_ranks_nothing(facts):
    facts.survey("offer", "ashford", [("Z99001", {"pilots": "accept"})], scale="offer")
    facts.stand()

    assert measure(facts, "support").empty


def test_how_many_would_act_and_from_when(facts, records):
    # Five would serve notice: three green, two amber; one is red.
    words = [
        (f"Z9900{n}", {"serve_notice": answer})
        for n, answer in enumerate(["green"] * 3 + ["amber"] * 2 + ["red"], 1)
    ]
    number = facts.survey("autumn", "elmshire", words, sent="2024-12-01")
    facts.put(
        "comments",
        [{"import": number, "survey": "autumn", "region": "elmshire", "respondent": "Z99004", "text": "x"}],
    )
    facts.stand()
    facts.draw("standing_notices", """
        respondent  service       served  effective_on  signed_up
        Z99001      ecg           true    2025-03-01    false
        Z99001      ring_pessary  true    2025-02-01    false
        Z99002      ecg           true    2025-04-01    false
        Z99004      ecg           true    2025-04-01    false
        Z99005      ecg           false   -             true
        Z99006      ecg           true    2025-01-01    false
    """, region="elmshire")  # fmt: skip

    names = ("would", "certain", "conditional", "dated", "with_comment", "common_practices", "by_common")
    days = ("first_on", "half_on", "last_on", "common_on")
    action, service = (
        records(measure(facts, "onset", on=TENTH, **asked))[0]
        for asked in ({"actions": "serve_notice"}, {"services": "ecg"})
    )
    assert [action[name] for name in names] == [5, 3, 2, 3, 1, 2, 3]
    assert [str(action[day])[:10] for day in days] == ["2025-02-01", "2025-04-01", "2025-04-01", "2025-04-01"]
    # Four have served, one signed up; half of five is three, reached on 1 April.
    assert [service[name] for name in names] == [5, 4, 1, 4, None, 2, 4]
    assert [str(service[day])[:10] for day in days] == [
        "2025-01-01",
        "2025-04-01",
        "2025-04-01",
        "2025-04-01",
    ]


def test_other_actions_have_no_dates(facts):
    survey(facts, "ggg")
    facts.draw("standing_notices", "respondent served effective_on\n Z99001 true 2025-03-01",
               region="elmshire", service="ecg")  # fmt: skip

    frame = measure(facts, "onset", actions=["pilots"])
    assert frame[["first_on", "half_on", "common_on"]].isna().all(axis=None)


def comment(facts, number, respondent, text, question="Any comments?", region="elmshire"):
    place = {"import": number, "survey": "autumn", "region": region, "respondent": respondent}
    facts.put("comments", [place | {"question": question, "text": text, "sheet": "Form", "row": 1, "col": 9}])


def test_comments_under_an_actions_heading_are_grouped_by_it(facts, grid, records):
    facts.draw("action_synonyms", "action synonym\n gp_connect Update_Record\n limit_contacts Contacts_a_day")
    number = survey(facts, "grr agr")
    comment(facts, number, "Z99001", "Worried", "Update_Record: why?")
    comment(facts, number, "Z99002", "Done", "Update_Record: why?")
    comment(facts, number, "Z99001", "All fine")

    assert records(measure(facts, "comments"), "action", "answer", "comment") == [
        {"action": "gp_connect", "answer": "green", "comment": "Done"},
        {"action": "gp_connect", "answer": "red", "comment": "Worried"},
        {"action": None, "answer": None, "comment": "All fine"},
    ]
    assert list(measure(facts, "comments", actions="gp_connect")["comment"]) == ["Done", "Worried"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We at Mill Lane Surgery cannot", "We at [a practice] cannot"),
        ("ask MILL LANE SURGERY (Z99001)", "ask [a practice] ([a practice])"),
        ("write to desk@mill.example please", "write to [an address] please"),
        ("Mill (Lane) 50% + more", "Mill (Lane) 50% + more"),
    ],
)
def test_names_are_off(facts, text, shown):
    list_number = facts.load(kind="practices", region="elmshire")
    facts.put(
        "practices",
        [{"import": list_number, "practice": "Z99001", "name": "Mill Lane Surgery", "region": "elmshire"}],
    )
    number = survey(facts, "ggg")
    comment(facts, number, "Z99001", text)

    row = measure(facts, "comments").iloc[0]
    assert (row["comment"], row["masked"]) == (shown, shown != text)
    assert not {"practice", "practice_name", "respondent", "cell"} & set(row.index)


def test_comments_of_replies_that_no_longer_count_are_gone(facts):
    first = survey(facts, "ggg")
    comment(facts, first, "Z99001", "old")
    second = survey(facts, "rrr")
    comment(facts, second, "Z99001", "new")
    undone = facts.survey("autumn", "elmshire", [("Z99009", {})], state="undone")
    comment(facts, undone, "Z99009", "undone")
    facts.stand()

    assert list(measure(facts, "comments")["comment"]) == ["new"]


# The same by loops.


@few
@given(surveys)
def test_support_agrees_with_a_plain_loop(cleared, records, found):
    facts = cleared()
    put_surveys(facts, found)
    wanted = {}
    for (name, region), final in standing(found).items():
        counts = {
            action: Counter(words[action] for words in final.values() if action in words)
            for action in ACTIONS
        }
        shares = {action: c["green"] / c.total() for action, c in counts.items() if c}
        for action, share in shares.items():
            count = counts[action]
            rank = 1 + sum(other > share for other in shares.values())
            wanted[name, region, action] = (
                rank, list(shares.values()).count(share), count["green"], count["amber"], count["red"], share,
                *wilson(share, count.total(), PRACTICES[region]),
            )  # fmt: skip

    names = ("rank", "tied", "will", "conditionally", "will_not", "share_will", "low", "high")
    rows = {(r["survey"], r["region"], r["action"]): r for r in records(measure(facts, "support"))}

    assert rows.keys() == wanted.keys()
    for key, figures in wanted.items():
        assert [rows[key][name] for name in names] == pytest.approx(list(figures), abs=1e-7), key


@few
@given(logs, on_days)
def test_the_onset_of_services_agrees_with_a_plain_loop(cleared, records, log, on):
    facts = cleared()
    facts.put("standing_notices", log)
    rows = {(r["region"], r["subject"]): r for r in records(measure(facts, "onset", on=on))}
    for key, notices in grouped(log, "region", "service").items():
        there = [(row, *placed(row, on)) for row in notices]
        stands = [day for _, stands, _, _, _, day in there if stands]
        waiting = [
            row
            for row, stands, _, gone, settled, _ in there
            if row["signed_up"] and not (stands or gone or settled)
        ]
        if not stands and not waiting:
            assert key not in rows
            continue
        row, dates = rows[key], sorted(day for day in stands if day)
        would = len(stands) + len(waiting)
        assert (row["would"], row["certain"], row["conditional"], row["dated"]) == (
            would, len(stands), len(waiting), len(dates),
        )  # fmt: skip
        half = dates[(would + 1) // 2 - 1] if len(dates) >= (would + 1) // 2 else None
        common = max(dates, key=lambda day: (dates.count(day), -day.toordinal()), default=None)
        assert [row[name] and row[name].date() for name in ("first_on", "half_on", "last_on", "common_on")] == [
            min(dates, default=None), half, max(dates, default=None), common,
        ]  # fmt: skip


@few
@given(surveys, logs)
def test_another_region_changes_nothing_here(cleared, records, found, log):
    facts = cleared()

    def put(here):
        put_surveys(facts, {key: files for key, files in found.items() if (key[1] == "elmshire") == here})
        facts.put("standing_notices", [row for row in log if (row["region"] == "elmshire") == here])

    def tables():
        return [records(measure(facts, name, ["elmshire"])) for name in ("support", "onset")]

    put(True)
    before = tables()
    put(False)
    assert tables() == before
