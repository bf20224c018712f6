"""The command line: `khabar COMMAND`, one file a command.

Exit 0 done · 1 refused input · 2 wrong use. `--json` prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from types import ModuleType

from khabar.cli.person import NotLoggedIn, home, sitting_of
from khabar.core.errors import Invalid, KhabarError
from khabar.words import LANGUAGES, knows, say

COMMANDS = (
    "demo",
    "export",
    "import_",
    "login",
    "package",
    "play",
    "search",
    "serve",
    "show",
    "verify",
    "work",
)
"""Modules of this folder; a trailing _ is not part of the command's name."""


def run(words: list[str]) -> int:
    """Run one command; → the exit code."""
    commands = {module.NAME: module for module in _modules()}
    args = _parser(commands).parse_args(words)
    command = commands[args.command]
    try:
        return int(command.run(args, sitting_of))
    except KhabarError as wrong:
        return _complain(wrong, args.language, as_json=args.json)


def _modules() -> list[ModuleType]:
    return [import_module(f"khabar.cli.{name}") for name in COMMANDS]


def _parser(commands: dict[str, ModuleType]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="khabar", description=f"Node: {home()}")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    below = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in sorted(commands.items()):
        about = (module.__doc__ or "").strip().splitlines()[0]
        one = below.add_parser(name, help=about, description=about)
        one.add_argument("--json", action="store_true", help="print one JSON object")
        one.add_argument("--as", dest="as_user", metavar="USER", help="choose among valid sessions")
        module.arguments(one)
    return parser


def _complain(wrong: KhabarError, language: str, *, as_json: bool) -> int:
    faults = wrong.faults if isinstance(wrong, Invalid) else ()
    said = [(fault.where, _say(fault.code, fault.facts, language)) for fault in faults]
    said = said or [("", _say(wrong.code, wrong.facts, language))]
    if as_json:
        errors = [{"where": where, "reason": reason} for where, reason in said]
        print(json.dumps({"error": wrong.code, "errors": errors}, ensure_ascii=False))
    for where, reason in said:
        print(f"khabar: {where + ': ' if where else ''}{reason}", file=sys.stderr)
    return 2 if isinstance(wrong, NotLoggedIn) else 1


def _say(code: str, facts: dict[str, object], language: str) -> str:
    full = f"error.{code}"
    return say(full, language, **facts) if knows(full) else code
