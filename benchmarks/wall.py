"""From a key to a changed picture on the wall, and from `streamlit run` to the first chart, in a real browser.

The first start loads the demonstration; a later one finds it. Each is held against a bare page's start in the same run.

python -m benchmarks.wall        (needs Chromium or Chrome on the PATH)
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

from benchmarks.bare import BARE, Served
from loaders.demonstration import load_demonstration
from store import Store

KEY_LIMIT, LATER, FIRST = 200, 1.1, 1.2  # ms from a key; times a bare page's start
STARTS = 3
FLAGS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update"
WORDS = "[data-testid=stProgress], [data-testid=stPageLink], [data-testid=stSelectbox]"
CHART = ".drawn svg, .js-plotly-plot .main-svg"
# Two frames after the key the new picture is on the screen.
TURN = """async () => {
    const begun = performance.now();
    window.dispatchEvent(new KeyboardEvent('keydown', {key: 'PageDown', bubbles: true}));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return [performance.now() - begun, document.querySelector('.projector').dataset.slide];
}"""


def chromium(playwright: Playwright) -> Browser:
    """A browser that has seen nothing yet; ends the program where the machine has none."""
    program = next(
        (path for name in ("chromium", "google-chrome", "chrome") if (path := shutil.which(name))), None
    )
    if program is None:
        sys.exit("This needs Chromium or Chrome on the PATH.")
    return playwright.chromium.launch(executable_path=program, args=FLAGS.split())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder) / "store"
        load_demonstration(Store.open(store))
        with chromium(playwright) as browser:
            measure_starts(browser, store, Path(folder))
            measure_keys(browser, store)


def started(browser: Browser, script: str, store: Path) -> tuple[float, float]:
    """Seconds from the start of a server to the first words, and to the first chart, of a visitor who is new to it."""
    begun = time.perf_counter()
    with Served(script, store) as server, browser.new_context() as visitor:
        page = visitor.new_page()
        page.goto(server.address)
        page.wait_for_selector(WORDS, timeout=90_000)
        words = time.perf_counter() - begun
        page.wait_for_selector(CHART, timeout=90_000)
        return words, time.perf_counter() - begun


def measure_starts(browser: Browser, store: Path, folder: Path) -> None:
    """Bare, later and first starts in turn."""
    bare, later, first, words = [], [], [], []
    for turn in range(STARTS):
        bare.append(started(browser, BARE, store)[1])
        later.append(started(browser, "dashboard.py", store)[1])
        sentence, chart = started(browser, "dashboard.py", folder / f"new_{turn}")
        words.append(sentence)
        first.append(chart)
    beside = statistics.median(bare)
    print(f"a bare page's first chart from the start of its server: {beside:.1f} s")
    for name, took, limit in (("a store that is there", later, LATER), ("a first start", first, FIRST)):
        ratio = statistics.median(took) / beside
        print(
            f"first chart of {name}: {statistics.median(took):.1f} s, {ratio:.2f} times the bare page's "
            f"({verdict(ratio, limit)} {limit})"
        )
    print(f"first words of a first start: {statistics.median(words):.1f} s")


def measure_keys(browser: Browser, store: Path) -> None:
    with Served(store=store) as server:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"{server.address}/present")
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


if __name__ == "__main__":
    main()
