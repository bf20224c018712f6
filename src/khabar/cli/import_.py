"""Import an official list: khabar import ofac FOLDER --as-of DATE."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from khabar.cli.person import home, keep_session
from khabar.core.errors import Invalid
from khabar.desk import lists
from khabar.desk.founding import found_node, is_founded, stand_alone
from khabar.desk.office import account_named, open_session
from khabar.desk.sitting import Sitting
from khabar.safeguards import Purpose
from khabar.words import say

NAME = "import"
FILES = ("sdn", "alt", "add")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list", choices=["ofac"], help="which list")
    parser.add_argument("folder", type=Path, nargs="?", help="folder of the three files")
    parser.add_argument("--as-of", metavar="DATE", help="date of the edition, 2021-07-07")
    parser.add_argument(
        "--sign", action="store_true", help="put the second name under the list's grade instead"
    )


def run(args: argparse.Namespace, sitting_for: Callable[..., Sitting]) -> int:
    if args.sign:
        return _sign(args, sitting_for)
    if not args.as_of or args.folder is None:
        print("khabar: import needs a folder and --as-of DATE", file=sys.stderr)
        return 2
    _found_if_empty()
    shown = _Progress(args.language, quiet=args.json)
    try:
        done = lists.import_list(
            sitting_for(args.as_user), files=_files(args.folder), as_of=args.as_of, progress=shown
        )
    except Invalid as wrong:
        shown.end()
        _say_refused(wrong, args)
        return 1
    shown.end()
    print(json.dumps(_object(done), ensure_ascii=False) if args.json else _text(done))
    return 0


def _sign(args: argparse.Namespace, sitting_for: Callable[..., Sitting]) -> int:
    sitting = sitting_for(args.as_user, purpose=Purpose.REVIEW, reason=f"sign {args.list}")
    lists.sign_standing_evaluation(sitting, code=args.list)
    print(json.dumps({"signed": args.list}) if args.json else f"khabar: {args.list} is signed")
    return 0


def _files(folder: Path) -> dict[str, bytes]:
    found = {}
    for name in FILES:
        for file in (folder / f"{name}.csv", folder / f"{name}.csv.gz"):
            if file.is_file():
                found[name] = file.read_bytes()
                break
    return found


def _found_if_empty() -> None:
    """On an empty home the import founds a node of its own and says so."""
    if is_founded():
        return
    print(f"khabar: no node in {home()}: founding one, passwords shown once", file=sys.stderr)
    for username, password in found_node(stand_alone()).items():
        print(f"khabar:   {username}  {password}", file=sys.stderr)
    token, _ = open_session(account_named("keeper") or 0)
    keep_session("keeper", token)
    print(
        "khabar: a session is open for keeper; the list counts as intelligence once signer has\n"
        "khabar: signed it: khabar login signer, then khabar import ofac --sign --as signer,\n"
        "khabar: or on the page /lists/",
        file=sys.stderr,
    )


def _object(done: lists.Imported) -> dict[str, Any]:
    return {
        "read": dict(done.read),
        "kept": dict(done.kept),
        "refused": dict(done.refused),
        "narcotics": done.narcotics,
        "links": {"resolved": done.resolved, "unresolved": len(done.unresolved)},
        "update": {
            **{kind: done.update[kind] for kind in ("added", "changed", "removed")},
            "lines_only": done.update["lines"],
            "narcotics": {
                kind: done.among_narcotics[kind] for kind in ("added", "changed", "removed")
            },
        },
        "unresolved": [
            {"entry": link.ref, "name": link.name, "why": link.why} for link in done.unresolved
        ],
        "as_of": done.as_of.isoformat(),
        "statements": done.statements,
        "signed": not done.waiting,
    }


def _text(done: lists.Imported) -> str:
    lines = [f"OFAC {done.as_of}    read = kept + refused"]
    for name, what in zip(FILES, ("entries", "aliases", "addresses"), strict=True):
        lines.append(
            f"  {what:<10}{done.read[name]:>8,} ={done.kept[name]:>8,} +{done.refused[name]:>3,}"
        )
    resolved, all_links = done.resolved, done.resolved + len(done.unresolved)
    lines += [
        f"  narcotics {done.narcotics:>8,}   entries of SDNT and SDNTK",
        f"  links     {resolved:>8,}   of {all_links:,} “Linked To” of narcotics entries resolved",
        *(f"    not resolved: {link.ref} → {link.name} ({link.why})" for link in done.unresolved),
        _changes("all", done.update),
        _changes("narcotics", done.among_narcotics),
        f"  {done.statements:,} statements written",
    ]
    if done.waiting:
        lines.append("  waits for the second signature: not yet intelligence")
    return "\n".join(lines)


def _changes(among: str, counts: Any) -> str:
    return (
        f"  update, {among}: {counts['added']:,} added, {counts['removed']:,} removed, "
        f"{counts['changed']:,} changed, {counts['lines']:,} with aliases or addresses changed only"
    )


def _say_refused(wrong: Invalid, args: argparse.Namespace) -> None:
    read = wrong.facts.get("read")
    counts: dict[str, int] = dict(read) if isinstance(read, dict) else dict.fromkeys(FILES, 0)
    reasons = [
        {
            "file": fault.facts.get("file", ""), "row": fault.facts.get("row"),
            "field": fault.facts.get("field", fault.where), "code": fault.code,
            "reason": say(f"error.{fault.code}", args.language, **fault.facts),
        }
        for fault in wrong.faults
    ]  # fmt: skip
    if args.json:
        none = dict.fromkeys(counts, 0)
        said = {"error": wrong.code, "read": counts, "kept": none, "refused": counts}
        print(json.dumps({**said, "errors": reasons}, ensure_ascii=False))
    for reason in reasons:
        where = "" if reason["file"] else f"{reason['field']}: "
        print(f"khabar: {where}{reason['reason']}", file=sys.stderr)
    if isinstance(read, dict):
        found, rows = wrong.facts.get("faults", len(reasons)), sum(counts.values())
        print(f"khabar: faults: {found}", file=sys.stderr)
        print(f"khabar: {rows:,} rows in = 0 kept + {rows:,} refused", file=sys.stderr)


class _Progress:
    """One line a step on the error channel, so that the answer itself stays clean."""

    def __init__(self, language: str, *, quiet: bool) -> None:
        self.language, self.quiet = language, quiet
        self.step, self.rows = "", 0

    def __call__(self, step: str, rows: int) -> None:
        if step != self.step:
            self.end()
            self.step, self.rows = step, 0
        self.rows += rows
        if not self.quiet and sys.stderr.isatty():
            print(f"\r  {self._line()}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Finish the line of the step that was running."""
        if self.step and not self.quiet:
            tty = sys.stderr.isatty()
            print("" if tty else f"  {self._line()}", file=sys.stderr)
        self.step = ""

    def _line(self) -> str:
        code = f"lists.progress.{self.step}"
        said = say(code, self.language)
        return f"{said}: {self.rows:,}" if self.rows else f"{said} …"
