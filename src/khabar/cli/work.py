"""Work in the background: put the ledger in order, deliver and receive packages."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from khabar.desk.oversee import sequence_ledger
from khabar.desk.sitting import Sitting
from khabar.desk.worker import one_round

NAME = "work"
PAUSE_SECONDS = 0.5


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="one round, then end")


def run(args: argparse.Namespace, _sitting: Callable[..., Sitting]) -> int:
    while True:
        one_round()
        sequence_ledger()
        if args.once:
            return 0
        time.sleep(PAUSE_SECONDS)
