"""One store in a container, many servers: nothing acknowledged is lost, and reading outlives the network."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
from obstore.store import LocalStore, MemoryStore
from starlette.applications import Starlette

from service import Refused, routes
from store import ImportRecord, Store, StoreError
from store.container import Container, Unreachable, number_of
from store.erasing import erase
from store.rebuilding import rebuilding
from store.shared import brought
from tests.service.client import Client

ADDRESS = "memory://shared"


class Killed(BaseException):
    """The process is gone: nothing that would tidy up runs any more."""


class Faulty(Container):
    """A container whose n-th call from now on fails, and every later one too until it is mended."""

    def __init__(self, objects: object, fault: BaseException) -> None:
        super().__init__(objects, ADDRESS)
        self.fault, self.calls_left = fault, None

    def fail_after(self, calls: int | None) -> None:
        self.calls_left = calls

    def _told(self, act):
        if self.calls_left is not None:
            if self.calls_left <= 0:
                raise self.fault
            self.calls_left -= 1
        return super()._told(act)


@pytest.fixture
def objects(pristine: Path, tmp_path: Path) -> MemoryStore:
    """A container that holds a store of the reference data."""
    objects = MemoryStore()
    server(objects, tmp_path / "first")
    return objects


@pytest.fixture
def new_server(objects: MemoryStore, tmp_path: Path) -> Callable[..., Store]:
    """Another server on the container, with a copy of its own."""
    numbers = iter(range(1000))

    def make(container: Container | None = None) -> Store:
        return server(objects, tmp_path / f"server-{next(numbers)}", container)

    return make


def server(objects: object, directory: Path, container: Container | None = None) -> Store:
    directory.mkdir()
    store = Store(brought(container or Container(objects, ADDRESS), directory))
    if store._reference_digest() is None:
        store._bring_reference()
    return store


def nobody(_: Store, __: object) -> Refused:
    return Refused("Nobody is let in.")


def load(store: Store, name: str) -> int:
    """Load one reply of a practice of that name; the import's id comes back."""
    who = {"survey": ["winter"], "region": ["dorset"], "respondent": [name]}
    replies = pd.DataFrame(who | {"submitted_at": [pd.NaT], "sheet": ["S"], "row": [1]})
    answers = pd.DataFrame(
        who
        | {"action": ["pilots"], "answer": ["green"], "sheet": ["S"], "row": [1], "col": [1], "reply": [0]}
    )
    data = name.encode()
    record = ImportRecord("r.csv", store.receive(data, "csv"), "csv", kind="survey", region="dorset")
    return store.add_import(record, {"replies": replies, "answers": answers})


def loaded(store: Store) -> set[str]:
    rows = store.snapshot().rows("SELECT DISTINCT respondent FROM standing_answers")
    return {respondent for (respondent,) in rows}


def test_what_one_server_writes_another_reads(new_server) -> None:
    item, other = new_server(), new_server()
    load(item, "Z99001")
    other.place.pull(now=True)
    assert loaded(other) == {"Z99001"}
    assert other.received_bytes(item.snapshot().rows("SELECT sha256 FROM imports")[0][0]) == b"Z99001"


def test_four_servers_lose_nothing_and_keep_the_order(new_server) -> None:
    servers = [new_server() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda turn: load(servers[turn % 4], f"Z99{turn:03}"), range(40)))
    last = new_server()
    assert sorted(done) == list(range(1, 41))
    assert loaded(last) == {f"Z99{turn:03}" for turn in range(40)}
    assert list(last.events()["seq"]) == list(range(1, 42))
    assert last.place.container.last_event() == 41


def test_a_writer_that_loses_the_race_writes_again(new_server, monkeypatch) -> None:
    """Another server publishes between this one's copy and its publication, whoever's turn it was."""
    item, other = new_server(), new_server()
    publish, races = item.place.container.publish, iter([True])

    def late(path, number, tag):
        if next(races, False):
            monkeypatch.setattr(other.place.container, "_take_turn", lambda mine: True)
            load(other, "Z99002")
        return publish(path, number, tag)

    monkeypatch.setattr(item.place.container, "publish", late)
    load(item, "Z99001")
    assert loaded(item) == {"Z99001", "Z99002"}


def test_a_writer_killed_between_any_two_steps_loses_nothing_that_was_acknowledged(
    objects, new_server
) -> None:
    steps, acknowledged = 0, set()
    while True:
        container = Faulty(objects, Killed())
        dying = new_server(container)
        container.fail_after(steps)
        name = f"Z99{steps:03}"
        try:
            load(dying, name)
        except Killed:
            ended = False
        else:
            ended = True
            acknowledged.add(name)
        shutil.rmtree(dying.directory)
        objects_free(objects)
        after = new_server()
        assert acknowledged <= loaded(after)
        load(after, f"Z98{steps:03}")
        acknowledged.add(f"Z98{steps:03}")
        if ended:
            break
        steps += 1
    last = new_server()
    assert steps > 8
    assert loaded(last) >= acknowledged
    assert last.place.container.last_event() == len(last.events())


def objects_free(objects: MemoryStore) -> None:
    """Let the turn of a killed writer run out at once."""
    Container(objects, ADDRESS).remove(["WRITER"])


def test_reading_goes_on_from_the_last_copy_and_says_how_old_it_is(objects, new_server) -> None:
    container = Faulty(objects, Unreachable("The shared store does not answer."))
    store = new_server(container)
    load(store, "Z99001")
    container.fail_after(0)
    store.place._look_at = 0.0
    assert "does not answer. Shown is the copy of" in store.snapshot().fallback
    assert loaded(store) == {"Z99001"}
    with pytest.raises(StoreError, match="does not answer"):
        load(store, "Z99002")
    container.fail_after(None)
    store.place._look_at = 0.0
    assert store.snapshot().fallback == ""


def test_a_lost_copy_is_fetched_again(new_server) -> None:
    store = new_server()
    load(store, "Z99001")
    shutil.rmtree(store.directory)
    store.directory.mkdir()
    assert loaded(Store(brought(store.place.container, store.directory))) == {"Z99001"}


def test_a_damaged_generation_is_told(objects, new_server) -> None:
    import obstore

    store = new_server()
    name = store.place.container.current().name
    obstore.put(objects, f"generations/{name}.duckdb", b"damaged")
    with pytest.raises(StoreError, match="damaged: restore it from a version"):
        new_server()


def test_a_container_restored_to_an_earlier_version_is_what_counts(objects, new_server) -> None:
    import obstore

    store = new_server()
    earlier = bytes(obstore.get(objects, "CURRENT").bytes())
    load(store, "Z99001")
    obstore.put(objects, "CURRENT", earlier)
    store.place.pull(now=True)
    assert loaded(store) == set()
    load(store, "Z99002")
    assert loaded(new_server()) == {"Z99002"}


def test_what_came_after_a_restored_version_is_told_no_more_by_the_journal(objects, new_server) -> None:
    import obstore

    store = new_server()
    load(store, "Z99001")
    earlier = bytes(obstore.get(objects, "CURRENT").bytes())
    load(store, "Z99002")
    obstore.put(objects, "CURRENT", earlier)
    store.place.pull(now=True)
    load(store, "Z99003")
    result = [json.loads(line) for line in store.place.container.events().splitlines()]
    assert [event["seq"] for event in result] == list(store.events()["seq"]) == [1, 2, 3]
    sha256 = hashlib.sha256(b"Z99003").hexdigest()
    assert result[-1]["sha256"] == sha256
    kept = [entry["path"] for entry in obstore.list(objects, prefix="abandoned").collect()]
    assert len(kept) == 1
    assert store.generation == 4  # a number that was used once never stands for anything else


def test_a_writer_that_restores_nothing_abandons_nothing(new_server, monkeypatch) -> None:
    """Another server publishes, with its segment, while this one is about to publish on the earlier CURRENT."""
    item, other = new_server(), new_server()
    seen, races = item.place.container.segments_after, iter([True])

    def late(seq):
        if next(races, False):
            monkeypatch.setattr(other.place.container, "_take_turn", lambda mine: True)
            load(other, "Z99002")
        return seen(seq)

    monkeypatch.setattr(item.place.container, "segments_after", late)
    load(item, "Z99001")
    assert len(item.place.container.events().splitlines()) == len(item.events()) == 3


def test_what_one_server_writes_another_shows_within_two_seconds(new_server) -> None:
    """As they are served: nobody tells the other to look."""
    stores = [new_server(), new_server()]
    apps = [Client(Starlette(routes=routes(lambda store=store: store, nobody))) for store in stores]
    assert {app.get("/readyz").json()["generation"] for app in apps} == {1}
    load(new_server(), "Z99001")
    written = time.perf_counter()
    while {app.get("/readyz").json()["generation"] for app in apps} != {2}:
        assert time.perf_counter() - written < 2
        time.sleep(0.02)
    assert all(app.get("/readyz").json()["age_of_copy"] < 2 for app in apps)


def test_over_a_network_that_fails_now_and_then_nothing_acknowledged_is_lost(objects, new_server) -> None:
    class Flaky(Container):
        """Every 29th answer is lost on its way back: what was asked for is done, and nobody is told."""

        calls = 0

        def _told(self, act):
            done = super()._told(act)
            Flaky.calls += 1
            if Flaky.calls % 29 == 0:
                raise Unreachable("The shared store does not answer.")
            return done

    store = new_server()
    store.place.container.__class__ = Flaky
    acknowledged, refused = set(), 0
    for turn in range(12):
        try:
            load(store, f"Z99{turn:03}")
        except StoreError:
            refused += 1
        else:
            acknowledged.add(f"Z99{turn:03}")
        objects_free(objects)
        store.place._look_at = 0.0
        assert store.snapshot().rows("SELECT count(*) FROM events")
    assert acknowledged
    assert refused
    last = new_server()
    assert acknowledged <= loaded(last)
    load(last, "Z98000")
    assert last.place.container.last_event() == len(last.events())


def test_what_is_erased_is_in_no_object_and_in_no_copy(objects, new_server) -> None:
    import obstore

    item, other = new_server(), new_server()
    erased = load(item, "Z99001")
    load(item, "Z99002")
    other.place.pull(now=True)
    other.received_bytes(hashlib.sha256(b"Z99001").hexdigest())  # it has a copy of the file
    done = erase(item, erased)
    assert (done.imports, done.file, done.left, done.elsewhere) == ((1,), True, (), True)
    assert "Versions and soft-deleted copies" in done.sentence()
    paths = [entry["path"] for entry in obstore.list(objects).collect()]
    held = {path: bytes(obstore.get(objects, path).bytes()) for path in paths}
    assert [path for path, data in held.items() if b"Z99001" in data] == []
    assert [path for path in paths if path.startswith("received/")] == [
        f"received/{hashlib.sha256(b'Z99002').hexdigest()}.csv"
    ]
    assert len([path for path in paths if path.startswith("generations/")]) == 1
    other.place.pull(now=True)
    for copy in (item, other):
        assert loaded(copy) == {"Z99002"}
        files = [path for path in copy.directory.rglob("*") if path.is_file()]
        assert [path.name for path in files if b"Z99001" in path.read_bytes()] == []
    load(other, "Z99003")
    last = new_server()
    assert loaded(last) == {"Z99002", "Z99003"}
    assert [json.loads(line)["seq"] for line in last.place.container.events().splitlines()] == [1, 2, 3, 4, 5]


def test_an_erasure_killed_between_any_two_steps_is_finished_by_a_second_one(objects, new_server) -> None:
    import obstore

    steps = 0
    while True:
        name = f"Z97{steps:03}"
        number = load(new_server(), name)
        container = Faulty(objects, Killed())
        dying = new_server(container)
        container.fail_after(steps)
        try:
            erase(dying, number)
        except Killed:
            ended = False
        else:
            ended = True
        shutil.rmtree(dying.directory)
        objects_free(objects)
        erase(new_server(), number)
        paths = [entry["path"] for entry in obstore.list(objects).collect()]
        assert not any(name.encode() in bytes(obstore.get(objects, path).bytes()) for path in paths), steps
        if ended:
            break
        steps += 4
    assert steps > 8


def test_a_rebuild_from_a_container(new_server) -> None:
    store = new_server()
    load(store, "Z99001")
    with rebuilding(store) as past:
        files = [(each.file, store.received_bytes(each.sha256)) for each in past]
    assert files == [("r.csv", b"Z99001")]
    assert new_server().generation == store.generation


def test_a_service_without_conditional_writes_is_refused_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "objects").mkdir()
    container = Container(LocalStore(tmp_path / "objects"), "file://objects")
    with pytest.raises(StoreError, match="no conditional writes"):
        server(None, tmp_path / "copy", container)


def test_old_generations_go_and_those_that_may_be_about_to_be_published_stay(new_server) -> None:
    store = new_server()
    store.keep, store.days = 2, 0
    for turn in range(4):
        load(store, f"Z99{turn:03}")
    assert len(store.place.container.generations()) == 5  # all made within ten minutes
    assert len(store.generations.numbers()) == 2


def test_what_is_old_and_what_nobody_published_goes_from_the_container(
    objects, new_server, monkeypatch
) -> None:
    import obstore

    monkeypatch.setattr("store.shared.SETTLED", timedelta(0))
    store = new_server()
    store.keep, store.days = 2, 0
    obstore.put(objects, "generations/000099-0123456789abcdef.duckdb", b"of a writer that was killed")
    for turn in range(4):
        load(store, f"Z99{turn:03}")
    kept = list(store.place.container.generations())
    assert [number_of(name) for name in kept] == store.generations.numbers() == [102, 103]
    assert loaded(new_server()) == {f"Z99{turn:03}" for turn in range(4)}


def test_an_address_of_no_service_is_a_sentence() -> None:
    with pytest.raises(StoreError, match=r"no address of object storage: .*zork"):
        Store.open("zork://somewhere/else")
