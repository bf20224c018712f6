"""Log in: asks for the password and keeps a session for this home."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable

from khabar.cli.person import keep_session
from khabar.desk.office import log_in
from khabar.desk.sitting import Sitting

NAME = "login"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("user")


def run(args: argparse.Namespace, _sitting: Callable[..., Sitting]) -> int:
    asked = sys.stdin.isatty()
    password = getpass.getpass() if asked else sys.stdin.readline().rstrip("\n")
    token, sitting = log_in(args.user, password)
    keep_session(args.user, token)
    print(f"khabar: logged in as {sitting.who.username}, twelve hours")
    return 0
