"""For proofs and benchmarks: nginx with deploy/nginx.conf, and a small server in the stead of the site."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
PUBLIC = "The first text."
MAIN = """
daemon off;
{user}
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    keepalive_requests 10000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {http}
}}
"""


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def wait_for(port: int, seconds: float = 30) -> None:
    """Until somebody listens on a port of this machine."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens on port {port}")


def shipped(folder: Path, upstream: int, port: int) -> str:
    """deploy/nginx.conf in a folder of its own, on one port in plain HTTP, ahead of another port."""
    text = SHIPPED.read_text()
    lines = [
        line
        for line in text[: text.index("server {\n    listen 80;")].splitlines()
        + _tls_server(text).splitlines()
        if not line.strip().startswith(("ssl_certificate", "listen [::]"))
    ]
    text = "\n".join(lines)
    for old, new in {
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port};",
        "server_name example.org;": "server_name localhost;",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{upstream};",
        "/var/cache/nginx/foyer": f"{folder}/cache",
        "/srv/foyer/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
    }.items():
        assert old in text, f"deploy/nginx.conf has no {old}"
        text = text.replace(old, new)
    return text


def _tls_server(text: str) -> str:
    return text[text.rindex("server {\n") :]


@contextmanager
def nginx(folder: Path, upstream: int, http: str = "", workers: int = 1):
    """Context manager: port and process of an nginx with the shipped file, or with this http block."""
    port = free_port()
    http = http.replace("PORT", str(port)) or shipped(folder, upstream, port)
    user = "user root;" if os.getuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(MAIN.format(user=user, workers=workers, folder=folder, http=http))
    server = subprocess.Popen([shutil.which("nginx"), "-p", folder, "-c", configuration])
    try:
        wait_for(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


class Origin(ThreadingHTTPServer):
    """In the stead of the site: one text for every address, in the encoding that is asked for. Counts."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.port = self.server_address[1]
        self.text, self.delay, self.requests, self.is_open = PUBLIC, 0, [], True

    def etag(self, encoding: str) -> str:
        return f'"{abs(hash(self.text)):x}{encoding and "-"}{encoding}"'

    def close(self):
        """As if the site had died: no connection is answered from now on."""
        self.is_open = False
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        origin = self.server
        if not origin.is_open:
            self.close_connection = True
            return
        origin.requests.append(dict(self.headers))
        time.sleep(origin.delay)
        encoding = self.headers.get("Accept-Encoding", "")
        fresh = self.headers.get("If-None-Match") == origin.etag(encoding)
        body = b"" if fresh else origin.text.encode()
        self.send_response(304 if fresh else 200)
        for name, value in self._headers(encoding).items():
            self.send_header(name, value)
        if not fresh:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.do_GET()

    def _headers(self, encoding):
        said = self.path.partition("say=")[2] or "public"
        headers = {"ETag": self.server.etag(encoding), "X-Encoded": encoding, "Vary": "Accept-Encoding"}
        if said == "cookie":
            headers["Set-Cookie"] = "a=b"
        if said == "varies":
            headers["Vary"] = "Accept-Encoding, Sec-Purpose"
        if said in ("public", "cookie", "varies"):
            headers["Cache-Control"] = "public, max-age=0, s-maxage=1, must-revalidate"
        elif said != "nothing":
            headers["Cache-Control"] = said
        return headers

    def log_message(self, *arguments):
        pass
