"""A file whose answers are all unlike ends in a sentence, and not in minutes."""

from __future__ import annotations

from datetime import datetime

from loaders.kinds import Options
from loaders.recognition import draft_of

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"


def test_as_many_unlike_texts_as_rows_are_looked_at_only_as_far_as_they_tell_something(
    vocabulary, monkeypatch
):
    looked_up = []
    action = vocabulary.action
    monkeypatch.setattr(
        vocabulary, "action", lambda text, **given: looked_up.append(text) or action(text, **given)
    )
    rows = [
        f"Z{99000 + at},{at * 7919 % 104729:x} is no answer that anybody would know" for at in range(5_000)
    ]
    data = "\n".join([f'ODS code,"{LIMIT}"', *rows]).encode()
    draft = draft_of(data, "unlike.csv", Options(region="sefton"), vocabulary, datetime(2025, 6, 1))
    assert draft.rows.get("answers") is None
    assert len(set(looked_up)) < 2_500
