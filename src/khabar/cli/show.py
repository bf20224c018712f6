"""Show one person or thing: every fact with its grades, reports and independent origins."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

from khabar.cli.search import purpose_arguments, seated
from khabar.collation import EntityView, Value
from khabar.desk.entity import EntityPage, read_entity
from khabar.desk.sitting import Sitting
from khabar.words import say

NAME = "show"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity", metavar="ENTITY", help="id, as search prints it")
    purpose_arguments(parser)


def run(args: argparse.Namespace, sitting_for: Callable[..., Sitting]) -> int:
    page = read_entity(seated(args, sitting_for), args.entity)
    if args.json:
        print(json.dumps(as_object(page), ensure_ascii=False))
        return 0
    for line in _lines(page, args.language):
        print(line)
    return 0


def as_object(page: EntityPage) -> dict[str, object]:
    view = page.view
    return {
        "entity": view.uid,
        "schema": view.schema,
        "title": view.title,
        "same_as": sorted(view.members - {view.uid}),
        "reports": view.reports,
        "origins": view.origins,
        "active": view.stands,
        "facts": _facts(view),
        "links": [
            {
                "link": near.link.uid,
                "schema": near.link.schema,
                "outward": near.outward,
                "entity": near.other,
                "title": near.title,
                "strength": near.link.strength,
                "reports": near.link.reports,
                "origins": near.link.origins,
            }
            for near in page.neighbours
        ],
        "links_total": page.links,
        "candidates": [
            {
                "entity": one.other.uid,
                "title": one.other.title,
                "score": one.comparison.score,
                "conflict": one.comparison.conflict,
                "features": list(one.comparison.reasons),
                "verdict": one.verdict.verdict.value if one.verdict else None,
            }
            for one in page.compared
        ],
    }


def _facts(view: EntityView) -> list[dict[str, object]]:
    return [
        {
            "prop": fact.prop,
            "conflict": fact.conflict,
            "values": [_value(value) for value in fact.values],
        }
        for fact in view.facts
    ]


def _value(value: Value) -> dict[str, object]:
    return {
        "text": value.text,
        "norm": value.norm,
        "ref": value.ref,
        "grades": [f"{b.scheme} {b.source}{b.information}" for b in value.badges],
        "reports": value.reports,
        "origins": value.origins,
        "first": value.first.date().isoformat(),
        "last": value.last.date().isoformat(),
        "strength": value.strength,
        "ended": value.ended,
        "statements": [one.uid for one in value.said],
    }


def _lines(page: EntityPage, language: str) -> list[str]:
    view = page.view
    lines = [f"{say(f'schema.{view.schema}', language)}: {view.title}  [{view.uid}]"]
    for fact in view.facts:
        for value in fact.values:
            grades = " ".join(f"{b.source}{b.information}" for b in value.badges)
            counts = (
                f"{say('layout.reports', language, n=value.reports)}, "
                f"{say('layout.origins', language, n=value.origins)}"
            )
            mark = f"  ! {say('collate.conflict', language)}" if fact.conflict else ""
            state = say(
                "collate.ended" if value.ended else f"layout.line.{value.strength}", language
            )
            lines.append(
                f"  {say(f'prop.{fact.prop}', language)}: {value.text}  [{grades}] {counts}, "
                f"{state}{mark}"
            )
    for near in page.neighbours:
        arrow = "→" if near.outward else "←"
        strength = say(f"layout.line.{near.link.strength}", language)
        lines.append(
            f"  {arrow} {say(f'schema.{near.link.schema}', language)} {near.title}  {strength}"
        )
    return lines
