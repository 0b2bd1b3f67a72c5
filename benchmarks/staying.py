"""A server that stays up: what it holds after many views and writes, beside what it held after the first views.

Each view is a session of its own, as a browser's that comes and goes: every page and view in turn. Between them the
store is written to, so that nothing that was kept for an earlier generation is of use any more.

python -m benchmarks.staying          (Linux; --views and --writes)
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

from websockets.asyncio.client import connect

from benchmarks.bare import Served
from benchmarks.viewers import Viewer
from benchmarks.views import every_view
from loaders.demonstration import load_demonstration
from store import Store

FIRST = 50  # views after which the server has met every page
LIMIT = 1.2


def address_of(file: str) -> str:
    """The path of a page: 'pages/2_notices.py' → 'notices', 'dashboard.py' → ''."""
    return Path(file).stem.split("_", 1)[-1] if file.startswith("pages/") else ""


async def look(server: Served, file: str, asked: dict[str, str]) -> None:
    """Open a view as a browser does, and close it."""
    stream = server.address.replace("http", "ws") + "/_stcore/stream"
    socket = await connect(stream, subprotocols=["streamlit"], max_size=None, compression=None)
    await Viewer(socket, address_of(file), "", urlencode(asked)).open()
    await socket.close()


async def stay(server: Served, store: Store, views: int, writes: int) -> tuple[float, float]:
    """MB that the server holds after the first views, and after all of them and the writes."""
    first, every = 0.0, max(1, (views - FIRST) // max(1, writes))
    for number, (_, file, asked) in enumerate(islice(cycle(every_view()), views), 1):
        await look(server, file, asked)
        if number == FIRST:
            first = server.memory()
        if number > FIRST and number % every == 0:
            store.set("benchmark", "turn", number, "benchmark")
    return first, server.memory()


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--views", type=int, default=1_000)
    asked.add_argument("--writes", type=int, default=100)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "store")
        load_demonstration(store)
        with Served("dashboard.py", Path(folder) / "store") as server:
            first, last = asyncio.run(stay(server, store, given.views, given.writes))
    print(
        f"{first:.0f} MB after {FIRST} views, {last:.0f} MB after {given.views} views and {given.writes} writes: "
        f"{last / first:.2f} times (limit {LIMIT})"
    )


if __name__ == "__main__":
    main()
