"""From a click on an option to the chart repainted, in Chromium: every selector of every page, and a bare page's.

Both are open in one browser, and are clicked in turn. Painted is two frames after headline or chart have changed.

python -m benchmarks.clicks          (needs Chromium or Chrome on the PATH; --only PAGE for one page)
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.bare import BARE, Served
from benchmarks.views import every_view
from benchmarks.wall import chromium
from loaders.demonstration import load_demonstration
from store import Store

WARMING, TURNS = 2, 4
LIMIT = 1.1  # times the bare page
STANDING = "[data-testid=stExpander], [data-testid=stTable]"
# Milliseconds from the click on an option of the open list to the second frame after what is shown has changed.
CLICK = """async (at) => {
    const shown = () => [...document.querySelectorAll("h1, .drawn svg, .js-plotly-plot .plot, [data-testid=stTable]")]
        .map((one) => one.innerHTML).join("");
    const before = shown();
    const options = document.querySelectorAll('[role="option"]');
    const begun = performance.now();
    options[at].click();
    while (shown() === before) {
        if (performance.now() - begun > 5000) return null;
        await new Promise((done) => setTimeout(done, 2));
    }
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - begun;
}"""


def click(page: Page, label: str, option: int) -> float | None:
    """Choose an option by its place in the list; None where nothing that is shown changed."""
    page.get_by_label(label, exact=True).locator("visible=true").first.click()
    page.wait_for_selector('[role="option"]')
    took = page.evaluate(CLICK, option)
    page.wait_for_timeout(150)  # what the run still sends, such as its end
    return took


def clicks(page: Page, label: str) -> Iterator[float]:
    """There and back again, each of them timed once both have been seen."""
    for turn in range(WARMING + TURNS):
        took = click(page, label, (turn + 1) % 2)
        if took is not None and turn >= WARMING:
            yield took


def selectors(page: Page) -> list[str]:
    """The labels of the lists on a page that have two options or more."""
    labels = page.eval_on_selector_all(
        '.st-key-choices [data-testid="stSelectbox"] label', "all => all.map((one) => one.innerText.trim())"
    )
    return [label for label in labels if _options(page, label) > 1]


def _options(page: Page, label: str) -> int:
    page.get_by_label(label, exact=True).locator("visible=true").first.click()
    page.wait_for_selector('[role="option"]')
    count = page.locator('[role="option"]').count()
    page.keyboard.press("Escape")
    return count


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(address)
    page.wait_for_selector(STANDING, timeout=60_000)
    page.wait_for_timeout(500)
    return page


def compare(browser: Browser, ours: Served, bare: Page, only: str) -> list[float]:
    """Print each selector's time beside the bare page's of the same minute; the ratios come back."""
    ratios = []
    for name, _, asked in every_view():
        place = name.split(",")[0]
        if place not in ("preferences", "notices", "regions") or (only and place != only):
            continue
        page = opened(browser, f"{ours.address}/{place}?view={asked['view']}")
        for label in selectors(page):
            took = list(clicks(page, label))
            beside = statistics.median(clicks(bare, "Choice 0"))
            if not took:
                continue
            ratio = statistics.median(took) / beside
            ratios.append(ratio)
            verdict = "within" if ratio <= LIMIT else "OVER"
            verdict_words = (
                f"{statistics.median(took):.0f} ms beside {beside:.0f}: {ratio:.2f} ({verdict} {LIMIT})"
            )
            print(f"{name}, {label}: {verdict_words}", flush=True)
        page.close()
    return ratios


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--only", default="", help="one page, by its address")
    given = asked.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        store = Path(folder) / "store"
        load_demonstration(Store.open(store))
        with Served(store=store) as ours, Served(BARE) as theirs:
            ratios = compare(browser, ours, opened(browser, theirs.address), given.only)
    middle = statistics.median(ratios)
    print(f"Median of {len(ratios)} selectors: {middle:.2f} times the bare page, at most {max(ratios):.2f}")


if __name__ == "__main__":
    main()
