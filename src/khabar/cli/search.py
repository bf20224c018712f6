"""Search people and things by a name in any spelling, or by an exact number, for a purpose."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

from khabar.collation import Hit
from khabar.desk import search as desk
from khabar.desk.office import my_cases
from khabar.desk.sitting import CaseNotYours, Sitting
from khabar.safeguards import Purpose
from khabar.words import say

NAME = "search"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="a name, phone, plate, passport, list number")
    purpose_arguments(parser)


def purpose_arguments(parser: argparse.ArgumentParser) -> None:
    """The three words with which a command states its purpose."""
    parser.add_argument("--purpose", choices=[p.value for p in Purpose], help="why you look")
    parser.add_argument("--case", metavar="REF", help="number or operation of an open case")
    parser.add_argument("--reason", default="command line", help="a line of reason outside a case")


def run(args: argparse.Namespace, sitting_for: Callable[..., Sitting]) -> int:
    found = desk.search(seated(args, sitting_for), args.text)
    if args.json:
        print(json.dumps(as_object(found), ensure_ascii=False))
        return 0
    for hit in found.hits:
        print(_line(hit, args.language))
    print(say("collate.found", args.language, n=found.total))
    return 0


def seated(args: argparse.Namespace, sitting_for: Callable[..., Sitting]) -> Sitting:
    """Sit down with the purpose that the command states, or with none.

    Raises  CaseNotYours for a case that is not open or not theirs.
    """
    case = _case(sitting_for(args.as_user), args.case) if args.case else None
    named = args.purpose or ("case" if case else None)
    purpose = Purpose(named) if named else None
    return sitting_for(args.as_user, purpose=purpose, case=case, reason=args.reason)


def as_object(found: desk.Found) -> dict[str, object]:
    return {
        "text": found.text,
        "total": found.total,
        "more": found.more,
        "hits": [
            {
                "entity": hit.view.uid,
                "schema": hit.view.schema,
                "title": hit.view.title,
                "names": [value.text for value in hit.view.names],
                "score": hit.score,
                "because": [
                    {"code": r.code, "left": r.left, "right": r.right} for r in hit.because
                ],
                "reports": hit.view.reports,
                "origins": hit.view.origins,
                "conflicts": hit.view.conflicts,
                "active": hit.view.stands,
            }
            for hit in found.hits
        ],
    }


def _case(sitting: Sitting, ref: str) -> str:
    for case in my_cases(sitting):
        if ref in (case.uid, case.number, case.operation):
            return case.uid
    raise CaseNotYours()


def _line(hit: Hit, language: str) -> str:
    view = hit.view
    kind = say(f"schema.{view.schema}", language)
    count = say("layout.reports", language, n=view.reports)
    origins = say("layout.origins", language, n=view.origins)
    return f"{hit.score:.2f}  {view.uid}  {kind}: {view.title}  ({count}, {origins})"
