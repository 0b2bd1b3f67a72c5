"""The store that can be counted by hand, as the pages' tests have it."""

from tests.pages.conftest import filled, full  # noqa: F401
