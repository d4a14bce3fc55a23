"""A real Chromium. Without one these tests are left out, and script/test says so."""

import os
import shutil

import pytest
from django.conf import settings
from django.test import Client

PATIENCE = 15_000  # milliseconds: several browsers share the machine
# The shell is the same engine without the browser around it, and takes two thirds of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path():
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium():
    path = chromium_path()
    if not path:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def is_of_the_page(message):
    """The accessibility checker is injected, has no address, and tries an inline style of its own."""
    return message.type == "error" and message.location.get("url")


def told(message):
    """An error on the console, with where it happened."""
    return f"{message.text} ({message.location.get('url')}:{message.location.get('lineNumber')})"


def session_cookie(user, url):
    """Of a session in which they have logged in already: the form of the login has tests of its own."""
    client = Client()
    client.force_login(user)
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": url}


@pytest.fixture
def visit(chromium, live_server):
    """Opens a page as a new visitor: visit(path, user=…, width=…, script=…). Errors of the page fail it."""
    contexts, errors = [], []

    def open_page(path="/", *, user=None, width=1280, height=900, scheme="light", script=True):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=script,
        )
        contexts.append(context)
        if user:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: is_of_the_page(message) and errors.append(told(message)))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    # A refused step or a missing page is an answer, not an error of the page.
    assert not [error for error in errors if "Failed to load resource" not in error]
