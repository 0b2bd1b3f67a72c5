"""Tables as text: blank is unknown, a whole number is whole, a date is ISO."""

from __future__ import annotations

import json
from datetime import datetime

import pandas as pd
import pytest

from measures.formats import as_csv, as_json, as_table

FRAME = pd.DataFrame(
    {
        "region": ["dorset", None],
        "count": [43.0, None],
        "share": [0.5, 1.0],
        "first_effective_on": pd.to_datetime(["2025-02-01", None]),
        "loaded_at": pd.to_datetime(["2025-02-03 04:05:06", "2025-02-03 00:00:00"]),
        "words": ['a "third", so far', "zwölf\nPraxen"],
        "bundle": pd.Series([True, None], dtype=object),
    }
)


def test_csv():
    assert as_csv(FRAME) == (
        "region,count,share,first_effective_on,loaded_at,words,bundle\n"
        'dorset,43,0.5,2025-02-01,2025-02-03T04:05:06Z,"a ""third"", so far",True\n'
        ',,1.0,,2025-02-03T00:00:00Z,"zwölf\nPraxen",\n'
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " =", "\xa0@"])
def test_text_in_csv_that_a_spreadsheet_would_run_has_an_apostrophe_before_it(start):
    written = as_csv(pd.DataFrame({"name": [f"{start}cmd|' /C calc'!A0"], "change": [-0.5], "-a": ["a-b"]}))
    heading, *lines = written.split("\n")
    assert heading == "name,change,'-a"
    assert "\n".join(lines).strip('"').startswith(f"'{start}")
    assert ",-0.5,a-b" in written


def test_json():
    first, second = json.loads(as_json(FRAME))

    assert first == {
        "region": "dorset", "count": 43, "share": 0.5, "first_effective_on": "2025-02-01",
        "loaded_at": "2025-02-03T04:05:06Z", "words": 'a "third", so far', "bundle": True,
    }  # fmt: skip
    assert isinstance(first["count"], int)
    assert second["region"] is second["count"] is second["bundle"] is second["first_effective_on"] is None
    assert "zwölf" in as_json(FRAME)


def test_table():
    heading, first, second = as_table(FRAME.drop(columns="loaded_at")).splitlines()

    assert first.split() == ["dorset", "43", "0.500", "2025-02-01", "a", '"third",', "so", "far", "yes"]
    assert second.split() == ["1.000", "zwölf", "Praxen"]
    assert heading.index("share") + len("share") == first.index("0.500") + len("0.500")


def test_a_figure_that_is_not_whole_keeps_its_part():
    assert as_csv(pd.DataFrame({"count": [1.5, 2.0]})) == "count\n1.5\n2.0\n"


@pytest.mark.parametrize(
    ("write", "text"),
    [(as_csv, "region,count\n"), (as_json, "[]\n"), (as_table, "region  count\n(no rows)\n")],
)
def test_no_rows(write, text):
    assert write(pd.DataFrame({"region": [], "count": []})) == text


def test_a_time_of_pythons_own_is_readable():
    assert json.loads(as_json(pd.DataFrame({"at": pd.Series([datetime(2025, 1, 1)], dtype=object)})))
