"""TJ, HUB and UZ as three real node processes over loopback sockets, with links that fail.

TJ seals while the hub is down; the hub takes custody while UZ is down; the hub is killed and
started again. Every step that turns green was signed by the node that took it.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROVEN = ["proven"] * 6


class Process:
    """One node: its home, its port, its server while it runs."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = home.with_suffix(".log")
        self.people: subprocess.Popen[str] | None = None
        self.server: subprocess.Popen[bytes] | None = None
        self.env = {
            **{name: value for name, value in os.environ.items() if "KHABAR" not in name},
            "KHABAR_HOME": str(home), "KHABAR_TEST_FAST_HASH": "1",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }  # fmt: skip

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def act(self, name: str, **told: Any) -> dict[str, Any]:
        """Let somebody of this node do something; they work whether or not it is served."""
        if self.people is None:
            words = [sys.executable, "-m", "tests.exchange.acting"]
            with self.log.open("ab") as log:
                self.people = subprocess.Popen(words, env=self.env, cwd=ROOT, text=True,
                                               stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                               stderr=log)  # fmt: skip
        assert self.people.stdin
        assert self.people.stdout
        print(json.dumps([name, told]), file=self.people.stdin, flush=True)
        said = self.people.stdout.readline()
        assert said, self.log.read_text()[-2000:]
        return dict(json.loads(said))

    def up(self) -> None:
        words = [sys.executable, "-m", "khabar", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.server = subprocess.Popen(words, env=self.env, cwd=ROOT, stdout=log, stderr=log,
                                           start_new_session=True)  # fmt: skip
        _until(lambda: _listens(self.port), "the server listens")

    def down(self, how: int = signal.SIGKILL) -> None:
        """Kill server, worker and all: nothing is given time to tidy up."""
        if self.server:
            os.killpg(self.server.pid, how)
            self.server.wait(timeout=20)
            self.server = None


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Process]]:
    ground = tmp_path_factory.mktemp("three")
    three = {code: Process(ground / code.lower()) for code in ("TJ", "UZ", "HUB")}
    for code, node in three.items():
        node.act("found", code=code, is_hub=code == "HUB")
    cards = {code: node.act("card", address=node.address) for code, node in three.items()}
    three["HUB"].act("pin", cards=[cards["TJ"], cards["UZ"]])
    three["TJ"].act("pin", cards=[cards["HUB"], cards["UZ"] | {"via": "HUB"}])
    three["UZ"].act("pin", cards=[cards["HUB"], cards["TJ"] | {"via": "HUB"}])
    yield three
    for node in three.values():
        node.down()
        if node.people and node.people.stdin:
            node.people.stdin.close()
            node.people.wait(timeout=20)


@pytest.mark.slow
def test_a_package_its_receipts_a_request_and_a_refutation(nodes: dict[str, Process]) -> None:
    tj, uz, hub = nodes["TJ"], nodes["UZ"], nodes["HUB"]
    tj.up()
    sent = tj.act("send", partner="UZ")

    # the hub is down: nothing is lost, nothing is claimed
    time.sleep(1.5)
    assert _steps(tj, sent) == ["proven", "proven", "waiting", "waiting", "waiting", "waiting"]

    # the hub comes up, UZ is down: custody is signed, delivery is not
    hub.up()
    _until(lambda: _steps(tj, sent)[2] == "proven", "custody")
    assert _steps(tj, sent)[3:] == ["waiting"] * 3

    # the hub is killed and comes back with what it holds
    hub.down()
    hub.up()
    uz.up()
    _until(lambda: _steps(tj, sent)[3] == "proven", "delivered")
    assert uz.act("copies") == {"reports": [], "items": []}

    # a person at UZ lets it through UZ's own gate
    (waiting,) = [uid for uid, content, state in uz.act("board")["in"] if state == "waiting"]
    let = uz.act("let_in", uid=waiting)
    assert (let["passed"], let["refused"]) == (["TJ-DCA-2026-7KQ4M"], [])
    assert uz.act("copies")["reports"] == [["TJ-DCA-2026-7KQ4M", "TJ"]]
    _until(lambda: _steps(tj, sent) == PROVEN, "seen")

    # a request and its answer
    asked = tj.act("ask", partner="UZ")["uid"]
    _until(lambda: uz.act("requests", partner="TJ")["requests"], "asked")
    assert uz.act("answer", uid=asked, partner="TJ")["state"] == "no-trace"
    _until(lambda: tj.act("requests", partner="UZ")["requests"][0][2] == "no-trace", "answered")

    # the item falls at TJ: UZ's copy is struck, and TJ has UZ's signature for it
    tj.act("fall", item=sent["item"])
    _until(lambda: uz.act("copies")["items"][0][1] == "refuted", "struck")
    _until(lambda: tj.act("board")["told"] == [True], "told")

    # of two more reports UZ's gate stops one, and says so to TJ with its signature
    more = tj.act("again", partner="UZ")
    _until(lambda: _steps(tj, more)[3] == "proven", "delivered")
    (waiting,) = [uid for uid, _content, state in uz.act("board")["in"] if state == "waiting"]
    assert uz.act("let_in", uid=waiting) == {
        "passed": ["TJ-DCA-2026-3M8QX"],
        "refused": [["TJ-DCA-2026-5P2RW", ["exchange.gate-sensitive"]]],
    }
    _until(lambda: _steps(tj, more) == PROVEN, "seen")

    # the hub forwarded everything and could read none of it
    seen_by_hub = hub.act("board")
    assert {state for _, state in seen_by_hub["through"]} == {"handed"}
    assert b"Farhod" not in (hub.home / "khabar.sqlite3").read_bytes()
    assert b"van 00 O 417" not in (hub.home / "khabar.sqlite3").read_bytes()


def _steps(node: Process, sent: dict[str, Any]) -> list[str]:
    return list(node.act("board")["out"][sent["msg_id"]])


def _until(holds: Callable[[], object], what: str, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"never happened: {what}"
        time.sleep(0.3)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
