"""A wording means one thing, and the keyword rules never decide a menu's wording wrongly."""

from __future__ import annotations

from collections import defaultdict

import pytest

from loaders.vocabulary.words import normalise

HAND_MADE = {
    "25 contacts a day": "limit_contacts",
    "Advice & Guidance": "advice_guidance",
    "Serve notice": "serve_notice",
    "Stop rationing referrals": "referrals",
    "Defer declarations": "defer_declarations",
    "GP Connect off": "gp_connect",
    "Withdraw data sharing": "dsa_withdraw",
    "Freeze new data sharing": "dsa_freeze",
    "Medicines optimisation software": "med_opt",
    "ScriptSwitch": "med_opt",
}
LONGER = {
    "Switch off GP Connect functionality. Withdraw permission for all data sharing agreements": {
        ("gp_connect", "dsa_withdraw")
    },
    "Turn GP Connect off so that NHS 111 cannot book appointments": {("gp_connect_111",)},
    "Would you decline a new local enhanced service or pilot?": set(),
    "Have you read our advice and guidance on safe working?": set(),
    "Stop using local referral forms (see our advice and guidance)": set(),
    "Freeze or withdraw data sharing agreements": {("dsa_withdraw", "dsa_freeze")},
    "Will you switch off ScriptSwitch?": {("med_opt",)},
}


def meanings(rows, *columns: str) -> dict[str, set[tuple[str, ...]]]:
    """Normalised synonym to the ids it stands for."""
    result = defaultdict(set)
    for row in rows:
        result[normalise(row["synonym"])].add(tuple(row[column] for column in columns))
    return result


def decided(text: str, rules) -> set[tuple[str, ...]]:
    """What the keyword rules say of a text, in plain Python: every word of all_of there, none of none_of."""
    words = set("".join(c if c.isalnum() else " " for c in normalise(text)).split())
    return {
        tuple(rule["action"].split(";"))
        for rule in rules
        if set(rule["all_of"].split(";")) <= words and not words & set(rule["none_of"].split(";"))
    }


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("region_synonyms", "region"),
        ("action_synonyms", "action"),
        ("service_synonyms", "service"),
        ("no_answers", "no_answer"),
        ("status_synonyms", "status"),
        ("scope_synonyms", "scope"),
        ("qualifier_synonyms", "qualifier"),
    ],
)
def test_a_synonym_means_one_thing(rows, table, column):
    assert {text: ids for text, ids in meanings(rows(table), column).items() if len(ids) > 1} == {}


def test_an_answer_belongs_to_one_scale_and_is_never_no_answer(rows):
    answers = meanings(rows("answer_synonyms"), "scale", "answer")
    assert {text: ids for text, ids in answers.items() if len(ids) > 1} == {}
    assert set(answers) & set(meanings(rows("no_answers"), "no_answer")) == set()


@pytest.mark.parametrize(
    "table",
    [
        "answer_synonyms",
        "no_answers",
        "action_synonyms",
        "service_synonyms",
        "status_synonyms",
        "scope_synonyms",
    ],
)
def test_a_number_alone_means_nothing(rows, table):
    assert [row for row in rows(table) if row["synonym"].replace(".", "").strip().isdigit()] == []


@pytest.mark.parametrize(
    ("synonyms", "things", "key", "label"),
    [("action_synonyms", "actions", "action", "label"), ("service_synonyms", "services", "service", "label")],
)
def test_a_label_is_a_synonym_of_nothing_else(rows, synonyms, things, key, label):
    names = meanings(rows(synonyms), key)
    for row in rows(things):
        for text in (row[label], row[key]):
            assert names.get(normalise(text), {(row[key],)}) == {(row[key],)}, text


def test_a_region_name_is_a_synonym_of_nothing_else(rows):
    names = meanings(rows("region_synonyms"), "region")
    for row in rows("regions"):
        for text in (row["region"], row["name"], row["short_name"]):
            assert names.get(normalise(text), {(row["region"],)}) == {(row["region"],)}, text


def test_a_heading_has_one_role_per_kind(rows):
    roles = defaultdict(set)
    for row in rows("headings"):
        roles[row["kind"], normalise(row["heading"])].add(row["role"])
    assert {heading: result for heading, result in roles.items() if len(result) > 1} == {}


def test_no_heading_of_a_survey_reads_as_an_action_or_an_answer(rows):
    headings = {normalise(row["heading"]) for row in rows("headings") if row["kind"] in ("any", "survey")}
    assert headings & set(meanings(rows("action_synonyms"), "action")) == set()
    assert headings & set(meanings(rows("answer_synonyms"), "answer")) == set()


@pytest.mark.parametrize(("heading", "action"), HAND_MADE.items())
def test_headings_of_hand_made_workbooks_are_known(rows, heading, action):
    assert meanings(rows("action_synonyms"), "action")[normalise(heading)] == {(action,)}


def test_a_wording_of_one_action_is_a_synonym_of_it_and_of_no_other(rows):
    names = meanings(rows("action_synonyms"), "action")
    for item in rows("menu_items"):
        expected = set() if ";" in item["actions"] else {(item["actions"],)}
        assert names.get(normalise(item["wording"]), set()) == expected, item


def test_keyword_rules_decide_every_menu_wording_rightly_or_not_at_all(rows):
    wordings = [(row["wording"], row["actions"]) for row in rows("menu_items")]
    wordings += [(row[text], row["action"]) for row in rows("actions") for text in ("label", "wording")]
    for wording, actions in wordings:
        assert decided(wording, rows("action_keywords")) <= {tuple(actions.split(";"))}, wording


def test_keyword_rules_decide_most_long_wordings(rows):
    items = rows("menu_items")
    known = [row for row in items if decided(row["wording"], rows("action_keywords"))]
    assert len(known) >= 0.9 * len(items)


def test_keyword_rules_never_contradict_a_synonym(rows):
    for row in rows("action_synonyms"):
        assert decided(row["synonym"], rows("action_keywords")) <= {(row["action"],)}, row


@pytest.mark.parametrize(("wording", "actions"), LONGER.items())
def test_keyword_rules_on_wordings_of_no_menu(rows, wording, actions):
    assert decided(wording, rows("action_keywords")) == actions


def test_every_action_on_a_menu_and_every_service_can_be_named(rows):
    asked = {row["action"] for row in rows("actions") if row["on_menu"] == "true"}
    assert {row["action"] for row in rows("action_synonyms")} == asked
    assert {row["service"] for row in rows("service_synonyms")} == {
        row["service"] for row in rows("services")
    }


def test_the_scales_stand_in_order(rows):
    scales = defaultdict(list)
    for row in sorted(rows("scale_answers"), key=lambda row: int(row["display_order"])):
        scales[row["scale"]].append(row["answer"])
    assert scales == {
        "rag": ["green", "amber", "red"],
        "participation": ["taking", "planning", "not_taking"],
        "offer": ["accept", "undecided", "reject"],
    }
    supporting = {(row["answer"], row["rung"]) for row in rows("scale_answers") if row["supports"] == "true"}
    assert supporting == {("green", "wanted"), ("taking", "in_effect")}


def test_the_menus_are_as_long_as_their_sources_say(rows):
    lengths = defaultdict(int)
    for row in rows("menu_items"):
        lengths[row["menu"]] += 1
    assert lengths["sefton_survey_list_a"] == lengths["sefton_survey_list_b"] == 9
    assert lengths["sefton_toolkit"] == lengths["bma_2024_08"] == lengths["lincolnshire_icb_2024"] == 10
    merged = {
        (row["menu"], row["item"]): row["actions"] for row in rows("menu_items") if ";" in row["actions"]
    }
    assert merged == {
        ("sefton_survey_list_a", "7"): "dsa_withdraw;dsa_freeze",
        ("sefton_form", "6"): "gp_connect;dsa_withdraw",
    }


def test_a_number_means_different_actions_in_different_lists(rows):
    sixth = {row["menu"]: row["actions"] for row in rows("menu_items") if row["item"] == "6"}
    assert sixth["sefton_survey_list_b"] == "gp_connect"
    assert sixth["sefton_toolkit"] == "dsa_withdraw"
    assert sixth["lincolnshire_icb_2024"] == "defer_declarations"


def test_a_person_can_give_a_column_every_role_that_a_heading_can(rows):
    known = {(row["kind"], row["role"]) for row in rows("column_roles")}
    wanted = {(row["kind"], row["role"]) for row in rows("headings")}
    # Summaries are written out as ordinary tables before they are read; months are when notice was served, or takes
    # effect, and a person says which.
    wanted = {item for item in wanted if item[0] != "summary" and item != ("notices", "month")}
    lacking = {item for item in wanted if item not in known and ("any", item[1]) not in known}
    assert lacking == set()


def test_a_phrase_has_one_class_for_each_kind_of_text(rows):
    classes = defaultdict(set)
    for row in rows("text_words"):
        classes[row["about"], normalise(row["phrase"])].add(row["class"])
    assert {phrase: names for phrase, names in classes.items() if len(names) > 1} == {}


def test_an_effect_is_one_of_the_known_ones_and_of_a_class_that_has_words(rows):
    classes = {row["class"] for row in rows("text_words")}
    effects = rows("text_effects")
    assert {row["effect"] for row in effects} == {"keep", "note", "ask", "content", "undated"}
    assert {row["class"].partition(":")[0] for row in effects} <= classes
