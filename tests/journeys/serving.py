"""Nodes for journeys: founded in folders of their own, served by real processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from khabar.exercise.homes import password as archa_password
from khabar.exercise.walk import troupe, walk_archa
from tests.cast import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 120
HOMES = ("tj", "uz", "hub")
_FOUND = (
    "from khabar.site.wiring import start; start();"
    "from khabar.desk.founding import found_node;"
    "from tests.cast import PLAN, open_the_case;"
    "found_node(PLAN); open_the_case()"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A served node.

    everyone   the password of all who are not named in `passwords`
    """

    home: Path
    url: str
    passwords: dict[str, str]
    everyone: str = PASSWORD

    def password(self, username: str) -> str:
        return self.passwords.get(username, self.everyone)


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a process of this node."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    return mine | {
        "KHABAR_HOME": str(home),
        "KHABAR_TEST_FAST_HASH": "1",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
    }


def found_cast(home: Path) -> None:
    """Found a node with the cast and their case, in a process of its own."""
    run_in(home, _FOUND)


def run_in(home: Path, program: str) -> str:
    """Run a few lines of Python as this node; returns what they print."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=surroundings(home), cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def archa(folder: Path) -> Iterator[dict[str, House]]:
    """The homes tj, uz and hub after the whole walk of case ARCHA, each served.

    KHABAR_WALKED names a folder of homes walked before: they are served as they are, for
    those who mend pages and want to look again at once.
    """
    walked = os.environ.get("KHABAR_WALKED")
    if walked:
        with ExitStack() as stack:
            yield {
                home: stack.enter_context(
                    serve(Path(walked) / home, port=free_port(), everyone=archa_password())
                )
                for home in HOMES
            }
        return
    with troupe(folder, HOMES) as players:
        walk_archa(players, lambda _line: None)
        yield {
            home: House(
                home=folder / home, url=player.address, passwords={}, everyone=archa_password()
            )
            for home, player in players.items()
        }


@contextmanager
def serve(
    home: Path, *, port: int, passwords: dict[str, str] | None = None, everyone: str = PASSWORD
) -> Iterator[House]:
    """`khabar serve` for this home until the block ends."""
    url = f"http://127.0.0.1:{port}"
    log = (home.parent / f"{home.name}.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "khabar", "serve", "--port", str(port)],
        env=surroundings(home), cwd=ROOT, stdout=log, stderr=subprocess.STDOUT,
        start_new_session=True,
    )  # fmt: skip
    try:
        _await(url, process, Path(log.name))
        yield House(home=home, url=url, passwords=passwords or {}, everyone=everyone)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)
        log.close()


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/health/", timeout=2):
                return
        except (URLError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the node did not open its pages:\n{log.read_text()[-2000:]}")
