"""Export what you may see: khabar export statements (NDJSON, one statement a line)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable

from khabar.desk.editions import export_statements
from khabar.desk.sitting import Sitting
from khabar.safeguards import Purpose

NAME = "export"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["statements"])
    parser.add_argument("--purpose", choices=["case", "check", "assess"], default="assess")
    parser.add_argument("--case", help="uid of the case, for the purpose case")
    parser.add_argument("--reason", default="", help="one line; outside a case it is needed")


def run(args: argparse.Namespace, sitting_for: Callable[..., Sitting]) -> int:
    sitting = sitting_for(
        args.as_user,
        purpose=Purpose(args.purpose),
        case=args.case,
        reason=args.reason or "khabar export statements",
    )
    for statement in export_statements(sitting):
        sys.stdout.write(json.dumps(statement, ensure_ascii=False, default=str) + "\n")
    return 0
