"""Packages by file: seal reports for a partner, open what came, verify without keeping.

The same file goes by wire and by stick. `seal` and `open` act as the logged-in liaison.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from khabar.core.errors import Fault, Invalid
from khabar.desk import arriving, exchange, gate
from khabar.desk.sitting import Sitting
from khabar.exchange import PACKAGE_BYTES, Package
from khabar.safeguards import Purpose

NAME = "package"
Result = TypeVar("Result")


class FileUnreadable(Invalid):
    """There is no such file, or it cannot be read or written."""

    code = "exchange.file-unreadable"


def arguments(parser: argparse.ArgumentParser) -> None:
    below = parser.add_subparsers(dest="act", required=True, metavar="seal|open|verify")
    seal = below.add_parser("seal", help="seal reports for a partner into FILE")
    seal.add_argument("file", type=Path, metavar="FILE")
    seal.add_argument("--to", required=True, metavar="NODE")
    seal.add_argument("--report", action="append", required=True, metavar="NUMBER")
    seal.add_argument("--purpose-text", default="criminal intelligence", metavar="WORDS",
                      help="what the partner may use it for")  # fmt: skip
    open_ = below.add_parser("open", help="take FILE in: verify, judge at the gate, sign receipts")
    open_.add_argument("file", type=Path, metavar="FILE")
    open_.add_argument("--leave-at-gate", action="store_true",
                       help="do not judge now; a person does it on the page")  # fmt: skip
    verify = below.add_parser("verify", help="check every byte of FILE; keep nothing")
    verify.add_argument("file", type=Path, metavar="FILE")
    for one in (seal, open_, verify):
        one.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
        one.add_argument("--as", dest="as_user", metavar="USER", default=argparse.SUPPRESS)


def run(args: argparse.Namespace, sitting: Callable[..., Sitting]) -> int:
    said = {"seal": _seal, "open": _open, "verify": _verify}[args.act](args, sitting)
    if args.json:
        print(json.dumps(said, ensure_ascii=False, default=str))
    else:
        print("khabar: " + ", ".join(f"{name} {_plain(value)}" for name, value in said.items()))
    return 0 if not said.get("refused") or said.get("passed") else 1


def _seal(args: argparse.Namespace, sitting: Callable[..., Sitting]) -> dict[str, object]:
    who = sitting(args.as_user, purpose=Purpose.ANSWER, reason=f"package seal {args.to}",
                  partner=args.to)  # fmt: skip
    if args.file.exists():
        raise FileUnreadable(Fault(where=str(args.file), code="exchange.file-exists"))
    if not args.file.parent.is_dir():
        raise FileUnreadable(Fault(where=str(args.file), code=FileUnreadable.code))
    sent = exchange.send_package(who, reports=args.report, purpose=args.purpose_text, by_stick=True)
    _write(args.file, sent.body)
    return {
        "sealed": str(args.file), "msg_id": sent.msg_id, "to": args.to, "reports": sent.reports,
        "items": sent.items, "statements": sent.statements, "held_back": sent.held_back,
        "bytes": len(sent.body),
    }  # fmt: skip


def _open(args: argparse.Namespace, sitting: Callable[..., Sitting]) -> dict[str, object]:
    who = sitting(args.as_user, purpose=Purpose.ANSWER, reason="package open")
    package, uid = _named(args.file, lambda body: arriving.take_file(who, body))
    said = _told(package) | {"parcel": uid}
    if package.manifest.kind == "reports" and not args.leave_at_gate:
        let = gate.accept_from_gate(who, uid)
        said |= {"passed": list(let.passed),
                 "refused": {number: list(codes) for number, codes in let.refused}}  # fmt: skip
    return said


def _verify(args: argparse.Namespace, sitting: Callable[..., Sitting]) -> dict[str, object]:
    who = sitting(args.as_user)
    package = _named(args.file, lambda body: arriving.verify_file(who, body))
    return _told(package) | {"whole": True}


def _told(package: Package) -> dict[str, object]:
    manifest = package.manifest
    return {
        "msg_id": package.msg_id, "kind": manifest.kind, "from": manifest.sender,
        "to": ",".join(manifest.to), "seq": manifest.seq, "created": manifest.created.isoformat(),
        "purpose": manifest.purpose, "lines": manifest.parts[0].count,
    }  # fmt: skip


def _named(file: Path, work: Callable[[bytes], Result]) -> Result:
    """Do the work on the file's bytes; a fault in them is said with the file's name."""
    try:
        return work(_read(file))
    except Invalid as wrong:
        faults = [
            replace(fault, where=f"{file.name}:{fault.where}" if fault.where else file.name)
            for fault in wrong.faults
        ]
        raise type(wrong)(*faults, code=wrong.code, **wrong.facts) from None


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > PACKAGE_BYTES * 2:
            raise FileUnreadable(Fault(where=str(file), code="exchange.package-too-large",
                                       facts={"limit_mib": PACKAGE_BYTES // 2**20}))  # fmt: skip
        return file.read_bytes()
    except OSError:
        raise FileUnreadable(Fault(where=str(file), code=FileUnreadable.code)) from None


def _write(file: Path, body: bytes) -> None:
    """Whole or not at all: a temporary beside it, to disk, then renamed."""
    beside = file.with_name(f".{file.name}.part")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(body)
        out.flush()
        os.fsync(out.fileno())
    beside.rename(file)


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | dict) else str(value)
