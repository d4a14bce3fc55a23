"""Templates from our loader give what they give from Django's, however often they are rendered."""

import pytest
from django.template import Context, Engine
from django.utils.translation import override

TEMPLATES = {
    "top": "{% load i18n %}{% block a %}{% translate 'Yes' %}{% endblock %}{% block b %}<>{% endblock %}",
    "middle": "{% extends 'top' %}{% block b %}{{ block.super }}{% include 'part' with word='&' %}"
    "{% endblock %}",
    "page": "{% extends 'middle' %}{% load i18n %}{% block a %}{{ block.super }}, {% translate word %}"
    "{% endblock %}",
    "part": "{% load i18n %}{% translate 'No' as no %}{{ no|upper }}{{ word }}{% translate '100 %' %}"
    "{% translate 'Yes' noop %}{% translate 'No'|lower %}",
    "named": "{% include name %}{% include name|lower %}{% include 'part' %}{% include 'part' only %}",
    "address": "{% url 'reviews:list' %} {% url 'reviews:detail' name %} {% url 'admin:index' %}",
    "off": "{% autoescape off %}{% include 'part' with word='&' %}{% endautoescape %}",
}
WORDS = {"word": "Yes", "name": "part"}


def engine(loader):
    loaders = [(loader, [("django.template.loaders.locmem.Loader", TEMPLATES)])]
    return Engine(loaders=loaders, libraries={"i18n": "django.templatetags.i18n"})


@pytest.mark.parametrize("name", ["page", "middle", "top", "named", "off", "address"])
def test_they_give_the_same_in_each_language(name):
    ours, djangos = (
        engine("reviewsite.pages.template_loader.Loader"),
        engine("django.template.loaders.cached.Loader"),
    )
    for language in ("en", "de", "en", "fr"):
        with override(language):
            expected = djangos.get_template(name).render(Context(WORDS))
            assert ours.get_template(name).render(Context(WORDS)) == expected
    assert ("Oui" if name == "page" else "") in expected
