"""The demonstration that is shipped is what the loaders make of its files, and is used where it fits alone."""

from __future__ import annotations

import json
import shutil

import pytest

from loaders.demonstration import EXAMPLES, READY, load_demonstration, make_ready
from loaders.ready import as_text, ready_readings
from store import SCHEMA, Answer, Store

# Of the store itself, not of what came in; and the numbers of answers, which the view answers says in words.
APART = {"meta", "events", "settings", "answer_cells", "answer_ids"}
TIMES = {"loaded_at"}
FILES = 5


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    """The folder of the examples without what is ready-made."""
    folder = tmp_path_factory.mktemp("examples") / "examples"
    shutil.copytree(EXAMPLES, folder)
    (folder / READY).unlink()
    return folder


@pytest.fixture(scope="module")
def read(tmp_path_factory, examples):
    """A store into which the ordinary loaders brought the files."""
    store = Store.open(tmp_path_factory.mktemp("read") / "store")
    reports = load_demonstration(store, examples)
    return store, reports


def content(store: Store) -> dict[str, list]:
    """Every row of every table and view that follows from what came in, in an order of their own."""
    snapshot = store.snapshot()
    names = snapshot.rows(
        "SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() "
        "AND table_schema = current_schema()"
    )
    result = {}
    for (name,) in names:
        if name in APART:
            continue
        rows = snapshot.records(f'SELECT * FROM "{name}"')
        kept = [{key: value for key, value in row.items() if key not in TIMES} for row in rows]
        result[name] = sorted(json.dumps(row, default=str, sort_keys=True) for row in kept)
    return result


def test_what_is_shipped_is_what_the_loaders_make_of_the_files(read, store_directory):
    ready = Store.open(store_directory)
    reports = load_demonstration(ready)
    there, wanted = content(ready), content(read[0])
    assert len(wanted["answers"]) > 600
    different = [name for name in wanted if there[name] != wanted[name]]
    assert different == [], "python -m loaders.demonstration makes it again"
    assert reports == read[1]


def test_the_files_are_kept_as_they_came_and_the_journal_tells_of_each(store_directory):
    store = Store.open(store_directory)
    for report in load_demonstration(store, by="ann"):
        assert store.received_bytes(report["sha256"]) == (EXAMPLES / report["file"]).read_bytes()
    events = store.events()
    imports = events[events["event"] == "import"]
    assert list(imports["by"]) == ["ann"] * FILES
    assert all(json.loads(payload)["demonstration"] for payload in imports["payload"])


def listed(folder):
    return [
        folder / report["record"]["file"] for report in map(json.loads, lines(folder)) if "record" in report
    ]


def lines(folder):
    return (folder / READY).read_text(encoding="utf-8").splitlines()


def test_another_schema_other_files_and_a_damaged_file_are_not_taken(tmp_path):
    folder = tmp_path / "examples"
    shutil.copytree(EXAMPLES, folder)
    files = listed(folder)
    assert len(ready_readings(folder / READY, files)) == FILES
    (folder / READY).write_text("\n".join([json.dumps({"schema": SCHEMA + 1}), *lines(folder)[1:]]))
    assert ready_readings(folder / READY, files) == []
    (folder / READY).write_text("\n".join(lines(EXAMPLES)[:-1])[:-9])
    assert ready_readings(folder / READY, files) == []
    shutil.copy(EXAMPLES / READY, folder / READY)
    with (folder / "Exampleshire practices.csv").open("a") as file:
        file.write("Z99041,Another Surgery\n")
    assert ready_readings(folder / READY, files) == []
    assert ready_readings(folder / "missing.jsonl", files) == []


def test_a_store_in_which_something_was_decided_reads_the_files(tmp_path, store_directory):
    (tmp_path / "demonstration.csv").write_text(
        "file,kind,region,survey,menu\nlist.csv,practices,exampleshire,,\n"
    )
    (tmp_path / "list.csv").write_text("ODS code,Practice name\nZ99801,Elm Surgery\nZ99802,Oak Surgery\n")
    (tmp_path / READY).write_text(make_ready(tmp_path).replace("Elm Surgery", "Elm Surgery, as kept"))
    names = "SELECT name FROM practices ORDER BY practice"

    untouched = Store.open(tmp_path / "untouched")
    load_demonstration(untouched, tmp_path)
    assert untouched.snapshot().rows(names) == [("Elm Surgery, as kept",), ("Oak Surgery",)]

    decided = Store.open(store_directory)
    decided.decide([Answer("q1", "service", "widget clinic", "Widget clinic", "spirometry")])
    load_demonstration(decided, tmp_path)
    assert decided.snapshot().rows(names) == [("Elm Surgery",), ("Oak Surgery",)]


def test_readings_come_back_from_their_text_as_they_were():
    files = listed(EXAMPLES)
    text = (EXAMPLES / READY).read_text(encoding="utf-8")
    assert as_text(ready_readings(EXAMPLES / READY, files)) == text
