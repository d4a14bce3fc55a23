"""A small server that speaks as much of S3's protocol as pictures need: one bucket, in memory."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

EMPTY = '<?xml version="1.0"?><{0}>{1}</{0}>'


class FakeBucket(ThreadingHTTPServer):
    """`files` by key. `fails`: answer everything with 503, as a storage that is away."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files: dict[str, bytes] = {}
        self.fails = False
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).lstrip("/").partition("/")[2]

    def _answer(self, status: int, body: bytes = b"", length: int | None = None) -> None:
        self.send_response(503 if self.server.fails else status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("ETag", '"etag"')
        self.end_headers()
        self.wfile.write(body)

    def do_PUT(self) -> None:
        if self.headers.get("Expect", "").lower() == "100-continue":
            self.send_response_only(100)
            self.end_headers()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.server.fails:
            self.server.files[self._key()] = body
        self._answer(200)

    def do_HEAD(self) -> None:
        content = self.server.files.get(self._key())
        self._answer(404 if content is None else 200, length=len(content or b""))

    def do_GET(self) -> None:
        if not self._key():
            self._answer(200, self._listing().encode())
        elif (content := self.server.files.get(self._key())) is None:
            self._answer(404, EMPTY.format("Error", "<Code>NoSuchKey</Code>").encode())
        else:
            self._answer(200, content)

    def do_DELETE(self) -> None:
        self.server.files.pop(self._key(), None)
        self._answer(204)

    def _listing(self) -> str:
        prefix = parse_qs(urlsplit(self.path).query).get("prefix", [""])[0]
        names = [key.removeprefix(prefix) for key in sorted(self.server.files) if key.startswith(prefix)]
        folders = sorted({name.partition("/")[0] for name in names if "/" in name})
        entries = [f"<Contents><Key>{prefix}{name}</Key></Contents>" for name in names if "/" not in name]
        entries += [f"<CommonPrefixes><Prefix>{prefix}{name}/</Prefix></CommonPrefixes>" for name in folders]
        return EMPTY.format("ListBucketResult", "<IsTruncated>false</IsTruncated>" + "".join(entries))

    def log_message(self, *_arguments) -> None:
        pass
