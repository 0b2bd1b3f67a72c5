"""The worked examples of the method page, run against the real measures.

An example is a fenced block: its first line names it, the lines above the rule say what is known, those below it
what the measures then give. An analyst may add one of a kind that is here without touching this file.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from charts.wording import known, percent
from measures import METHOD, measure
from measures.definitions import frame_with_terms

BLOCK = re.compile(r"^```\nexample: (.+?)\n(.*?)^---\n(.*?)^```$", flags=re.S | re.M)
SHARES = ("share", "low", "high", "floor", "ceiling")


def _lines(text: str) -> dict[str, str]:
    return {
        key.strip(): value.strip()
        for key, value in (line.split(":", 1) for line in text.splitlines() if line)
    }


EXAMPLES = [
    (name, _lines(given), _lines(result)) for name, given, result in BLOCK.findall(METHOD.read_text("utf-8"))
]


def one_decimal(share: float) -> str:
    return f"{100 * share:.1f}%"


def survey(facts, given: dict[str, str]) -> dict[str, str]:
    """One action of a survey in a region of 64 practices."""
    counts = {answer: int(given.get(answer, 0)) for answer in ("green", "amber", "red")}
    words = [answer for answer, count in counts.items() for _ in range(count)]
    result = [(f"Z99{at:03}", {"limit_contacts": answer}) for at, answer in enumerate(words)]
    facts.survey("autumn", "elmshire", result)
    facts.stand()
    frame = measure(facts, "preferences")
    assert set(frame["out_of"]) == {int(given["practices"])}
    row = frame[frame["answer"] == "green"].iloc[0]
    return {name: one_decimal(row[name]) for name in SHARES}


def as_of(facts, given: dict[str, str]) -> dict[str, str]:
    """Replies, one a line: when each was sent, or when its file was loaded; what a practice sent again comes later."""
    for who, line in given.items():
        *loaded, day, answer = line.split()
        when = {"loaded_at": f"{day} 10:00"} if loaded else {"sent": f"{day} 10:00"}
        facts.survey("autumn", "elmshire", [(who.removesuffix(" again"), {"pilots": answer})], **when)
    facts.stand()

    def told(day: date) -> str:
        frame = measure(facts, "preferences", on=day)
        green = frame[frame["answer"] == "green"]
        return (
            f"{green['practices'].iloc[0]} of {green['answered'].iloc[0]} green"
            if len(green)
            else "not begun"
        )

    days = [date(2024, 10, 31), date(2024, 11, 4), date(2024, 11, 5), date(2024, 11, 20)]
    return {f"on {day}": told(day) for day in days}


def own_list(facts, given: dict[str, str]) -> dict[str, str]:
    """A list and the replies to a survey of one action: open, closed or unlisted, and the answer; a dash for none."""
    number = facts.load(kind="practices", region="elmshire", file="Practices.csv")
    lines = {code: line.split() for code, line in given.items()}
    listed = [
        {"import": number, "practice": code, "region": "elmshire", "open": state == "open"}
        for code, (state, _) in lines.items()
        if state != "unlisted"
    ]
    facts.put("practices", listed)
    replies = [(code, {"pilots": answer}) for code, (_, answer) in lines.items() if answer != "-"]
    facts.survey("autumn", "elmshire", replies)
    facts.stand()
    row = measure(facts, "preferences").iloc[0]
    return {
        "green": f"{row['practices']} of {row['out_of']}",
        "replied": f"{row['responded']} of {row['out_of']}",
        "did not reply": str(row["did_not_reply"]),
        "beside": str(row["off_list"]),
    }


def difference(facts, given: dict[str, str]) -> dict[str, str]:
    """Two samples of practices, or the same practices twice."""
    if "kept" in given:
        kept, left, came, never = (int(given[name]) for name in ("kept", "left", "came", "never"))
        n = m = kept + left + came + never
        first, second = (kept + left) / n, (kept + came) / n
        phi = f"terms.phi({kept}, {left}, {came}, {never})"
    else:
        (a, n), (b, m) = (map(int, given[side].split(" of ")) for side in ("first", "second"))
        first, second, phi = a / n, b / m, "0"
    bounds = (
        f"terms.difference_{end}({first}, {second}, {n}, {m}, {phi}, terms.two_sided_z(1))"
        for end in ("low", "high")
    )
    low, high = frame_with_terms(facts, "SELECT {}, {}".format(*bounds), {}).iloc[0]
    verdict = frame_with_terms(facts, f"SELECT terms.verdict(NULL, false, {low}, {high})", {}).iloc[0, 0]
    words = (("difference", second - first), ("low", low), ("high", high))
    return {name: f"{100 * share:+.1f}" for name, share in words} | {"verdict": verdict}


def ranks(facts, given: dict[str, str]) -> dict[str, str]:
    """Green answers to three actions among the same ten practices."""
    greens = dict(
        zip(("limit_contacts", "gp_connect", "pilots"), map(int, given["green"].split(", ")), strict=True)
    )
    words = [
        (f"Z99{at:03}", {action: "green" if at < count else "red" for action, count in greens.items()})
        for at in range(int(given["answered"]))
    ]
    facts.survey("autumn", "elmshire", words)
    facts.stand()
    frame = measure(facts, "support").set_index("action")
    return {"ranks": ", ".join(str(frame.loc[action, "rank"]) for action in greens)}


def counts(facts, given: dict[str, str]) -> dict[str, str]:
    """A published share and its base."""
    figure = {"figure": "F", "region": "elmshire", "subject": "ecg", "kind": "service", "unit": "practices"}
    figure |= {"share": float(given["share"].rstrip("%")) / 100, "out_of": int(given["of"])}
    figure |= {"qualifier": given["qualifier"], "source": "a report", "status": "read"}
    facts.put("reported_figures", [figure])
    return {"sentence": measure(facts, "possible_counts").iloc[0]["sentence"]}


def notices(facts, given: dict[str, str]) -> dict[str, str]:
    """A log, one line a practice: served, effective, extended to, withdrawn; a dash where there is none."""
    names = ("served_on", "effective_on", "extended_to", "withdrawn_on")
    rows = []
    for practice, line in ((key, value) for key, value in given.items() if key.startswith("Z99")):
        days = {name: None if day == "-" else day for name, day in zip(names, line.split(), strict=True)}
        row = {"respondent": practice.removesuffix(" again"), "notice": len(rows), "served": True}
        row["withdrawn"] = days["withdrawn_on"] is not None
        rows.append(row | days | {"region": "elmshire", "service": "ecg"})
    facts.put("standing_notices", rows)
    row = measure(facts, "notices", on=date.fromisoformat(given["on"])).iloc[0]
    return {"standing": f"{row['count']:.0f}", "in effect": f"{row['in_effect']:.0f}"}


def register(facts, given: dict[str, str]) -> None:
    """Practices of one region with network and list size; those that act have a notice on one service."""
    number = facts.load(kind="practices", region="elmshire", file="Practices.csv")
    rows, acting = [], []
    for practice, line in ((key, value) for key, value in given.items() if key.startswith("Z99")):
        network, size, *acts = line.split()
        row = {"import": number, "practice": practice, "region": "elmshire", "pcn": network, "open": True}
        rows.append(row | {"list_size": None if size == "-" else int(size)})
        acting += [practice] if acts else []
    facts.put("practices", rows)
    facts.stand()
    same = {"region": "elmshire", "service": "ecg", "served": True}
    facts.put("standing_notices", [same | {"respondent": practice} for practice in acting])


def patients(facts, given: dict[str, str]) -> dict[str, str]:
    register(facts, given)
    row = measure(facts, "list_weight").iloc[0]
    return {
        "patients": str(row["patients"]),
        "share": one_decimal(row["share"]) if known(row["share"]) else "none",
        "range": f"{one_decimal(row['share_low'])} to {one_decimal(row['share_high'])}",
        "unsized": str(row["unsized"]),
    }


def networks(facts, given: dict[str, str]) -> dict[str, str]:
    register(facts, given)
    return {
        row["pcn"]: "withheld" if row["withheld"] else f"{int(row['practices'])} of {row['out_of']}"
        for row in measure(facts, "by_pcn").sort_values("pcn").to_dict("records")
    }


def rounding(facts, given: dict[str, str]) -> dict[str, str]:
    part, whole = map(int, given["counts"].split(" of "))
    return {"words": percent(part / whole)}


KINDS = {
    "survey": survey, "own list": own_list, "as of a day": as_of, "difference": difference, "ranks": ranks,
    "counts": counts, "notices": notices, "patients": patients, "networks": networks, "rounding": rounding,
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "given", "says"), EXAMPLES, ids=[f"{name}-{at}" for at, (name, *_) in enumerate(EXAMPLES, 1)]
)
def test_the_worked_examples_of_the_method_page_are_what_the_measures_give(facts, name, given, says):
    result = KINDS[name](facts, given)
    assert {key: result[key] for key in says} == says


def test_every_kind_of_formula_has_an_example():
    assert {name for name, *_ in EXAMPLES} == set(KINDS)
    assert METHOD.read_text("utf-8").count("\n```\nexample:") == len(EXAMPLES)
