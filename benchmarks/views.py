"""Every view of every page: its address, and the file that draws it."""

from __future__ import annotations

from frame.account import VIEWS as ACCOUNTS
from frame.upload.views import VIEWS as UPLOADS
from frame.views.notices import VIEWS as NOTICES
from frame.views.preferences import VIEWS as PREFERENCES
from frame.views.regions import VIEWS as REGIONS
from frame.views.responses import VIEWS as RESPONSES

PAGES = {
    "preferences": ("pages/1_preferences.py", PREFERENCES),
    "notices": ("pages/2_notices.py", NOTICES),
    "regions": ("pages/3_regions.py", REGIONS),
    "responses": ("pages/4_responses.py", RESPONSES),
    "upload": ("pages/6_upload.py", UPLOADS),
    "data": ("pages/7_data.py", ACCOUNTS),
}


def every_view() -> list[tuple[str, str, dict[str, str]]]:
    """What it is called, its file, and the parameters of its address."""
    views = [("where we stand", "dashboard.py", {})]
    for page, (file, known) in PAGES.items():
        views += [(f"{page}, {view}", file, {"view": view}) for view in known]
    present = "pages/5_present.py"
    return [*views, ("present", present, {}), ("present, arranged", present, {"arrange": "yes"})]
