"""What Django costs at the least: a view of twelve bytes behind the middleware of `startproject`."""

import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import path

from bench.pages.hello import MIDDLEWARE

settings.configure(
    SECRET_KEY="not secret " * 5,
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=MIDDLEWARE,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)


def hello(request):
    return HttpResponse(b"hello, world")


urlpatterns = [path("", hello)]
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402

application = WSGIHandler()
