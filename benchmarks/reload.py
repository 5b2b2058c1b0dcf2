"""Turn saves of an entry into the milliseconds until `serve` tells the browser to load again.

python -m benchmarks.reload [SIZE ...]        prints the medians of 20 saves, for 1,000 and 5,000
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from benchmarks.changes import OPERATIONS
from benchmarks.entries import LAST_DAY
from benchmarks.tools import journalgen

GENERATOR = Path(__file__).with_name("generate.py")
RUNS = 20
_CHANGES = ("edit-one", "rate-one")


def measure_reload(size: int, folder: Path) -> dict[str, float]:
    """By change: median milliseconds from the write of a file to the event."""
    journal = folder / str(size)
    make = [sys.executable, str(GENERATOR), str(size), str(journal), "--form", "journal"]
    subprocess.run(make, check=True)
    command = [sys.executable, "-m", "journalgen", "-C", str(journal), "serve", "-q",
               "--today", str(LAST_DAY)]  # fmt: skip
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    url = server.stdout.readline().strip()
    taken: dict[str, list[float]] = {change: [] for change in _CHANGES}
    version = 0
    for number in range(RUNS + 1):
        for change, times in taken.items():
            stream = _listen(url, version)
            time.sleep(0.3)
            OPERATIONS[change](journalgen(), journal, number)
            begin = time.perf_counter()  # finding the entry to change takes longer than saving it
            version = _wait(stream)
            times.append((time.perf_counter() - begin) * 1000)
    server.terminate()
    server.wait()
    return {change: round(median(times[1:])) for change, times in taken.items()}


def _listen(url: str, since: int) -> socket.socket:
    place = urlsplit(url)
    assert place.port
    stream = socket.create_connection(("127.0.0.1", place.port))
    path = f"/{place.path.split('/')[1]}/~changes?since={since}"
    stream.sendall(f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
    return stream


def _wait(stream: socket.socket) -> int:
    """The version that an event tells of."""
    said = b""
    while not (found := re.search(rb"event: built\ndata: (\d+)\n\n", said)):
        part = stream.recv(4096)
        assert part, said
        said += part
    stream.close()
    return int(found.group(1))


def main() -> None:
    """Measure each size in a folder of its own; prints JSON."""
    sizes = [int(size) for size in sys.argv[1:]] or [1000, 5000]
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps({size: measure_reload(size, Path(folder))}), flush=True)


if __name__ == "__main__":
    main()
