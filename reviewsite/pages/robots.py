"""/robots.txt and /llms.txt: what machine readers may fetch and use."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reviews.public.addresses import absolute
from reviewsite.machine_readers import content_signal, content_usage

SPOILERS = "/reviews/*/spoilers/"  # a pattern of robots.txt
TEXT = "text/plain; charset=utf-8"


@require_safe
def robots(request):
    """robots.txt. Spoiler pages are not disallowed: a crawler must fetch them to see their `noindex`."""
    safe, spoilers = _policy()
    lines = [
        *(f"# {sentence}" for sentence in _sentences()),
        "User-agent: *",
        f"Content-Signal: {content_signal(safe)}",
        f"Content-Usage: / {content_usage(safe)}",
        f"Content-Usage: {SPOILERS} {content_usage(spoilers)}",
        f"Disallow: {reverse('admin:index')}",
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return _text(lines)


@require_safe
def llms(request):
    """llms.txt (llmstxt.org): the policy in sentences, and where the safe text is."""
    links = [
        (_("Newest reviews"), reverse("reviews:feed", args=["json"])),
        (_("All reviews"), reverse("reviews:list")),
        (_("Films"), reverse("pages:films")),
        (_("Franchises"), reverse("pages:franchises")),
        (_("Every page"), reverse("pages:sitemaps")),
    ]
    lines = [
        "# Foyer",
        "",
        f"> {_('Film reviews that keep the ending to themselves until you ask.')}",
        "",
        *(f"- {sentence}" for sentence in _sentences()),
        "",
        f"## {_('Pages')}",
        "",
        *(f"- [{name}]({absolute(path)})" for name, path in links),
    ]
    return _text(lines)


def _policy() -> tuple[str, str]:
    return settings.MACHINE_READERS["safe"], settings.MACHINE_READERS["spoilers"]


def _sentences() -> list[str]:
    """The policy in words."""
    safe, spoilers = _policy()
    return [
        _("AI may answer from and learn from our pages: they leave out what spoils.")
        if safe == "yes"
        else _("AI may neither answer from nor learn from our pages."),
        _("That holds for spoiler pages (%(path)s) too: warn before you tell what they tell.")
        % {"path": SPOILERS}
        if spoilers == "yes"
        else _("AI may not use spoiler pages (%(path)s): they are for readers who ask for them.")
        % {"path": SPOILERS},
    ]


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type=TEXT)
