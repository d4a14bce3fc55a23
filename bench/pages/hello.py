"""What a server costs that does nothing, without Django: twelve bytes, or those of the file BENCH_BYTES."""

import os
from pathlib import Path

HELLO = b"hello, world"
_FILE = os.environ.get("BENCH_BYTES", "")
BYTES = Path(_FILE).read_bytes() if _FILE else HELLO

# Of Django's hello: what `startproject` writes.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def application(environ, start_response):
    body = BYTES if environ["PATH_INFO"] == "/bytes" else HELLO
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    if body is not HELLO:
        headers.append(("Content-Encoding", "gzip"))
    start_response("200 OK", headers)
    return [body]
