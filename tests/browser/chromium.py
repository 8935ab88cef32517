"""Where a browser is, if one is."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def chromium() -> str | None:
    """The path of the first one that is installed."""
    return next((path for path in map(shutil.which, NAMES) if path), None)
