"""The site as it is served, with a header that says whether Django was asked (bench/prove_pages.py)."""

import threading

from reviewsite.wsgi import application as front

_request = threading.local()
_django = front.application


def _counted(environ, start_response):
    _request.is_built = True
    return _django(environ, start_response)


front.application = _counted


def application(environ, start_response):
    _request.is_built = False

    def start(status, headers, *rest):
        return start_response(status, [*headers, ("X-Built", str(int(_request.is_built)))], *rest)

    return front(environ, start)
