"""The actions of 2026 as LMCs word them, and the unfunded work that is named most often."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("wording", "action"),
    [
        ("May: has your practice sent the template letter to the ICB on its data sharing agreements?", "dsa_letter"),
        ("Sent the DSA letter", "dsa_letter"),
        ("Declining new voluntary data sharing agreements (secondary uses)", "dsa_decline_secondary"),
        ("June action: is your practice ignoring or removing the medicines optimisation software?", "med_opt"),
        ("Remove or ignore any non-contractual medicines optimisation software", "med_opt"),
        ("Have you amended your choices of acute prescriptions?", "acute_prescribing"),
    ],
)  # fmt: skip
def test_headings_of_2026_name_their_action(vocabulary, wording, action):
    assert vocabulary.action(wording).id == action


def test_a_wording_that_merges_two_actions_of_2026_means_both(vocabulary):
    merged = (
        "Remove or ignore non-contractual medicines optimisation software and amend acute prescribing choices"
    )
    assert set(vocabulary.action(merged).ids) == {"med_opt", "acute_prescribing"}
    merged = "Send a template letter on each data sharing agreement; decline new voluntary agreements"
    assert set(vocabulary.action(merged).ids) == {"dsa_letter", "dsa_decline_secondary"}


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("Ear syringing", "ear_wax"), ("ear wax (microsuction)", "ear_wax"), ("Leg ulcers", "leg_ulcers"),
        ("Catheters", "catheter_care"), ("24hr ABPM", "abpm"), ("24hr ECG", "ecg"), ("Wound care", "suture_removal"),
        ("B12 injections", "b12_injections"), ("Zoladex", "gonadorelins"), ("Implants", "contraceptive_implants"),
        ("Contraceptive coils", "contraceptive_coils"), ("Care home work", "care_homes"), ("Spiro", "spirometry"),
        ("NPT", "dmard_monitoring"),
    ],
)  # fmt: skip
def test_the_commonest_unfunded_work_is_listed(vocabulary, text, service):
    assert vocabulary.service(text, suggest=False).id == service


def test_coils_alone_may_be_either_kind(vocabulary):
    assert not vocabulary.service("Coils", suggest=False)
