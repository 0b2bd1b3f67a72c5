"""Somebody who has never seen the dashboard brings three raw files to the wall: three presses, and one to go back."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_accessibility import RULES
from tests.browser.test_uploads import delimited, microsoft_forms

PRESSES = 3
LOG = [
    ["Practice code", "Service", "Date served", "Effective from"],
    ["Z98101", "Spirometry", "1/11/2024", "13/02/2025"],
    ["Z98102", "Ring pessary", "1/11/2024", "13/02/2025"],
]
LISTED = [["ODS code", "Practice name"], *([f"Z9810{n}", f"{n} Mill Lane Surgery"] for n in range(1, 6))]


def test_three_raw_files_are_on_the_wall_after_three_presses(serve, demonstration_store, visitor):
    files = {
        "Sefton survey(1-5).xlsx": microsoft_forms(),
        "Sefton log of notices.csv": delimited(LOG).encode(),
        "Sefton practices.csv": delimited(LISTED).encode(),
    }
    given = [{"name": n, "mimeType": "application/octet-stream", "buffer": data} for n, data in files.items()]
    page, presses = visitor.page, 0

    def press(role: str, name: str) -> None:
        nonlocal presses
        page.get_by_role(role, name=name, exact=True).first.click()
        presses += 1

    with serve(demonstration_store) as server:
        visitor.go(server.address)
        press("link", "Upload")
        page.locator("input[type=file]").wait_for(state="attached")
        page.locator("input[type=file]").set_input_files(files=given)
        page.get_by_role("button", name="Save all 3 files").wait_for()
        press("button", "Save all 3 files")
        page.get_by_role("link", name="Present now").wait_for()
        visitor.settle()
        faults = Axe().run(page, options=RULES).response["violations"]
        assert [fault["id"] for fault in faults] == []
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.set_viewport_size({"width": 1280, "height": 720})
        press("link", "Present now")
        page.wait_for_selector(".projector svg")
        assert presses == PRESSES
        assert "Sefton" in page.locator(".projector").inner_text() or "region=sefton" in page.url

        # And back: what was saved is undone where it was said, with one press.
        visitor.go(f"{server.address}/upload")
        another = {"name": "Dudley log.csv", "buffer": given[1]["buffer"] + b"\r\n"}
        page.locator("input[type=file]").set_input_files(files=[given[1] | another])
        page.get_by_role("button", name="Save this file").click()
        page.get_by_role("button", name="Undo", exact=True).click()
        page.get_by_text("1 file is undone, and its figures no longer count.").wait_for()
        assert visitor.errors == []
        assert "Traceback" not in server.output
