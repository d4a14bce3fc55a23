"""Session, authentication and message middleware, restricted to the admin.

Public pages do not read cookies at all, so a visitor's session can change
neither the body nor the headers of a response.
"""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware

from keys.addresses import reverse


class AdminOnlyMixin:
    """Mixin for a middleware: runs it only for URLs of the admin."""

    def __call__(self, request):
        if request.path.startswith(reverse("admin:index")):
            return super().__call__(request)
        return self.get_response(request)


class DeskSessionMiddleware(AdminOnlyMixin, SessionMiddleware):
    pass


class DeskAuthenticationMiddleware(AdminOnlyMixin, AuthenticationMiddleware):
    pass


class DeskMessageMiddleware(AdminOnlyMixin, MessageMiddleware):
    pass
