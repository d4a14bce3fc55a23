"""Sessions, accounts and messages: for the desk alone.

Public pages know nobody. A visitor's cookie is not even read there, so it can
change neither a byte nor a header of what comes back.
"""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.urls import reverse


class OnlyAtTheDesk:
    """Of a middleware: only for addresses of the admin."""

    def __call__(self, request):
        if request.path.startswith(reverse("admin:index")):
            return super().__call__(request)
        return self.get_response(request)


class DeskSessionMiddleware(OnlyAtTheDesk, SessionMiddleware):
    pass


class DeskAuthenticationMiddleware(OnlyAtTheDesk, AuthenticationMiddleware):
    pass


class DeskMessageMiddleware(OnlyAtTheDesk, MessageMiddleware):
    pass
