"""Choices in the address: followed, kept, told when bad; driven as a small page."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def choices():
    from datetime import date

    import streamlit as st

    from frame.address import choose_day, choose_many, choose_one, choose_part, open_notes

    open_notes()
    letters = {"a": "Letter A", "b": "Letter B", "c": "Letter C"}
    item = choose_one("One", "one", letters)
    many = choose_many("Many", "many", letters, ["b"])
    part = choose_part("Part", "part", letters, "c")
    day = choose_day("Day", "day", date(2025, 4, 1))
    st.markdown(f"{item} {','.join(many)} {part} {day}")


def page(**asked) -> AppTest:
    at = AppTest.from_function(choices, default_timeout=30)
    for name, value in asked.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def chosen(at: AppTest) -> str:
    return at.markdown[-1].value


def test_without_an_address_the_defaults_hold_and_stay_out_of_it():
    at = page()
    assert chosen(at) == "a b c 2025-04-01"
    assert dict(at.query_params) == {}
    assert not at.warning


def test_the_address_is_followed_by_id():
    at = page(one="b", many=["a", "c"], part="a", day="2025-02-03")
    assert chosen(at) == "b a,c a 2025-02-03"


def test_what_is_unknown_is_told_as_it_stands_and_left_out():
    at = page(one="Letter B", many=["a", "*z*"], part="", day="2025-02-30")
    assert chosen(at) == "a a c 2025-04-01"
    result = [warning.value.replace("\\", "") for warning in at.warning]
    assert [any(words in item for item in result) for words in ("“Letter B”", "“*z*”", "“2025-02-30”")] == [
        True
    ] * 3
    assert "*z*" not in at.warning[1].value
    assert "one" not in at.query_params


def test_a_choice_is_written_and_the_default_taken_out_again():
    at = page()
    at.selectbox(key="one").set_value("c").run()
    assert at.query_params["one"] == "c"
    at.selectbox(key="one").set_value("a").run()
    assert "one" not in at.query_params


def test_an_emptied_choice_of_several_means_the_default():
    at = page(many=["a"])
    at.multiselect(key="many").set_value([]).run()
    assert chosen(at).split()[1] == "b"


def test_an_address_that_moves_back_is_followed():
    at = page()
    at.selectbox(key="one").set_value("c").run()
    del at.query_params["one"]
    at.run()
    assert chosen(at).split()[0] == "a"


def test_a_choice_stays_while_the_rest_of_the_page_changes():
    at = page(one="b")
    at.multiselect(key="many").set_value(["a"]).run()
    assert chosen(at) == "b a c 2025-04-01"


def test_what_is_no_longer_on_offer_gives_way_without_a_warning():
    def fewer():
        import streamlit as st

        from frame.address import choose_one

        offered = {"a": "A"} if st.checkbox("Fewer", key="fewer") else {"a": "A", "b": "B"}
        st.markdown(choose_one("One", "one", offered))

    at = AppTest.from_function(fewer, default_timeout=30).run()
    at.selectbox(key="one").set_value("b").run()
    at.checkbox(key="fewer").check().run()
    assert not at.exception
    assert chosen(at) == "a"
