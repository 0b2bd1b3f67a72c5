"""How much a server takes on, and that its health says so: measured in a process of its own with few handles."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from frame.capacity import SESSIONS, most_sessions, trouble
from store import Store

ROOT = Path(__file__).resolve().parents[2]
# A server whose handles are nearly used up, asked for its health before and after; raise_limit is not to help it.
SCRIPT = """
import asyncio, os, resource
import frame.handles
frame.handles.raise_limit = lambda: None
from frame.serving import Guarded, HEADERS
from frame.capacity import handles_open

async def well(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ok"})

def health():
    told = []
    async def send(message):
        told.append(message)
    async def receive():
        return {"type": "http.request", "body": b""}
    scope = {"type": "http", "method": "GET", "path": "/_stcore/health", "headers": [], "query_string": b""}
    asyncio.run(Guarded(well)(scope, receive, send))
    return told[0]["status"], told[1]["body"].decode()

resource.setrlimit(resource.RLIMIT_NOFILE, (512, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
print(*health())
held = [os.open(os.devnull, os.O_RDONLY) for _ in range(470 - handles_open())]
print(*health())
for handle in held:
    os.close(handle)
print(*health())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_health_tells_when_handles_run_out_and_when_they_are_back():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    before, meanwhile, after = done.stdout.strip().splitlines()
    assert before == after == "200 ok"
    assert meanwhile.startswith("503 47")
    assert meanwhile.endswith("of 512 handles are open.")


@pytest.mark.parametrize(
    ("environment", "handles", "most"),
    [
        ({}, None, SESSIONS),
        ({}, 16_384, SESSIONS),
        ({}, 256, 28),
        ({}, 64, 1),
        ({"UPTAKE_SESSIONS": "50"}, 16_384, 50),
        ({"UPTAKE_SESSIONS": "0"}, 16_384, SESSIONS),
        ({"UPTAKE_SESSIONS": "many"}, None, SESSIONS),
    ],
)
def test_how_many_may_look_at_once(environment, handles, most):
    assert most_sessions(environment, handles) == most


def test_health_tells_of_a_store_that_cannot_be_read(tmp_path):
    store = Store.open(tmp_path / "store")
    assert trouble(store) == ""
    for path in store.generations.folder.iterdir():
        path.unlink()
    assert trouble(Store.open(tmp_path / "other")) == ""
    assert trouble(store).startswith("The store cannot be read: ")
