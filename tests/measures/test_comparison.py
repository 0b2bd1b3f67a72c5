"""Comparison that is fair: comparators, local contracts, menus, list sizes and networks."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from measures import measure
from tests.measures.plain import (
    REGIONS,
    RESPONDENTS,
    few,
    logs,
    on_days,
    placed,
    put_surveys,
    standing,
    surveys,
)

TENTH = date(2025, 2, 10)


def support(facts, region, green, red, scale="rag"):
    words = [
        (f"Z{region[0].upper()}{n:03}", {"pilots": "green" if n < green else "red"})
        for n in range(green + red)
    ]
    facts.survey("autumn", region, words, scale=scale)


def test_the_range_of_the_other_regions(facts, grid, records):
    for region, green, red in (("elmshire", 3, 1), ("ashford", 1, 1), ("oakham", 0, 4)):
        support(facts, region, green, red)
    facts.stand()

    columns = (
        "region",
        "share",
        "share_of",
        "regions",
        "low",
        "high",
        "lowest_region",
        "highest_region",
        "place",
    )
    assert records(measure(facts, "comparators"), *columns) == [
        row | {"share_of": "practices that answered"}
        for row in grid("""
            region    share  share_of  regions  low  high  lowest_region  highest_region  place
            elmshire  0.75   -         2        0    0.5   oakham         ashford         1
            ashford   0.5    -         2        0    0.75  oakham         elmshire        2
            oakham    0      -         2        0.5  0.75  ashford        elmshire        3
        """)
    ]  # fmt: skip


ENGLAND = """
    figure  region   subject  kind    rung       share  qualifier  unit         out_of
    E1      england  pilots   action  wanted     0.4    exact      respondents  660
    E2      england  pilots   action  in_effect  0.2    about      respondents  -
    E3      england  pilots   action  wanted     0.9    exact      GPs          -
    E4      england  pilots   action  wanted     -      named      respondents  -
    E5      england  pilots   action  -          0.07   exact      respondents  660
"""


def test_a_figure_on_no_rung_is_compared_with_none_and_says_so(facts):
    figures = """
        figure  region   subject  kind    rung    share  qualifier  unit         out_of
        E1      england  pilots   action  wanted  0.4    exact      respondents  660
        A1      ashford  pilots   action  -       0.3    exact      practices    5
    """
    facts.draw("reported_figures", figures, as_of="2024-11", source="Pulse", status="read")

    row = measure(facts, "comparators").iloc[0]
    assert not row["comparable"]
    assert row["reason"].startswith("the region's figure is about no rung, the survey's about Wanted")


def test_england_surveys_with_what_differs(facts, records):
    support(facts, "ashford", 1, 1)
    facts.stand()
    facts.draw("reported_figures", ENGLAND, as_of="2024-11", source="Pulse", status="read")

    rows = records(measure(facts, "comparators"), "low", "comparable", "reason", "comparator_out_of")
    assert sorted(map(tuple, (row.values() for row in rows))) == [
        (0.2, False, "the region's figure is about Wanted, the survey's about In_effect", None),
        (0.4, True, None, 660),
        (0.9, False, "the survey counts GPs", None),
    ]


def test_counted_published_and_invented_figures_are_not_set_beside_each_other(facts):
    facts.survey("autumn", "elmshire", [("Z99001", {"pilots": "green"})])
    facts.survey("autumn", "ashford", [("Z99002", {"pilots": "green"})], demonstration=True)
    facts.stand()
    facts.draw("reported_figures", "figure region subject kind rung share\n R oakham pilots action wanted 0.5",
               unit="practices", qualifier="exact")  # fmt: skip

    assert measure(facts, "comparators").empty


def test_a_region_on_its_own_and_all_england_have_no_range(facts):
    support(facts, "ashford", 1, 1)
    facts.stand()

    assert measure(facts, "comparators").empty


def test_a_service_under_its_local_names(facts, grid, records):
    facts.draw("service_contracts", """
        region    service  local_name   funding   contract  source
        elmshire  ecg      ECG_reading  LES       service   one
        ashford   ecg      Heart_trace  unfunded  -         two
    """, status="read")  # fmt: skip
    facts.draw("reported_figures", """
        figure  region   subject  kind     words     scope         source  status
        F1      ashford  ecg      service  no_ECGs   new_requests  three   recalled
        F2      oakham   ecg      service  some      -             four    read
    """)  # fmt: skip

    columns = ("region", "local_name", "funding", "words", "scopes", "regions", "source", "unverified")
    assert records(measure(facts, "local_services"), *columns) == [
        row | {"source": row["source"].replace(";", "; ")}
        for row in grid("""
            region    local_name   funding   words    scopes        regions  source     unverified
            elmshire  ECG_reading  LES       -        -             3        one        false
            ashford   Heart_trace  unfunded  no_ECGs  new_requests  3        three;two  true
            oakham    -            -         some     -             3        four       false
        """)
    ]
    assert len(measure(facts, "local_services", "ashford")) == 1


def test_a_menu_item_by_item_and_what_cannot_be_mapped(facts, grid, records):
    facts.draw(
        "menus", "menu name region\n short Short ashford\n other Other elmshire", source="LMC", status="read"
    )
    facts.draw("menu_items", "menu item wording actions\n short 3 Odd_thing -", source="LMC", status="read")
    number = facts.load(kind="survey", region="ashford", file="Form.csv")
    facts.put("questions", [{"import": number, "about": "action", "value": "Which pills?"}])

    rows = records(
        measure(facts, "menu_mapping", "ashford"),
        "menu",
        "item",
        "wording",
        "action",
        "mapped",
        "merged_with",
    )
    assert rows == [
        row | {name: row[name].replace("_", " ") for name in ("mapped",)}
        for row in grid("""
            menu   item  wording        action          mapped            merged_with
            short  1     Connect_or_DSA dsa_freeze      merged            gp_connect
            short  1     Connect_or_DSA gp_connect      merged            dsa_freeze
            short  2     Limit_to_25    limit_contacts  one_action        -
            short  3     Odd_thing      -               not_mapped        -
            short  -     -              pilots          not_on_this_menu  -
            short  -     -              serve_notice    not_on_this_menu  -
        """)
    ] + [{"menu": None, "item": None, "wording": "Which pills?", "action": None, "mapped": "not mapped",
          "merged_with": None}]  # fmt: skip


REGISTER = """
    practice  pcn      list_size  open
    Z99001    North    1000       true
    Z99002    North    2000       true
    Z99003    North    3000       true
    Z99004    South    4000       true
    Z99005    South    5000       true
    Z99006    South    -          true
    Z99007    West     7000       true
    Z99008    North    9000       false
"""


def put_register(facts, drawn=REGISTER, region="elmshire", **columns):
    number = facts.load(kind="practices", region=region, file="Practices.csv", **columns)
    facts.draw("practices", drawn, **{"import": number, "region": region})
    facts.stand()


def test_patients_of_a_region_without_any_have_no_share(facts):
    put_register(facts, "practice list_size\n Z99001 0\n Z99002 0")
    facts.draw("standing_notices", "respondent served\n Z99001 true", region="elmshire", service="ecg")
    assert measure(facts, "list_weight").empty


def test_patients_of_the_practices_with_a_notice(facts, records):
    put_register(facts)
    facts.draw("standing_notices", """
        respondent  served  effective_on
        Z99001      true    2025-01-01
        Z99004      true    2026-01-01
        Z99006      true    2025-01-01
        Z99008      true    2025-01-01
        Z99099      true    2025-01-01
        Z99002      false   -
    """, region="elmshire", service="ecg")  # fmt: skip

    (row,) = records(measure(facts, "list_weight", services="ecg", on=TENTH))
    names = ("practices", "patients", "unsized", "registered", "out_of", "out_of_unsized", "not_in_register",
             "in_effect", "patients_in_effect", "source")  # fmt: skip
    assert [row[name] for name in names] == [3, 5000, 1, 22000, 7, 1, 2, 2, 1000, "Practices.csv"]
    # The size of one that acts is not known: if it were as small as the smallest known (1000), or as large (7000).
    assert [row[name] for name in ("share", "share_low", "share_high")] == [None, 6000 / 23000, 12000 / 29000]


def test_no_share_and_no_range_of_patients_where_fewer_than_half_of_the_sizes_are_known(facts, records):
    put_register(facts, "practice list_size\n Z99001 1000\n Z99002 -\n Z99003 -\n Z99004 -\n Z99005 -")
    facts.draw("standing_notices", "respondent served\n Z99001 true", region="elmshire", service="ecg")

    (row,) = records(measure(facts, "list_weight"))
    assert [row[name] for name in ("patients", "share", "share_low", "share_high")] == [
        1000,
        None,
        None,
        None,
    ]


def test_a_share_of_patients_where_every_size_is_known(facts, records):
    put_register(facts, "practice list_size\n Z99001 1000\n Z99002 3000")
    facts.draw("standing_notices", "respondent served\n Z99001 true", region="elmshire", service="ecg")

    (row,) = records(measure(facts, "list_weight"))
    assert [row[name] for name in ("share", "share_low", "share_high")] == [0.25, None, None]


def test_networks_too_small_to_show_are_withheld_with_one_that_shields_them(facts, records):
    put_register(facts)
    facts.survey(
        "autumn",
        "elmshire",
        [(f"Z9900{n}", {"pilots": "green" if n < 5 else "red"}) for n in (1, 2, 4, 5, 7)],
    )
    facts.stand()

    columns = ("pcn", "practices", "out_of", "answered", "withheld", "patients")
    # West has one practice; without North, the next smallest, the rest would give it away.
    assert [tuple(row.values()) for row in records(measure(facts, "by_pcn", actions="pilots"), *columns)] == [
        ("South", 1, 3, 2, False, 4000),
        ("North", None, 3, None, True, None),
        ("West", None, 1, None, True, None),
    ]


def test_without_networks_the_sub_icb_location_stands_in_and_without_either_there_is_nothing(facts):
    put_register(facts, "practice sub_icb\n Z1 01A\n Z2 01A\n Z3 01A\n Z4 01B\n Z5 01B\n Z6 01B")
    put_register(facts, "practice\n Z7\n Z8\n Z9", region="ashford")
    for region in ("elmshire", "ashford"):
        facts.draw("standing_notices", "respondent served\n Z1 true\n Z8 true", region=region, service="ecg")

    frame = measure(facts, "by_pcn")

    assert frame[["region", "pcn", "area", "practices"]].to_numpy().tolist() == [
        ["elmshire", "01A", "sub_icb", 1],
        ["elmshire", "01B", "sub_icb", 0],
    ]


# The same by loops.

sizes = st.dictionaries(
    st.sampled_from(RESPONDENTS),
    st.tuples(st.sampled_from(["North", "South", "West"]), st.none() | st.integers(1000, 9000)),
)
registers = st.dictionaries(st.sampled_from(REGIONS[:2]), sizes, max_size=2)


def put_sizes(facts, expected):
    for region, practices in expected.items():
        number = facts.load(kind="practices", region=region)
        facts.put("practices", [
            {"import": number, "region": region, "practice": code, "pcn": pcn, "list_size": size, "open": True}
            for code, (pcn, size) in practices.items()
        ])  # fmt: skip


def filled(places):
    """The same with the size that another region's list gives, where the own list is silent."""

    def size(code, own):
        others = [rows[code][1] for rows in places.values() if code in rows and rows[code][1]]
        return own or next(iter(others), None)

    return {
        region: {code: (pcn, size(code, own)) for code, (pcn, own) in rows.items()}
        for region, rows in places.items()
    }


def newest_support(expected):
    """region -> action -> respondent -> supports, in the newest survey of each."""
    final, result = standing(expected), {}
    for region in REGIONS:
        names = [name for name, place in final if place == region]
        for who, words in final[max(names), region].items() if names else []:
            for action, answer in words.items():
                result.setdefault(region, {}).setdefault(action, {})[who] = answer == "green"
    return result


@few
@given(surveys, logs, registers, on_days)
def test_weights_and_networks_agree_with_plain_loops(cleared, records, found, log, places, on):
    facts = cleared()
    put_sizes(facts, places)
    put_surveys(facts, found)
    facts.connection.execute("DELETE FROM standing_notices")
    facts.put("standing_notices", log)
    acting = {region: dict(actions) for region, actions in newest_support(found).items()}
    for row in log:
        if placed(row, on)[0]:
            acting.setdefault(row["region"], {}).setdefault(row["service"], {})[row["respondent"]] = True

    weights = {(row["region"], row["subject"]): row for row in records(measure(facts, "list_weight", on=on))}
    networks = {
        (row["region"], row["pcn"], row["subject"]): row for row in records(measure(facts, "by_pcn", on=on))
    }
    for region, practices in filled(places).items():
        registered = sum(size or 0 for _, size in practices.values())
        members = Counter(pcn for pcn, _ in practices.values())
        for subject, words in acting.get(region, {}).items():
            acts = [code for code, does in words.items() if does and code in practices]
            if registered:
                row = weights.pop((region, subject))
                assert row["practices"] == len(acts)
                assert row["patients"] == sum(practices[code][1] or 0 for code in acts)
                unsized = sum(size is None for _, size in practices.values())
                assert (row["share"] is None) == (unsized > 0)
                if row["share_low"] is not None:
                    assert 0 <= row["share_low"] <= row["share_high"] <= 1
                assert row["registered"] == registered
                assert row["not_in_register"] == sum(
                    does for code, does in words.items() if code not in practices
                )
            for pcn, out_of in members.items():
                row = networks.get((region, pcn, subject))
                if any(code in practices for code in words):
                    assert row["out_of"] == out_of
                    assert row["withheld"] or row["practices"] == sum(
                        practices[code][0] == pcn for code in acts
                    )
                    assert row["withheld"] >= (out_of < 3)
    assert not weights


@few
@given(surveys)
def test_ranges_agree_with_a_plain_loop(cleared, records, found):
    facts = cleared()
    put_surveys(facts, found)
    shares = {
        (region, action): sum(words.values()) / len(words)
        for region, actions in newest_support(found).items()
        for action, words in actions.items()
    }

    rows = {(row["region"], row["subject"]): row for row in records(measure(facts, "comparators"))}

    wanted = {
        (region, action): [
            share for (place, other), share in shares.items() if other == action and place != region
        ]
        for region, action in shares
    }
    assert rows.keys() == {key for key, others in wanted.items() if others}
    for key, row in rows.items():
        assert (row["share"], row["low"], row["high"]) == (shares[key], min(wanted[key]), max(wanted[key]))
        assert row["place"] == 1 + sum(share > shares[key] for share in wanted[key])


@few
@given(surveys, logs, registers, st.sampled_from(["list_weight", "by_pcn"]))
def test_another_region_changes_nothing_here(cleared, records, found, log, places, name):
    facts = cleared()

    def put(here):
        # Every size is told: a list that is silent about one may learn it from another list.
        result = {
            region: {code: (pcn, size or 1000) for code, (pcn, size) in rows.items()}
            for region, rows in places.items()
            if (region == "elmshire") == here
        }
        put_sizes(facts, result)
        put_surveys(facts, {key: files for key, files in found.items() if (key[1] == "elmshire") == here})
        facts.put("standing_notices", [row for row in log if (row["region"] == "elmshire") == here])

    put(True)
    before = records(measure(facts, name, ["elmshire"]))
    put(False)
    assert records(measure(facts, name, ["elmshire"])) == before
