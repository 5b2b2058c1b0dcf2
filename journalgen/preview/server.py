"""EDGE. Show a site to the browsers of this computer, and tell them when it was built again.

Whoever asks has to know a random word that the address begins with, so that other programs'
pages, and other accounts, get nothing. Only files that the site's manifest names are given out.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import re
import secrets
import stat
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from journalgen.site_files import made_files
from journalgen.writing import NO_FOLLOW

HOST = "127.0.0.1"
CHANGES = "~changes"
RELOAD = "~reload.js"
_RELOAD_JS = Path(__file__).with_name("reload.js")
_PATIENCE = 10.0
"""Seconds a browser has for its request."""
_MOST = 512
"""Connections at once; others are closed."""
_KEEP_ALIVE = 15.0
"""Seconds after which a silent stream says that it is still there."""
_KINDS = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "json": "application/json", "svg": "image/svg+xml",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "avif": "image/avif", "bmp": "image/bmp", "ico": "image/x-icon",
    "woff2": "font/woff2", "woff": "font/woff", "ttf": "font/ttf", "otf": "font/otf",
    "pdf": "application/pdf", "txt": "text/plain; charset=utf-8", "mp3": "audio/mpeg",
    "m4a": "audio/mp4", "ogg": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav",
    "flac": "audio/flac", "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm",
    "mov": "video/quicktime",
}  # fmt: skip
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\:]|^\.|[. ]$")
"""What no name of a file of the site has."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Connection": "close",
}
_POLICY = b"default-src 'none';"
_LOOSER = b"default-src 'none'; connect-src 'self';"


class Server:
    """Shows the site in a folder; used as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Takes a free port. Raises OSError."""
        self.folder = folder
        self.token = secrets.token_urlsafe(24)
        self.version = 0
        self.built = threading.Condition()
        self.closing = False
        self._http = _Http((HOST, 0), _handler_of(self))
        self.port: int = self._http.server_address[1]
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """Where the first page is."""
        return f"http://{HOST}:{self.port}/{self.token}/index.html"

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        with self.built:
            self.closing = True
            self.built.notify_all()
        self._http.shutdown()
        self._http.server_close()

    def announce(self) -> None:
        """Tell all pages that the site was built again."""
        with self.built:
            self.version += 1
            self.built.notify_all()

    def with_reload(self, page: bytes) -> bytes:
        """A page that loads itself again; its policy lets it listen to this server."""
        page = page.replace(_POLICY, _LOOSER, 1)
        version = str(self.version).encode()
        base = f"/{self.token}/".encode()
        script = b'<script src="%s" data-changes="%s" data-version="%s" defer></script>\n' % (
            base + RELOAD.encode(),
            base + CHANGES.encode(),
            version,
        )
        head, end, rest = page.partition(b"</head>")
        return head + script + end + rest


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._room = threading.BoundedSemaphore(_MOST)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is nothing to tell of."""


def _handler_of(server: Server) -> type[BaseHTTPRequestHandler]:
    return type("_Bound", (_Handler,), {"site": server})


class _Handler(BaseHTTPRequestHandler):
    site: Server
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE

    def parse_request(self) -> bool:
        """Refuse what isn't asked for by a page of this site."""
        if not super().parse_request():
            return False
        self.close_connection = True
        code = self._refused()
        if code:
            self._answer(code)
        return not code

    def _refused(self) -> int:
        """The status for a request that gets nothing; 0 for one that may."""
        hosts = self.headers.get_all("Host") or []
        places = {f"{HOST}:{self.site.port}", f"localhost:{self.site.port}"}
        if len(hosts) != 1 or hosts[0].lower() not in places:
            return 403
        origins = self.headers.get_all("Origin") or []
        if any(origin not in {f"http://{place}" for place in places} for origin in origins):
            return 403
        if self.headers.get("Sec-Fetch-Site", "none") in ("cross-site", "same-site"):
            return 403
        return 0 if self.command in ("GET", "HEAD") else 405

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        parts = path.split("/")
        known = len(parts) >= 3 and not parts[0]
        if not known or not hmac.compare_digest(parts[1].encode(), self.site.token.encode()):
            self._answer(404)
            return
        name = _name("/".join(parts[2:]))
        if name == CHANGES:
            self._stream(query)
        elif name == RELOAD:
            self._answer(200, _RELOAD_JS.read_bytes(), _KINDS["js"])
        else:
            self._give(name)

    do_HEAD = do_GET  # noqa: N815 - as above

    def _give(self, name: str) -> None:
        """A file of the site."""
        content = _read(self.site.folder, name) if name else None
        if content is None:
            self._answer(404)
            return
        kind = _KINDS.get(name.rpartition(".")[2].lower(), "application/octet-stream")
        if kind == _KINDS["html"]:
            content = self.site.with_reload(content)
        self._answer(200, content, kind)

    def _stream(self, query: str) -> None:
        """Say `built` once there is a newer site than the one the page is of."""
        since = re.fullmatch(r"since=(\d{1,9})", query)
        seen = int(since.group(1)) if since else self.site.version
        self._head(200, {"Content-Type": "text/event-stream"})
        if self.command == "HEAD":
            return
        with contextlib.suppress(OSError):
            self.wfile.write(b"retry: 300\n\n")
            while True:
                with self.site.built:
                    self.site.built.wait_for(
                        lambda: self.site.closing or self.site.version > seen, _KEEP_ALIVE
                    )
                    closing, version = self.site.closing, self.site.version
                if closing:
                    return
                if version > seen:
                    self.wfile.write(b"event: built\ndata: %d\n\n" % version)
                    return
                self.wfile.write(b": still here\n\n")

    def _answer(self, code: int, content: bytes = b"", kind: str = "text/plain") -> None:
        if code != 200:
            content = b"%d\n" % code
        self._head(code, {"Content-Type": kind, "Content-Length": str(len(content))})
        if self.command != "HEAD":
            with contextlib.suppress(OSError):
                self.wfile.write(content)

    def _head(self, code: int, headers: Mapping[str, str]) -> None:
        """Without a word on what this server is."""
        self.send_response_only(code)
        for name, value in {**_HEADERS, **headers}.items():
            self.send_header(name, value)
        if code == 405:
            self.send_header("Allow", "GET, HEAD")
        self.close_connection = True
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the library refuses gets no more than a number, either."""
        self.command = self.command or "GET"
        self._answer(int(code))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's
        """Nothing: what is read is nobody's business."""


def _name(path: str) -> str:
    """The file that an address means; empty for what no file of a site can be."""
    try:
        name = unquote_to_bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        return ""
    if any(not part or _UNSAFE.search(part) for part in name.split("/")):
        return ""
    return name


def _read(folder: Path, name: str) -> bytes | None:
    """The bytes of a file that was made here; None for anything else, links included."""
    real = os.path.realpath(folder)
    path = os.path.join(real, *name.split("/"))  # noqa: PTH118 - compared as a text
    if name not in made_files(folder) or os.path.realpath(path) != path:
        return None
    try:
        handle = os.open(path, os.O_RDONLY | NO_FOLLOW)
    except OSError:
        return None
    with open(handle, "rb") as file:  # noqa: PTH123 - a handle
        return file.read() if stat.S_ISREG(os.fstat(handle).st_mode) else None
