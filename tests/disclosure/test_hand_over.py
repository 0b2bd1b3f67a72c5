"""What an LMC hands over, and what the store of a federation makes of it: its counts, its day, no practice."""

from __future__ import annotations

import csv
import io

import pytest

from disclosure import PUBLIC, ask
from disclosure.hand_over import hand_over
from disclosure.hand_over_line import main
from loaders.importing import load, undo
from loaders.kinds import Options
from loaders.rebuilding import rebuild
from measures import measure
from measures.formats import as_csv
from store import Store
from store.hand_overs import COLUMNS, known_as

ACTIONS = ("Limit daily patient contacts", "Switch off GP Connect Update Record")
GIVEN = [("Green", "Red")] * 9 + [("Amber", "Green")] * 7 + [("Red", "Green")] * 2
LOG = [("ECG", "01/09/2026", "01/11/2026")] * 12 + [("Phlebotomy", "01/09/2026", "01/11/2026")] * 3


def survey_file(given: list[tuple[str, str]]) -> bytes:
    rows = [f"Z99{at:03},05/11/2026 10:00:00,{item},{other}" for at, (item, other) in enumerate(given)]
    return ("\n".join(["Practice code,Timestamp," + ",".join(ACTIONS), *rows]) + "\n").encode()


def log_file() -> bytes:
    rows = [f"Z99{at:03},{','.join(row)}" for at, row in enumerate(LOG)]
    return ("\n".join(["Practice code,Service,Notice served,Effective from", *rows]) + "\n").encode()


@pytest.fixture
def lmc(tmp_path) -> Store:
    """The store of an LMC with a survey and a log."""
    store = Store.open(tmp_path / "lmc")
    options = Options(region="dorset")
    for name, data, more in (
        ("survey.csv", survey_file(GIVEN), {"survey": "autumn"}),
        ("log.csv", log_file(), {}),
    ):
        report = load(store, data, name, Options(**(options.named() | more)))
        assert report["outcome"] == "loaded", report
    return store


@pytest.fixture
def national(tmp_path) -> Store:
    return Store.open(tmp_path / "national")


def file_of(store: Store) -> bytes:
    return as_csv(hand_over(store)).encode()


def counts_of(store: Store) -> dict[tuple[str, str], float]:
    frame = measure(store.snapshot(), "regions", regions=["dorset"])
    frame = frame[frame["basis"] == "counted"]
    return {(row.kind, row.subject): None if row.count != row.count else row.count for row in _rows(frame)}


def _rows(frame):
    return frame.rename(columns={"count": "number"}).assign(count=frame["count"].astype(object)).itertuples()


def test_the_file_names_no_practice_and_says_whose_it_is(lmc):
    rows = list(csv.DictReader(io.StringIO(file_of(lmc).decode())))
    assert tuple(rows[0]) == COLUMNS
    assert "Z99" not in file_of(lmc).decode()
    assert {row["store"] for row in rows} == {known_as(lmc.snapshot())}
    assert {row["generation"] for row in rows} == {str(lmc.generation)}
    green = next(row for row in rows if (row["subject"], row["answer"]) == ("gp_connect", "green"))
    assert (green["count"], green["answered"], green["responded"]) == ("9", "18", "18")
    assert green["wording"] == "" or "Connect" in green["wording"]


def test_small_numbers_are_withheld_and_do_not_follow_from_the_others(lmc):
    rows = csv.DictReader(io.StringIO(file_of(lmc).decode()))
    result = {(row["subject"], row["answer"] or row["rung"]): row["count"] for row in rows}
    limited = {answer: result["limit_contacts", answer] for answer in ("green", "amber", "red")}
    assert limited == {"green": "9", "amber": "", "red": ""}
    assert result["ecg", "served"] == "12"
    assert result["phlebotomy", "served"] == result["phlebotomy", "in_effect"] == ""


def test_the_national_store_counts_what_was_handed_over(lmc, national):
    report = load(national, file_of(lmc), "dorset.csv")
    assert (report["outcome"], report["kind"], report["region"]) == ("loaded", "figures", "dorset")
    assert report["rows_loaded"] == report["rows_read"] > 0
    assert not report["problems"]
    own, there = counts_of(lmc), counts_of(national)
    assert there == own | {("service", "phlebotomy"): None}
    answers = measure(national.snapshot(), "preferences", regions=["dorset"])
    row = answers[(answers["action"] == "gp_connect") & (answers["answer"] == "green")].iloc[0]
    assert (row["practices"], row["answered"], row["share"]) == (9, 18, 0.5)
    assert row["source"].startswith("handed over by ")
    assert known_as(lmc.snapshot()) in row["source"]
    assert answers["practices"].isna().sum() == 2


def test_a_trace_leads_to_the_store_and_the_day(lmc, national):
    load(national, file_of(lmc), "dorset.csv")
    for name, about in (("trace_regions", "subject"), ("trace_notices", "service")):
        frame = measure(national.snapshot(), name, regions=["dorset"])
        row = frame[(frame[about] == "ecg") & frame["counts"] & (frame["basis"] == "counted")].iloc[0]
        assert f"store {known_as(lmc.snapshot())}" in row["why"]
        assert row["file"] == "dorset.csv"
    trace = measure(national.snapshot(), "trace_preferences", regions=["dorset"])
    assert trace["practice"].isna().all()
    assert trace["cell"].notna().all()


def test_a_later_hand_over_of_the_store_replaces_it_and_undoing_brings_it_back(lmc, national):
    load(national, file_of(lmc), "dorset.csv")
    before = counts_of(national)
    load(lmc, survey_file([("Green", "Green")] * 20), "later.csv", Options(region="dorset", survey="autumn"))
    later = load(national, file_of(lmc), "dorset.csv")
    assert counts_of(national)["action", "gp_connect"] == 20
    undo(national, later["import"])
    assert counts_of(national) == before


def test_a_store_refuses_its_own_alone(lmc, national):
    own = file_of(lmc)
    report = load(lmc, own, "dorset.csv")
    assert report["outcome"] == "refused"
    assert "was made from this store" in report["problems"][0]["reason"]
    hand_over(national)  # it has an id of its own, too
    assert load(national, own, "dorset.csv")["outcome"] == "loaded"


def test_what_was_handed_over_is_not_handed_on(lmc, national):
    load(national, file_of(lmc), "dorset.csv")
    assert hand_over(national).empty


def test_what_a_store_counted_itself_goes_before_what_was_handed_over(lmc, national):
    load(national, log_file().replace(b"ECG", b"Spirometry"), "log.csv", Options(region="dorset"))
    load(national, file_of(lmc), "dorset.csv")
    assert {key for key in counts_of(national) if key[0] == "service"} == {
        ("service", "spirometry"), ("service", "phlebotomy"),
    }  # fmt: skip


def test_the_public_sees_what_was_handed_over(lmc, national):
    load(national, file_of(lmc), "dorset.csv")
    frame = ask(national.snapshot(), PUBLIC, "preferences", regions=("dorset",))
    assert len(frame) == 6
    assert ask(lmc.snapshot(), PUBLIC, "preferences", regions=("dorset",)).empty


def test_a_changed_file_is_refused_with_the_cell_named(lmc, national):
    text = file_of(lmc).decode()
    cut = text.replace(",12,", ",twelve,", 1)
    assert cut != text
    report = load(national, cut.encode(), "dorset.csv")
    assert report["outcome"] == "refused"
    assert "“twelve”" in report["problems"][0]["reason"]
    larger = load(national, text.replace(",9,18,18,", ",19,18,18,", 1).encode(), "dorset.csv")
    assert larger["outcome"] == "refused"


def test_a_region_that_is_not_known_is_a_problem_and_the_rest_loads(lmc, national):
    rows = file_of(lmc).decode().splitlines()
    rows[-1] = rows[-1].replace(",dorset,", ",middle_earth,")
    report = load(national, "\n".join(rows).encode(), "dorset.csv")
    assert report["outcome"] == "loaded"
    assert [problem["value"] for problem in report["problems"]] == ["middle_earth"]
    assert report["rows_loaded"] == report["rows_read"] - 1


def test_the_id_of_a_store_outlives_a_rebuild(lmc, national):
    load(national, file_of(lmc), "dorset.csv")
    result, known = counts_of(national), known_as(lmc.snapshot())
    rebuild(lmc)
    rebuild(national)
    assert known_as(lmc.snapshot()) == known
    assert counts_of(national) == result


def test_the_command_line_writes_the_file(lmc, national, capsys):
    assert main(["--store", str(lmc.directory), "--region", "dorset"]) == 0
    assert load(national, capsys.readouterr().out.encode(), "dorset.csv")["outcome"] == "loaded"
    assert main(["--store", str(lmc.directory), "--region", "dorsett"]) == 2
    assert "Did you mean dorset?" in capsys.readouterr().err
