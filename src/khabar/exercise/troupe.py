"""The troupe: each home plays in processes of its own, with its own database, keys and users."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from khabar.core.errors import KhabarError
from khabar.exercise.stage import TODAY_IS

STARTS_WITHIN_SECONDS = 120


class SceneFailed(KhabarError):
    """A scene could not be played; facts name the home, the scene and the error's code."""

    code = "exercise.scene-failed"


@dataclass(slots=True)
class Player:
    """One home's process that plays scenes, and the pages' process beside it.

    known  what its scenes have shown so far, by name; each scene is told all of it
    """

    home: str
    folder: Path
    known: dict[str, Any] = field(default_factory=dict)
    port: int = 0
    _process: subprocess.Popen[str] | None = None
    _server: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def play(self, scene: str, **told: Any) -> dict[str, Any]:
        """Play one scene in this home → what it showed.

        Raises  SceneFailed
        """
        process = self._process = self._process or self._start()
        assert process.stdin
        assert process.stdout
        line = {"scene": scene, "hand_over": _HAND_OVER, "known": self.known | told}
        process.stdin.write(json.dumps(line, ensure_ascii=False) + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline() or '{"error": "exercise.ended"}')
        if "error" in answer:
            raise SceneFailed(home=self.home, scene=scene, reason=answer["error"])
        shown: dict[str, Any] = answer["shown"]
        self.known |= shown
        return shown

    def serve(self, port: int = 0) -> None:
        """Start this home's pages and background work on loopback, and wait until they answer."""
        self.port = port or _free_port()
        self._server = subprocess.Popen(  # noqa: S603 – our own interpreter, our own words
            [*_KHABAR, "serve", "--port", str(self.port)], env=self._env(),
            stdout=subprocess.DEVNULL, stderr=self._log(),
        )  # fmt: skip
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while not _answers(f"{self.address}/health/"):
            if time.monotonic() > until or self._server.poll() is not None:
                raise SceneFailed(home=self.home, scene="serve", reason="exercise.no-answer")
            time.sleep(0.1)

    def run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run one `khabar` command in this home."""
        return subprocess.run(  # noqa: S603 – our own interpreter, our own words
            [*_KHABAR, *words], env=self._env(), input=typed, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    def leave(self) -> None:
        """End this home's processes."""
        for process in (self._process, self._server):
            if process is None:
                continue
            if process.stdin:
                process.stdin.close()
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
        self._process = self._server = None

    def _start(self) -> subprocess.Popen[str]:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        return subprocess.Popen(  # noqa: S603 – our own interpreter, our own words
            [*_KHABAR, "play"], env=self._env(), text=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=self._log(),
        )  # fmt: skip

    def _env(self) -> dict[str, str]:
        return {**os.environ, "KHABAR_HOME": str(self.folder)}

    def _log(self) -> Any:
        return (self.folder.parent / f"{self.home}.log").open("a")


_KHABAR = [sys.executable, "-m", "khabar"]
_HAND_OVER = (datetime.now(UTC) - timedelta(days=TODAY_IS)).isoformat()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 – loopback only
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
