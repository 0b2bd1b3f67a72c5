"""Adding data for other regions changes no figure of a region, whatever the measure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from measures import MEASURES, measure
from tests.measures.plain import few, lists, on_days, put_lists, put_logs, put_surveys, raw_logs, surveys

HERE, THERE = "elmshire", ("ashford", "oakham")
# What a column says of other regions by its nature.
OF_OTHERS = {"ledger": {"regions_noticed"}, "local_services": {"regions"}, "menu_mapping": {"surveys"}}
# The range of the other regions, and the sums over all that handed over, are what these are for.
ABOUT_OTHERS = {"comparators", "national"}
REGIONAL = [
    name for name, each in MEASURES.items() if "regions" in each.parameters and name not in ABOUT_OTHERS
]


def put_rest(facts, region):
    """Of every other kind of fact one or two, about the same subjects in each region."""
    number = facts.load(kind="figures", region=region, sha256=region)
    here = {"region": region}
    cell = {"import": number, "sheet": "Form"}
    ours = here | cell | {"row": 3, "col": 2}
    about = {"subject": "ecg", "kind": "service", "rung": "served", "unit": "practices", "as_of": "2025-01"}
    event = {"kind": "meeting", "happened_on": "2025-02-01", "sort_on": "2025-02-01", "summary": "met"}
    facts.put(
        "figures",
        [ours | about | {"figure": f"{region} {n}", "share": n / 4, "qualifier": "exact"} for n in (1, 2)],
    )
    facts.put("reported_figures", [here | about | {"figure": f"R {region}", "count": 3}])
    facts.put("responses", [
        here | {"response": f"{kind} {region}", "kind": kind, "happened_on": day, "sort_on": day, "services": "ecg"}
        for kind, day in (("notice", "2024-12-01"), ("offer", "2025-01-05"))
    ])  # fmt: skip
    facts.put("happenings", [ours | event | {"happening": f"H {region}"}])
    facts.put("caveats", [here | {"kind": "service", "subject": "ecg", "caveat": f"Not in {region}."}])
    facts.put("service_contracts", [here | {"service": "ecg", "funding": "LES", "source": region}])
    facts.put("menus", [here | {"menu": region, "name": region}])
    facts.put("menu_items", [{"menu": region, "item": 1, "wording": region, "actions": "pilots"}])
    facts.put("problems", [cell | {"cell": "A1", "value": "perhaps", "reason": "This is no answer."}])
    facts.put("left_out", [cell | {"cell": "A2", "value": "Total", "reason": "total row"}])
    facts.put("questions", [cell | {"question": f"q {region}", "about": "action", "value": "pills?"}])
    correction = {"sha256": region, "sheet": "Form", "row": 3, "col": 2, "original": "a", "corrected": "b"}
    facts.put("corrections", [correction])
    remark = {"survey": "autumn", "respondent": "Z99001", "question": "Why?", "text": region}
    facts.put("comments", [ours | remark])


def put(facts, expected, listed, logged, regions):
    put_lists(facts, {region: rows for region, rows in listed.items() if region in regions})
    put_surveys(facts, {key: files for key, files in expected.items() if key[1] in regions}, menu="short")
    put_logs(facts, [log for log in logged if log[0] in regions])
    for region in regions:
        put_rest(facts, region)


@settings(few, max_examples=1)
@given(surveys, lists, raw_logs, on_days)
def test_other_regions_change_nothing_here(cleared, records, found, listed, logged, on):
    facts = cleared()
    facts.draw("event_kinds", "kind display_order\n notice 1\n meeting 2\n offer 3")

    def tables():
        return {
            name: [
                {key: value for key, value in row.items() if key not in OF_OTHERS.get(name, ())}
                for row in records(measure(facts, name, [HERE], on=on))
            ]
            for name in REGIONAL
        }

    put(facts, found, listed, logged, (HERE,))
    before = tables()
    put(facts, found, listed, logged, THERE)

    for name, rows in tables().items():
        assert rows == before[name], name


@pytest.mark.parametrize("name", sorted(MEASURES.keys() - set(REGIONAL)))
def test_the_others_are_about_no_region(name):
    assert name in ABOUT_OTHERS | {"ids", "sources", "tiles"}
