"""Serve the pages of this node on loopback, with its background work."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

from khabar.cli.person import home
from khabar.cli.work import PAUSE_SECONDS
from khabar.desk.founding import is_founded
from khabar.desk.oversee import sequence_ledger
from khabar.desk.sitting import Sitting
from khabar.desk.worker import one_round

NAME = "serve"
APPLICATION = "khabar.site.wsgi:application"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)


def run(args: argparse.Namespace, _sitting: Callable[..., Sitting]) -> int:
    if not is_founded():
        print(f"khabar: no node in {home()}; found one first (khabar import, khabar demo)")
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = start_server(args.host, args.port)
    print(f"khabar: http://{args.host}:{args.port}", flush=True)
    try:
        while server.poll() is None:
            one_round()
            sequence_ledger()
            time.sleep(PAUSE_SECONDS)
    except KeyboardInterrupt:
        pass
    finally:
        server.terminate()
        server.wait(timeout=10)
    return server.returncode or 0


def start_server(host: str, port: int) -> subprocess.Popen[bytes]:
    """One granian worker with four threads: what one station needs (docs/decisions)."""
    words = f"--interface wsgi --host {host} --port {port} --workers 1 --blocking-threads 4"
    quiet = "--no-access-log --log-level warning"
    return subprocess.Popen(  # noqa: S603 – our own interpreter, our own words
        [sys.executable, "-m", "granian", *words.split(), *quiet.split(), APPLICATION],
        env=os.environ,
    )
