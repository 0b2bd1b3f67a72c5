"""From rows that a loader hands to the store to the figure, against a loop over those rows."""

from __future__ import annotations

import itertools
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measures import measure
from store import ImportRecord, Store

RAG = ["green", "amber", "red"]
NOON = datetime(2025, 1, 1, 12)
ACTIONS = ["pilots", "gp_connect", "limit_contacts"]

replies = st.tuples(
    st.integers(0, 4),
    st.none() | st.integers(0, 2),
    st.dictionaries(st.sampled_from(ACTIONS), st.integers(0, 2), min_size=1, max_size=3),
)
imports = st.fixed_dictionaries(
    {
        "region": st.sampled_from(["sefton", "dorset"]),
        "undone": st.sampled_from([False, False, True]),
        "replies": st.lists(replies, min_size=1, max_size=6),
    }
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return Store.open(tmp_path_factory.mktemp("measured"))


@pytest.fixture(scope="module")
def numbers():
    return itertools.count(1)


def load_survey(store, survey, number, load):
    """Store the generated replies; (region, respondent, import, time, row, {action: answer}) come back."""
    rows, answers, result = [], [], []
    for row, (practice, minutes, chosen) in enumerate(load["replies"]):
        # Practice 0 stands for a reply without a practice.
        respondent = f"Z9900{practice}" if practice else f"anonymous:{number}:Sheet1:{row}"
        time = None if minutes is None else NOON + timedelta(minutes=minutes)
        base = {"survey": survey, "region": load["region"], "respondent": respondent, "submitted_at": time,
                "sheet": "Sheet1", "row": row}  # fmt: skip
        words = {action: RAG[place] for action, place in chosen.items()}
        rows.append(base)
        answers += [base | {"action": action, "answer": answer, "col": 1} for action, answer in words.items()]
        result.append((load["region"], respondent, number, time, row, words))
    frames = {
        "surveys": pd.DataFrame([{"survey": survey, "title": "Generated", "scale": "rag"}]),
        "replies": pd.DataFrame(rows).astype({"submitted_at": "datetime64[us]"}),
        "answers": pd.DataFrame(answers).astype({"submitted_at": "datetime64[us]"}),
    }
    record = ImportRecord(f"{survey}.csv", f"{survey}-{number}", "csv", "survey", load["region"], survey)
    return store.add_import(record, frames), result


def winning(expected):
    """Of one practice's replies: those of the import that counts, the latest by time if all have times."""
    latest = {}
    for _, _, number, time, _, _ in expected:
        latest[number] = max(filter(None, (latest.get(number), time)), default=None)
    known = None not in latest.values()
    chosen = max(latest, key=lambda number: (latest[number], number) if known else number)
    return [reply for reply in expected if reply[2] == chosen]


def expected(outcome):
    """(region, action, answer) -> practices, answered, responded."""
    by_practice = defaultdict(list)
    for reply in outcome:
        by_practice[reply[0], reply[1]].append(reply)
    final = defaultdict(dict)
    for (region, respondent), own in by_practice.items():
        words = final[region][respondent] = {}
        for *_, chosen in sorted(winning(own), key=lambda reply: (reply[3] or datetime.min, reply[4])):
            words.update(chosen)
    figures = {}
    for region, practices in final.items():
        for action in {action for words in practices.values() for action in words}:
            given_answers = [words[action] for words in practices.values() if action in words]
            for answer in RAG:
                count = given_answers.count(answer)
                figures[region, action, answer] = (count, len(given_answers), len(practices))
    return figures


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(st.lists(imports, min_size=1, max_size=4))
def test_one_answer_a_practice_whatever_comes_in(store, numbers, loads):
    survey = f"generated_{next(numbers)}"
    standing = []
    for number, load in enumerate(loads):
        import_id, words = load_survey(store, survey, number, load)
        if load["undone"]:
            store.undo(import_id)
        else:
            standing += words

    frame = measure(store.snapshot(), "preferences", survey=survey)
    columns = ["region", "action", "answer", "practices", "answered", "responded"]
    result = {tuple(row[:3]): tuple(row[3:]) for row in frame[columns].to_numpy().tolist()}

    assert result == expected(standing)


def load_log(store, grid, drawn, file):
    rows = pd.DataFrame(
        [row | {"region": "gloucestershire", "sheet": "Log", "col": 0} for row in grid(drawn)]
    )
    dates = {name: "datetime64[us]" for name in rows.columns if name.endswith("_on")}
    store.add_import(
        ImportRecord(file, file, "csv", "notices", "gloucestershire"), {"notices": rows.astype(dates)}
    )


def test_duplicates_corrections_and_withdrawals_of_notices(store, grid, records):
    """The rows of the later log replace those of the earlier, practice by practice and service by service."""
    load_log(store, grid, """
        respondent  service  status     served_on   effective_on  withdrawn_on  row
        Z99001      ecg      served     2025-01-01  2025-02-01    -             0
        Z99001      ecg      served     2025-01-01  2025-02-01    -             1
        Z99002      ecg      served     2025-01-01  2025-02-01    -             2
        Z99002      ecg      withdrawn  -           -             2025-01-20    3
        Z99003      ecg      signed_up  -           -             -             4
        Z99004      ecg      served     2025-01-01  2025-02-01    -             5
        Z99005      ecg      wanted     -           -             -             6
        Z99006      ecg      wanted     -           -             -             7
        Z99006      ecg      signed_up  -           -             -             8
    """, "january.csv")  # fmt: skip
    load_log(store, grid, """
        respondent  service  status     served_on   effective_on  withdrawn_on  row
        Z99004      ecg      served     2025-01-01  2025-04-01    -             0
        Z99003      ecg      served     2025-01-25  2025-05-01    -             1
    """, "february.csv")  # fmt: skip

    frame = measure(store.snapshot(), "notices", ["gloucestershire"], services=["ecg"], on=date(2025, 2, 10))
    row = records(frame[frame["basis"] == "counted"])[0]

    result = ("count", "in_effect", "signed_up", "wanted", "ended")
    assert [row[name] for name in result] == [3, 1, 1, 1, 1]
    assert row["next_effective_on"].date() == date(2025, 4, 1)
    assert row["source"] == "february.csv; january.csv"


def test_many_viewers_may_be_the_first_to_ask(tmp_path):
    """The shared terms are defined by whoever asks first on a new connection; here eight ask at once."""
    snapshot = Store.open(tmp_path / "viewed").snapshot()

    with ThreadPoolExecutor(8) as viewers:
        tables = list(viewers.map(lambda name: measure(snapshot, name), ["regions", "notices"] * 8))

    assert all(table.equals(tables[place % 2]) for place, table in enumerate(tables))
    assert len(tables[0]) > 0
