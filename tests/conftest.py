"""Fixtures that many tests share. Few: most values stand in the test that is about them."""

import gc
import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import override_settings
from hypothesis import HealthCheck, settings

from tests.repository.databases import databases, django_db_setup  # noqa: F401  (fixtures)

# Playwright keeps an event loop in the thread of its tests, which also ask the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
settings.register_profile("foyer", deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
settings.load_profile("foyer")

SAMPLE = Path(__file__).resolve().parent.parent.parent / "shared" / "samples" / "ballerina.txt"


def pytest_collection_modifyitems(items):
    """Mark what asks a database: only that can differ between two engines."""
    for item in items:
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames):
            item.add_marker("database")


def pytest_collection_finish():
    """Look for garbage less often, and never in what was imported: it took a tenth of the suite."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(3000, 10, 50)


@pytest.fixture(scope="session", autouse=True)
def _plain_settings(django_test_environment):
    """No manifest of static files, no redirect to https, cheap passwords: for fixtures of modules too."""
    static = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(
        STORAGES=django_settings.STORAGES | static,
        SECURE_SSL_REDIRECT=False,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        UNDO_SECONDS=0,  # what is approved at the desk is public at once, but for tests of undoing
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    """Pictures in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _social_cards_stand_in(request, monkeypatch):
    """Store the words of a social card in the stead of its picture, but for tests marked `social_cards`."""
    if not (request.node.get_closest_marker("social_cards") or request.node.get_closest_marker("browser")):
        monkeypatch.setattr("reviews.rendering.social_card.storage.draw", lambda words: repr(words).encode())


@pytest.fixture
def sample() -> bytes:
    """The review that the project grew from."""
    if not SAMPLE.exists():
        pytest.skip("the sample review is not beside this checkout")
    return SAMPLE.read_bytes()
