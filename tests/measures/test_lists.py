"""The measures that list rather than count: each drawn small, with what must not be in it."""

from __future__ import annotations

from collections import Counter

import pytest

from measures import MEASURES, measure


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("problems", "import file sheet cell column value reason"),
        ("imports", "import file kind region survey loaded_at loaded_by rows_loaded problems state"),
    ],
)
def test_contract_columns_come_first(name, columns):
    wanted = columns.split()

    assert list(MEASURES[name].columns)[: len(wanted)] == wanted


def three_imports(facts):
    """A survey that stands, one that is undone, and a log that waits for an answer."""
    facts.load(
        file="a.csv", kind="survey", region="ashford", survey="autumn", loaded_by="office", rows_loaded=4
    )
    facts.load(file="b.csv", kind="survey", region="ashford", survey="autumn", state="undone")
    facts.load(file="c.csv", kind="notices", region="elmshire", state="needs an answer", demonstration=True)


def test_problems_of_imports_that_stand(facts, grid, records):
    three_imports(facts)
    facts.draw("problems", """
        import  sheet  cell  column     value  reason
        1       Log    D17   Effective  31/2   No_such_day
        2       Log    A1    Effective  -      Undone
        3       -      -     -          -      Whole_file
    """)  # fmt: skip

    frame = measure(facts, "problems")
    assert records(frame, "import", "file", "cell", "column", "value", "reason") == grid("""
        import  file   cell  column     value  reason
        1       a.csv  D17   Effective  31/2   No_such_day
        3       c.csv  -     -          -      Whole_file
    """)
    assert list(measure(facts, "problems", regions=["elmshire"])["import"]) == [3]
    assert list(measure(facts, "problems", survey="autumn")["import"]) == [1]


def test_imports_with_their_problems_and_open_questions(facts, grid, records):
    three_imports(facts)
    facts.draw("problems", "import reason\n 1 a\n 1 b\n 2 c")
    facts.draw("questions", "question import\n q1 3\n q2 3")

    columns = (
        "import",
        "file",
        "kind",
        "region",
        "state",
        "problems",
        "questions",
        "demonstration",
        "rows_loaded",
    )
    assert records(measure(facts, "imports"), *columns) == [
        row | {"state": row["state"].replace("_", " ")}
        for row in grid("""
            import  file   kind     region    state            problems  questions  demonstration  rows_loaded
            3       c.csv  notices  elmshire  needs_an_answer  0         2          true           -
            2       b.csv  survey   ashford   undone           1         0          false          -
            1       a.csv  survey   ashford   loaded           2         0          false          4
        """)
    ]


def test_questions_and_lines_left_out_of_imports_that_stand(facts):
    three_imports(facts)
    facts.draw(
        "questions",
        "question import about value affects_rows\n q1 1 service Widget 4\n q1 2 service Widget 9",
    )
    facts.draw("left_out", "import cell reason\n 1 A9 total\n 2 A9 total\n 3 A1 legend")

    assert measure(facts, "questions")[["import", "file", "affects_rows"]].to_numpy().tolist() == [
        [1, "a.csv", 4]
    ]
    assert measure(facts, "left_out")[["import", "reason"]].to_numpy().tolist() == [
        [1, "total"],
        [3, "legend"],
    ]


def test_surveys_with_their_base_and_dates(facts, grid, records):
    three_imports(facts)
    facts.draw(
        "surveys", "survey import title scale menu\n autumn 1 Autumn rag short\n autumn 2 Undone offer -"
    )
    facts.draw("reply_counts", """
        survey  region    responded  anonymous  first_on    last_on     loaded_on   demonstration
        autumn  ashford   4          1          2025-01-02  2025-01-09  2025-06-01  false
        autumn  oakham    9          0          -           -           2025-06-01  true
    """)  # fmt: skip

    columns = (
        "region",
        "title",
        "scale",
        "responded",
        "anonymous",
        "out_of",
        "no_reply",
        "as_of",
        "basis",
        "source",
    )
    assert records(measure(facts, "surveys"), *columns) == grid("""
        region   title   scale  responded  anonymous  out_of  no_reply  as_of       basis          source
        ashford  Autumn  rag    4          1          5       1         2025-01-09  counted        a.csv
        oakham   Autumn  rag    9          0          -       -         2025-06-01  demonstration  -
    """)


def test_freshness_names_every_region(facts, grid, records):
    three_imports(facts)
    facts.draw("reply_counts", "survey region last_on\n old ashford 2024-01-01\n new ashford 2025-01-01")
    facts.draw("standing_notices", "region respondent service import\n elmshire Z99001 ecg 3")
    facts.draw("reported_figures", "region kind as_of\n ashford service 2024-12\n ashford service 2025-02")

    frame = measure(facts, "freshness")
    frame["notices_loaded_on"] = frame["notices_loaded_on"].dt.strftime("%Y-%m-%d")
    columns = ("region", "survey", "survey_as_of", "notices_loaded_on", "figures_as_of")
    assert records(frame, *columns) == grid("""
        region    survey  survey_as_of  notices_loaded_on  figures_as_of
        elmshire  -       -             2025-06-01         -
        ashford   new     2025-01-01    -                  2025-02
        oakham    -       -             -                  -
    """)


def test_responses_in_order_of_time_with_names(facts, grid, records):
    facts.draw("icbs", "icb name\n QOQ Humber\n QHM North_East")
    facts.draw("responses", """
        response  region    icb      sort_on     kind    services
        R2        elmshire  QOQ;QHM  2025-02-01  offer   ecg;ring_pessary
        R3        ashford   -        -           review  -
        R1        oakham    QZZ      2025-01-01  letter  unheard_of
    """)  # fmt: skip

    result = records(measure(facts, "responses"), "response", "region_name", "icb_names", "service_labels")

    assert [tuple(row.values()) for row in result] == [
        ("R1", "Oakham", "QZZ", "unheard_of"),
        ("R2", "Elmshire", "Humber; North_East", "ECGs; Ring_pessaries"),
        ("R3", "Ashford", None, None),
    ]


def test_a_later_list_that_tells_of_the_same_event_replaces_it(facts):
    def told(number, *events):
        rows = [
            {"import": number, "happening": f"{number}.{row}", "region": "ashford", "kind": "letter",
             "happened_on": on, "services": services, "summary": summary, "row": row, "col": 0}
            for row, (on, services, summary) in enumerate(events)
        ]  # fmt: skip
        facts.put("happenings", rows)

    first = (
        ("2025-02-10", "ecg", "first"),
        ("2025-02-11", "ecg", "another day"),
        ("2025-02-10", None, "on all"),
    )
    told(facts.load(kind="events"), *first)
    told(facts.load(kind="events"), ("2025-02-10", "ecg", "mended"), ("2025-02-10", "ecg", "and more"))
    told(facts.load(kind="events", state="undone"), ("2025-02-10", "ecg", "undone"))

    result = measure(facts, "responses")["summary"]
    assert sorted(result) == ["and more", "another day", "mended", "on all"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, "everywhere of_ashford of_connect of_ecg"),
        ({"regions": ["ashford"]}, "everywhere of_ashford of_connect"),
        ({"regions": ["oakham"]}, "everywhere"),
        ({"actions": ["gp_connect"]}, "everywhere of_ashford of_connect"),
        ({"actions": ["pilots"], "regions": ["ashford"]}, "everywhere of_ashford"),
    ],
)
def test_caveats_of_all_and_of_what_is_asked_for(facts, asked, expected):
    facts.draw("caveats", """
        region    kind     subject     caveat
        -         -        -           everywhere
        ashford   -        -           of_ashford
        ashford   action   gp_connect  of_connect
        elmshire  service  ecg         of_ecg
    """)  # fmt: skip

    assert sorted(measure(facts, "caveats", **asked)["caveat"]) == expected.split()


def test_sources_with_what_they_support(facts):
    facts.put("caveats", [{"caveat": "a", "source": "Pulse, January 2025; Sefton LMC", "status": "recalled"}])
    facts.put("responses", [{"response": r, "source": "Pulse, January 2025", "status": "read"} for r in "ab"])

    rows = measure(facts, "sources").set_index("source").to_dict("index")

    assert rows["Pulse, January 2025"] == {
        "rows": 3,
        "supports": "responses of ICBs (2), caveats (1)",
        "unverified": 1,
    }
    assert rows["Sefton LMC"]["rows"] == 1
    assert rows["register"]["supports"] == "practice counts (2)"


def test_ids_with_every_name(facts):
    facts.put("region_synonyms", [{"region": "ashford", "synonym": "Ashford LMC"}])

    frame = measure(facts, "ids")

    assert list(frame[frame["id"] == "ashford"]["name"]) == ["Ashford", "Ash", "Ashford LMC"]
    assert Counter(frame["kind"])["region"] == 7


def test_tallies_name_services_actions_and_what_is_neither(facts, records):
    """A part's figures and an answer's stand here, as they were given."""
    figures = """
        region   part   subject       kind     answer  rung    count  qualifier  unit
        ashford  -      ecg           service  -       served  3      exact      practices
        ashford  North  ecg           service  -       served  2      exact      practices
        ashford  -      pilots        action   green   wanted  4      exact      practices
        ashford  -      pilots        action   red     -       1      exact      practices
        oakham   -      no_such_one   action   -       wanted  1      exact      practices
    """
    facts.draw(
        "figures", figures, **{"import": facts.load(file="Tally.csv"), "sheet": "S", "row": 1, "col": 1}
    )

    columns = ("region", "part", "subject_label", "answer_label", "count", "file", "cell")
    assert [tuple(row.values()) for row in records(measure(facts, "tallies"), *columns)] == [
        ("ashford", None, "Pilots", "Green", 4, "Tally.csv", "B2"),
        ("ashford", None, "Pilots", "Red", 1, "Tally.csv", "B2"),
        ("ashford", None, "ECGs", None, 3, "Tally.csv", "B2"),
        ("ashford", "North", "ECGs", None, 2, "Tally.csv", "B2"),
        ("oakham", None, "no_such_one", None, 1, "Tally.csv", "B2"),
    ]
    assert set(measure(facts, "tallies", actions="pilots")["subject"]) == {"pilots"}
