"""/.well-known/security.txt (RFC 9116): to whom a fault in the site is reported."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from reviews.public.addresses import absolute

PATH = ".well-known/security.txt"
VALID = timedelta(days=180)  # RFC 9116 recommends less than a year


@require_safe
def security_txt(request):
    """404 without SECURITY_CONTACT. No page that is kept: what it says of its end changes each day."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {_expires():%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {absolute(f'/{PATH}')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _expires() -> datetime:
    """The same moment all day long."""
    today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + VALID
