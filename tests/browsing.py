"""A real Chromium without a window, for tests of pages: what it shows, what it logs, what it asks the network for."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

_SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)


def programs() -> tuple[str, str] | None:
    """The browser and its driver, or None where one of them is not installed."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


def required() -> bool:
    """In CI a missing browser is a failure, not a skipped test."""
    return os.environ.get("CONVERGENCE_REQUIRE_CHROMIUM") == "1"


class Browser:
    """One window, in which a test opens pages."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def open(self, path: Path, *, width: int = 1280, dark: bool = False, media: str = "screen") -> None:
        """A page from the disk, at this width and in this light."""
        # What was open before, the browser's own first page at the beginning, must not ask for anything any more.
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.look(width=width, dark=dark, media=media)
        self.driver.get(path.as_uri())

    def look(self, *, width: int = 1280, dark: bool = False, media: str = "screen") -> None:
        """Change the width, the light or the medium of what is open."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.command("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.command("Emulation.setEmulatedMedia", media=media, features=[scheme])

    def command(self, name: str, **values: Any) -> Any:
        """A command of the browser's own protocol."""
        return self.driver.execute_cdp_cmd(name, values)

    def run(self, script: str, *values: Any) -> Any:
        """What a script returns in the open page."""
        return self.driver.execute_script(script, *values)

    def errors(self) -> list[str]:
        """What the console holds since the page was opened."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Every address that was asked for since the page was opened."""
        messages = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        sent = [each["params"] for each in messages if each["method"] == "Network.requestWillBeSent"]
        return [each["request"]["url"] for each in sent]


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser with a profile of its own; skips the test, or fails it where a browser is required."""
    found = programs()
    if found is None:
        (pytest.fail if required() else pytest.skip)("chromium and chromedriver are not installed")
    options = ChromeOptions()
    options.binary_location = found[0]
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for switch in (*_SWITCHES, f"--user-data-dir={profile}"):
            options.add_argument(switch)
        driver = Chrome(options=options, service=Service(found[1]))
        try:
            yield Browser(driver)
        finally:
            driver.quit()
