"""Finished responses of public pages: status, headers and a body in one encoding."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from django.utils.http import parse_etags

from pagecache.http.cdn.surrogate_keys import lifetime_headers
from pagecache.http.encoding import LEAST, compressed, decompressed

Headers = list[tuple[str, str]]
# The server writes these itself, or they belong to one connection.
NOT_STORED = ("content-length", "date", "server", "connection", "etag")
OF_A_BODY = ("content-length", "content-type", "content-encoding")


class Page(msgspec.Struct, array_like=True):
    """What Django answered, without its body. `headers` lack ETag and Content-Length.

    `is_lasting`: it has keys by which a CDN is told to drop it.
    """

    status: str  # "200 OK"
    headers: list[tuple[str, str]]
    etag: str  # of the body as it is, without quotation marks
    is_compressed: bool
    is_lasting: bool = False

    @classmethod
    def of(cls, status: str, headers: Headers, body: bytes, keys: Sequence[tuple[str, str]] = ()) -> "Page":
        etag = next(value for name, value in headers if name.lower() == "etag").strip('"')
        left = [(name, value) for name, value in headers if name.lower() not in NOT_STORED]
        return cls(status, [*_with_vary(left), *keys], etag, len(body) >= LEAST, bool(keys))

    def encoded(self) -> bytes:
        return msgspec.msgpack.encode(self)

    @classmethod
    def decoded(cls, head: bytes) -> "Page":
        return msgspec.msgpack.decode(head, type=cls)

    def stored(self, body: bytes, encoding: str) -> bytes:
        """The body as it is stored: in this encoding, unless it is too short."""
        return compressed(body, encoding) if self.is_compressed else body

    def stored_anew(self, body: bytes, encoding: str, other: str) -> bytes:
        """A body that was stored in one encoding, in another one."""
        return self.stored(decompressed(body, encoding), other) if self.is_compressed else body

    def answer_of_stored(self, encoding: str, body: bytes) -> "Answer":
        """`body`: in this encoding (“br”, “gzip”); for “plain”, as gzip."""
        is_packed = encoding == "plain" and self.is_compressed
        return self._answer(encoding, decompressed(body, "gzip") if is_packed else body)

    def answer(self, encoding: str, body: bytes) -> "Answer":
        """`body`: as it is."""
        is_packed = encoding != "plain" and self.is_compressed
        return self._answer(encoding, compressed(body, encoding) if is_packed else body)

    def _answer(self, encoding: str, body: bytes) -> "Answer":
        is_encoded = self.is_compressed and encoding != "plain"
        etag = f'"{self.etag}-{encoding}"' if is_encoded else f'"{self.etag}"'
        headers = [*self.headers, ("ETag", etag), ("Content-Length", str(len(body)))]
        if is_encoded:
            headers.append(("Content-Encoding", encoding))
        return Answer(self.status, headers, body, etag, self.is_lasting)


@dataclass(slots=True)
class Answer:
    status: str
    headers: Headers
    body: bytes
    etag: str = ""
    is_lasting: bool = False

    def send(self, environ, start_response) -> Iterable[bytes]:
        """Answer this request: 304 if the client has the same bytes, no body for HEAD."""
        headers = [*self.headers, *lifetime_headers()] if self.is_lasting else self.headers[:]
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and self.etag and self.status == "200 OK" and self._is_among(known):
            start_response("304 Not Modified", [item for item in headers if not _is_of_body(item)])
            return []
        start_response(self.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]

    def _is_among(self, known: str) -> bool:
        tags = [tag.removeprefix("W/") for tag in parse_etags(known)]
        return "*" in tags or self.etag in tags


UNAVAILABLE = Answer(
    "503 Service Unavailable",
    [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Cache-Control", "no-store"),
        ("Retry-After", "5"),
        ("X-Content-Type-Options", "nosniff"),
    ],
    b"This page cannot be shown for a moment. Please try again.\n",
)


def is_public(headers: Headers) -> bool:
    """Whether a response is the same for everybody and has an ETag: `respond` made it."""
    names = {name.lower() for name, _value in headers}
    return "etag" in names and "set-cookie" not in names


def is_storable(headers: Headers) -> bool:
    control = " ".join(value for name, value in headers if name.lower() == "cache-control").lower()
    return not any(word in control for word in ("private", "no-store"))


def _is_of_body(item: tuple[str, str]) -> bool:
    return item[0].lower() in OF_A_BODY


def _with_vary(headers: Headers) -> Headers:
    """With one Vary header, which names Accept-Encoding too."""
    names = [value for name, value in headers if name.lower() == "vary"]
    vary = dict.fromkeys(word.strip() for value in names for word in value.split(","))
    return [
        *(item for item in headers if item[0].lower() != "vary"),
        ("Vary", ", ".join(dict.fromkeys([*vary, "Accept-Encoding"]))),
    ]
