"""From a key to a changed picture on the wall, and from `streamlit run` to the first page, in a real browser.

python -m benchmarks.wall        (needs Chromium or Chrome on the PATH)
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from loaders.demonstration import load_demonstration
from store import Store

ROOT = Path(__file__).resolve().parents[1]
KEY_LIMIT, START_LIMIT = 200, 5.0
FLAGS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update"
# Two frames after the key the new picture is on the screen.
TURN = """async () => {
    const begun = performance.now();
    window.dispatchEvent(new KeyboardEvent('keydown', {key: 'PageDown', bubbles: true}));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return [performance.now() - begun, document.querySelector('.projector').dataset.slide];
}"""


def main() -> None:
    program = next(
        (path for name in ("chromium", "google-chrome", "chrome") if (path := shutil.which(name))), None
    )
    if program is None:
        sys.exit("This needs Chromium or Chrome on the PATH.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        load_demonstration(Store.open(Path(folder) / "store"))
        with playwright.chromium.launch(executable_path=program, args=FLAGS.split()) as browser:
            measure_start(browser, Path(folder) / "store")
            measure_keys(browser, Path(folder) / "store")


def measure_start(browser: Browser, store: Path) -> None:
    """A server that has just been started and a browser that has never seen it."""
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        with Server(store) as address:
            page = browser.new_page()
            page.goto(address)
            page.wait_for_selector(".stPlotlyChart .main-svg", timeout=60_000)
            seconds.append(time.perf_counter() - begun)
            page.close()
    took = statistics.median(seconds)
    print(
        f"first page from the start of the server: {took:.1f} s ({verdict(took, START_LIMIT)} {START_LIMIT} s)"
    )


def measure_keys(browser: Browser, store: Path) -> None:
    with Server(store) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"{address}/present")
        page.wait_for_selector(".projector svg", timeout=60_000)
        turns, last = [], "1"
        while True:
            took, slide = page.evaluate(TURN)
            part = page.get_attribute(".projector", "data-part")
            if f"{slide}.{part}" == last:
                break
            turns.append(took)
            last = f"{slide}.{part}"
    took, worst = statistics.median(turns), max(turns)
    print(
        f"from a key to the next of {len(turns) + 1} pictures: {took:.0f} ms, at the most {worst:.0f} ms "
        f"({verdict(worst, KEY_LIMIT)} {KEY_LIMIT} ms)"
    )


def verdict(value: float, limit: float) -> str:
    return "within" if value <= limit else "OVER"


class Server:
    """The dashboard on a free port; its address while it runs."""

    def __init__(self, store: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", f"--server.port={port}"]
        self.process = subprocess.Popen(
            [*command, "--server.headless=true"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT,
            env={**os.environ, "UPTAKE_STORE": str(store)},
        )  # fmt: skip

    def __enter__(self) -> str:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                with urlopen(f"{self.address}/_stcore/health", timeout=1):
                    return self.address
            except (URLError, OSError):
                time.sleep(0.02)
        raise TimeoutError("the server did not start")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


if __name__ == "__main__":
    main()
