"""A message is looked up once a process."""

from django.conf import settings
from django.utils.translation import gettext, ngettext, override, trans_real


def test_a_message_is_looked_up_in_the_catalogs_once():
    catalog = trans_real.translation(settings.LANGUAGE_CODE)
    gettext("Log in")
    before = catalog.gettext.cache_info()
    assert gettext("Log in") == "Log in"
    assert catalog.gettext.cache_info().hits == before.hits + 1
    assert catalog.gettext.cache_info().misses == before.misses


def test_each_language_has_its_own():
    with override("de"):
        assert gettext("Log in") == "Anmelden"
    assert gettext("Log in") == "Log in"
    assert ngettext("%d year", "%d years", 2) == "%d years"
