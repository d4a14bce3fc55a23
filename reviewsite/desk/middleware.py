"""Session, authentication and message middleware, restricted to the admin.

Public pages do not read cookies at all, so a visitor's session can change
neither the body nor the headers of a response.
"""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware

from keys.addresses import reverse

PRESENCE = ("reviews_draft_here", "reviews_draft_away")  # sent by the script of a page that is merely open


class AdminOnlyMixin:
    """Mixin for a middleware: runs it only for URLs of the admin."""

    def __call__(self, request):
        if request.path.startswith(reverse("admin:index")):
            return super().__call__(request)
        return self.get_response(request)


class DeskSessionMiddleware(AdminOnlyMixin, SessionMiddleware):
    def process_response(self, request, response):
        """With a note that the session is in use, unless nobody did anything."""
        match = request.resolver_match
        if match and match.url_name not in PRESENCE and response.status_code < 500:
            request.session.note_use()
        return super().process_response(request, response)


class DeskAuthenticationMiddleware(AdminOnlyMixin, AuthenticationMiddleware):
    pass


class DeskMessageMiddleware(AdminOnlyMixin, MessageMiddleware):
    pass
