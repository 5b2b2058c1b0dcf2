"""`serve` shows the site to this computer's browsers, tells them of changes, and nobody else."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.conftest import TODAY, Journal
from tests.test_browser import browser as browser

ANSWER = 20.0
"""Seconds; nothing here takes as long."""


class Serving:
    """A running `journalgen serve`."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        command = [
            sys.executable,
            "-m",
            "journalgen",
            "-C",
            str(journal.root),
            "serve",
            "--today",
            TODAY,
        ]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip()
        place = urlsplit(self.url)
        assert place.hostname == "127.0.0.1"
        assert place.port
        self.port, self.host = place.port, place.netloc
        self.token = place.path.split("/")[1]
        self.base = f"/{self.token}"

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), ANSWER)

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
        """(status, whole answer) of a request; `Host` is right unless given."""
        lines = [f"{method} {path} HTTP/1.1"]
        for name, value in ({"Host": self.host} | headers).items():
            lines.append(f"{name.replace('_', '-')}: {value}")
        return self.raw("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n")

    def raw(self, request: bytes) -> tuple[int, bytes]:
        with closing(self.connect()) as stream:
            stream.sendall(request)
            answer = b""
            while part := stream.recv(65536):
                answer += part
        found = re.match(rb"HTTP/1\.\d (\d{3})", answer)
        return (int(found.group(1)) if found else 0), answer

    def listen(self, since: int) -> socket.socket:
        stream = self.connect()
        path = f"{self.base}/~changes?since={since}"
        stream.sendall(f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\n\r\n".encode())
        return stream

    def end(self) -> tuple[float, str, str]:
        """(seconds it took, stdout, stderr) of Ctrl-C."""
        begin = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=ANSWER)
        return time.monotonic() - begin, out, err


def event(stream: socket.socket) -> bytes:
    """What a stream says up to its end."""
    said = b""
    with closing(stream):
        while part := stream.recv(4096):
            said += part
    return said


@pytest.fixture
def serving(journal: Journal) -> Iterator[Serving]:
    journal.write("entries/2026-03-04.md", "# The first\n\n![x](../attachments/a.gif)")
    journal.write("entries/2026-03-05.md", "# The second")
    journal.write("attachments/a.gif", b"GIF89a")
    running = Serving(journal)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.communicate()


def test_pages_are_given_to_whoever_knows_the_word(serving: Serving) -> None:
    code, answer = serving.ask(f"{serving.base}/index.html")
    assert code == 200
    head, _, page = answer.partition(b"\r\n\r\n")
    assert b"The second" in page
    policy = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy.group(1).startswith(b"default-src 'none'; connect-src 'self'; script-src 'self';")
    on_disk = serving.journal.page("index.html")
    assert "connect-src" not in on_disk
    assert "~reload" not in on_disk
    for line in (b"Cache-Control: no-store", b"Referrer-Policy: no-referrer",
                 b"X-Content-Type-Options: nosniff", b"Content-Type: text/html"):  # fmt: skip
        assert line in head
    for word in (b"Server:", b"Python", b"journalgen", b"Set-Cookie", b"Date:", b"Access-Control"):
        assert word.lower() not in head.lower()
    assert serving.ask(f"{serving.base}/assets/look.css")[0] == 200
    assert serving.ask(f"{serving.base}/entries/2026-03-04.html?x=1")[0] == 200
    code, answer = serving.ask(f"{serving.base}/index.html", "HEAD")
    assert (code, answer.partition(b"\r\n\r\n")[2]) == (200, b"")


ATTACKS = {
    "no word": "/index.html",
    "nothing": "/",
    "no path": "*",
    "a wrong word": "/" + "x" * 32 + "/index.html",
    "a beginning of the word": "{short}/index.html",
    "only the word": "{base}",
    "the folder": "{base}/",
    "a folder in it": "{base}/entries",
    "a folder with a slash": "{base}/entries/",
    "up": "{base}/../journal.yaml",
    "up, encoded": "{base}/%2e%2e/entries/2026-03-04.md",
    "up, encoded twice": "{base}/%252e%252e/entries/2026-03-04.md",
    "up, by backslash": "{base}/..%5centries%5c2026-03-04.md",
    "up, by plain backslash": "{base}/..\\entries\\2026-03-04.md",
    "up, overlong": "{base}/%c0%ae%c0%ae/entries/2026-03-04.md",
    "up, from inside": "{base}/entries/../../entries/2026-03-04.md",
    "this folder": "{base}/./index.html",
    "two slashes": "{base}//index.html",
    "an encoded slash up": "{base}/..%2fentries%2f2026-03-04.md",
    "NUL": "{base}/index.html%00.css",
    "a stream of the file": "{base}/index.html::$DATA",
    "a stream, encoded": "{base}/index.html%3a%3a$DATA",
    "an absolute path": "{base}//etc/passwd",
    "an absolute path, encoded": "{base}/%2fetc%2fpasswd",
    "a drive": "{base}/C:/Windows/win.ini",
    "a whole address": "http://127.0.0.1/{token}/index.html",
    "the manifest": "{base}/.journalgen-manifest.json",
    "a trailing dot": "{base}/index.html.",
    "a trailing space": "{base}/index.html%20",
    "a link out": "{base}/out.html",
    "a link within": "{base}/link.html",
    "a folder that is a link": "{base}/outside/secret.html",
    "a page that became a link": "{base}/entries/2026-03-05.html",
    "a file that isn't ours": "{base}/mine.html",
    "a line end": "{base}/index.html%0d%0aX-A:%20b",
    "a word in the query": "/index.html?{token}",
    "the script without the word": "/~reload.js",
    "the stream without the word": "/~changes",
    "a fifo": "{base}/pipe.html",
}  # fmt: skip


@pytest.fixture
def attacked(serving: Serving, tmp_path: Path) -> Serving:
    """With things in the site's folder that weren't made by a build."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.html").write_text("sesame")
    site = serving.journal.site
    (site / "out.html").symlink_to(outside / "secret.html")
    (site / "link.html").symlink_to(site / "index.html")
    (site / "outside").symlink_to(outside)
    (site / "mine.html").write_text("sesame")
    (site / "entries/2026-03-05.html").unlink()
    (site / "entries/2026-03-05.html").symlink_to(outside / "secret.html")
    os.mkfifo(site / "pipe.html")
    return serving


def test_attacks_get_nothing(attacked: Serving) -> None:
    short = attacked.base[:-1]
    for name, pattern in ATTACKS.items():
        path = pattern.format(base=attacked.base, token=attacked.token, short=short)
        code, answer = attacked.ask(path)
        assert code == 404, name
        assert answer.partition(b"\r\n\r\n")[2] == b"404\n", name
        assert b"X-A" not in answer
    assert attacked.ask(f"{attacked.base}/index.html")[0] == 200


REFUSED = {
    "another host": ("GET", {"Host": "evil.example"}, 403),
    "another host with our port": ("GET", {"Host": "evil.example:{port}"}, 403),
    "our host, another port": ("GET", {"Host": "127.0.0.1:1"}, 403),
    "our host without port": ("GET", {"Host": "127.0.0.1"}, 403),
    "an empty host": ("GET", {"Host": ""}, 403),
    "another origin": ("GET", {"Origin": "http://evil.example"}, 403),
    "no origin to speak of": ("GET", {"Origin": "null"}, 403),
    "another scheme": ("GET", {"Origin": "https://127.0.0.1:{port}"}, 403),
    "a request from another site": ("GET", {"Sec_Fetch_Site": "cross-site"}, 403),
    "another port of this computer": ("GET", {"Sec_Fetch_Site": "same-site"}, 403),
    "POST": ("POST", {}, 405),
    "PUT": ("PUT", {}, 405),
    "DELETE": ("DELETE", {}, 405),
    "OPTIONS": ("OPTIONS", {}, 405),
    "TRACE": ("TRACE", {}, 405),
    "CONNECT": ("CONNECT", {}, 405),
    "a method nobody knows": ("BREW", {}, 405),
    "a method in small letters": ("get", {}, 405),
}


def test_requests_that_are_refused(serving: Serving) -> None:
    for name, (method, headers, status) in REFUSED.items():
        filled = {key: value.format(port=serving.port) for key, value in headers.items()}
        code, answer = serving.ask(f"{serving.base}/index.html", method, **filled)
        assert code == status, name
        assert b"The second" not in answer
    own = {"Host": f"localhost:{serving.port}", "Origin": f"http://127.0.0.1:{serving.port}"}
    assert serving.ask(f"{serving.base}/index.html", **own)[0] == 200


@pytest.mark.parametrize(
    "request_",
    [
        b"GET {path} HTTP/1.1\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
        b"GET {path}\r\n\r\n",
        b"GET {path} HTTP/9.9\r\nHost: {host}\r\n\r\n",
        b"\x00\x01\x02\r\n\r\n",
        b"GET " + b"/" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET {path} HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n",
    ],
)
def test_requests_that_are_none(serving: Serving, request_: bytes) -> None:
    path, host = f"{serving.base}/index.html".encode(), serving.host.encode()
    code, answer = serving.raw(request_.replace(b"{path}", path).replace(b"{host}", host))
    assert code in (0, 400, 403, 414, 431, 505)
    assert b"The second" not in answer
    for word in (b"<", b"Python", b"Server:"):
        assert word not in answer
    assert serving.ask(path.decode())[0] == 200


def test_it_listens_on_this_computer_only(serving: Serving) -> None:
    table = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    port = f"{serving.port:04X}"
    listening = [line.split()[1] for line in table.splitlines() if line.split()[3] == "0A"]
    assert [place for place in listening if place.endswith(f":{port}")] == [f"0100007F:{port}"]


def test_two_hundred_slow_connections_keep_nobody_waiting(serving: Serving) -> None:
    slow = [serving.connect() for _ in range(200)]
    try:
        for stream in slow:
            stream.sendall(b"GET /")
        assert serving.ask(f"{serving.base}/index.html")[0] == 200
        seconds, _out, _err = serving.end()
        assert seconds < 5
    finally:
        for stream in slow:
            stream.close()


def test_pages_hear_of_changes(serving: Serving) -> None:
    stream = serving.listen(since=0)
    serving.journal.write("entries/2026-03-05.md", "# Changed")
    assert b"event: built\ndata: 1\n\n" in event(stream)
    assert b"Changed" in serving.ask(f"{serving.base}/entries/2026-03-05.html")[1]
    assert b"event: built\ndata: 1\n\n" in event(serving.listen(since=0))  # it came too late


def test_ctrl_c_ends_it_and_leaves_nothing(serving: Serving) -> None:
    before = set(serving.journal.files())
    with closing(serving.listen(since=0)) as stream:
        stream.recv(1024)
        seconds, out, err = serving.end()
    assert serving.process.returncode == 0
    assert out == ""
    assert "Ended." in err
    assert "Traceback" not in err
    assert set(serving.journal.files()) == before
    with pytest.raises(ConnectionRefusedError):
        serving.connect()
    assert seconds < 5  # a second, where nothing else runs


def test_the_address_is_another_one_each_time(serving: Serving) -> None:
    other = Serving(serving.journal)
    try:
        assert other.token != serving.token
        assert len(other.token) >= 32
    finally:
        other.end()


def test_a_slip_is_named_and_stops_nothing(serving: Serving) -> None:
    stream = serving.listen(since=0)
    serving.journal.write("entries/2026-03-05.md", "---\nmood: 42\n---\n# Still here")
    event(stream)
    page = serving.ask(f"{serving.base}/entries/2026-03-05.html")[1].decode()
    assert "42 is above 10" in page
    stream = serving.listen(since=1)
    serving.journal.write("entries/2026-03-05.md", "---\nmood: 4\n---\n# Still here")
    event(stream)
    assert "above 10" not in serving.ask(f"{serving.base}/entries/2026-03-05.html")[1].decode()
    _seconds, _out, err = serving.end()
    assert err.count("[out-of-range-high]") == 1


@pytest.mark.browser
def test_a_browser_loads_again_by_itself(serving: Serving, browser: Browser) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{serving.url.removesuffix('index.html')}entries/2026-03-05.html")
    for words in ("Changed once", "Changed twice"):
        serving.journal.write("entries/2026-03-05.md", f"# {words}")
        page.get_by_role("heading", name=words, level=1).wait_for()
    assert complaints == []
    page.close()
