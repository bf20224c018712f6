"""Verify the ledger: every entry, every signed head, offline."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

from khabar.desk.oversee import verify_ledger
from khabar.desk.sitting import Sitting

NAME = "verify"


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Nothing but the common ones."""


def run(args: argparse.Namespace, _sitting: Callable[..., Sitting]) -> int:
    found = verify_ledger()
    if args.json:
        print(json.dumps({"ok": found.ok, "entries": found.entries, "heads": found.heads,
                          "waiting": found.waiting, "broken": list(found.broken)}))  # fmt: skip
    else:
        print(
            f"ledger: {found.entries} entries, {found.heads} signed heads, {found.waiting} waiting"
        )
        for line in found.broken:
            print(f"  BROKEN {line}")
        print("ledger: nothing was changed" if found.ok else "ledger: CHANGED AFTER SIGNING")
    return 0 if found.ok else 1
