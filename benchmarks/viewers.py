"""Many viewers at once on one process, ours and a bare page's: runs a second, processor time a run, waiting, memory.

Each viewer is a websocket on loopback that opens a page and turns one selector, as a browser does, without painting.
First all of 50 click as fast as they are answered; then 500 click once in ten seconds each.

python -m benchmarks.viewers          (Linux; --viewers and --seconds bound the second part)
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.bare import BARE, Served
from benchmarks.pages import fill

AT_ONCE, SECONDS = 50, 10
VIEWERS, PACE = 500, 10
PATIENCE = 120
# Of each page the selector that is turned, by its label.
TURNED = {BARE: ("", "Choice 0"), "dashboard.py": ("preferences", "Order")}


@dataclass
class Viewer:
    """One session. page: its path. label: of the selector that it turns."""

    socket: ClientConnection
    page: str
    label: str
    query: str = ""
    widget: str = ""
    fragment: str = ""
    choices: list[str] = field(default_factory=list)
    at: int = 0
    held: set[str] = field(default_factory=set)  # large messages, by hash, as a browser keeps them

    async def open(self) -> float:
        """Seconds until the page stands."""
        return await self._run()

    async def click(self) -> float:
        """Turn the selector to its next choice; seconds until the run has ended and all of it is here."""
        self.at = (self.at + 1) % len(self.choices)
        return await self._run()

    async def _run(self) -> float:
        message = BackMsg()
        state = message.rerun_script
        state.page_name, state.query_string, state.fragment_id = self.page, self.query, self.fragment
        state.cached_message_hashes.extend(self.held)
        if self.widget:
            widget = state.widget_states.widgets.add()
            widget.id, widget.string_value = self.widget, self.choices[self.at]
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(await asyncio.wait_for(self.socket.recv(), PATIENCE))
            self._note(answer)
            if answer.WhichOneof("type") == "script_finished":
                return time.perf_counter() - begun

    def _note(self, answer: ForwardMsg) -> None:
        """What a browser would remember: the selector, and the address."""
        kind = answer.WhichOneof("type")
        if answer.metadata.cacheable:
            self.held.add(answer.hash)
        if kind == "page_info_changed":
            self.query = answer.page_info_changed.query_string
        elif kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
            element = answer.delta.new_element
            assert element.WhichOneof("type") != "exception", element.exception.message
            if element.WhichOneof("type") == "selectbox" and element.selectbox.label == self.label:
                self.widget, self.choices = element.selectbox.id, list(element.selectbox.options)
                self.fragment = answer.delta.fragment_id


async def gathered(server: Served, script: str, count: int) -> tuple[list[Viewer], float]:
    """Sessions with their page open, and the seconds until the last of them had it."""
    page, label = TURNED[script]
    address = server.address.replace("http", "ws") + "/_stcore/stream"

    async def arrive() -> Viewer:
        socket = await connect(address, subprotocols=["streamlit"], max_size=None, compression=None)
        viewer = Viewer(socket, page, label)
        await viewer.open()
        return viewer

    begun = time.perf_counter()
    first = await arrive()
    rest = await asyncio.gather(*(arrive() for _ in range(count - 1)))
    return [first, *rest], time.perf_counter() - begun


async def at_once(server: Served, script: str) -> tuple[float, float]:
    """Runs a second and milliseconds of the server's processor time a run, where all click as fast as they can."""
    viewers, _ = await gathered(server, script, AT_ONCE)
    for viewer in viewers:
        await viewer.click()
    runs, end = 0, time.perf_counter() + SECONDS

    async def clicking(viewer: Viewer) -> None:
        nonlocal runs
        while time.perf_counter() < end:
            await viewer.click()
            runs += 1

    begun, before = time.perf_counter(), server.processor()
    await asyncio.gather(*map(clicking, viewers))
    took, used = time.perf_counter() - begun, server.processor() - before
    await asyncio.gather(*(viewer.socket.close() for viewer in viewers))
    return runs / took, 1000 * used / runs


async def paced(server: Served, script: str, count: int, seconds: float) -> tuple[float, float, float, float]:
    """Seconds until all are in, median and 95th percentile of a click in ms, and MB a session."""
    async with asyncio.timeout(seconds + 2 * PATIENCE):
        alone, _ = await gathered(server, script, 1)
        before = server.memory()
        viewers, arrived = await gathered(server, script, count)
        took: list[float] = []
        end = time.perf_counter() + seconds

        async def clicking(viewer: Viewer) -> None:
            await asyncio.sleep(random.uniform(0, PACE))
            while time.perf_counter() < end:
                waited = await viewer.click()
                took.append(1000 * waited)
                await asyncio.sleep(max(0, PACE - waited))

        await asyncio.gather(*map(clicking, viewers))
        each = (server.memory() - before) / count
        await asyncio.gather(*(viewer.socket.close() for viewer in [*alone, *viewers]))
    return arrived, statistics.median(took), statistics.quantiles(took, n=20)[-1], each


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--viewers", type=int, default=VIEWERS)
    asked.add_argument("--seconds", type=float, default=40)
    asked.add_argument("--waves", type=int, default=16, help="surveys of England, of 63,000 answers each")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        fill(store, given.waves)
        rates = {}
        for script in (BARE, "dashboard.py"):
            with Served(script, store) as server:
                rate, each = asyncio.run(at_once(server, script))
                rates[script] = rate
                print(
                    f"{script}, {AT_ONCE} at once: {rate:.1f} runs a second, {each:.1f} ms of processor time a run"
                )
            with Served(script, store) as server:
                arrived, middle, worst, memory = asyncio.run(
                    paced(server, script, given.viewers, given.seconds)
                )
                print(
                    f"{script}, {given.viewers} viewers, a click in {PACE} s each: all in after {arrived:.1f} s, "
                    f"median {middle:.0f} ms, 95% within {worst:.0f} ms, {memory:.2f} MB a session"
                )
        print(f"Runs a second, ours to the bare page's: {rates['dashboard.py'] / rates[BARE]:.2f}")


if __name__ == "__main__":
    main()
