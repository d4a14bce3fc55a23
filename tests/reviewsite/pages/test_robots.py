"""/robots.txt, /llms.txt and headers: one policy for machine readers."""

import re
from urllib.robotparser import RobotFileParser

import pytest

from reviewsite import env
from tests.reviews.builders import live, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = "https://foyer.example"


def policy(response):
    return tuple(response.headers[name] for name in ("Content-Usage", "Content-Signal", "tdm-reservation"))


YES = ("train-ai=y", "search=yes, ai-input=yes, ai-train=yes", "0")
NO = ("train-ai=n", "search=yes, ai-input=no, ai-train=no", "1")
UNINDEXED_YES = ("train-ai=y", "search=no, ai-input=yes, ai-train=yes", "0")
UNINDEXED_NO = ("train-ai=n", "search=no, ai-input=no, ai-train=no", "1")


@pytest.mark.parametrize(
    ("rule", "safe", "spoilers"),
    [
        ({"safe": "yes", "spoilers": "no"}, YES, UNINDEXED_NO),
        ({"safe": "no", "spoilers": "no"}, NO, UNINDEXED_NO),
        ({"safe": "yes", "spoilers": "yes"}, YES, UNINDEXED_YES),
    ],
)
def test_headers_robots_and_llms_say_the_same(client, settings, rule, safe, spoilers):
    settings.MACHINE_READERS = rule
    review = live().review
    for path in ("/", review.get_absolute_url(), "/feeds/reviews.atom", "/sitemap.xml", "/llms.txt"):
        assert policy(client.get(path)) == safe, path
    assert policy(client.get(review.address_of("spoilers"))) == spoilers
    robots, llms = (client.get(path).content.decode() for path in ("/robots.txt", "/llms.txt"))
    assert f"Content-Signal: {safe[1]}\n" in robots
    assert f"Content-Usage: / {safe[0]}\n" in robots
    assert f"Content-Usage: /reviews/*/spoilers/ {spoilers[0]}\n" in robots
    for text in (robots, llms):
        assert ("AI may answer from and learn from our pages" in text) == (rule["safe"] == "yes")
        assert ("AI may not use spoiler pages" in text) == (rule["spoilers"] == "no")


def test_the_safe_text_may_be_used_and_spoilers_may_not_unless_the_house_says_so(settings):
    assert settings.MACHINE_READERS == {"safe": "yes", "spoilers": "no"}


def test_desk_and_refused_prefetches_are_never_offered(client, settings):
    settings.MACHINE_READERS = {"safe": "yes", "spoilers": "yes"}
    client.force_login(somebody("Moderator"))
    assert policy(client.get("/admin/"))[0] == "train-ai=n"
    url = live().review.address_of("spoilers")
    assert policy(client.get(url, headers={"X-Moz": "prefetch"}))[0] == "train-ai=n"


def test_the_setting_is_read_from_the_environment(monkeypatch):
    monkeypatch.setenv("MACHINE_READERS", "safe=no")
    read = env.choices("MACHINE_READERS", {"safe": "yes", "spoilers": "no"}, ("yes", "no"))
    assert read == {"safe": "no", "spoilers": "no"}


def test_llms_leads_to_pages_that_are_there_and_says_nothing_of_any_review(client):
    review = live().review
    text = client.get("/llms.txt")
    assert text.headers["Content-Type"] == "text/plain; charset=utf-8"
    paths = re.findall(r"\]\(https://foyer\.example(/[^)]*)\)", text.content.decode())
    assert len(paths) == 5
    for path in paths:
        assert client.get(path).status_code == 200
    assert review.slug not in text.content.decode()


def test_robots_keep_out_of_the_desk_alone(client):
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").content.decode().splitlines())
    assert robots.can_fetch("*", live().review.address_of("spoilers"))
    assert not robots.can_fetch("*", "/admin/")
