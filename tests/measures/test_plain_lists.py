"""Menus, local names, comments, surveys of England and onset dates against loops over what was put in."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from measures import measure
from tests.measures.plain import ACTIONS, RAG, REGIONS, RESPONDENTS, days, few, put_surveys, surveys

ON_MENU = ["limit_contacts", "serve_notice", "gp_connect", "pilots"]  # of the reference data of conftest
SHORT = [("short", 1, ["gp_connect", "dsa_freeze"]), ("short", 2, ["limit_contacts"])]

items = st.lists(
    st.tuples(
        st.sampled_from(["autumn", "local"]), st.integers(3, 6),
        st.lists(st.sampled_from([*ON_MENU, "dsa_freeze"]), max_size=2, unique=True),
    ),
    max_size=6, unique_by=lambda row: row[:2],
)  # fmt: skip
owners = st.fixed_dictionaries(
    {name: st.sampled_from([None, *REGIONS]) for name in ("short", "autumn", "local")}
)


@few
@given(items, owners, st.sampled_from([(), ("elmshire",)]))
def test_menus_agree_with_a_plain_loop(cleared, records, found, owner, asked):
    facts = cleared()
    facts.put("menus", [{"menu": name, "name": name, "region": region} for name, region in owner.items()])
    facts.put("menu_items", [
        {"menu": menu, "item": item, "wording": "w", "actions": ";".join(actions) or None}
        for menu, item, actions in found
    ])  # fmt: skip

    wanted = []
    for menu, region in owner.items():
        if asked and region is not None and region not in asked:
            continue
        own = [(item, actions) for name, item, actions in [*SHORT, *found] if name == menu]
        for item, actions in own:
            for action in actions or [None]:
                mapped = "not mapped" if action is None else "merged" if len(actions) > 1 else "one action"
                others = [other for other in actions if other != action]
                wanted.append((menu, item, action, mapped, ";".join(others) or None))
        names = {action for _, actions in own for action in actions}
        wanted += [
            (menu, None, action, "not on this menu", None) for action in ON_MENU if action not in names
        ]

    columns = ("menu", "item", "action", "mapped", "merged_with")
    rows = records(measure(facts, "menu_mapping", asked), *columns)
    assert sorted((tuple(row.values()) for row in rows), key=str) == sorted(wanted, key=str)


places = st.tuples(st.sampled_from(REGIONS), st.sampled_from(["ecg", "ring_pessary"]))
statuses = st.sampled_from(["read", "read", "computed", "recalled"])
contracts = st.dictionaries(
    places, st.tuples(st.sampled_from([None, "LES", "unfunded"]), statuses), max_size=5
)
published = st.lists(
    st.tuples(
        places, st.sampled_from(["some", "many"]), st.sampled_from([None, "all", "new_requests"]), statuses
    ),
    max_size=6,
)


@few
@given(contracts, published)
def test_local_names_agree_with_a_plain_loop(cleared, records, contracted, figures):
    facts = cleared()
    facts.put("service_contracts", [
        {"region": region, "service": service, "funding": funding, "source": "contract", "status": status}
        for (region, service), (funding, status) in contracted.items()
    ])  # fmt: skip
    facts.put("reported_figures", [
        {"figure": f"F{at}", "region": region, "subject": service, "kind": "service", "words": words, "scope": scope,
         "source": f"figure {at}", "status": status}
        for at, ((region, service), words, scope, status) in enumerate(figures)
    ])  # fmt: skip

    rows = {(row["region"], row["service"]): row for row in records(measure(facts, "local_services"))}

    assert rows.keys() == contracted.keys() | {place for place, *_ in figures}
    for place, row in rows.items():
        own = [(at, figure) for at, figure in enumerate(figures) if figure[0] == place]
        funding, status = contracted.get(place, (None, "read"))
        sources = [f"figure {at}" for at, _ in own] + (["contract"] if place in contracted else [])
        assert row["funding"] == funding
        assert row["words"] == (" | ".join(sorted({figure[1] for _, figure in own})) or None)
        assert row["scopes"] == (";".join(sorted({figure[2] for _, figure in own if figure[2]})) or None)
        assert row["source"] == "; ".join(sorted(sources))
        assert row["unverified"] == ("recalled" in [status, *(figure[3] for _, figure in own)])
        assert row["regions"] == sum(service == place[1] for _, service in rows)


NAMES = {"Z99001": "Mill Lane Surgery", "Z99002": "The Elms"}
texts = st.lists(
    st.sampled_from(
        ["We", "Mill Lane Surgery", "the elms", "Z99003", "z99001,", "desk@elms.example", "(50%)"]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
remarks = st.lists(
    st.tuples(
        st.booleans(), st.sampled_from(RESPONDENTS[:3]),
        st.dictionaries(st.sampled_from(ACTIONS), st.sampled_from(RAG), max_size=2),
        st.sampled_from(["Any comments?", "Connect: why?", "Why limit contacts to 25?"]), texts,
    ),
    max_size=6,
)  # fmt: skip


def masked(text):
    """Words that name a practice or an address, one after another."""
    text = re.sub(r"\S+@\S+", "[an address]", text)
    text = re.sub(r"\b[A-TV-Za-tv-z]\d{5}\b", "[a practice]", text)
    for name in NAMES.values():
        text = re.sub(re.escape(name), "[a practice]", text, flags=re.IGNORECASE)
    return text


def about(question):
    """The action that a heading names: an id's words or a label of six letters or more."""
    return {"Connect: why?": "gp_connect", "Why limit contacts to 25?": "limit_contacts"}.get(question)


@few
@given(remarks)
def test_comments_agree_with_a_plain_loop(cleared, records, found):
    facts = cleared()
    listed = facts.load(kind="practices", region="elmshire")
    facts.put("practices", [
        {"import": listed, "practice": code, "name": name, "region": "elmshire"} for code, name in NAMES.items()
    ])  # fmt: skip
    last, kept = {}, []
    for undone, who, words, question, text in found:
        number = facts.survey("autumn", "elmshire", [(who, words)], state="undone" if undone else "loaded")
        place = {
            "import": number,
            "survey": "autumn",
            "region": "elmshire",
            "respondent": who,
            "sheet": "Form",
        }
        facts.put("comments", [place | {"question": question, "text": text, "row": 1, "col": 9}])
        if not undone:
            last[who] = number
        kept.append((number, who, words, question, text))
    facts.stand()

    # The later file of a practice counts whole, its comment with it.
    wanted = [
        (about(question), words.get(about(question)), masked(text), question)
        for number, who, words, question, text in kept
        if last.get(who) == number
    ]

    rows = records(measure(facts, "comments"), "action", "answer", "comment", "question")
    # Comments alike in every column of two practices stay two.
    assert sorted((tuple(row.values()) for row in rows), key=str) == sorted(wanted, key=str)


england = st.lists(
    st.tuples(
        st.sampled_from(ACTIONS), st.sampled_from([None, "wanted", "in_effect"]),
        st.sampled_from(["respondents", "practices", "GPs", "patients"]), st.sampled_from([None, 0.2, 0.45]),
    ),
    max_size=6,
)  # fmt: skip


@few
@given(surveys, england)
def test_surveys_of_england_agree_with_a_plain_loop(cleared, records, found, national):
    facts = cleared()
    put_surveys(facts, found)
    facts.put("reported_figures", [
        {"figure": f"E{at}", "region": "england", "subject": action, "kind": "action", "rung": rung, "unit": unit,
         "share": share, "qualifier": "exact", "words": str(at), "status": "read", "source": "Pulse"}
        for at, (action, rung, unit, share) in enumerate(national)
    ])  # fmt: skip
    own = records(measure(facts, "regions"))
    own = [row for row in own if row["region"] != "england" and row["share_of_answered"] is not None]

    wanted = {
        # Support in red, amber and green is wanting to act; shares of those that answered.
        (row["region"], row["subject"], str(at)): (
            row["share_of_answered"], share, rung == "wanted" and unit in ("practices", "respondents"),
        )
        for row in own
        for at, (action, rung, unit, share) in enumerate(national)
        if action == row["subject"] and rung is not None and share is not None and unit != "patients"
    }  # fmt: skip

    rows = [row for row in records(measure(facts, "comparators")) if row["comparator"] == "England survey"]
    assert {
        (row["region"], row["subject"], row["comparator_words"]): (
            row["share"],
            row["low"],
            row["comparable"],
        )
        for row in rows
    } == wanted
    assert all((row["reason"] is None) == row["comparable"] for row in rows)


willing = st.dictionaries(
    st.sampled_from(RESPONDENTS),
    st.tuples(st.sampled_from([None, *RAG]), st.lists(days, max_size=2)),
    min_size=1,
)


@few
@given(willing)
def test_onset_dates_of_an_action_agree_with_a_plain_loop(cleared, records, found):
    """Practices that would serve notice, each by the earliest date of the notices that it has served."""
    facts = cleared()
    facts.survey(
        "autumn",
        "elmshire",
        [(who, {"serve_notice": words}) for who, (words, _) in found.items() if words],
        sent="2024-12-01",
    )
    facts.stand()
    facts.put("standing_notices", [
        {"region": "elmshire", "respondent": who, "service": service, "served": True, "effective_on": day}
        for who, (_, given) in found.items()
        for service, day in zip(["ecg", "ring_pessary"], given, strict=False)
    ])  # fmt: skip

    would = [
        min((day for day in given if day), default=None)
        for words, given in found.values()
        if words in ("green", "amber")
    ]
    dates = sorted(day for day in would if day)
    enough = (len(would) + 1) // 2
    common = max(dates, key=lambda day: (dates.count(day), -day.toordinal()), default=None)

    rows = records(measure(facts, "onset", actions="serve_notice", on=date(2025, 6, 1)))
    assert len(rows) == any(words for words, _ in found.values())
    for row in rows:
        assert (row["would"], row["dated"]) == (len(would), len(dates))
        result = [row[name] and row[name].date() for name in ("first_on", "half_on", "last_on", "common_on")]
        half = dates[enough - 1] if would and len(dates) >= enough else None
        assert result == [min(dates, default=None), half, max(dates, default=None), common]
        assert row["common_practices"] == (dates.count(common) if common else None)
        assert row["by_common"] == (sum(day <= common for day in dates) if common else None)
