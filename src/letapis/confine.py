"""Have what strangers made parsed by a process with little memory and time, and survive what happens to it.

The process is a module of ours, started with `python -m`. It is told on standard input what to do, and
answers on standard output in frames: a line of JSON, then as many bytes as the line says.
"""

from __future__ import annotations

import json
import math
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from typing import IO, Any, BinaryIO

MEMORY = 300_000_000
"""Bytes that a confined process may use."""

SILENCE = 120.0
"""Seconds without an answer after which a process is ended."""

_LIBRARIES = 80_000_000  # what is shared with other processes and so not counted as data
_MAX_HEADER = 4_000_000
_MAX_PART = 60_000_000


def give_up_rights(seconds: int) -> None:
    """In the process: no more memory than `MEMORY`, no more processor time, no files, no core dumps."""
    limits = (
        (resource.RLIMIT_DATA, MEMORY - _LIBRARIES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, seconds),
    )
    for what, limit in limits:
        resource.setrlimit(what, (limit, limit))


def answer(stream: BinaryIO, header: Mapping[str, Any], *parts: bytes) -> None:
    """In the process: write one frame."""
    line = json.dumps({**header, "sizes": [len(part) for part in parts]})
    stream.write(line.encode() + b"\n" + b"".join(parts))
    stream.flush()


def ask(
    module: str, order: Mapping[str, Any], data: bytes = b"", silence: float = SILENCE
) -> Iterator[tuple[dict[str, Any], list[bytes]] | None]:
    """Start the process and give its frames; None, and no more, where it dies, falls silent or raves.

    It is told `order` as a line of JSON, then `data`. It ends with a frame whose `kind` is `end`, which is
    not given.
    """
    with subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PATH": os.defpath},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        watch = _Watch(process, silence)
        try:
            _give(process.stdin, json.dumps(order).encode() + b"\n" + data)
            while True:
                with watch:
                    frame = _next_frame(process.stdout)
                if frame is not None and frame[0].get("kind") == "end":
                    return
                yield frame
                if frame is None:
                    return
        finally:
            watch.over.set()
            process.kill()


class _Watch(threading.Thread):
    """Ends a process that lets itself be waited for too long: within the `with` it is waited for."""

    def __init__(self, process: subprocess.Popen[bytes], silence: float) -> None:
        super().__init__(daemon=True)
        self.over = threading.Event()
        self._process, self._silence = process, silence
        self._due = math.inf
        self.start()

    def __enter__(self) -> None:
        self._due = time.monotonic() + self._silence

    def __exit__(self, *_: object) -> None:
        self._due = math.inf

    def run(self) -> None:
        """Look now and then, until it is over."""
        while not self.over.wait(min(1.0, self._silence / 4)):
            if time.monotonic() > self._due:
                self._process.kill()


def _give(stdin: IO[bytes], data: bytes) -> None:
    try:
        stdin.write(data)
        stdin.close()
    except BrokenPipeError:
        return  # it has died, and its silence will tell


def _next_frame(stdout: IO[bytes]) -> tuple[dict[str, Any], list[bytes]] | None:
    try:
        header = json.loads(stdout.readline(_MAX_HEADER))
        parts = [stdout.read(min(int(size), _MAX_PART)) for size in header["sizes"]]
        return (header, parts) if [len(part) for part in parts] == header["sizes"] else None
    except (ValueError, KeyError, TypeError):
        return None
