"""Somebody's hand at the desk: what it presses and fills is counted, and so are the pages that come of it."""

import os
import re
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from tests.browser.conftest import FLAGS, chromium_path


class Hand:
    def __init__(self, page):
        self.page, self.clicks, self.fields, self.loads = page, 0, 0, 0
        page.on("framenavigated", self._loaded)

    def _loaded(self, frame):
        if frame == self.page.main_frame:
            self.loads += 1

    def reset(self):
        self.clicks = self.fields = self.loads = 0

    def click(self, place):
        self.clicks += 1
        place.click()
        self.page.wait_for_load_state()

    def fill(self, name, text):
        """Reached with the tab key, as one who writes does: no click."""
        self.fields += 1
        self.page.locator(f"[name={name}]").fill(text)

    def choose(self, name, value):
        self.fields += 1
        self.page.locator(f"[name={name}]").select_option(value)

    def press(self, name, **options):
        self.click(self.page.get_by_role("button", name=name, **options).first)

    def follow(self, name, **options):
        self.click(self.page.get_by_role("link", name=name, **options).first)


def log_in(page, user):
    page.goto("/admin/login/")
    if not page.url.endswith("/admin/login/"):  # a killed browser may have stored its session just before
        return
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(re.compile(r"/admin/$"))


def follow(control):
    """Presses what leads to another page, and goes on when that one has loaded."""
    with control.page.expect_navigation():
        control.click()


class OwnBrowser:
    """A browser of its own, with its profile on disk, that can be killed and started again."""

    def __init__(self, browser, folder: Path, base_url: str):
        self.kind, self.folder, self.base_url = browser.browser_type, folder, base_url
        self.context = None

    def start(self):
        self.context = self.kind.launch_persistent_context(
            str(self.folder),
            executable_path=chromium_path(),
            args=FLAGS,
            base_url=self.base_url,
            viewport={"width": 1280, "height": 900},
        )
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        return page

    def kill(self):
        """As `kill -9` does: every process of it, at once."""
        end = time.monotonic() + 15
        while pids := self._pids():
            assert time.monotonic() < end, f"{pids} do not end"
            for pid in pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        for lock in self.folder.glob("Singleton*"):
            lock.unlink()
        self.context = None

    def _pids(self):
        found = subprocess.run(
            ["pgrep", "-f", f"user-data-dir={self.folder}"], capture_output=True, text=True, check=False
        )
        return [int(pid) for pid in found.stdout.split()]

    def close(self):
        if self.context:
            self.context.close()
