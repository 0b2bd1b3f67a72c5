"""The real dashboard in a real browser: a fresh server on a free port, a store of its own, headless Chromium.

With CI set, a browser test that cannot run fails; on a user's machine it is skipped with a sentence.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Whether the script has run and every chart is drawn, and has been so for as long as asked. The clock starts anew
# for each wait (turn): a click takes a moment to reach the server, in which the page still looks settled.
SETTLED = """([turn, held]) => {
    const app = document.querySelector('[data-testid="stApp"]');
    const settled = app && document.querySelector('h1') && app.getAttribute('data-test-script-state') === 'notRunning'
        && app.getAttribute('data-test-connection-state') === 'CONNECTED'
        && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
        && [...document.querySelectorAll('.drawn')].every(place => place.querySelector('svg'));
    const before = window.settledSince;
    const at = !settled ? null : before && before.turn === turn && before.at ? before.at : performance.now();
    window.settledSince = { turn, at };
    return at !== null && performance.now() - at >= held;
}"""
HELD = 180  # milliseconds


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@dataclass
class Server:
    """A running dashboard. output: what it has printed so far."""

    address: str
    store: Path
    log: Path

    @property
    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


@dataclass
class Visitor:
    """A browser page that keeps what it was told: requests that left the machine, errors on the console."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    turns: int = 0

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, line: ConsoleMessage) -> None:
        """Streamlit looks for its own base path below a deep link first, and gets a 404: no error of ours."""
        if line.type == "error" and "/_stcore/" not in line.location["url"]:
            self.errors.append(f"{line.text} {line.location['url']}")

    @property
    def abroad(self) -> list[str]:
        """Addresses asked for that are not on this machine."""
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname != "127.0.0.1"
        ]

    def go(self, address: str) -> None:
        self.page.goto(address, wait_until="load")
        self.settle()

    def settle(self) -> None:
        """Wait until the script has run and every chart is drawn, and nothing stirs for a moment."""
        self.turns += 1
        self.page.wait_for_function(SETTLED, arg=[self.turns, HELD], timeout=45_000)

    @property
    def text(self) -> str:
        return self.page.locator('[data-testid="stApp"]').inner_text()


def chromium_path(default: str) -> str | None:
    """Where a Chromium is on this machine: on the PATH, else the one that Playwright itself installed."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    result = next((path for name in names if (path := shutil.which(name))), None)
    return result or (default if default and Path(default).exists() else None)


def cannot_run(sentence: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium per module, closed with it: nothing of Playwright's is left for other tests."""
    with sync_playwright() as playwright:
        path = chromium_path(playwright.chromium.executable_path)
        if path is None:
            cannot_run("The browser tests need Chromium or Chrome on the PATH.")
        with playwright.chromium.launch(executable_path=path, args=FLAGS) as chromium:
            yield chromium


@pytest.fixture(scope="module")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """A new profile, at a projector's usual size; shared by a module, so that scripts are fetched once."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def visitor(profile: BrowserContext) -> Iterator[Visitor]:
    page = profile.new_page()
    yield Visitor(page)
    page.close()


@pytest.fixture(scope="session")
def demonstration_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the demonstration in it, to be copied: a server that starts on it has nothing to load."""
    from loaders.demonstration import load_demonstration
    from store import Store

    directory = tmp_path_factory.mktemp("demonstration") / "store"
    load_demonstration(Store.open(directory))
    return directory


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Callable:
    """serve(store=None, port=…, options=…, **environment): runs a fresh server on a copy of that store."""

    @contextmanager
    def run(
        store: Path | None = None, *, port: int = 0, options: tuple[str, ...] = (), **environment: str
    ) -> Iterator[Server]:
        directory = tmp_path_factory.mktemp("server")
        if store is not None:
            shutil.copytree(store, directory / "store")
        with starting(directory, environment, port, options) as begun:
            yield begun.ready()

    return run


@dataclass
class Begun:
    """A dashboard that starts. ready: waits until it answers."""

    process: subprocess.Popen
    server: Server

    def ready(self) -> Server:
        wait_until_healthy(self.process, self.server.address, self.server.log)
        return self.server


@contextmanager
def starting(
    directory: Path, environment: dict[str, str], port: int = 0, options: tuple[str, ...] = ()
) -> Iterator[Begun]:
    """A dashboard on the store in a directory, from before it answers until the end. port: 0 for any that is free."""
    port = port or free_port()
    log = directory / "server.log"
    settings = {"UPTAKE_STORE": str(directory / "store"), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless=true"]
    command += [
        f"--server.port={port}",
        "--server.address=127.0.0.1",
        "--server.fileWatcherType=none",
        *options,
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings}, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            yield Begun(process, Server(f"http://127.0.0.1:{port}", directory / "store", log))
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(process: subprocess.Popen, address: str, log: Path) -> None:
    end = time.monotonic() + 40
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail("The server did not start.\n" + log.read_text(encoding="utf-8", errors="replace"))
