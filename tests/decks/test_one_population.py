"""From a file to the figure and the sentence: “k of N” counts only practices that are among the N, on their days.

Each file is written here, loaded by the ordinary loaders, and asked of the measure and of the chart that says it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from decks.drawings import draw
from decks.reading import Once
from loaders import importing
from loaders.answering import answer
from loaders.kinds import Options
from measures import measure
from store import Store

JANUARY, FEBRUARY, MAY = date(2025, 1, 20), date(2025, 2, 20), date(2025, 5, 1)
FIVE = "ODS code,Practice name,List size,Status\nZ99501,A,1000,Open\n" + "".join(
    f"Z9950{n},{name},,Open\n" for n, name in enumerate("BCDE", 2)
)
FOUR = "ODS code,Practice name,List size,Status\n" + "".join(
    f"Z9950{n},P{n},1000,{'Closed' if n == 4 else 'Open'}\n" for n in range(1, 5)
)
SERVED = "ODS code,Service,Served,Effective from,Withdrawn,Scope\n"


@pytest.fixture
def loaded(tmp_path: Path):
    """Load texts as CSV files, each with its options, into a store of its own; a reading and the notes come back."""

    def load(*files: tuple[str, str, dict], region: str = "sefton") -> tuple[Once, list[str]]:
        store = Store.open(tmp_path / "store")
        notes: list[str] = []
        for name, text, options in files:
            report = importing.load(store, text.encode(), f"{name}.csv", Options(region=region, **options))
            assert report["outcome"] == "loaded", (name, report)
            notes += report["notes"]
        return Once(store.snapshot()), notes

    return load


def survey(*rows: str) -> tuple[str, str, dict]:
    text = "ODS code,Completion time,Stop Advice & Guidance,Defer pilots\n" + "\n".join(rows)
    return "survey", text, {"survey": "autumn"}


def log(*rows: str, name: str = "log") -> tuple[str, str, dict]:
    return name, SERVED + "\n".join(rows), {"kind": "notices"}


def first(reading: Once, name: str, **asked) -> dict:
    return measure(reading.snapshot, name, regions="sefton", **asked).iloc[0].to_dict()


def preferences(reading: Once):
    return draw(reading, "preferences", region="sefton", survey="autumn")


def test_answers_of_practices_that_are_not_on_the_list_stand_beside(loaded):
    reading, notes = loaded(
        ("register", FIVE, {"kind": "practices"}),
        survey(
            "Z99501,01/11/2024 10:00,Green,Red", "Z99502,01/11/2024 10:00,Red,Red", "Z99503,05/11/2024 10:00,Red,",
            "Z99508,05/11/2024 10:00,Green,", "Z99509,05/11/2024 10:00,Green,",
        ),
    )  # fmt: skip
    green = first(reading, "preferences", actions="advice_guidance")
    names = ("practices", "answered", "responded", "out_of", "did_not_reply", "no_reply", "off_list")
    assert [green[name] for name in names] == [1, 3, 3, 5, 2, 2, 2]
    assert (green["floor"], green["ceiling"]) == (1 / 5, 3 / 5)

    chart = preferences(reading)
    assert chart.headline.endswith("has the most support: 1 of 5 practices (20%) would readily do this.")
    assert chart.base.startswith("3 of 5 practices (60%) answered, and 2 that are not on the list")
    row = chart.table.set_index("Action").loc["Defer pilots"]
    assert (row["Red"], row["No answer"], row["No reply"]) == ("2", "1", "2")
    assert any("Z99508, Z99509" in note for note in notes)


def test_the_answer_of_a_closed_practice_stands_beside(loaded):
    reading, notes = loaded(
        ("register", FOUR, {"kind": "practices"}),
        survey(
            "Z99501,01/11/2024 10:00,Red,", "Z99502,01/11/2024 10:00,Red,", "Z99504,01/11/2024 10:00,Green,"
        ),
        log("Z99504,ECG,13/01/2025,14/04/2025,,"),
    )
    green = first(reading, "preferences")
    names = ("practices", "answered", "responded", "out_of", "did_not_reply", "closed", "off_list")
    assert [green[name] for name in names] == [0, 2, 2, 3, 1, 1, 1]
    assert preferences(reading).headline == "No practice answered “green” for any action."
    assert "2 of 3 practices (67%) answered, and 1 that has closed" in preferences(reading).base

    notice = first(reading, "notices", services="ecg", on=MAY)
    assert [notice[name] for name in ("count", "out_of", "share", "in_effect", "off_list")] == [0, 3, 0, 0, 1]
    assert sum("Closed in the register of Sefton" in note and "Z99504" in note for note in notes) == 2
    chart = draw(reading, "notices", region="sefton", on=MAY)
    assert chart.headline == "No notice stands on 1 May 2025; of up to 1 practice not on the list one does."


def test_notices_of_practices_that_are_not_on_the_list_stand_beside(loaded):
    reading, _ = loaded(
        ("register", FIVE, {"kind": "practices"}),
        log(*(f"Z9950{n},ECG,13/01/2025,14/04/202{year},," for n, year in ((1, 5), (8, 7), (9, 7)))),
    )
    row = first(reading, "notices", services="ecg", on=MAY)
    assert [row[name] for name in ("count", "out_of", "in_effect", "off_list")] == [1, 5, 1, 2]
    for name in ("notice_totals", "ladder", "coming", "regions", "outcomes", "onset"):
        frame = measure(reading.snapshot, name, regions="sefton", on=MAY)
        counted = frame[frame["basis"] == "counted"]
        assert set(counted["out_of"]) == {5}, name
        assert set(counted["off_list"]) == {2}, name
    chart = draw(reading, "notices", region="sefton", on=MAY)
    assert "1 of 5 practices (20%), and 2 that have closed or are not on the list" in chart.headline
    # One of five list sizes is known: no share of patients, in no sentence.
    chart = draw(reading, "patients", region="sefton", kind="service", on=MAY)
    assert chart.headline == (
        "Practices with at least 1,000 patients (list sizes of 1 of 5 practices are known), "
        "have a standing notice on ECG."
    )
    assert "%" not in chart.drawing.rows[0].words


AGAIN = ("Z99501,ECG,13/01/2025,14/04/2025,13/02/2025,", "Z99501,ECG,01/03/2025,01/06/2025,,")


@pytest.mark.parametrize("rows", [AGAIN, AGAIN[::-1]], ids=["oldest first", "newest first"])
@pytest.mark.parametrize("files", [1, 2])
def test_a_notice_served_again_counts_on_its_days(loaded, rows, files):
    parts = [rows] if files == 1 else [rows[:1], rows[1:]]
    reading, _ = loaded(*(log(*part, name=f"log {at}") for at, part in enumerate(parts)))

    def on(day: date) -> list[float]:
        row = first(reading, "notices", services="ecg", on=day)
        return [row[name] for name in ("count", "ended", "in_effect")]

    assert on(JANUARY) == [1, 0, 0]
    assert on(FEBRUARY) == [0, 1, 0]
    assert on(MAY) == [1, 0, 0]
    assert on(date(2025, 6, 1)) == [1, 0, 1]
    history = measure(reading.snapshot, "notice_history", regions="sefton")
    result = history[["practices", "served", "ended"]].to_numpy().tolist()
    assert result == [[1, 1, 0], [0, 0, 1], [1, 1, 0]]
    assert (
        draw(reading, "totals", region="sefton", on=FEBRUARY).headline
        == "No notice stands on 20 February 2025."
    )


def test_two_scopes_are_two_notices_of_one_practice(loaded):
    reading, _ = loaded(
        log(
            "Z99501,ECG,13/01/2025,14/02/2025,,new requests only",
            "Z99501,ECG,01/02/2025,01/06/2025,,existing patients",
        )
    )
    assert [first(reading, "notices", on=JANUARY)[name] for name in ("count", "in_effect")] == [1, 0]
    row = first(reading, "notices", on=FEBRUARY)
    assert [row[name] for name in ("count", "in_effect", "scopes")] == [
        1,
        1,
        "existing_patients;new_requests",
    ]
    assert str(row["next_effective_on"])[:10] == "2025-06-01"
    totals = first(reading, "notice_totals", on=FEBRUARY)
    assert [totals[name] for name in ("practices", "notices", "notices_in_effect")] == [1, 2, 1]
    assert draw(reading, "totals", region="sefton", on=FEBRUARY).headline == (
        "2 notices stand on 20 February 2025, 1 of them in effect."
    )


def test_a_practice_that_is_to_close_counts_until_that_day(loaded):
    closing = date(date.today().year + 1, 12, 31)
    listed = (
        f"ODS code,Practice name,Closed date\nZ99501,A,\nZ99502,B,13/03/2025\nZ99503,C,{closing:%d/%m/%Y}\n"
    )
    reading, _ = loaded(
        ("register", listed, {"kind": "practices"}), log("Z99502,ECG,13/01/2025,14/02/2025,,")
    )
    february, may = (first(reading, "notices", on=day) for day in (FEBRUARY, MAY))
    assert [february[name] for name in ("count", "out_of", "off_list")] == [1, 3, 0]
    assert [may[name] for name in ("count", "out_of", "off_list")] == [0, 2, 1]
    assert first(reading, "notices", on=closing)["out_of"] == 1


def test_a_file_that_counts_gps_is_a_survey_of_gps(tmp_path):
    store = Store.open(tmp_path / "store")
    text = "ODS code,Your role,Stop Advice & Guidance,Defer pilots\n" + "\n".join((
        "Z99501,Partner,Green,Red", "Z99501,Salaried GP,Red,Red", "Z99501,Locum,Green,Green",
        "Z99502,Partner,Green,Red",
    ))  # fmt: skip
    options = Options(region="sefton", survey="autumn")
    importing.load(store, FIVE.encode(), "register.csv", Options(kind="practices", region="sefton"))
    report = importing.load(store, text.encode(), "gps.csv", options)
    (question,) = report["questions"]
    assert question["affects_rows"] == 3
    (count,) = [choice for choice in question["choices"] if "counts GPs" in choice]
    answer(store, question["id"], count)

    rows = measure(store.snapshot(), "preferences", regions="sefton")
    green = rows[(rows["action"] == "advice_guidance") & (rows["answer"] == "green")].iloc[0]
    assert (green["survey"], green["unit"]) == ("autumn-gps", "GPs")
    assert (green["practices"], green["answered"], green["responded"]) == (3, 4, 4)
    assert rows[["out_of", "no_reply", "did_not_reply", "floor", "off_list", "closed"]].isna().all(axis=None)
    # GPs are no practices: nothing that counts practices takes them.
    for name in ("regions", "waves", "onset", "list_weight", "by_pcn"):
        frame = measure(store.snapshot(), name, regions="sefton", survey="autumn-gps")
        assert not len(frame[frame["basis"] == "counted"]), name

    reading = Once(store.snapshot())
    chart = draw(reading, "preferences", region="sefton", survey="autumn-gps")
    assert (
        chart.headline
        == "Stop Advice & Guidance has the most support: 3 of 4 GPs (75%) would readily do this."
    )
    assert chart.base == "4 GPs answered, of a number that is not known; shares are of those that answered"
    ranked = draw(reading, "support", region="sefton", survey="autumn-gps")
    assert ranked.headline == "Stop Advice & Guidance comes first: 3 of 4 GPs (75%) will act."
    assert "practice" not in f"{ranked.base} {chart.drawing}"
    replied = draw(reading, "standing", region="sefton", on=date.today()).drawing.facts[0]
    assert (replied.figure, replied.note.split(",")[0]) == ("4", "GPs")


def test_a_day_to_come_says_as_known_when(loaded):
    reading, _ = loaded(log("Z99501,ECG,13/01/2025,14/02/2025,,"))
    later = date(date.today().year + 1, 1, 1)
    for name in ("notices", "ladder", "windows", "totals", "dates", "standing"):
        asked = {"region": "sefton", "on": later}
        chart = draw(reading, name, **asked)
        assert ", as known on " in chart.as_of, name
        assert ", as known on " in chart.headline, name
    onset = draw(reading, "onset", region="sefton", kind="service", on=later)
    assert ", as known on " in onset.as_of
    assert ", as known on " in onset.headline
    assert " as known on " not in draw(reading, "notices", region="sefton", on=MAY).as_of
