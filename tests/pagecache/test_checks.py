"""Settings with which pages of different readers would be mixed up are refused."""

import pytest

from pagecache.checks import FORBIDDEN_MIDDLEWARE, check_page_cache


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
