"""A primary care network that writes for its practices: counted for each of them, or asked about."""

from __future__ import annotations

import pytest

from loaders.importing import load
from loaders.kinds import Options
from loaders.practices.networks import ALL_PRACTICES
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary
from store import Store

LIST = b"""Practice code,Practice name,PCN,Status
Z99001,Elm Surgery,North Vale PCN,Open
Z99002,Oak Surgery,North Vale PCN,Open
Z99003,Ash Surgery,North Vale PCN,Closed
Z99004,Fir Surgery,South Vale PCN,Open
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = Store.open(tmp_path_factory.mktemp("networks") / "store")
    load(made, LIST, "list.csv", Options(kind="practices", region="sefton"))
    return made


@pytest.fixture
def served(store, draft_from, rows_of):
    """The draft of a log, and whose notices it has; choice: the answer to its one question."""

    def read(whose, choice=None, heading="Practice"):
        rows = [[heading, "Service", "Notice served"], ["Z99004", "Ring pessaries", "14/11/2024"]]
        rows = (
            [*rows, [whose, "Ring pessaries", "18/11/2024"]]
            if heading == "Practice"
            else [rows[0], [whose, *rows[1][1:]]]
        )
        draft = draft_from(rows, words=Vocabulary(store.snapshot()), region="sefton")
        if choice:
            (question,) = draft.questions.values()
            assert choice in question.choices
            words = Vocabulary(store.snapshot(), {("practice", question.key): choice})
            draft = draft_from(rows, words=words, region="sefton")
            assert draft.questions == {}
        frame = rows_of(draft, "notices")
        return draft, sorted(frame["practice"]) if len(frame) else []

    return read


@pytest.mark.parametrize(
    "whose",
    [
        "North Vale PCN (all practices)",
        "All practices of North Vale PCN",
        "North Vale PCN - all member practices",
    ],
)
def test_a_network_that_speaks_for_all_counts_for_each_open_practice(served, whose):
    draft, practices = served(whose)
    assert (practices, draft.questions) == (["Z99001", "Z99002", "Z99004"], {})
    assert (draft.rows_read, draft.rows_loaded) == (2, 2)
    assert any("Z99001, Z99002" in note for note in draft.notes)


def test_a_network_alone_is_asked_about(served):
    draft, practices = served("North Vale PCN")
    assert practices == ["Z99004"]
    (question,) = draft.questions.values()
    assert question.choices == [ALL_PRACTICES, LEAVE_OUT]


@pytest.mark.parametrize(("choice", "count"), [(ALL_PRACTICES, 3), (LEAVE_OUT, 1)])
def test_what_a_network_means_is_as_answered(served, choice, count):
    assert len(served("North Vale PCN", choice)[1]) == count


def test_a_column_of_networks_is_asked_about_too(served):
    assert served("North Vale PCN", ALL_PRACTICES, heading="PCN")[1] == ["Z99001", "Z99002"]


def test_a_network_that_no_register_knows_is_no_practice(served):
    draft, practices = served("Far Away PCN (all practices)")
    assert practices == ["Z99004"]
    assert draft.problems or draft.questions
