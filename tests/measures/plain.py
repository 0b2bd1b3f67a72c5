"""Stores to generate, and what follows from them in plain Python: slow, obvious, and told nothing by the SQL."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from math import inf, sqrt

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

Z = 1.959963984540054
FIRST = date(2025, 1, 1)
REGIONS = ["elmshire", "ashford", "oakham"]
PRACTICES = {"elmshire": 64, "ashford": 5, "oakham": None}  # of the reference data
RESPONDENTS = [f"Z9900{n}" for n in range(1, 8)]

# Without shrinking: a failing example is small as it is, and making it smaller takes minutes.
few = settings(
    max_examples=7,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)

# Practices' lists: region -> [(practice, open)], as an LMC's own list has them.
listed = st.tuples(st.sampled_from(RESPONDENTS), st.sampled_from([True, True, None, False]))
lists = st.dictionaries(
    st.sampled_from(REGIONS), st.lists(listed, max_size=6, unique_by=lambda row: row[0]), max_size=2
).map(lambda found: {region: rows for region, rows in found.items() if rows})

# Notices as they stand: one row per region, practice and service.
days = st.none() | st.integers(0, 120).map(lambda n: FIRST + timedelta(days=n))
flags = st.sampled_from([None, False, False, False, True])
standing_notice = st.fixed_dictionaries(
    {
        "region": st.sampled_from(REGIONS),
        "service": st.sampled_from(["ecg", "ring_pessary", "any_les"]),
        "respondent": st.sampled_from([*RESPONDENTS, "name:the surgery"]),
        "served": st.sampled_from([True, True, True, False]),
        "served_on": days,
        "effective_on": days,
        "extended_to": st.none() | days,
        "withdrawn": flags,
        "withdrawn_on": days,
        "resolved": flags,
        "resolved_on": days,
        "scope": st.sampled_from([None, "all", "new_requests", "at_capacity", "consider_stopping"]),
    }
).map(lambda row: row | {"signed_up": not row["served"]})
logs = st.lists(
    standing_notice, max_size=20, unique_by=lambda row: (row["region"], row["service"], row["respondent"])
)
on_days = st.integers(-1, 121).map(lambda n: FIRST + timedelta(days=n))

# Rows of logs as they come in: (region, undone, rows), the later log loaded later, rows from top to bottom.
STATUSES = ["wanted", "signed_up", "served", "served", "extended", "withdrawn", "resolved"]
log_row = st.fixed_dictionaries(
    {
        "service": st.sampled_from(["ecg", "ring_pessary"]),
        "respondent": st.sampled_from(RESPONDENTS[:4]),
        "status": st.sampled_from(STATUSES),
        "served_on": days,
        "effective_on": days,
    }
)
raw_logs = st.lists(
    st.tuples(st.sampled_from(REGIONS[:2]), st.booleans(), st.lists(log_row, min_size=1, max_size=8)),
    max_size=4,
)

# Surveys: (survey, region) -> files of [(respondent, {action: answer})], the later file loaded later.
ACTIONS = ["limit_contacts", "gp_connect", "pilots"]
RAG = ["green", "amber", "red"]
reply = st.tuples(
    st.sampled_from([*RESPONDENTS, "name:the surgery", "anonymous:1:Form:1"]),
    st.dictionaries(st.sampled_from(ACTIONS), st.sampled_from(RAG), max_size=3),
)
surveys = st.dictionaries(
    st.tuples(st.sampled_from(["autumn", "winter"]), st.sampled_from(REGIONS)),
    st.lists(st.tuples(st.booleans(), st.lists(reply, min_size=1, max_size=7)), min_size=1, max_size=2),
    max_size=4,
)


def put_lists(facts, expected):
    for region, rows in expected.items():
        number = facts.load(kind="practices", region=region)
        same = {"import": number, "region": region}
        facts.put("practices", [same | {"practice": code, "open": is_open} for code, is_open in rows])


def put_surveys(facts, expected, **columns):
    """Load every file, the undone ones too, and let the store work out what stands. Replies have no times: they are
    there from the day before the first of on_days."""
    columns = {"loaded_at": "2024-12-30 09:00"} | columns
    for (name, region), files in expected.items():
        for undone, words in files:
            facts.survey(name, region, words, state="undone" if undone else "loaded", **columns)
    facts.stand()


def put_logs(facts, expected):
    for region, undone, rows in expected:
        number = facts.load(kind="notices", region=region, state="undone" if undone else "loaded")
        same = {"import": number, "region": region, "sheet": "Log", "col": 2}
        facts.put("notices", [same | row | {"row": place} for place, row in enumerate(rows, 1)])
    facts.stand()


def standing(expected):
    """(survey, region) -> respondent -> {action: answer}: the last file that has the respondent, whole; in it
    the lower row's answer to each action."""
    result = {}
    for key, files in expected.items():
        final = {}
        for undone, words in files:
            if undone:
                continue
            of_file = {}
            for respondent, answers in words:
                of_file.setdefault(respondent, {}).update(answers)
            final |= of_file
        if final:
            result[key] = final
    return result


def base(expected, region):
    """How many practices a region has: the open ones of its list, else what the reference data say."""
    if region in expected:
        return sum(is_open is not False for _, is_open in expected[region])
    return PRACTICES[region]


def off_list(expected, region, respondent):
    """Whether a practice is closed in the region's own list, or not on it."""
    return region in expected and dict(expected[region]).get(respondent, False) is False


def is_over(flag, day, on):
    return bool(flag) and (day is None or day <= on)


def placed(row, on):
    """Where a notice stands on a day: (standing, in_effect, withdrawn, resolved, day of effect)."""
    withdrawn = is_over(row["withdrawn"], row["withdrawn_on"], on)
    resolved = is_over(row["resolved"], row["resolved_on"], on)
    stands = is_over(row["served"], row["served_on"], on) and not withdrawn and not resolved
    if withdrawn and resolved:  # the later one counts
        days = row["resolved_on"], row["withdrawn_on"]
        resolved = None not in days and days[0] >= days[1]
        withdrawn = not resolved
    day = row["extended_to"] or row["effective_on"]
    return stands, stands and day is not None and day <= on, withdrawn, resolved, day


def grouped(rows, *names):
    groups = defaultdict(list)
    for row in rows:
        groups[tuple(row[name] for name in names)].append(row)
    return groups


def wilson(share, n, out_of=None):
    """The bounds as the roots of (share - p)² = z² p (1 - p) / n, n corrected for the finite population."""
    if share is None or not n:
        return None, None
    if out_of is not None and n <= out_of:
        n = inf if n == out_of else n * (out_of - 1) / (out_of - n)
    a, b, c = 1 + Z**2 / n, -(2 * share + Z**2 / n), share**2
    root = sqrt(max(0, b * b - 4 * a * c))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)
