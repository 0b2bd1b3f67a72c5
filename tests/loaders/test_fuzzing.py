"""A short run of the fuzzing. The long one: python -m benchmarks.fuzzing --count 10000."""

from __future__ import annotations

import os

import pytest

from benchmarks.fuzzing.cases import sound_files, spoilt_file, tried
from benchmarks.fuzzing.verdicts import verdict

SEED = int(os.environ.get("FUZZ_SEED", "2026"))
PART = 30


@pytest.mark.parametrize("part", range(5))
def test_spoilt_files_are_loaded_asked_about_or_refused(vocabulary, part):
    cases = [tried(SEED, number, vocabulary) for number in range(part * PART, (part + 1) * PART)]
    assert [case for case in cases if case.wrong] == []
    assert len({case.outcome for case in cases}) > 1


def test_the_same_number_is_the_same_file():
    assert spoilt_file(SEED, 17) == spoilt_file(SEED, 17)


def test_every_sound_file_is_taken_and_accounted_for(vocabulary):
    for name, data in sound_files(SEED)[::7]:
        outcome, wrong = verdict(data, name, vocabulary, "exampleshire")
        assert (outcome != "refused", wrong) == (True, []), name
