"""Settings with which pages of different readers would be mixed up are refused."""

import pytest

from pagecache.checks import FORBIDDEN_MIDDLEWARE, check_cdn, check_page_cache


def problems(settings, **values):
    settings.PAGE_CACHE = "memory"
    for name, value in values.items():
        setattr(settings, name, value)
    return [problem.id for problem in check_page_cache(None)]


def test_the_settings_of_the_house_are_clean(settings):
    assert problems(settings) == []


@pytest.mark.parametrize("name", FORBIDDEN_MIDDLEWARE)
def test_a_middleware_that_answers_by_more_than_the_address_is_refused(settings, name):
    assert problems(settings, MIDDLEWARE=[*settings.MIDDLEWARE, name]) == ["foyer.E010"]


def test_so_is_a_host_that_a_header_names_but_not_without_the_cache(settings):
    assert problems(settings, USE_X_FORWARDED_HOST=True) == ["foyer.E011"]
    settings.PAGE_CACHE = "off"
    assert check_page_cache(None) == []


KEYS = {"SURROGATE_KEYS": "Surrogate-Key"}
CDN = KEYS | {
    "PURGE_URL": "https://cdn.example/purge",
    "PURGE_TOKEN": "Fastly-Key: 12",
    "SURROGATE_SECONDS": 60,
}


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, []),
        (CDN, []),
        (CDN | {"SURROGATE_KEYS": "xkey"}, []),
        (CDN | {"SURROGATE_KEYS": "Cache-Tag"}, []),
        (CDN | {"SURROGATE_KEYS": "Set-Cookie"}, ["foyer.E012"]),
        (CDN | {"SURROGATE_KEYS": "Surrogate Key"}, ["foyer.E012"]),
        (CDN | {"SURROGATE_KEYS": ""}, ["foyer.E015", "foyer.E016"]),
        (CDN | {"PURGE_URL": "ftp://cdn.example/"}, ["foyer.E013"]),
        (CDN | {"PURGE_URL": "https://[cdn/"}, ["foyer.E013"]),
        (CDN | {"PURGE_URL": ""}, ["foyer.E016"]),
        (CDN | {"PURGE_TOKEN": "12"}, ["foyer.E014"]),
        (CDN | {"PURGE_TOKEN": "Fastly-Key: 12\nHost: x"}, ["foyer.E014"]),
    ],
)
def test_a_cdn_is_told_where_it_may_keep_pages(settings, values, found):
    for name, value in values.items():
        setattr(settings, name, value)
    problems = check_cdn(None)
    assert [problem.id for problem in problems] == found
    assert "12" not in "".join(problem.msg for problem in problems)
