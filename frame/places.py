"""The pages there are: address, file, name in the navigation, and who may open them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """One page. needs_upload: only for those who may bring files in. about: what a visitor finds there."""

    name: str
    file: str
    label: str
    about: str
    needs_upload: bool = False
    regional: bool = False  # a choice of one region goes along from page to page
    dated: bool = True  # its figures are those of a day

    @property
    def address(self) -> str:
        """The page's path; the landing page has none."""
        return "/" if self.name == "dashboard" else f"/{self.name}"


PLACES = (
    Place("dashboard", "dashboard.py", "Where we stand", "The newest figures at a glance."),
    Place(
        "preferences",
        "pages/1_preferences.py",
        "Preferences",
        "What practices say about each action: green, amber or red.",
        regional=True,
    ),
    Place(
        "notices",
        "pages/2_notices.py",
        "Notices",
        "On which services notice has been served, and when it takes effect.",
        regional=True,
    ),
    Place(
        "regions",
        "pages/3_regions.py",
        "Regions",
        "Regions side by side, counted and reported figures apart.",
    ),
    Place(
        "responses",
        "pages/4_responses.py",
        "Responses",
        "What the ICBs did after: offers, reviews, extensions.",
    ),
    Place(
        "present", "pages/5_present.py", "Present", "One chart a screen, for the projector.", regional=True
    ),
    Place(
        "upload",
        "pages/6_upload.py",
        "Upload",
        "Bring in a survey or a notice log; see what was read; undo.",
        needs_upload=True,
        dated=False,
    ),
    Place("data", "pages/7_data.py", "Data", "Sources, method, problems and downloads."),
)
BY_NAME = {place.name: place for place in PLACES}
