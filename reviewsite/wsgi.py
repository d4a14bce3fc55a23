import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reviewsite.settings")
application = get_wsgi_application()  # first: it sets Django up

from pagecache.front import Front  # noqa: E402

application = Front(application)
